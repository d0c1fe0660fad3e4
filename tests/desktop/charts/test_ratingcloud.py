"""The picture of potential and support: where values lie, and which field is whose."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop.charts.ratingcloud import Borders, dots, fields, scale_of, tinted
from planner.domain.people import Rating
from planner.domain.policy import Thresholds
from planner.domain.products import ProductId
from planner.segmentation.tiers import TIER_OF_STANDING, potential_is_high, support_is_high

RECT = QRectF(0, 0, 400, 400)
P = ProductId("P")
BORDERS = (Borders(160, 48, None), Borders(160, None, 0.3), Borders(160, 48, 0.3))


@pytest.mark.parametrize("borders", BORDERS)
@given(potential=st.floats(1, 390), support=st.floats(1, 95))
def test_that_a_customer_lies_in_the_field_of_the_tier(borders: Borders, potential: float, support: float) -> None:
    scale = scale_of(RECT, (400, 100), borders)
    thresholds = Thresholds(P, borders.potential, borders.support, borders.share, None)
    rating = Rating(P, potential, support)
    tier = TIER_OF_STANDING[bool(potential_is_high(rating, thresholds)), support_is_high(rating, thresholds)]
    limits = [
        each for each in (borders.support, None if borders.share is None else borders.share * potential) if each is not None
    ]
    near = any(abs(scale.up(support) - scale.up(limit)) < 1.5 for limit in limits)
    if near or abs(scale.across(potential) - scale.across(borders.potential)) < 1.5:
        return  # on the line itself pixels cannot tell
    found = [
        each
        for each, area in fields(scale, borders).items()
        if area.contains(QPointF(scale.across(potential), scale.up(support)))
    ]
    assert found == [tier]


@given(st.floats(0, 400), st.floats(0, 100))
def test_that_a_place_reads_back_as_its_value(potential: float, support: float) -> None:
    scale = scale_of(RECT, (400, 100), BORDERS[0])
    assert scale.potential_at(scale.across(potential)) == pytest.approx(potential, abs=1e-6)
    assert scale.support_at(scale.up(support)) == pytest.approx(support, abs=1e-6)


@pytest.mark.parametrize("count", [1, 5_000])
def test_that_dots_are_painted_where_customers_are_and_in_the_colour_asked(qapp: QApplication, count: int) -> None:
    scale = scale_of(RECT, (400, 100), BORDERS[0])
    points = [(100 + 250 * number / count, 10 + (number * 37 % count) * 80 / count) for number in range(count)]
    image = tinted(dots([(math.sqrt(x), math.sqrt(y)) for x, y in points], scale, QSize(400, 400), 1.0), "#ff0000")
    pixel = image.pixelColor(round(scale.across(points[0][0])), round(scale.up(points[0][1])))
    assert pixel.alpha() > 100
    assert QColor(pixel.red(), pixel.green(), pixel.blue()).redF() > 0.9
    assert image.pixelColor(5, 5).alpha() == 0
