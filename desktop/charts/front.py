"""Several answers to one question between two aims; the third is the size of the disc."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen

from desktop.charts.canvas import Align, Canvas, Mark
from desktop.theme.tokens import SPACE

_SMALL, _LARGE = 7.0, 17.0


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """One answer: `across` and `up` are the smaller the better, `size` likewise, each in any unit."""

    name: str
    across: float
    up: float
    size: float
    key: str
    hint: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FrontChart:
    """Answers as discs: left and low is good, and a small disc is good."""

    title: str
    across: str
    up: str
    points: tuple[FrontPoint, ...]

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw axes and discs; one mark per answer, in the order given."""
        line = canvas.height_of()
        plot = canvas.rect.adjusted(SPACE[1], line + SPACE[1], -SPACE[1], -line - SPACE[1])
        theme = canvas.theme
        canvas.line(plot.bottomLeft(), plot.bottomRight(), theme.line)
        canvas.line(plot.bottomLeft(), plot.topLeft(), theme.line)
        canvas.write(QRectF(plot.left(), canvas.rect.top(), plot.width(), line), f"↑ {self.up}")
        canvas.write(QRectF(plot.left(), plot.bottom() + 4, plot.width(), line), f"{self.across} →", Align.AlignRight)
        inner = plot.adjusted(_LARGE + 8, _LARGE + 8, -_LARGE - 70, -_LARGE - 8)
        spots = [self._spot(inner, each) for each in self.points]
        return tuple(
            self._disc(canvas, each, spot, lit == place)
            for place, (each, spot) in enumerate(zip(self.points, spots, strict=True))
        )

    def _spot(self, plot: QRectF, point: FrontPoint) -> QPointF:
        x = _share(point.across, [each.across for each in self.points])
        y = _share(point.up, [each.up for each in self.points])
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())

    def _disc(self, canvas: Canvas, point: FrontPoint, at: QPointF, lit: bool) -> Mark:
        theme, painter = canvas.theme, canvas.painter
        radius = _SMALL + (_LARGE - _SMALL) * _share(point.size, [each.size for each in self.points])
        fill = QColor(theme.accent)
        fill.setAlphaF(0.85 if point.chosen else 0.3)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(fill)
        painter.drawEllipse(at, radius, radius)
        room = QRectF(at.x() + radius + 4, at.y() - 8, 90, 16)
        canvas.write(room, point.name, colour=theme.text)
        area = QPainterPath()
        area.addEllipse(at, radius + 2, radius + 2)
        if lit:
            canvas.outline(area)
        return Mark(area, point.hint, point.key)


def _share(value: float, values: list[float]) -> float:
    """0 for the least of all, 1 for the most; a half when all are equal."""
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high > low else 0.5
