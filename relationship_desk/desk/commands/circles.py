"""What a person can do with circles and with the rhythm of the people they know.

Invariant: a person's circles and a rhythm of their own are both kept; the own one is what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import READY_MADE, Rhythm
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_NAME = 60


def add_circle(work: Work, now: datetime, *, name: str, rhythm: Rhythm | None) -> int:
    """A new circle; the id. Without a rhythm it is a group of people. Raises `UserError`."""
    name = _named(name)
    _require_free(work, name, None)
    work.label = f"New circle {name}"
    return _insert(work, name, rhythm)


def edit_circle(
    work: Work, now: datetime, *, circle_id: int, name: str, rhythm: Rhythm | None
) -> None:
    """Give a circle another name or rhythm. Raises `UserError`."""
    old = work.get(s.Circle, circle_id)
    if old is None:
        raise UserError("This circle is not there any more; nothing was changed.")
    name = _named(name)
    _require_free(work, name, circle_id)
    work.label = f"Edit circle {old['name']}"
    work.coalesce_key = f"circle {circle_id}"
    work.update(s.Circle, circle_id, name=name, folded=fold(name), **_days(rhythm))


def change_circle(
    work: Work, now: datetime, *, name: str, rhythm: Rhythm | None = None, rename: str = "",
    add: Sequence[int] = (), remove: Sequence[int] = (),
) -> int:  # fmt: skip
    """Make the circle of this name, or change it and who is in it, in one step; its id.

    What is not given stays as it is: `rhythm` None, `rename` empty. Raises `UserError`.
    """
    name = _named(name)
    found = work.ids_where(s.Circle, "folded", [fold(name)])
    ready = next((r.rhythm for r in READY_MADE if fold(r.name) == fold(name)), None)
    if found:
        [old] = work.rows(s.Circle, found)
        days = _days(rhythm) if rhythm else {}
        final = _named(rename or old["name"])
        _require_free(work, final, found[0])
        work.update(s.Circle, found[0], name=final, folded=fold(final), **days)
    else:
        if rename or remove:
            raise _unknown(name)
        found = [_insert(work, name, rhythm or ready)]
    work.label = f"Set up circle {rename or name}"
    if add:
        join_circles(work, present(work, add), found)
    if remove:
        _leave(work, present(work, remove), found)
    return found[0]


def delete_circle(work: Work, now: datetime, *, circle_id: int) -> int:
    """Remove a circle; how many people were in it. They stay, with their other circles."""
    old = work.get(s.Circle, circle_id)
    if old is None:
        raise UserError("This circle is not there any more; nothing was changed.")
    work.label = f"Delete circle {old['name']}"
    people = len(work.ids_where(s.PersonCircle, "circle_id", [circle_id]))
    work.remove(s.Circle, [circle_id])
    return people


def put_into_circles(
    work: Work, now: datetime, *, person_ids: Sequence[int], add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> None:  # fmt: skip
    """Put people into circles and take them out, by the circles' names.

    A ready-made circle is made when it is first used. Raises `UserError` for an unknown one.
    """
    ids = present(work, person_ids)
    into = [circle_id(work, name) for name in add]
    out = [_known(work, name) for name in remove]
    told = [f"{sign}{name}" for sign, names in (("+", add), ("-", remove)) for name in names]
    work.label = f"Circles of {who(work, ids)} {' '.join(told)}"
    join_circles(work, ids, into)
    _leave(work, ids, [i for i in out if i not in into])


def choose_circle(work: Work, now: datetime, *, person_ids: Sequence[int], name: str) -> None:
    """Put people into a circle and let its rhythm count: one of their own goes."""
    ids = present(work, person_ids)
    join_circles(work, ids, [circle_id(work, name)])
    work.delete(s.Rhythm, work.ids_where(s.Rhythm, "person_id", ids))
    work.label = f"{who(work, ids)} into circle {_named(name)}"


def set_rhythm(
    work: Work, now: datetime, *, person_ids: Sequence[int], rhythm: Rhythm | None
) -> None:
    """Give people a rhythm of their own; None: no rhythm at all, whatever their circles say."""
    ids = present(work, person_ids)
    work.label = f"{'Own rhythm' if rhythm else 'No rhythm'} for {who(work, ids)}"
    there = {
        row["person_id"]: row["id"]
        for row in work.rows(s.Rhythm, work.ids_where(s.Rhythm, "person_id", ids))
    }
    for row_id in there.values():
        work.update(s.Rhythm, row_id, **_days(rhythm))
    days = _days(rhythm)
    work.insert_many(
        s.Rhythm,
        ("person_id", *days),
        [(person_id, *days.values()) for person_id in ids if person_id not in there],
    )


def follow_circles(work: Work, now: datetime, *, person_ids: Sequence[int]) -> None:
    """Take people's own rhythms away, so that their circles count again."""
    ids = present(work, person_ids)
    work.label = f"Rhythm of the circles for {who(work, ids)}"
    work.delete(s.Rhythm, work.ids_where(s.Rhythm, "person_id", ids))


