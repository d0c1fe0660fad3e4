import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from desktop.charts.axis import labels_that_fit, round_steps, write_below
from tests.desktop.charts.drawing import canvas_of

LABELS = st.lists(st.text("abcdefg 中文医院", min_size=1, max_size=24), min_size=1, max_size=40)


@given(st.floats(0.001, 1e7), st.integers(1, 12))
def test_that_an_axis_reaches_its_highest_value_in_few_round_steps(highest: float, most: int) -> None:
    steps = round_steps(highest, most)
    assert steps[0] == 0
    assert steps[-1] >= highest * (1 - 1e-9)
    assert len(steps) - 1 <= most + 1
    assert f"{steps[1]:.0e}"[0] in "125"


def test_that_an_axis_of_whole_numbers_has_no_broken_steps() -> None:
    assert round_steps(2, 8, whole=True) == (0, 1, 2)


def test_that_an_axis_without_values_still_has_a_length() -> None:
    assert round_steps(0, 5) == (0, 1)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 200)), min_size=1, max_size=40))
def test_that_labels_chosen_for_an_axis_never_touch(raw: list[tuple[float, float]]) -> None:
    centres, widths = zip(*sorted(raw), strict=True)
    shown = labels_that_fit(centres, widths, 4)
    assert shown[0] == 0
    for left, right in itertools.pairwise(shown):
        assert centres[left] + widths[left] / 2 + 4 <= centres[right] - widths[right] / 2


@given(labels=LABELS, width=st.integers(80, 1200))
def test_that_written_labels_stay_apart_and_inside(qapp: QApplication, labels: list[str], width: int) -> None:
    with canvas_of(width, 100) as (canvas, _):
        plot = QRectF(30, 0, width - 30, 70)
        room = plot.width() / len(labels)
        spots = write_below(canvas, plot, [plot.left() + room * (place + 0.5) for place in range(len(labels))], labels)
    assert spots
    assert all(spot.left() >= -0.001 and spot.right() <= width + 0.001 for spot in spots)
    for left, right in itertools.pairwise(spots):
        assert left.right() < right.left()


@pytest.mark.parametrize("count", [1, 5, 31])
def test_that_short_labels_are_all_written_where_there_is_room(qapp: QApplication, count: int) -> None:
    with canvas_of(900, 100) as (canvas, _):
        plot = QRectF(0, 0, 900, 70)
        spots = write_below(canvas, plot, [900 / count * (place + 0.5) for place in range(count)], [str(n) for n in range(count)])
    assert len(spots) == count
