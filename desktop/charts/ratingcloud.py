"""Potential against support, one dot per customer, in four fields whose borders are the thresholds.

Axes are square roots: most customers prescribe little, and a share of the market stays a straight line. Dots are painted once,
as a mask in each tier's colour; moving a border only moves where each mask is cut, so that dragging costs nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from desktop.charts.axis import round_steps
from desktop.charts.canvas import Align, Canvas, faded
from desktop.theme.tokens import SPACE, Theme, Type
from desktop.viewmodels.wording import Figure

_LEFT, _BOTTOM, _TOP = 44.0, 42.0, 6.0
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class CloudScale:
    """From values to the plot and back; `potential` and `support` are what lies at the right and at the top."""

    plot: QRectF
    potential: float
    support: float

    def across(self, potential: float) -> float:
        """Pixels from the left of the canvas."""
        return self.plot.left() + self.plot.width() * math.sqrt(min(1.0, max(0.0, potential / self.potential)))

    def up(self, support: float) -> float:
        """Pixels from the top of the canvas."""
        return self.plot.bottom() - self.plot.height() * math.sqrt(min(1.0, max(0.0, support / self.support)))

    def potential_at(self, x: float) -> float:
        """The value at a place, inside the axis."""
        return self.potential * float(min(1.0, max(0.0, (x - self.plot.left()) / self.plot.width()))) ** 2

    def support_at(self, y: float) -> float:
        """The value at a place, inside the axis."""
        return self.support * float(min(1.0, max(0.0, (self.plot.bottom() - y) / self.plot.height()))) ** 2


@dataclass(frozen=True, slots=True)
class Borders:
    """Where high begins: potential from `potential`; support from `support` or from `share` of the potential."""

    potential: float
    support: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class CloudTexts:
    """Names of the axes and, for each of the fields A, B, C, D, what stands in its corner."""

    potential: str
    support: str
    fields: Mapping[str, str]


def scale_of(rect: QRectF, highest: Pair, borders: Borders) -> CloudScale:
    """A scale that holds the highest values and the borders with room beyond them."""
    plot = rect.adjusted(_LEFT, _TOP, -SPACE[1], -_BOTTOM)
    potential = max(highest[0] * 1.05, borders.potential * 1.6, 1.0)
    support = max(highest[1] * 1.05, (borders.support or 0.0) * 1.6, (borders.share or 0.0) * borders.potential * 1.6, 1.0)
    return CloudScale(plot, potential, support)


def dots(roots: Sequence[Pair], scale: CloudScale, size: QSize, ratio: float) -> QImage:
    """A mask of all dots, as large as the widget, from the square roots of potential and support; those that fall on one spot
    are painted once, and those beyond the axes at their ends."""
    mask = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    mask.setDevicePixelRatio(ratio)
    mask.fill(Qt.GlobalColor.transparent)
    left, right, top, bottom = scale.plot.left() + 0.5, scale.plot.right(), scale.plot.top(), scale.plot.bottom() + 0.5
    across, up = scale.plot.width() / math.sqrt(scale.potential), scale.plot.height() / math.sqrt(scale.support)
    found = {(int(left + across * potential), int(bottom - up * support)) for potential, support in roots}
    spots = [(min(x, right), max(y, top)) for x, y in found]
    many = len(spots) > 3_000
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    pen = QPen(QColor("#ffffff"), 2 if many else 5)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if many else Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setOpacity(0.75)
    painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in spots]))
    painter.end()
    return mask


def tinted(mask: QImage, colour: str) -> QImage:
    """The dots of a mask in a colour."""
    image = mask.copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, image.width(), image.height()), QColor(colour))
    painter.end()
    return image


def fields(scale: CloudScale, borders: Borders) -> dict[str, QPainterPath]:
    """The areas of the tiers A, B, C, D."""
    plot, middle = scale.plot, scale.across(borders.potential)
    upper = _upper_area(scale, borders)
    whole, right = QPainterPath(), QPainterPath()
    whole.addRect(plot)
    right.addRect(QRectF(QPointF(middle, plot.top()), plot.bottomRight()))
    high, low = upper, whole.subtracted(upper)
    return {
        "A": high.intersected(right),
        "B": low.intersected(right),
        "C": high.subtracted(right),
        "D": low.subtracted(right),
    }


def _upper_area(scale: CloudScale, borders: Borders) -> QPainterPath:
    """All of the plot above the border of support."""
    plot = scale.plot
    area = QPainterPath(plot.topLeft())
    for point in (*_support_border(scale, borders), plot.topRight()):
        area.lineTo(point)
    area.closeSubpath()
    return area


def _support_border(scale: CloudScale, borders: Borders) -> list[QPointF]:
    """From the left to the right of the plot, the lower of a level line and a share of the potential."""
    limit = min(borders.support if borders.support is not None else math.inf, scale.support)
    share = borders.share
    if share is None:
        return [QPointF(scale.plot.left(), scale.up(limit)), QPointF(scale.plot.right(), scale.up(limit))]
    turns = sorted({0.0, min(limit / share, scale.potential) if share else 0.0, scale.potential})
    return [QPointF(scale.across(each), scale.up(min(limit, share * each))) for each in turns]


def paint_cloud(
    canvas: Canvas, scale: CloudScale, borders: Borders, *, masks: Mapping[str, QImage], texts: CloudTexts, lit: str | None
) -> None:
    """Fields, axes, dots, borders with handles, and the count in each field's corner; `lit` is the field that is chosen."""
    painter, theme = canvas.painter, canvas.theme
    areas = fields(scale, borders)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for tier, area in areas.items():
        painter.fillPath(area, QColor(faded(theme.tier(tier), theme, 0.22 if tier == lit else 0.09)))
    _paint_axes(canvas, scale, texts)
    for tier, mask in masks.items():
        painter.save()
        painter.setClipPath(areas[tier], Qt.ClipOperation.IntersectClip)
        painter.drawImage(QPointF(0, 0), mask)
        painter.restore()
    _paint_borders(canvas, scale, borders)
    for tier, text in texts.fields.items():
        _paint_corner(canvas, scale, tier, text)


