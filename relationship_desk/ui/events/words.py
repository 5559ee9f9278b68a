"""Events, guests and cards of the board as rows: what stands in each, and as one sentence."""

from __future__ import annotations

from datetime import date

from relationship_desk.desk.scoring import cost_of_each
from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.events import Part
from relationship_desk.domain.follow_up import Scorecard, Stage
from relationship_desk.domain.prep import when_words
from relationship_desk.domain.text import counted, one_line
from relationship_desk.store.encounters import Card
from relationship_desk.store.events import EventRow, Guest
from relationship_desk.ui.delegates.line import Line
from relationship_desk.ui.plain import visible

_PARTS = {Part.HOST: "hosts", Part.SPEAKER: "speaks", Part.ATTENDING: "is there"}


def people(number: int) -> str:
    """ "1 person", "12 people"."""
    return counted(number, "person", "people")


def event_line(row: EventRow, today: date) -> Line:
    """An event as a row."""
    form = row.form
    when = when_words(row.starts_on, row.ends_on, form.starts_time)
    below = " · ".join(one_line(part) for part in (when, form.place) if part)
    right = f"met {row.met}" if row.met else "" if row.is_past(today) else _near(row, today)
    return Line(form.name, below, "event", right=right, whole="\n".join(_whole(row)))


def _near(row: EventRow, today: date) -> str:
    return "now" if row.starts_on <= today else date_in_words(row.starts_on, today)


def _whole(row: EventRow) -> list[str]:
    form = row.form
    parts = [form.name, form.kind.words.capitalize(), form.place, form.host, form.goal]
    parts.append(str(form.cost) if form.cost else "")
    parts.append(f"You would like to talk with {people(row.wanted)}" if row.wanted else "")
    parts.append(f"You met {people(row.met)}" if row.met else "")
    return [part for part in parts if part]


def describe_event(row: EventRow) -> str:
    """An event in one sentence, for screen readers."""
    when = when_words(row.starts_on, row.ends_on, row.form.starts_time)
    met = f"met {people(row.met)}" if row.met else ""
    return visible(", ".join(p for p in (row.name, when, one_line(row.form.place), met) if p))


def event_heading(row: EventRow, before: EventRow | None, today: date) -> str | None:
    """What stands above the first of those to come, and of those that are over."""
    if before is not None and before.is_past(today) == row.is_past(today):
        return None
    return "Over" if row.is_past(today) else "To come"


def guest_line(guest: Guest) -> Line:
    """Somebody who is there, as a row."""
    by = f"{guest.introducer} can introduce you" if guest.introducer else ""
    below = " · ".join(one_line(part) for part in (_PARTS[guest.part], guest.why, by) if part)
    icon = "circle" if guest.wanted else "person"
    whole = "\n".join(part for part in (guest.name, guest.why, guest.opening, by) if part)
    right = "to meet" if guest.wanted else ""
    return Line(guest.name, below, icon, right=right, whole=whole)


def describe_guest(guest: Guest) -> str:
    """The same in one sentence."""
    wanted = "you would like to talk with them" if guest.wanted else ""
    parts = (guest.name, _PARTS[guest.part], wanted, guest.why, guest.introducer)
    return visible(", ".join(part for part in parts if part))


def badge_of(card: Card, on: date) -> str:
    """What the card says of its 48 hours, or of who it is."""
    if card.is_draft:
        return "Who was this?"
    follow_up = card.follow_up
    if follow_up.stage is Stage.RHYTHM:
        return card.rhythm or "Left to rest"
    words = follow_up.badge(on)
    due = follow_up.next_touch_on
    if follow_up.written_on is not None and due is not None:
        when = "today" if due == on else date_in_words(due, on)
        words = f"Next touch {when}" if due >= on else f"A touch was due {when}"
    return words


def card_line(card: Card, on: date) -> Line:
    """A card of the board as a row; a sign stands before what is pressing. Columns are narrow, so
    the row has few words, and all of them are in its tooltip."""
    follow_up, row = card.follow_up, card.row
    is_settled = follow_up.stage is Stage.RHYTHM
    presses = follow_up.written_on is None and not is_settled and on >= follow_up.first_until
    name = row.name or row.line
    met = f"Met on {plain_date(row.met_on)}"
    needs = [f"Looks for {need}" for need in row.needs]
    whole = "\n".join([name, met, *(line.line for line in card.lines), *needs, badge_of(card, on)])
    words = badge_of(card, on) if card.is_draft or is_settled else follow_up.short_badge(on)
    return Line(name, words, warns=card.is_draft or presses, whole=whole)


def describe_card(card: Card, on: date) -> str:
    """A card in one sentence."""
    name = card.row.name or card.row.line
    return visible(f"{name}, {badge_of(card, on)}, met on {plain_date(card.row.met_on)}")


def score_words(event: EventRow, card: Scorecard) -> str:
    """The scorecard in a sentence or two."""
    form = event.form
    parts = [f"You met {people(card.met)}"]
    if card.met:
        parts[0] += f", {card.new:,} of them new" if card.new else ""
        parts[0] += f" (you hoped for {form.goal_people:,})" if form.goal_people else ""
        parts.append(f"{card.in_time:,} followed up within 48 hours")
        parts.append(f"{card.replied:,} replied")
        parts.append(f"{card.in_touch:,} still in touch by their rhythm")
    if card.targets:
        parts.append(f"{card.targets_met:,} of {card.targets:,} met whom you wanted to talk with")
    if card.insights or form.goal_insights:
        insights = "1 insight" if card.insights == 1 else f"{card.insights:,} insights"
        hoped = f" (you hoped for {form.goal_insights:,})" if form.goal_insights else ""
        parts.append(f"{insights}{hoped}")
    each = cost_of_each(event, card)
    if each is not None:
        parts.append(f"{each} for each relation that lives")
    if card.drafts:
        parts.append(counted(card.drafts, "line waits for a name", "lines wait for a name"))
    words = " · ".join(parts)
    return f"After ninety days: {words}." if card.is_final else f"So far: {words}."
