"""The user's own memberships: renewed in time, looked at once a year, and left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.desk.commands.encounters import EncounterForm, note_encounter
from relationship_desk.desk.commands.events import add_event
from relationship_desk.desk.commands.insights import InsightForm, note_insight
from relationship_desk.desk.commands.memberships import (
    MembershipForm,
    add_membership,
    delete_memberships,
    edit_membership,
    end_membership,
    renew_membership,
    review_membership,
)
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
    set_stage,
)
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    affiliate,
    archive_organisations,
)
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.today.memberships import MembershipsSource
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.money import parse_money
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage
from relationship_desk.domain.organisations import OrganisationKind, Renewal, Span, Verdict
from relationship_desk.domain.today import TodayKind, TodayRow
from relationship_desk.store.memberships import (
    MembershipRow,
    Yield,
    get_membership,
    membership_rows,
    yields,
)
from relationship_desk.store.organisations import organisations_called
from relationship_desk.store.waiting import waiting
from tests.support.desks import NOON, TODAY, DeskForTests
from tests.support.reminders import Popups

GUILD = "Book Guild"


def join(desk: DeskForTests, name: str = GUILD, days: int | None = None, **values: object) -> int:
    renewal = None if days is None else Renewal(TODAY + timedelta(days=days))
    form = MembershipForm(name, **({"renewal": renewal} | values))  # type: ignore[arg-type]
    return int(desk.do(add_membership, form=form))


def row(desk: DeskForTests, membership_id: int) -> MembershipRow:
    found = get_membership(desk.reader, membership_id)
    assert found is not None
    return found


def offered(desk: DeskForTests, on: date = TODAY) -> list[TodayRow]:
    preferences = desk.composition.desk.preferences(desk.reader)
    asked = Asked.whole_day(on, desk.clock.zone(), preferences)
    return list(MembershipsSource().offer(desk.reader, asked).rows)


def answer(shown: TodayRow) -> dict[str, object]:
    return {
        "source": shown.source, "source_id": shown.source_id, "settles": shown.settles,
        "title": shown.title,
    }  # fmt: skip


def reminders(desk: DeskForTests) -> list[tuple[int, str, str]]:
    return list(
        desk.reader.sql(
            "SELECT source_id, next_due_at, occurrence FROM reminder WHERE source = 'membership'"
        )
    )


def test_a_membership_has_all_that_its_form_says(desk: DeskForTests) -> None:
    made = join(
        desk,
        days=20,
        role="Member",
        span=Span(PartialDate(2019)),
        fee=parse_money("120 EUR"),
        participation="the reading circle",
        kind=OrganisationKind.COMMUNITY,
    )
    found = row(desk, made)
    assert (found.organisation, found.kind, found.role) == (
        GUILD, OrganisationKind.COMMUNITY, "Member",
    )  # fmt: skip
    assert found.span.words(TODAY) == "since 2019"
    assert (found.fee_words, found.participation) == ("€120 every year", "the reading circle")
    assert found.renewal == Renewal(TODAY + timedelta(days=20), 12, 23)
    desk.do(edit_membership, membership_id=made, form=MembershipForm("Café Atlas", "Guest"))
    changed = row(desk, made)
    assert (changed.organisation, changed.role, changed.renewal, changed.fee_words) == (
        "Café Atlas", "Guest", None, "",
    )  # fmt: skip


def test_a_renewal_stands_in_today_from_its_lead_on(desk: DeskForTests) -> None:
    join(desk, days=14, fee=parse_money("€120"))
    assert offered(desk, TODAY - timedelta(days=1)) == []
    [shown] = offered(desk)
    assert (shown.kind, shown.title) == (
        TodayKind.MEMBERSHIP, "Renew the membership in Book Guild",
    )  # fmt: skip
    assert shown.why == "It renews on 17 March 2026, in 2 weeks, for €120."
    [late] = offered(desk, TODAY + timedelta(days=20))
    assert late.why == "It was to renew on 17 March 2026, 6 days ago, for €120."


def test_renewing_moves_it_a_term_on_and_keeps_the_31st(desk: DeskForTests) -> None:
    made = join(desk, renewal=Renewal(date(2026, 1, 31), 1))
    assert desk.do(renew_membership, membership_id=made) == date(2026, 3, 31)
    assert desk.do(renew_membership, membership_id=made) == date(2026, 4, 30)
    assert desk.do(renew_membership, membership_id=made) == date(2026, 5, 31)
    desk.undo()
    assert row(desk, made).renewal == Renewal(date(2026, 4, 30), 1, 31)


def test_a_snooze_and_a_skip_are_of_this_renewal_alone(desk: DeskForTests) -> None:
    made = join(desk, days=3)
    [shown] = offered(desk)
    desk.do(snooze_row, **answer(shown), until=NOON + timedelta(days=2))
    assert offered(desk) == []
    assert len(offered(desk, TODAY + timedelta(days=2))) == 1
    desk.do(skip_row, **answer(shown))
    assert offered(desk, TODAY + timedelta(days=9)) == []
    desk.do(renew_membership, membership_id=made)
    assert len(offered(desk, TODAY + timedelta(days=368))) == 1


def test_a_membership_reminds_once_and_done_renews_it(desk: DeskForTests) -> None:
    made = join(desk, days=14)
    assert reminders(desk) == [(made, "2026-03-03T09:00:00Z", "2026-03-17")]
    popups = Popups()
    Engine(desk.composition.desk, popups).beat()
    assert popups.titles == ["The membership in Book Guild renews"]
    assert popups.shown[0].body == "On 17 March 2026, in 2 weeks"
    [due] = waiting(desk.reader, NOON)
    which = {"source": due.source, "source_id": due.source_id, "settles": due.settles}
    assert desk.do(answer_reminder, **which, kind="done")
    assert row(desk, made).renewal == Renewal(date(2027, 3, 17), 12, 17)
    assert reminders(desk) == [(made, "2027-03-03T09:00:00Z", "2027-03-17")]
    assert waiting(desk.reader, NOON) == []


def test_another_day_ends_a_snooze(desk: DeskForTests) -> None:
    made = join(desk, days=3)
    [shown] = offered(desk)
    desk.do(skip_row, **answer(shown))
    assert reminders(desk) == []
    form = MembershipForm(GUILD, renewal=Renewal(TODAY + timedelta(days=3)))
    desk.do(edit_membership, membership_id=made, form=form)
    assert offered(desk) == []
    later = MembershipForm(GUILD, renewal=Renewal(TODAY + timedelta(days=4)))
    desk.do(edit_membership, membership_id=made, form=later)
    assert len(offered(desk)) == 1


def test_who_leaves_is_neither_reminded_nor_asked(desk: DeskForTests) -> None:
    made = join(desk, days=3, span=Span(PartialDate(2019)))
    desk.do(end_membership, membership_id=made)
    assert row(desk, made).span.words(TODAY) == "2019 to 3 March 2026"
    assert (reminders(desk), offered(desk), offered(desk, TODAY + timedelta(days=800))) == (
        [], [], [],
    )  # fmt: skip
    with pytest.raises(UserError, match="does not renew"):
        desk.do(renew_membership, membership_id=made)
    desk.undo()
    assert len(reminders(desk)) == 1


def test_nobody_leaves_before_they_joined(desk: DeskForTests) -> None:
    made = join(desk, span=Span(PartialDate(2026, 3, 1)))
    with pytest.raises(UserError, match="before it began"):
        desk.do(end_membership, membership_id=made, on=date(2026, 2, 1))


def test_an_organisation_in_the_archive_asks_for_nothing(desk: DeskForTests) -> None:
    join(desk, days=3)
    [guild] = organisations_called(desk.reader, GUILD)
    desk.do(archive_organisations, organisation_ids=[guild.id], archived=True)
    assert (reminders(desk), offered(desk)) == ([], [])


def test_a_year_later_one_look_a_day_is_offered_with_what_it_gave(desk: DeskForTests) -> None:
    first, second = join(desk), join(desk, "Café Atlas")
    person = desk.add("Ida Vale")
    desk.do(affiliate, form=AffiliationForm(person, GUILD))
    desk.log(person)
    after = TODAY + timedelta(days=365)
    assert offered(desk, after - timedelta(days=1)) == []
    [shown] = offered(desk, after)
    assert (shown.kind, shown.source_id) == (TodayKind.LOOK, first)
    assert shown.title == "What does Book Guild give you?"
    assert shown.why == "A year has gone by. It gave you 1 person, 1 entry."
    desk.do(skip_row, **answer(shown))
    [other] = offered(desk, after)
    assert (other.source_id, other.why) == (second, "A year has gone by.")


def test_a_look_says_keep_or_let_go_and_comes_again_in_a_year(desk: DeskForTests) -> None:
    made = join(desk)
    desk.clock.advance(timedelta(days=400))
    on = TODAY + timedelta(days=400)
    assert len(offered(desk, on)) == 1
    desk.do(review_membership, membership_id=made, verdict=Verdict.DROP)
    assert offered(desk, on) == []
    assert (row(desk, made).reviewed_on, row(desk, made).verdict) == (on, Verdict.DROP)
    [again] = offered(desk, on + timedelta(days=365))
    assert again.why == "You last looked 12 months ago."


def test_what_was_to_go_says_so_when_it_renews(desk: DeskForTests) -> None:
    made = join(desk, days=3)
    desk.do(review_membership, membership_id=made, verdict=Verdict.DROP)
    [shown] = offered(desk)
    assert shown.why.endswith("You wanted to let it go: this is the time to cancel.")


def test_of_one_membership_there_is_one_row(desk: DeskForTests) -> None:
    join(desk, days=380)
    assert [r.kind for r in offered(desk, TODAY + timedelta(days=367))] == [TodayKind.MEMBERSHIP]


def test_yield_counts_people_insights_opportunities_and_entries(desk: DeskForTests) -> None:
    join(desk)
    [guild] = organisations_called(desk.reader, GUILD)
    ida, bo, gone = desk.add("Ida"), desk.add("Bo"), desk.add("Gone")
    for person in (ida, bo, gone):
        desk.do(affiliate, form=AffiliationForm(person, GUILD))
    desk.do(affiliate, form=AffiliationForm(ida, GUILD, "Chair"))
    desk.do(set_archived, person_ids=[gone], archived=True)
    desk.log(ida, bo)
    desk.log(ida, on=TODAY - timedelta(days=500))
    desk.log(ida, channel=Channel.NOTE)
    desk.log(ida, on=TODAY + timedelta(days=1))
    desk.do(note_insight, form=InsightForm("paper is scarce", TODAY, organisation=GUILD))
    won = desk.do(add_opportunity, form=OpportunityForm("A catalogue", organisation=GUILD))
    desk.do(
        add_opportunity,
        form=OpportunityForm("A talk"),
        way=[LinkForm(LinkKind.VIA, organisation=GUILD)],
    )
    desk.do(set_stage, opportunity_id=won, stage=OpportunityStage.WON)
    found = yields(desk.reader, TODAY)[guild.id]
    assert found == Yield(2, 1, 2, 1, 2)
    assert found.words == "2 people, 1 insight, 2 opportunities (1 won), 2 entries"
    lately = yields(desk.reader, TODAY, TODAY - timedelta(days=365))[guild.id]
    assert lately.interactions == 1
    assert Yield().words == "nothing yet"


def test_events_that_it_hosts_are_part_of_its_yield(desk: DeskForTests) -> None:
    join(desk)
    [guild] = organisations_called(desk.reader, GUILD)
    ida = desk.add("Ida")

    event = desk.do(add_event, form=EventForm("Fair", TODAY, host="BOOK guild"))
    met = EncounterForm(event, "Ida was there", TODAY - timedelta(days=2), person_id=ida)
    desk.do(note_encounter, form=met, region="DE")
    desk.do(note_insight, form=InsightForm("x", TODAY, event_id=event))
    form = OpportunityForm("A talk")
    desk.do(add_opportunity, form=form, way=[LinkForm(LinkKind.MET_AT, event_id=event)])
    assert yields(desk.reader, TODAY)[guild.id] == Yield(1, 1, 1, 0, 1)


def test_a_membership_is_removed_and_comes_back(desk: DeskForTests) -> None:
    made = join(desk, days=3)
    before = desk.facts()
    desk.do(delete_memberships, membership_ids=[made])
    assert (membership_rows(desk.reader), reminders(desk)) == ([], [])
    desk.undo()
    assert desk.facts() == before


@pytest.mark.parametrize("days", [-1, 367])
def test_an_odd_lead_is_refused(desk: DeskForTests, days: int) -> None:
    with pytest.raises(UserError, match="0 to 366 days before"):
        join(desk, lead_days=days)
    assert organisations_called(desk.reader, GUILD) == []