def join_circles(work: Work, person_ids: Sequence[int], circle_ids: Sequence[int]) -> None:
    """Put these people into these circles, each once."""
    for number in dict.fromkeys(circle_ids):
        there = {
            row["person_id"]
            for row in work.rows(
                s.PersonCircle, work.ids_where(s.PersonCircle, "circle_id", [number])
            )
        }
        work.insert_many(
            s.PersonCircle,
            ("person_id", "circle_id"),
            [(person_id, number) for person_id in person_ids if person_id not in there],
        )


def circle_id(work: Work, name: str) -> int:
    """The circle of this name; a ready-made one is made. Raises `UserError` where there is none."""
    there = work.ids_where(s.Circle, "folded", [fold(name)])
    if there:
        return there[0]
    for ready in READY_MADE:
        if fold(ready.name) == fold(name):
            return _insert(work, ready.name, ready.rhythm)
    raise UserError(
        f"There is no circle “{one_line(name, _NAME)}”. Make it first: give it a name and days."
    )


def who(work: Work, ids: Sequence[int]) -> str:
    """The one person's name, or how many they are."""
    if len(ids) != 1:
        return f"{len(ids):,} people"
    return one_line(names_of(work.connection, ids).get(ids[0], "1 person"), _NAME)


def _leave(work: Work, person_ids: Sequence[int], circle_ids: Sequence[int]) -> None:
    there = work.rows(s.PersonCircle, work.ids_where(s.PersonCircle, "circle_id", circle_ids))
    leaving = set(person_ids)
    work.delete(s.PersonCircle, [row["id"] for row in there if row["person_id"] in leaving])


def _known(work: Work, name: str) -> int:
    there = work.ids_where(s.Circle, "folded", [fold(name)])
    if not there:
        raise _unknown(name)
    return there[0]


def _unknown(name: str) -> UserError:
    return UserError(f"There is no circle “{one_line(name, _NAME)}”; nothing was changed.")


def _insert(work: Work, name: str, rhythm: Rhythm | None) -> int:
    return work.insert(s.Circle, name=name, folded=fold(name), **_days(rhythm))


def _days(rhythm: Rhythm | None) -> dict[str, int | None]:
    return {
        "ideal_days": rhythm.ideal_days if rhythm else None,
        "latest_days": rhythm.latest_days if rhythm else None,
    }


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not fold(name):
        raise UserError("A circle needs a name; nothing was changed.")
    return name


def _require_free(work: Work, name: str, circle: int | None) -> None:
    if any(i != circle for i in work.ids_where(s.Circle, "folded", [fold(name)])):
        raise UserError(f"There is a circle “{one_line(name, _NAME)}” already. Take another name.")


def present(work: Work, person_ids: Sequence[int]) -> list[int]:
    """Each of them once. Raises `UserError` where one is gone, or nobody is meant."""
    ids = list(dict.fromkeys(person_ids))
    if not ids:
        raise UserError("Say for whom: name at least one person.")
    if len(work.rows(s.Person, ids)) != len(ids):
        raise UserError("One of these people is not there any more; nothing was changed.")
    return ids
