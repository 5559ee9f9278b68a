"""A year of thanks, told as a story: what is noted is thanked for, given, and remembered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from relationship_desk.desk.commands.batches import confirm_addresses, make_batch, send_batch
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import GiftForm, edit_gift, give_gift, receive_gift
from relationship_desk.desk.commands.standings import StandingForm, add_milestone, add_standing
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    acknowledge_thanks,
    keep_thanks_draft,
    propose_thanks,
    record_kindness,
    say_thanks,
)
from relationship_desk.desk.full_export import export_desk, restore_any
from relationship_desk.desk.thanks_letters import thanks_letters
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.kindness import ThanksForm, ThanksState, Weight
from relationship_desk.domain.money import Money
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.standing import BatchForm, StandingKind
from relationship_desk.domain.thanks_letters import Thanked
from relationship_desk.formats.desk_export.reading import open_export
from relationship_desk.formats.desk_export.writing import write_export
from relationship_desk.paths import Paths
from relationship_desk.store.batches import recipients
from relationship_desk.store.gifts import gift_ideas, gift_rows, spent_on, warnings
from relationship_desk.store.kindness import get_kindness, kindness_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import DeskForTests, open_desk


def _on(desk: DeskForTests, day: date) -> None:
    """The desk at noon of that day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    desk.clock.advance(noon - desk.clock.now())


def _today(desk: DeskForTests) -> list[tuple[str, str]]:
    on = desk.clock.now().date()
    preferences = desk.composition.desk.preferences(desk.reader)
    asked = Asked.whole_day(on, desk.clock.zone(), preferences)
    kinds = ("thanks", "gift", "batch", "occasion", "forgotten")
    rows = today_queue(desk.reader, asked).rows
    return [(row.kind.value, row.title) for row in rows if row.kind.value in kinds]


