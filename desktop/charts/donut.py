"""A ring of parts of a whole, the whole written in its middle."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from desktop.charts.canvas import Align, Canvas, Mark
from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.wording import Figure


@dataclass(frozen=True, slots=True)
class Slice:
    """A part; `colour` as `#rrggbb`."""

    name: str
    value: float
    colour: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class DonutChart:
    """Parts clockwise from the top, with names, values and shares beside the ring. `caption` stands under the sum."""

    title: str
    slices: tuple[Slice, ...]
    caption: str = ""
    figure: Figure = Figure.WHOLE

    @property
    def total(self) -> float:
        return sum(each.value for each in self.slices)

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the ring; one mark per part: its arc and its line beside."""
        size = min(canvas.rect.height(), canvas.rect.width() * 0.45)
        ring = QRectF(canvas.rect.left(), canvas.rect.center().y() - size / 2, size, size)
        beside = QRectF(ring.right() + SPACE[3], canvas.rect.top(), canvas.rect.right() - ring.right() - SPACE[3], 0)
        beside.setHeight(canvas.rect.height())
        marks = []
        for place, (each, arc, line) in enumerate(zip(self.slices, self._arcs(ring), self._lines(canvas, beside), strict=True)):
            canvas.painter.setPen(Qt.PenStyle.NoPen)
            canvas.painter.setBrush(QColor(each.colour))
            canvas.painter.drawPath(arc)
            self._write_line(canvas, each, line)
            area = QPainterPath(arc)
            area.addRect(line)
            marks.append(Mark(area, self._hint(canvas, each), each.key))
            if lit == place:
                canvas.outline(arc)
        self._write_middle(canvas, ring)
        return tuple(marks)

    def _arcs(self, ring: QRectF) -> Iterator[QPainterPath]:
        hole = ring.adjusted(*(ring.width() * share for share in (0.2, 0.2, -0.2, -0.2)))
        start, total = 90.0, self.total
        for each in self.slices:
            sweep = -360.0 * each.value / total if total else 0.0
            path = QPainterPath()
            path.arcMoveTo(ring, start)
            path.arcTo(ring, start, sweep)
            path.arcTo(hole, start + sweep, -sweep)
            path.closeSubpath()
            start += sweep
            yield path

    def _lines(self, canvas: Canvas, beside: QRectF) -> Iterator[QRectF]:
        height = min(24.0, beside.height() / max(1, len(self.slices)))
        top = beside.center().y() - height * len(self.slices) / 2
        for place in range(len(self.slices)):
            yield QRectF(beside.left(), top + place * height, max(0.0, beside.width()), height)

    def _write_line(self, canvas: Canvas, each: Slice, line: QRectF) -> None:
        value = canvas.value(each.value, self.figure)
        widest = max(canvas.width_of(canvas.value(part.value, self.figure), Type.BODY) for part in self.slices)
        canvas.fill(QRectF(line.left(), line.center().y() - 5, 10, 10), each.colour, 2)
        name = QRectF(line.left() + 16, line.top(), max(0.0, line.width() - 16 - widest - SPACE[1]), line.height())
        canvas.write(name, each.name, colour=canvas.theme.text, style=Type.BODY)
        canvas.write(line, value, Align.AlignRight, canvas.theme.text, Type.BODY)

    def _hint(self, canvas: Canvas, each: Slice) -> str:
        share = canvas.value(each.value / self.total, Figure.SHARE) if self.total else ""
        return "\n".join(part for part in (each.name, canvas.value(each.value, self.figure), share) if part)

    def _write_middle(self, canvas: Canvas, ring: QRectF) -> None:
        middle = ring.center().y()
        tall = canvas.height_of(Type.FIGURE)
        top = middle - (tall + (canvas.height_of() if self.caption else 0)) / 2
        inner = QRectF(ring.left() + ring.width() * 0.2, top, ring.width() * 0.6, tall)
        canvas.write(inner, canvas.value(self.total, self.figure), Align.AlignHCenter, canvas.theme.text, Type.FIGURE)
        if self.caption:
            canvas.write(QRectF(inner.left(), top + tall, inner.width(), canvas.height_of()), self.caption, Align.AlignHCenter)
