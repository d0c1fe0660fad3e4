"""Lying bars, one line each: how far, how far expected, how far asked, with the figures in aligned columns beside them."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop.charts.canvas import Align, Canvas, Mark, box, faded
from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.wording import Figure

ROW = 30.0
LEAST_ROW = 20.0
_HEADING = -1


@dataclass(frozen=True, slots=True)
class Bullet:
    """`value` so far, `expected` at the end (None = no outlook), `target` asked for (None = nothing); `notes` beside the bar,
    of which the one at `alarm` tells of a failure."""

    name: str
    value: float
    expected: float | None
    target: float | None
    colour: str
    notes: tuple[str, ...] = ()
    alarm: int | None = None
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class BulletChart:
    """Bars from 0 to `highest` under one another; `headings` stand over the names and the columns of notes."""

    title: str
    bullets: tuple[Bullet, ...]
    headings: tuple[str, ...] = ()
    highest: float = 1.0
    figure: Figure = Figure.SHARE

    def height(self) -> float:
        """The height at which rows are as tall as they like, in pixels."""
        return ROW * (len(self.bullets) + (1 if self.headings else 0))

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the bars; one mark per line."""
        lines = len(self.bullets) + (1 if self.headings else 0)
        row = min(ROW, max(LEAST_ROW, canvas.rect.height() / max(1, lines)))
        name = self._name_width(canvas)
        columns = self._column_widths(canvas)
        right = canvas.rect.right() - sum(columns)
        bar = QRectF(canvas.rect.left() + name + SPACE[2], 0, max(8.0, right - canvas.rect.left() - name - SPACE[2]), 0)
        top = canvas.rect.top()
        if self.headings:
            self._write_columns(canvas, columns, self.headings[1:], QRectF(right, top, 0, row), _HEADING)
            canvas.write(QRectF(canvas.rect.left(), top, name + bar.width(), row), self.headings[0])
            top += row
        marks = []
        for place, each in enumerate(self.bullets):
            line = QRectF(canvas.rect.left(), top + place * row, canvas.rect.width(), row)
            if lit == place:
                canvas.fill(line, canvas.theme.soft, 4)
            canvas.write(QRectF(line.left(), line.top(), name, row), each.name, colour=canvas.theme.text, style=Type.BODY)
            self._draw(canvas, each, QRectF(bar.left(), line.center().y() - 6, bar.width(), 12))
            self._write_columns(canvas, columns, each.notes, QRectF(right, line.top(), 0, row), each.alarm)
            marks.append(box(line, "\n".join(part for part in (each.name, each.hint) if part), each.key))
        return tuple(marks)

    def _name_width(self, canvas: Canvas) -> float:
        widest = max((canvas.width_of(each.name, Type.BODY) for each in self.bullets), default=0.0)
        return min(widest + 2, canvas.rect.width() * 0.36)

    def _column_widths(self, canvas: Canvas) -> list[float]:
        rows = [*(each.notes for each in self.bullets), self.headings[1:]]
        count = max((len(row) for row in rows), default=0)
        return [
            max(canvas.width_of(row[place], Type.BODY) for row in rows if len(row) > place) + SPACE[3] for place in range(count)
        ]

    def _write_columns(
        self, canvas: Canvas, widths: list[float], texts: tuple[str, ...], start: QRectF, alarm: int | None
    ) -> None:
        left, theme = start.left(), canvas.theme
        style = Type.CAPTION if alarm == _HEADING else Type.BODY
        for place, text in enumerate(texts):
            spot = QRectF(left + SPACE[0], start.top(), widths[place] - SPACE[0], start.height())
            ordinary = theme.text if place == 0 and alarm != _HEADING else theme.muted
            canvas.write(spot, text, Align.AlignRight, theme.bad if place == alarm else ordinary, style)
            left += widths[place]

    def _draw(self, canvas: Canvas, each: Bullet, bar: QRectF) -> None:
        canvas.fill(bar, faded(canvas.theme.line, canvas.theme, 0.6), 3)
        if each.expected is not None:
            canvas.fill(self._part(bar, each.expected), faded(each.colour, canvas.theme, 0.4), 3)
        canvas.fill(self._part(bar, each.value), each.colour, 3)
        if each.target:
            x = bar.left() + bar.width() * min(1.0, each.target / self.highest)
            canvas.line(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4), canvas.theme.text, 2)

    def _part(self, bar: QRectF, value: float) -> QRectF:
        return QRectF(bar.left(), bar.top(), bar.width() * min(1.0, max(0.0, value / self.highest)), bar.height())