def test_a_year_of_thanks(desk: DeskForTests, tmp_path: Path) -> None:
    ida, bo = desk.add("Ida Vale", given="Ida"), desk.add("Bo Lind", given="Bo")

    # March: Ida puts in a word; a note of the same evening catches an idea for a gift.
    _on(desk, date(2026, 3, 10))
    entry = desk.log(
        ida, text="Dinner. She collects charts.\n> gift: an old sea chart", on=date(2026, 3, 10)
    )
    word = KindnessForm(
        ida, "recommended me for the museum job", date(2026, 3, 10), Weight.TURN,
        "the harbour plan", topics=("museums",), interaction_id=entry,
    )  # fmt: skip
    job = desk.do(record_kindness, form=word)
    assert _today(desk) == []
    _on(desk, date(2026, 3, 11))
    assert _today(desk) == [("thanks", "recommended me for the museum job")]

    # She is thanked by a handwritten card, and it arrives.
    said = Thanked("recommended me for the museum job", Weight.TURN, "the harbour plan", "Ida")
    letter = thanks_letters().letter(said, Tone.CLOSE)
    desk.do(keep_thanks_draft, kindness_id=job, text=letter, form=ThanksForm.CARD)
    desk.do(say_thanks, kindness_id=job, form=ThanksForm.CARD, text=letter)
    desk.do(acknowledge_thanks, kindness_id=job, on=date(2026, 3, 14))
    assert _today(desk) == []

    # May: Bo lends his van, and nobody notes it as a kindness. The Friday after asks.
    _on(desk, date(2026, 5, 5))
    lent = desk.log(bo, text="He lent me his van for the move", on=date(2026, 5, 5))
    _on(desk, date(2026, 5, 8))
    assert _today(desk) == [("forgotten", "He lent me his van for the move")]
    van = KindnessForm(bo, "lent me his van", date(2026, 5, 5), interaction_id=lent)
    desk.do(record_kindness, form=van)
    assert _today(desk) == [("thanks", "lent me his van")]
    [open_one] = [k for k in kindness_rows(desk.reader) if k.state is ThanksState.OWED]
    desk.do(say_thanks, kindness_id=open_one.id, form=ThanksForm.SPOKEN)

    # July: the museum says yes, and everybody who had a part in it is to be thanked.
    _on(desk, date(2026, 7, 1))
    desk.do(propose_thanks, person_ids=[ida, bo], text="helped me to the museum job")
    _on(desk, date(2026, 7, 2))
    assert _today(desk) == [("thanks", "helped me to the museum job")] * 2
    for kindness in kindness_rows(desk.reader):
        desk.do(say_thanks, kindness_id=kindness.id, form=ThanksForm.MAIL)
    desk.do(add_standing, form=StandingForm(ida, StandingKind.PARTNER, date(2025, 9, 1)))

    # August: the anniversary of working together is told a week before.
    _on(desk, date(2026, 8, 25))
    assert _today(desk) == [("occasion", "One year of working together")]
    desk.log(ida, text="raised a glass", on=date(2026, 9, 1))

    # October: the idea of March has a day now, and comes back its lead before it.
    _on(desk, date(2026, 10, 1))
    [[idea]] = gift_ideas(desk.reader, [ida]).values()
    price = Money(Decimal("45.00"), "EUR")
    desk.do(
        edit_gift, gift_id=idea.id,
        form=GiftForm(ida, idea.text, "birthday", date(2026, 11, 2), 14, price),
    )  # fmt: skip
    desk.do(
        set_gift_profile, person_id=ida,
        form=GiftProfileForm(likes="the sea", allergies="nuts", budget=Money(Decimal(60), "EUR")),
    )  # fmt: skip
    _on(desk, date(2026, 10, 18))
    assert _today(desk) == []
    _on(desk, date(2026, 10, 19))
    assert _today(desk) == [("gift", "Gift: an old sea chart")]
    desk.do(give_gift, gift_id=idea.id, on=date(2026, 11, 2))
    assert spent_on(desk.reader, ida, 2026).given == (price,)
    assert warnings(desk.reader, ida, "a sea chart") == [
        "You gave them “an old sea chart” in 2026."
    ]

    # November: a milestone, and plum jam from Bo, for which there are thanks to say.
    _on(desk, date(2026, 11, 20))
    desk.do(add_milestone, person_id=bo, text="The reading room is open", on=date(2026, 11, 20))
    desk.do(receive_gift, form=GiftForm(bo, "a jar of plum jam"), on=date(2026, 11, 19))
    assert _today(desk) == [
        ("occasion", "The reading room is open"), ("thanks", "a jar of plum jam"),
    ]  # fmt: skip
    [jam] = [k for k in kindness_rows(desk.reader) if k.state.is_open]
    desk.do(say_thanks, kindness_id=jam.id, form=ThanksForm.MAIL, text="Dear Bo, thank you.")
    assert _today(desk) == []

    # December: cards to all, each with what goes with it, and every address looked at.
    _on(desk, date(2026, 12, 1))
    batch = desk.do(
        make_batch, title="Cards 2026", form=BatchForm.CARD, due_on=date(2026, 12, 18),
        person_ids=[ida, bo],
    )  # fmt: skip
    assert _today(desk) == [("batch", "Cards 2026")]
    ids = [row.id for row in recipients(desk.reader, batch)]
    desk.do(confirm_addresses, recipient_ids=ids)
    desk.do(send_batch, recipient_ids=ids)
    assert _today(desk) == []

    # The year stands in the timelines, and all of it goes out and comes back.
    assert [row.text for row in feed_page(desk.reader, bo)][:2] == [
        "Cards 2026", "Thanks for: a jar of plum jam\n\nDear Bo, thank you.",
    ]  # fmt: skip
    assert {k.state for k in kindness_rows(desk.reader)} == {
        ThanksState.SENT, ThanksState.ACKNOWLEDGED,
    }  # fmt: skip
    found = get_kindness(desk.reader, job)
    assert found is not None
    assert found.topics == ("museums",)
    assert len(gift_rows(desk.reader)) == 2
    _round_trip(desk, tmp_path)


def _round_trip(desk: DeskForTests, folder: Path) -> None:
    """A full export of the year, restored elsewhere, is the same year."""
    out = folder / "year.zip"
    playbooks = desk.paths.playbooks
    export_desk(desk.reader, write_export, out, desk.clock.now(), playbooks=playbooks)
    elsewhere = folder / "elsewhere"
    restore_any(Paths.under(elsewhere), out, desk.clock, Preferences(), open_export)
    again = open_desk(elsewhere, desk.clock)
    try:
        assert again.facts() == desk.facts()
    finally:
        again.composition.close()
