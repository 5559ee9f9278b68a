"""The two kinds of list: ids with cached rows, and rows that keep their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.timeline import FeedKey, InteractionRow
from relationship_desk.ui.models.id_list import IdListModel
from relationship_desk.ui.models.rows import FeedModel, RowsModel, begins_a_day
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE


def test_rows_are_fetched_a_hundred_at_a_time_and_kept() -> None:
    asked: list[Sequence[int]] = []

    def fetch(ids: Sequence[int]) -> dict[int, str]:
        asked.append(ids)
        return {row_id: f"row {row_id}" for row_id in ids}

    model = IdListModel(fetch, str)
    model.set_ids(list(range(1000, 51_000)))

    assert model.rowCount() == 50_000
    assert model.index(250).data() == "row 1250"
    assert model.index(299).data(ROW_ROLE) == "row 1299"
    assert [len(ids) for ids in asked] == [100]


def test_only_so_many_rows_are_held() -> None:
    fetched: list[int] = []

    def fetch(ids: Sequence[int]) -> dict[int, str]:
        fetched.append(ids[0])
        return dict.fromkeys(ids, "")

    model = IdListModel(fetch, str)
    model.set_ids(list(range(10_000)))
    for place in range(0, 10_000, 100):
        model.index(place).data()
    fetched.clear()

    model.index(9_999).data()
    model.index(0).data()

    assert fetched == [0]


def test_a_forgotten_row_is_read_again() -> None:
    names = {1: "Ida", 2: "Bram"}
    model = IdListModel(lambda ids: {i: names[i] for i in ids}, str)
    model.set_ids([2, 1])
    assert model.index(1).data() == "Ida"
    names[1] = "Wanda"

    model.forget_rows([1, 99])

    assert model.index(1).data() == "Wanda"


def test_a_row_that_is_gone_from_the_store_is_empty() -> None:
    model: IdListModel[str] = IdListModel(lambda ids: {}, str)
    model.set_ids([7])

    assert model.index(0).data() is None
    assert model.index(0).data(ROW_ROLE) is None


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_what_stays_at_the_ends_keeps_its_place_in_the_view(old: list[int], new: list[int]) -> None:
    model: RowsModel[int] = RowsModel(str)
    model.set_rows(old)
    marks = {row: QPersistentModelIndex(model.index(place)) for place, row in enumerate(old)}

    model.set_rows(new)

    assert [model.index(place).data(ROW_ROLE) for place in range(model.rowCount())] == new
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        assert marks[old[head]].row() == head
        head += 1


def _entries(count: int) -> list[InteractionRow]:
    """Newest first, two for each day."""
    first = date(2026, 3, 12)
    return [
        InteractionRow(
            count - number,
            first - timedelta(days=number // 2),
            None,
            Channel.CALL,
            Direction.MINE,
            "",
            True,
            (),
        )
        for number in range(count)
    ]


def _feed(entries: list[InteractionRow]) -> FeedModel[InteractionRow]:
    def page(before: FeedKey | None, limit: int) -> list[InteractionRow]:
        return [e for e in entries if before is None or e.key < before][:limit]

    return FeedModel(page, lambda row: str(row.id), begins_a_day)


def test_a_feed_is_read_page_by_page_to_its_end() -> None:
    feed = _feed(_entries(120))
    feed.reload()
    assert feed.rowCount() == 50

    while feed.canFetchMore(QModelIndex()):
        feed.fetchMore(QModelIndex())

    assert [row.id for row in feed.rows] == list(range(120, 0, -1))


def test_a_feed_read_again_stays_as_long_as_it_was() -> None:
    entries = _entries(120)
    feed = _feed(entries)
    feed.reload()
    feed.fetchMore(QModelIndex())
    seen = QPersistentModelIndex(feed.index(80))

    del entries[10]
    feed.reload()

    assert feed.rowCount() == 100
    assert seen.row() == 79


def test_the_first_entry_of_a_day_bears_its_heading() -> None:
    feed = _feed(_entries(4))
    feed.reload()

    assert [bool(feed.index(i).data(HEADING_ROLE)) for i in range(4)] == [True, False, True, False]
