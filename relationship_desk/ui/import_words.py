"""An import in words: its rows, its counts, its result, and the report that can be copied.

Knows no widget, so that every sentence can be tested alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from relationship_desk.desk.ports import ReadCard, Unreadable
from relationship_desk.desk.transfer.plan import (
    Counts,
    FieldDiff,
    ImportPlan,
    PlannedRow,
    Verdict,
)
from relationship_desk.desk.transfer.reading_words import sentences
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.domain.contact import PICTURES, DetailKind
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.text import counted, one_line

# What a card comes to, in one word: in the filters, in the rows, in the report.
VERDICT_WORDS = {
    Verdict.NEW: "New",
    Verdict.UPDATED: "Update",
    Verdict.SAME: "Same",
    Verdict.POSSIBLE_DUPLICATE: "Perhaps here",
    Verdict.UNREADABLE: "Unreadable",
    Verdict.SKIPPED: "Skipped",
}
VERDICT_ICONS = {
    Verdict.NEW: ("add-person", "accent"),
    Verdict.UPDATED: ("edit", "accent"),
    Verdict.SAME: ("done", "quiet"),
    Verdict.POSSIBLE_DUPLICATE: ("people", "warning"),
    Verdict.UNREADABLE: ("warning", "danger"),
    Verdict.SKIPPED: ("close", "quiet"),
}
# What each filter shows, said under it.
VERDICT_HELP = {
    Verdict.NEW: "Nobody here is like these; they become new people.",
    Verdict.UPDATED: "These people are here; what they lack is added, nothing is overwritten.",
    Verdict.SAME: "All that these cards say is here already.",
    Verdict.POSSIBLE_DUPLICATE: "These may be here already. They become new people, marked so.",
    Verdict.UNREADABLE: "These could not be read. Their text is kept, so nothing is lost.",
    Verdict.SKIPPED: "You decided to leave these out. Nothing of them is written.",
}
_FACTS = 40  # of a card that are told one by one
_RAW = 200  # as much of a raw line as a report needs


def count_of(counts: Counts, verdict: Verdict) -> int:
    """How many cards came to this end."""
    return {
        Verdict.NEW: counts.new,
        Verdict.UPDATED: counts.updated,
        Verdict.SAME: counts.same,
        Verdict.POSSIBLE_DUPLICATE: counts.possible_duplicates,
        Verdict.UNREADABLE: counts.unreadable,
        Verdict.SKIPPED: counts.skipped,
    }[verdict]


def people_made(plan: ImportPlan) -> int:
    """How many new people the plan makes; groups are kept, but are none."""
    made = (Verdict.NEW, Verdict.POSSIBLE_DUPLICATE)
    return sum(row.verdict in made and not row.is_group for row in plan.rows)


def plan_title(plan: ImportPlan) -> str:
    """ "340 cards in friends.vcf"."""
    if not plan.rows and plan.readings:
        return "Nobody could be recognised yet"
    return f"{counted(plan.counts.read, 'card')} in {plan.source}"


def plan_sentence(plan: ImportPlan, zone: tzinfo) -> str:
    """What importing would do, in one sentence."""
    if not plan.rows and plan.readings:
        return "Say what the columns mean; then the people in them are shown here."
    if plan.changes_nothing and plan.counts.skipped:
        return "You leave out all that is new in this. Importing would change nothing."
    if plan.changes_nothing:
        return f"{_came_before(plan, zone)} Importing would change nothing."
    if plan.counts.unreadable == plan.counts.read:
        return "No card could be read. Nobody would be added; the text of the cards is kept."
    made, updated = people_made(plan), plan.counts.updated
    parts = [
        f"{counted(made, 'new person', 'new people')}" if made else "",
        f"more about {counted(updated, 'person', 'people')}" if updated else "",
        f"{counted(plan.groups, 'group')} kept as written" if plan.groups else "",
    ]
    said = [part for part in parts if part]
    brings = f"Brings {_listed(said)}." if said else "Brings nobody new."
    return f"{brings} What is here is never overwritten, and one Undo takes all of it back."


def _came_before(plan: ImportPlan, zone: tzinfo) -> str:
    if plan.seen_at is None:
        return "There is nothing new in this."
    day = exact_date(plan.seen_at.astimezone(zone).date())
    return f"Everything in this came already on {day}, with {plan.seen_in}."


def button_words(plan: ImportPlan) -> str:
    """What the button does: "Import 312 people", "Update 3 people"."""
    made = people_made(plan)
    if made:
        return f"Import {counted(made, 'person', 'people')}"
    if plan.counts.updated:
        return f"Update {counted(plan.counts.updated, 'person', 'people')}"
    return "Keep the cards"


def result_sentence(report: ImportReport, plan: ImportPlan) -> str:
    """What the bar says afterwards: "340 people imported, 12 updated."."""
    counts = report.counts
    groups = sum(row.is_group and row.verdict is Verdict.NEW for row in plan.rows)
    made = counts.new + counts.possible_duplicates - groups
    parts = []
    if made:
        parts.append(f"{counted(made, 'person', 'people')} imported")
    if counts.updated:
        noun = "" if made else " person" if counts.updated == 1 else " people"
        parts.append(f"{counts.updated:,}{noun} updated")
    if not parts:
        parts.append(f"{counted(groups, 'group')} kept" if groups else "Nobody new")
    sentence = f"{', '.join(parts)}."
    if counts.unreadable:
        were = "card was" if counts.unreadable == 1 else "cards were"
        sentence += f" {counts.unreadable:,} {were} unreadable."
    if counts.skipped:
        sentence += f" {counts.skipped:,} left out."
    return sentence


def row_title(row: PlannedRow) -> str:
    """Whose card it is; where it stands, if nobody can tell."""
    return row.name or f"{row.source}, {lines_words(row)}"


def row_line(row: PlannedRow) -> str:
    """What would become of the card, in one line."""
    if row.verdict is Verdict.UNREADABLE:
        place = "" if not row.name else f"{row.source}, {lines_words(row)}: "
        return f"{place}{row.reason}"
    if row.verdict is Verdict.UPDATED:
        another = row.person_name not in ("", row.name)
        lead = f"Adds to {row.person_name}:" if another else "Adds"
        return f"{lead} {_listed(list(_added(row)), 3)}"
    odd = len(row.problems)
    aside = f" · {counted(odd, 'odd line')}, kept as written" if odd else ""
    if row.verdict is Verdict.NEW and not row.is_group:
        return (_contact_line(row) or row.reason) + aside
    return row.reason + aside


def row_details(row: PlannedRow) -> list[tuple[str, str]]:
    """The whole of it for reading: `(label, text)` pairs."""
    found = [("Where", f"Card {row.number:,}, {lines_words(row)} of {row.source}")]
    found.append(("Why", row.reason))
    if row.person_name and row.person_name != row.name:
        found.append(("Who", row.person_name))
    merging = row.verdict is Verdict.POSSIBLE_DUPLICATE
    shown = row.diff if row.verdict is Verdict.UPDATED else ()
    for diff in shown:
        found.append((_capital(_field(diff.field)), _diff_lines(diff)))
    item = row.item
    if isinstance(item, ReadCard) and row.verdict is not Verdict.UPDATED and not row.is_group:
        details = item.contact.details
        for detail in details[:_FACTS]:
            found.append((_capital(_word(detail.kind)), one_line(detail.told, 240)))
        if len(details) > _FACTS:
            found.append(("More", f"{counted(len(details) - _FACTS, 'further fact')} with it."))
    if merging and row.diff:
        found.append(("If merged", f"These would be added to {one_line(row.person_name, 80)}:"))
        found += [(_capital(_field(diff.field)), _diff_lines(diff)) for diff in row.diff[:_FACTS]]
        if len(row.diff) > _FACTS:
            found.append(("More", f"{counted(len(row.diff) - _FACTS, 'further fact')}."))
    for problem in row.problems:
        found.append((f"Line {problem.line:,}", problem.message))
    if isinstance(item, Unreadable) and item.raw:
        found.append(("Text", _raw(item.raw)))
    return found


def _diff_lines(diff: FieldDiff) -> str:
    """What is here, what the file says, and what will be here."""
    here = one_line(diff.mine, 240) or "nothing"
    return (
        f"Here: {here}\nIn the file: {one_line(diff.file, 240)}\n"
        f"After: {one_line(diff.result, 240)}"
    )


def done_words(sentence: str, zone: tzinfo, now: datetime) -> str:
    """The head of a report that is kept: "Imported on Thursday 12 March 2026 at 17:00. ..."."""
    local = now.astimezone(zone)
    return f"Imported on {exact_date(local.date())} at {local:%H:%M}. {sentence}\n"


def lines_words(row: PlannedRow) -> str:
    """ "line 12" or "lines 12 to 30"."""
    if row.first_line == row.last_line:
        return f"line {row.first_line:,}"
    return f"lines {row.first_line:,} to {row.last_line:,}"


def report_text(plan: ImportPlan, zone: tzinfo) -> str:
    """The whole plan as plain text: per card the file, number, lines, name, verdict and why, then
    what was odd with the raw line."""
    head = [plan_title(plan), plan_sentence(plan, zone)]
    head += [
        f"{VERDICT_WORDS[verdict]}: {count_of(plan.counts, verdict):,}"
        for verdict in Verdict
        if count_of(plan.counts, verdict)
    ]
    head += [one_line(note) for note in (*plan.notes, *sentences(plan.readings))]
    head += [one_line(refused.message) for refused in plan.refused]
    return "\n".join([*head, "", *_report_lines(plan.rows)]) + "\n"


def _report_lines(rows: Iterable[PlannedRow]) -> Iterable[str]:
    for row in rows:
        name = one_line(row.name) or "(no name)"
        yield (
            f"{row.source}, card {row.number}, {lines_words(row)}: {name}: "
            f"{VERDICT_WORDS[row.verdict]}. {one_line(row.reason)}"
        )
        for diff in row.diff if row.verdict is Verdict.UPDATED else ():
            yield f"    {diff.field}: {one_line(diff.mine) or 'nothing'} -> {one_line(diff.result)}"
        for problem in row.problems:
            raw = f" [{_raw(problem.raw)}]" if problem.raw else ""
            yield f"    line {problem.line}: {one_line(problem.message)}{raw}"
        item = row.item if row.verdict is Verdict.UNREADABLE else None
        if isinstance(item, Unreadable) and item.raw:
            yield f"    [{_raw(item.raw)}]"


def _raw(raw: bytes) -> str:
    return one_line(raw[: _RAW * 2].decode("utf-8", "replace"), _RAW)


def _added(row: PlannedRow) -> Iterable[str]:
    for detail in row.add:
        picture = detail.kind in PICTURES
        yield "a picture" if picture else f"{_word(detail.kind)} {one_line(detail.text, 48)}"
    for tag in row.add_tags:
        yield f"the tag {one_line(tag, 24)}"


def _word(kind: DetailKind) -> str:
    return kind.word


def _field(field: str) -> str:
    """The word of a difference's field, which is a kind's with blanks, or "tag"."""
    known = {kind.value.replace("_", " "): _word(kind) for kind in DetailKind}
    return known.get(field, field)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _contact_line(row: PlannedRow) -> str:
    item = row.item
    if not isinstance(item, ReadCard):
        return ""
    wanted = (DetailKind.ORGANISATION, DetailKind.EMAIL, DetailKind.PHONE)
    firsts = [next(iter(item.contact.all(kind)), None) for kind in wanted]
    return " · ".join(one_line(detail.text, 60) for detail in firsts if detail is not None)


def _listed(parts: list[str], at_most: int = 9) -> str:
    if len(parts) > at_most:
        parts = [*parts[: at_most - 1], f"{len(parts) - at_most + 1} more"]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
