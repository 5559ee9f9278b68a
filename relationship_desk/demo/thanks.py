"""What people did for the user in the sample year, how they were thanked, gifts and cards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from relationship_desk.demo.steps import Run
from relationship_desk.desk.commands.batches import (
    confirm_addresses,
    make_batch,
    send_batch,
    set_batch_what,
)
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import GiftForm, give_gift, note_gift, receive_gift
from relationship_desk.desk.commands.standings import StandingForm, add_milestone, add_standing
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    acknowledge_thanks,
    keep_thanks_draft,
    record_kindness,
    say_thanks,
)
from relationship_desk.domain.kindness import ThanksForm, Weight
from relationship_desk.domain.money import Money
from relationship_desk.domain.standing import BatchForm, StandingKind
from relationship_desk.store.batches import recipients
from relationship_desk.store.database import Connection
from relationship_desk.store.people import matching_people

# Who, what, how many days ago, how much it mattered, for what, topics, how thanked and after how
# many days (None: not yet), and whether they answered.
_KINDNESSES = (
    ("Ida Vale", "recommended me to the museum’s board", 5, Weight.TURN, "the harbour atlas",
     "museums, jobs", None, 0, False),
    ("Bram Oss", "lent me his van for the exhibition", 2, Weight.HELP, "the exhibition", "",
     None, 0, False),
    ("Zoë Quill", "read the whole draft in one weekend", 9, Weight.HELP, "the harbour atlas",
     "editing", None, 0, False),
    ("Ida Vale", "showed me the sealed archive", 64, Weight.HELP, "the harbour atlas", "museums",
     ThanksForm.CARD, 2, True),
    ("Bram Oss", "taught me to sew a headband", 120, Weight.GESTURE, "", "bookbinding",
     ThanksForm.SPOKEN, 0, False),
    ("Zoë Quill", "introduced me to her printer", 151, Weight.TURN, "the harbour atlas", "printing",
     ThanksForm.MAIL, 1, True),
    ("Łukasz Żak", "stood in for me at the fair", 203, Weight.HELP, "the book fair", "",
     ThanksForm.GIFT, 6, False),
)  # fmt: skip


def live_thanks(reader: Connection, run: Run, today: date) -> None:
    """Write all of it down."""
    ids = {name: matching_people(reader, name)[0][0] for name in _NAMES}
    _kindnesses(run, ids, today)
    _gifts(run, ids, today)
    _work(reader, run, ids, today)


_NAMES = ("Ida Vale", "Bram Oss", "Zoë Quill", "Łukasz Żak")


def _kindnesses(run: Run, ids: dict[str, int], today: date) -> None:
    for name, text, ago, weight, aim, topics, form, after, answered in _KINDNESSES:
        on = today - timedelta(days=ago)
        about = tuple(topic.strip() for topic in topics.split(",") if topic.strip())
        said = KindnessForm(ids[name], text, on, weight, aim, topics=about)
        kindness_id = run(record_kindness, form=said)
        if form is not None:
            day = on + timedelta(days=after)
            run(say_thanks, kindness_id=kindness_id, form=form, on=day)
            if answered:
                run(acknowledge_thanks, kindness_id=kindness_id, on=day + timedelta(days=3))
        elif name == "Zoë Quill":
            words = "Dear Zoë,\n\nYou read the whole draft in one weekend, and I saw the tea on it."
            run(keep_thanks_draft, kindness_id=kindness_id, text=words, form=ThanksForm.MAIL)


def _gifts(run: Run, ids: dict[str, int], today: date) -> None:
    def money(amount: str) -> Money:
        return Money(Decimal(amount), "EUR")

    ida, bram, zoe = ids["Ida Vale"], ids["Bram Oss"], ids["Zoë Quill"]
    bell = GiftForm(
        ida, "a ship’s bell from the flea market", "fortieth birthday",
        today + timedelta(days=3), 14, money("45"), "the small one, with the dent",
    )  # fmt: skip
    run(note_gift, form=bell)
    run(note_gift, form=GiftForm(ida, "the facsimile of the 1794 chart"))
    run(note_gift, form=GiftForm(bram, "a bone folder from Kyoto", price=money("30")))
    given = run(note_gift, form=GiftForm(zoe, "walnut ink", "publication day", price=money("18")))
    run(give_gift, gift_id=given, on=today - timedelta(days=140))
    lamp = run(note_gift, form=GiftForm(ida, "a reading lamp", "new flat", price=money("39")))
    run(give_gift, gift_id=lamp, on=today - timedelta(days=41))
    came = GiftForm(bram, "a notebook bound in sailcloth")
    run(receive_gift, form=came, on=today - timedelta(days=1))
    known = GiftProfileForm(
        likes="harbour bells, footnotes, long walks", allergies="nuts",
        never_give="surprises at work", budget=money("100"),
    )  # fmt: skip
    run(set_gift_profile, person_id=ida, form=known)


def _work(reader: Connection, run: Run, ids: dict[str, int], today: date) -> None:
    near = today + timedelta(days=6)
    since = date(today.year - 3, near.month, min(near.day, 28))
    partner, client = StandingKind.PARTNER, StandingKind.CLIENT
    run(add_standing, form=StandingForm(ids["Ida Vale"], client, since, note="the harbour atlas"))
    run(add_standing, form=StandingForm(ids["Zoë Quill"], partner, today - timedelta(days=600)))
    run(add_standing, form=StandingForm(ids["Bram Oss"], StandingKind.SUPPORTER))
    done = {"text": "The harbour atlas goes to print", "on": today + timedelta(days=24)}
    run(add_milestone, person_id=ids["Ida Vale"], **done)
    last = run(
        make_batch, title=f"Cards {today.year - 1}", form=BatchForm.CARD,
        person_ids=list(ids.values()),
    )  # fmt: skip
    rows = recipients(reader, last)
    for row in rows:
        if row.person_name == "Ida Vale":
            run(set_batch_what, recipient_id=row.id, what="a print of the old crane")
    sent = date(today.year - 1, 12, 12)
    run(send_batch, recipient_ids=[row.id for row in rows], on=min(sent, today))
    spring = run(
        make_batch, title="Proofs of the atlas", form=BatchForm.GIFT,
        due_on=today + timedelta(days=17), person_ids=list(ids.values()),
    )  # fmt: skip
    begun = recipients(reader, spring)
    run(confirm_addresses, recipient_ids=[row.id for row in begun[:2]])
    run(send_batch, recipient_ids=[begun[0].id])
