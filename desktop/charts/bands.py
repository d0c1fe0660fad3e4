"""How far everybody's load lies from its target, goal by goal, against the band that is allowed."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop.charts.canvas import Align, Canvas, Mark, box, faded
from desktop.theme.tokens import SPACE, Type

ROW = 36.0
LEAST_ROW = 30.0
HEAD = 22.0
_SPAN = 0.3
"""A deviation of so much fills half a cell, unless some are greater."""


@dataclass(frozen=True, slots=True)
class BandCell:
    """`off` is load over target - 1; `before` what it was before the drawing under way (None = the same)."""

    off: float
    text: str
    hint: str = ""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class BandColumn:
    """One goal: `band` and `limit` are the deviations allowed (None = it is only shown)."""

    title: str
    band: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class BandRow:
    """One territory, in its colour; `strong` is the one looked at."""

    name: str
    colour: str
    cells: tuple[BandCell, ...]
    key: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class BandChart:
    """Rows of territories by columns of goals; the middle of a cell is the target."""

    title: str
    columns: tuple[BandColumn, ...]
    rows: tuple[BandRow, ...]

    def height(self) -> float:
        """The height at which rows are as tall as they like, in pixels."""
        return ROW * len(self.rows) + HEAD + SPACE[1]

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the bars; one mark per cell, row by row."""
        names = max((canvas.width_of(each.name, Type.STRONG) for each in self.rows), default=0.0)
        left = min(names + 26, canvas.rect.width() * 0.32)
        row = min(ROW, max(LEAST_ROW, (canvas.rect.height() - HEAD) / max(1, len(self.rows))))
        wide = (canvas.rect.width() - left) / max(1, len(self.columns))
        self._head(canvas, left, wide)
        marks: list[Mark] = []
        for down, each in enumerate(self.rows):
            line = QRectF(canvas.rect.left(), canvas.rect.top() + HEAD + down * row, canvas.rect.width(), row)
            self._name(canvas, line, left, each)
            for across, (cell, column) in enumerate(zip(each.cells, self.columns, strict=True)):
                place = QRectF(line.left() + left + across * wide, line.top(), wide, row)
                self._cell(canvas, place, cell, column, self._reach(across))
                marks.append(box(place.adjusted(2, 1, 0, -1), cell.hint, each.key))
                if lit == len(marks) - 1:
                    canvas.outline(marks[-1].area)
        return tuple(marks)

    def _reach(self, across: int) -> float:
        """The deviation at the edge of a column's cells."""
        band = self.columns[across].limit or self.columns[across].band or 0.0
        return max([_SPAN, 1.5 * band, *(min(abs(each.cells[across].off), 1.0) for each in self.rows)])

    def _head(self, canvas: Canvas, left: float, wide: float) -> None:
        for across, each in enumerate(self.columns):
            place = QRectF(canvas.rect.left() + left + across * wide, canvas.rect.top(), wide, HEAD)
            canvas.write(place, each.title, Align.AlignRight)

    def _name(self, canvas: Canvas, line: QRectF, left: float, row: BandRow) -> None:
        if row.strong:
            canvas.fill(line, canvas.theme.soft, 4)
        canvas.fill(QRectF(line.left() + 4, line.center().y() - 5, 10, 10), row.colour, 5)
        room = QRectF(line.left() + 20, line.top(), left - 24, line.height())
        canvas.write(room, row.name, colour=canvas.theme.text, style=Type.STRONG if row.strong else Type.BODY)

    def _cell(self, canvas: Canvas, place: QRectF, cell: BandCell, column: BandColumn, reach: float) -> None:
        theme = canvas.theme
        bar = QRectF(place.left() + SPACE[1], place.bottom() - 14, max(10.0, place.width() - SPACE[1]), 9)
        middle, scale = bar.center().x(), bar.width() / 2 / reach
        canvas.fill(bar, faded(theme.line, theme, 0.35), 3)
        if column.band is not None:
            half = min(column.band, reach) * scale
            canvas.fill(QRectF(middle - half, bar.top(), 2 * half, bar.height()), faded(theme.good, theme, 0.25))
        outside = column.band is not None and abs(cell.off) > column.band + 1e-9
        beyond = column.limit is not None and abs(cell.off) > column.limit + 1e-9
        end = middle + max(-reach, min(reach, cell.off)) * scale
        colour = theme.bad if beyond else theme.warning if outside else theme.good if column.band is not None else theme.muted
        canvas.fill(QRectF(min(middle, end), bar.top() + 2, max(1.5, abs(end - middle)), bar.height() - 4), colour, 1)
        canvas.line(QPointF(middle, bar.top()), QPointF(middle, bar.bottom()), theme.muted)
        if cell.before is not None:
            was = middle + max(-reach, min(reach, cell.before)) * scale
            canvas.line(QPointF(was, bar.top() - 2), QPointF(was, bar.bottom() + 2), theme.text, 1.5)
        text = QRectF(bar.left(), place.top() + 3, bar.width(), bar.top() - place.top() - 3)
        canvas.write(text, cell.text, Align.AlignRight, theme.text if not (outside or beyond) else colour)
