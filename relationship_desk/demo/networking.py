"""Organisations, memberships, insights and opportunities of the sample year.

Invariant: whoever is named is one of the cast, whose keys are their places in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from relationship_desk.demo.data import Cast
from relationship_desk.demo.steps import Ids, Run, Step
from relationship_desk.demo.year import Calendar
from relationship_desk.desk.commands.insights import InsightForm, note_insight
from relationship_desk.desk.commands.memberships import MembershipForm, add_membership
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
)
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    OrganisationForm,
    add_organisation,
    affiliate,
)
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.money import parse_money
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage
from relationship_desk.domain.organisations import OrganisationKind, Renewal, Span

GUILD, FORUM = "Guild of Book Arts", "Open Shores Forum"
_EVENING = time(20, 15)
# Who, where, as what, since when, until when.
_PLACES = (
    ("Ida Vale", "City Library", "Librarian", "2014", "2019"),
    ("Ida Vale", "Harbour Museum", "Curator", "2019-05", ""),
    ("Ida Vale", GUILD, "Board", "2023", ""),
    ("Bram Oss", "Bindery Oss", "Owner", "2011", ""),
    ("Bram Oss", GUILD, "Member", "", ""),
    ("Zoë Quill", GUILD, "Chair", "2021", ""),
    ("Søren Ravnkilde", FORUM, "Moderator", "2020", ""),
)


@dataclass(frozen=True, slots=True)
class Do:
    """One command, with arguments that may need the ids of people."""

    at: datetime
    command: Callable[..., Any]
    arguments: Callable[[Mapping[str, int]], dict[str, Any]]
    keys: Mapping[str, int]

    def perform(self, run: Run, ids: Ids) -> None:
        known = {name: ids.people[key] for name, key in self.keys.items()}
        run(self.command, **self.arguments(known))


def networking(cast: Cast, calendar: Calendar) -> list[Step]:
    """Every step of it."""
    return list(_Year(cast, calendar).steps())


class _Year:
    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self._calendar = calendar
        self._keys = {person.full: key for key, person in enumerate(cast.people)}

    def steps(self) -> Iterator[Step]:
        yield from self._memberships()
        for number, (name, place, role, since, until) in enumerate(_PLACES):
            yield self._place(-300 + number, name, place, role, since, until)
        yield from self._insights()
        yield from self._opportunities()

    def _do(
        self, days: int, command: Callable[..., Any], form: Callable[[Mapping[str, int]], object],
        **more: Callable[[Mapping[str, int]], object],
    ) -> Do:  # fmt: skip
        def arguments(people: Mapping[str, int]) -> dict[str, Any]:
            return {"form": form(people), **{name: make(people) for name, make in more.items()}}

        at = self._calendar.instant(self._calendar.day(days), _EVENING)
        return Do(at, command, arguments, self._keys)

    def _memberships(self) -> Iterator[Step]:
        body, community = OrganisationKind.BODY, OrganisationKind.COMMUNITY
        day = self._calendar.day
        guild = OrganisationForm(GUILD, body, "https://guild.example", "Hamburg")
        yield self._do(-366, add_organisation, lambda _: guild)
        museum = OrganisationForm("Harbour Museum", place="Hamburg")
        yield self._do(-366, add_organisation, lambda _: museum)
        joined = MembershipForm(
            GUILD, "Member", Span(PartialDate(2022)), Renewal(day(9)), fee=parse_money("95 EUR"),
            participation="The reading circle, every first Thursday",
        )  # fmt: skip
        yield self._do(-320, add_membership, lambda _: joined)
        forum = MembershipForm(
            FORUM, span=Span(PartialDate(2020, 9)), kind=community,
            participation="Answering questions about maps and paper",
        )  # fmt: skip
        yield self._do(-366, add_membership, lambda _: forum)

    def _place(self, days: int, name: str, place: str, role: str, since: str, until: str) -> Step:
        span = Span(PartialDate.parse(since), PartialDate.parse(until))
        return self._do(
            days, affiliate, lambda people: AffiliationForm(people[name], place, role, span)
        )

    def _insights(self) -> Iterator[Step]:
        told = (
            (-120, "Ida Vale", "Harbour Museum", ("museums", "timing"),
             "Small museums order catalogues in spring, when the budget of next year is fixed."),
            (-41, "Bram Oss", GUILD, ("paper",),
             "Rag paper will be scarce this summer: whoever needs it orders before May."),
            (-17, "Søren Ravnkilde", "", ("funding",),
             "A foundation reads the first page and the budget, and little in between."),
        )  # fmt: skip
        for days, name, place, topics, text in told:
            yield self._insight(days, name, place, topics, text)

    def _insight(
        self, days: int, name: str, place: str, topics: tuple[str, ...], text: str
    ) -> Step:
        on = self._calendar.day(days)
        return self._do(
            days,
            note_insight,
            lambda people: InsightForm(text, on, people[name], None, place, topics),
        )

    def _opportunities(self) -> Iterator[Step]:
        day, stage = self._calendar.day, OpportunityStage
        yield self._do(
            -64,
            add_opportunity,
            lambda people: OpportunityForm(
                "Posters for the open shores", stage.WON, people["Søren Ravnkilde"],
                "Foundation for Open Shores", parse_money("3200 EUR"), why="The sketch in the talk",
            ),
            way=lambda _: [LinkForm(LinkKind.HEARD_AT, organisation=FORUM)],
        )  # fmt: skip
        yield self._do(
            -22,
            add_opportunity,
            lambda people: OpportunityForm(
                "Catalogue of the harbour exhibition", stage.TALKING, people["Ida Vale"],
                "Harbour Museum", parse_money("12500 EUR"), "Send the offer", day(0),
                "Ninety-six pages, two languages, before the summer.",
            ),
            way=lambda people: [
                LinkForm(LinkKind.MET_AT, words="the reading circle"),
                LinkForm(LinkKind.INTRODUCED_BY, people["Zoë Quill"]),
            ],
        )  # fmt: skip
        yield self._do(
            -19,
            add_opportunity,
            lambda people: OpportunityForm(
                "Atlas of the old quays", stage.OFFERED, people["Łukasz Żak"], "Atlas Lab",
                parse_money("8000 EUR"), "Ask whether the sample arrived", day(6),
            ),
            way=lambda people: [LinkForm(LinkKind.VIA, people["Bram Oss"])],
        )  # fmt: skip
        yield self._do(
            -16,
            add_opportunity,
            lambda _: OpportunityForm("A talk at the spring evening", organisation=GUILD),
        )
