"""Organisations and what comes of them agree with snapshots, whatever is undone."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.insights import (
    InsightForm,
    drop_insights,
    edit_insight,
    note_insight,
)
from relationship_desk.desk.commands.memberships import (
    MembershipForm,
    add_membership,
    delete_memberships,
    end_membership,
    renew_membership,
    review_membership,
)
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
    delete_opportunities,
    edit_opportunity,
    set_stage,
    take_step,
)
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    affiliate,
    archive_organisations,
    decline_cards,
    delete_organisations,
    link_cards,
    merge_organisations,
    remove_affiliations,
)
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage
from relationship_desk.domain.organisations import Renewal, Verdict
from relationship_desk.store.memberships import get_membership
from tests.support.desks import TODAY
from tests.support.undo_machine import UndoMachine, proved

_PLACES = st.sampled_from(["Atlas", "Book Guild", "Harbour Museum"])


class OrganisationsMachine(UndoMachine):
    """Who belongs where, where the user does, and what came of it."""

    @precondition(lambda self: self._ids("person"))
    @rule(
        data=st.data(), place=_PLACES, what=st.sampled_from("join join cards decline leave".split())
    )
    def belong(self, data: st.DataObject, place: str, what: str) -> None:
        person = data.draw(st.sampled_from(self._ids("person")))
        places = self._ids("affiliation")
        if what == "join":
            role = data.draw(st.sampled_from(["", "Chair"]))
            self.desk.do(affiliate, form=AffiliationForm(person, place, role))
        elif what == "cards":
            self.desk.do(link_cards, name=place, person_ids=self._ids("person"))
        elif what == "decline":
            self.desk.do(decline_cards, name=place, person_ids=[person])
        elif places:
            which = [data.draw(st.sampled_from(places))]
            self.desk.do(remove_affiliations, affiliation_ids=which)
        self._did()

    @precondition(lambda self: self._ids("organisation"))
    @rule(data=st.data(), what=st.sampled_from("archive back delete merge".split()))
    def change_organisation(self, data: st.DataObject, what: str) -> None:
        there = self._ids("organisation")
        one = data.draw(st.sampled_from(there))
        if what in ("archive", "back"):
            self.desk.do(archive_organisations, organisation_ids=[one], archived=what == "archive")
        elif what == "delete":
            self.desk.do(delete_organisations, organisation_ids=[one])
        elif len(there) > 1:
            other = data.draw(st.sampled_from([i for i in there if i != one]))
            self.desk.do(merge_organisations, keep_id=one, other_id=other)
        self._did()

    @rule(data=st.data(), place=_PLACES, what=st.sampled_from("add renew end look remove".split()))
    def membership(self, data: st.DataObject, place: str, what: str) -> None:
        there = self._ids("membership")
        if what == "add":
            renewal = data.draw(st.sampled_from([None, Renewal(TODAY, 1), Renewal(TODAY, 12)]))
            self.desk.do(add_membership, form=MembershipForm(place, renewal=renewal))
        elif there:
            which = data.draw(st.sampled_from(there))
            row = get_membership(self.desk.reader, which)
            if what == "renew" and row is not None and row.comes_up:
                self.desk.do(renew_membership, membership_id=which)
            elif what == "end":
                self.desk.do(end_membership, membership_id=which)
            elif what == "look":
                self.desk.do(review_membership, membership_id=which, verdict=Verdict.KEEP)
            elif what == "remove":
                self.desk.do(delete_memberships, membership_ids=[which])
        self._did()

    @rule(data=st.data(), place=_PLACES, what=st.sampled_from("note note edit drop".split()))
    def insight(self, data: st.DataObject, place: str, what: str) -> None:
        there = self._ids("insight")
        person = data.draw(st.sampled_from([None, *self._ids("person")]))
        topics = data.draw(st.sampled_from([(), ("paper",), ("paper", "ink")]))
        form = InsightForm("x", TODAY, person, organisation=place, topics=topics)
        if what == "note":
            self.desk.do(note_insight, form=form)
        elif there and what == "edit":
            which = data.draw(st.sampled_from(there))
            self.desk.do(edit_insight, insight_id=which, form=form)
        elif there:
            self.desk.do(drop_insights, insight_ids=[data.draw(st.sampled_from(there))])
        self._did()

    @rule(data=st.data(), place=_PLACES, what=st.sampled_from("add add edit move step go".split()))
    def opportunity(self, data: st.DataObject, place: str, what: str) -> None:
        there = self._ids("opportunity")
        person = data.draw(st.sampled_from([None, *self._ids("person")]))
        form = OpportunityForm("o", person_id=person, organisation=place, next_on=TODAY)
        way = [LinkForm(LinkKind.VIA, person)] if person else [LinkForm(LinkKind.VIA, words="w")]
        if what == "add":
            self.desk.do(add_opportunity, form=form, way=way)
        elif there:
            which = {"opportunity_id": data.draw(st.sampled_from(there))}
            if what == "edit":
                self.desk.do(edit_opportunity, **which, form=form, way=way)
            elif what == "move":
                stage = data.draw(st.sampled_from(OpportunityStage))
                self.desk.do(set_stage, **which, stage=stage)
            elif what == "step":
                self.desk.do(take_step, **which, next_on=TODAY + timedelta(days=1))
            else:
                self.desk.do(delete_opportunities, opportunity_ids=list(which.values()))
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(OrganisationsMachine)
