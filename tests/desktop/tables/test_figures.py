import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop.tables.figures import Field, FigureTable

Pair = tuple[str, int]
FIELDS: tuple[Field[Pair], ...] = (
    Field("Name", lambda each: each[0], lambda each: each[0]),
    Field(
        "Calls", lambda each: str(each[1]), lambda each: each[1], number=True, colour=lambda each: "#ff0000" if each[1] else None
    ),
)
ROWS: tuple[Pair, ...] = (("b", 2), ("a", 10), ("c", 0))
Role = Qt.ItemDataRole


@pytest.fixture
def table() -> FigureTable[Pair]:
    made = FigureTable(FIELDS)
    made.show_values(ROWS)
    return made


def test_that_the_model_keeps_qts_rules(table: FigureTable[Pair], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(table)
    table.sort(1)
    table.show_values(ROWS[:1])


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(-5, 50))), st.sampled_from([0, 1]), st.booleans())
def test_that_a_column_sorts_by_value_and_not_by_text(rows: list[Pair], column: int, down: bool) -> None:
    table = FigureTable(FIELDS)
    table.show_values(rows)
    table.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
    assert [each[column] for each in table.values] == sorted((each[column] for each in rows), reverse=down)


def test_that_the_selected_value_stays_the_same_when_sorted(table: FigureTable[Pair]) -> None:
    kept = QPersistentModelIndex(table.index(0, 0))
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert table.value_at(kept.row()) == ("b", 2)
    assert [each[1] for each in table.values] == [10, 2, 0]


def test_that_numbers_stand_right_and_colours_are_those_of_the_value(table: FigureTable[Pair]) -> None:
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert table.index(0, 1).data(Role.TextAlignmentRole) == right
    assert table.index(0, 1).data(Role.ForegroundRole).name() == "#ff0000"
    assert table.index(2, 1).data(Role.ForegroundRole) is None
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Calls"
    assert table.data(QModelIndex()) is None


def test_that_values_shown_later_keep_the_order_chosen(table: FigureTable[Pair]) -> None:
    table.sort(1)
    table.show_values((("x", 5), ("y", 1)))
    assert [each[1] for each in table.values] == [1, 5]
