"""Lines over time, each named at its end or in a legend."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from desktop.charts.axis import ValueAxis, foot_of, value_axis, write_below
from desktop.charts.canvas import Canvas, Mark, box, paint_legend
from desktop.viewmodels.wording import Figure


@dataclass(frozen=True, slots=True)
class LineSeries:
    """One value per place along the foot; None = not known there. From `dashed_from` on the line is a projection."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    dashed_from: int | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class LineChart:
    """`labels` along the foot, `now` is the place of today, drawn as an upright line; `now_name` stands in its tooltip."""

    title: str
    labels: tuple[str, ...]
    series: tuple[LineSeries, ...]
    figure: Figure = Figure.SHARE
    now: int | None = None
    now_name: str = ""

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the lines; one mark per place along the foot, telling all values there."""
        taken = paint_legend(canvas, [(each.name, each.colour) for each in self.series])
        below = canvas.within(canvas.rect.adjusted(0, taken, 0, 0))
        axis = value_axis(below, self._highest(), self.figure, foot_of(below))
        centres = self._centres(axis.plot)
        write_below(below, axis.plot, centres, self.labels)
        if self.now is not None:
            below.line(*self._upright(axis.plot, centres[self.now]), canvas.theme.muted, 1, dashed=True)
        if lit is not None and lit < len(centres):
            below.line(*self._upright(axis.plot, centres[lit]), canvas.theme.accent)
        for series in self.series:
            self._draw(below, axis, centres, series, lit)
        room = axis.plot.width() / max(1, len(centres))
        return tuple(
            box(QRectF(centre - room / 2, axis.plot.top(), room, axis.plot.height()), self._hint(canvas, place))
            for place, centre in enumerate(centres)
        )

    def _highest(self) -> float:
        return max(
            (value for each in self.series for value in (*each.values, each.target) if value is not None),
            default=0.0,
        )

    def _centres(self, plot: QRectF) -> list[float]:
        room = plot.width() / max(1, len(self.labels))
        return [plot.left() + room * (place + 0.5) for place in range(len(self.labels))]

    def _upright(self, plot: QRectF, x: float) -> tuple[QPointF, QPointF]:
        return QPointF(x, plot.top()), QPointF(x, plot.bottom())

    def _draw(self, canvas: Canvas, axis: ValueAxis, centres: list[float], series: LineSeries, lit: int | None) -> None:
        if series.target is not None:
            y = axis.height(series.target)
            canvas.line(QPointF(axis.plot.right() - 10, y), QPointF(axis.plot.right(), y), series.colour, 3)
        points = [
            (place, QPointF(centres[place], axis.height(value))) for place, value in enumerate(series.values) if value is not None
        ]
        split = len(series.values) if series.dashed_from is None else series.dashed_from
        for dashed in (False, True):
            part = [point for place, point in points if (place >= split - 1 if dashed else place < split)]
            self._stroke(canvas, part, series.colour, dashed)
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(QColor(series.colour))
        for place, point in points:
            if place == lit or len(points) == 1:
                canvas.painter.drawEllipse(point, 4, 4)

    def _stroke(self, canvas: Canvas, points: list[QPointF], colour: str, dashed: bool) -> None:
        if len(points) < 2:
            return
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        pen = QPen(QColor(colour), 2, j=Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([3, 2])
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        canvas.painter.setPen(pen)
        canvas.painter.drawPath(path)

    def _hint(self, canvas: Canvas, place: int) -> str:
        values = [
            f"{each.name}  {canvas.value(value, self.figure)}"
            for each in self.series
            if (value := each.values[place]) is not None
        ]
        now = (self.now_name,) if place == self.now and self.now_name else ()
        return "\n".join([" · ".join((self.labels[place], *now)), *values])
