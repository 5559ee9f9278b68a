"""Whom did I forget? What the past week looks like help is asked about from its Friday on."""

from __future__ import annotations

from relationship_desk.desk.forgotten import Proposal, proposals
from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.help_words import asked_from
from relationship_desk.domain.text import counted, one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import my_quiet_season
from relationship_desk.store.database import Connection

SOURCE = "interaction"
_A_DAY = 1  # more than this many questions would be an interrogation


class ForgottenSource:
    """One at a time, the oldest first; not in a quiet season of the user's own."""

    name = TodayKind.FORGOTTEN.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        if my_quiet_season(connection, asked.on) is not None:
            return Offered(())
        said = replies(connection, SOURCE, asked)
        waiting = [
            proposal
            for proposal in reversed(proposals(connection, asked.on))
            if asked_from(proposal.told.on) <= asked.on
            and not (
                (reply := said.get((proposal.told.interaction_id, proposal.told.on.isoformat())))
                and reply.hides(asked)
            )
        ]
        more = len(waiting) - _A_DAY
        later = ""
        if more > 0:
            entries = counted(more, "more entry looks", "more entries look")
            later = f"{entries} like help: see “Whom did I forget?” among Appreciation."
        return Offered(tuple(_row(proposal) for proposal in waiting[:_A_DAY]), later)


def _row(proposal: Proposal) -> TodayRow:
    told = proposal.told
    return TodayRow(
        TodayKind.FORGOTTEN,
        SOURCE,
        told.interaction_id,
        told.on.isoformat(),
        one_line(told.text),
        proposal.why,
        Place.QUESTION,
        (told.on.toordinal(), told.interaction_id),
        None,
        None,
        told.person_id,
        told.person_name,
    )