def _paint_axes(canvas: Canvas, scale: CloudScale, texts: CloudTexts) -> None:
    plot, line = scale.plot, canvas.height_of()
    last = -math.inf
    for value in _ticks(scale.potential):
        x, label = scale.across(value), canvas.value(value, Figure.WHOLE)
        if x - canvas.width_of(label) / 2 < last + SPACE[0]:
            continue
        last = x + canvas.width_of(label) / 2
        canvas.write(QRectF(x - 40, plot.bottom() + 6, 80, line), label, Align.AlignHCenter)
    last = math.inf
    for value in _ticks(scale.support):
        y = scale.up(value)
        if y + line > last:
            continue
        last = y
        canvas.write(QRectF(0, y - line / 2, _LEFT - SPACE[0], line), canvas.value(value, Figure.WHOLE), Align.AlignRight)
    canvas.write(QRectF(plot.left(), plot.bottom() + line + 8, plot.width(), line), texts.potential, Align.AlignRight)
    painter = canvas.painter
    painter.save()
    painter.translate(2, plot.center().y())
    painter.rotate(-90)
    canvas.write(QRectF(-plot.height() / 2, 0, plot.height(), line), texts.support, Align.AlignRight)
    painter.restore()


def _ticks(highest: float) -> list[float]:
    """Values whose labels spread over a root axis: round steps, finer towards 0."""
    steps = round_steps(highest, 5, whole=True)
    fine = [each for each in round_steps(steps[1], 4, whole=True) if each < steps[1]] if len(steps) > 1 else []
    return sorted({*fine[:1], *fine[2:], *(each for each in steps if each <= highest)})


def _paint_borders(canvas: Canvas, scale: CloudScale, borders: Borders) -> None:
    painter, theme, plot = canvas.painter, canvas.theme, scale.plot
    painter.setPen(QPen(QColor(theme.text), 1.5))
    x = scale.across(borders.potential)
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.save()
    painter.setClipRect(plot, Qt.ClipOperation.IntersectClip)
    painter.drawPolyline(QPolygonF(_support_border(scale, borders)))
    painter.restore()
    _paint_handle(painter, theme, QPointF(x, plot.bottom()))
    if borders.support is not None:
        _paint_handle(painter, theme, QPointF(plot.left(), scale.up(borders.support)))


def _paint_handle(painter: QPainter, theme: Theme, at: QPointF) -> None:
    painter.setPen(QPen(QColor(theme.surface), 2))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(at, 6, 6)


def _paint_corner(canvas: Canvas, scale: CloudScale, tier: str, text: str) -> None:
    """The name and count of a field, in its outer corner, on a plate that keeps it legible over dots."""
    plot, line = scale.plot, canvas.height_of(Type.STRONG)
    width = canvas.width_of(text, Type.STRONG) + 2 * SPACE[0] + 4
    left = plot.right() - width - 4 if tier in "AB" else plot.left() + 4
    top = plot.top() + 4 if tier in "AC" else plot.bottom() - line - 12
    plate = QRectF(left, top, width, line + 6)
    canvas.fill(plate, canvas.theme.tier(tier), 4)
    canvas.write(plate, text, Align.AlignHCenter, canvas.theme.on(canvas.theme.tier(tier)), Type.STRONG)
