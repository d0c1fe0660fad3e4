"""The certificate as a picture: calls and minutes asked against held, and who pays, in the declared order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context

BAR, HEAD, BETWEEN = 14, 20, 10


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: `colour` None = neither tier nor group, drawn as ways and waiting; `gone` = given up."""

    amount: float
    colour: str | None
    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """One row: parts asked for, and `held`, what there is (None = not compared). `title` and `value` in words; `bad` = too much
    is asked for; `scale` what the full width means."""

    title: str
    value: str
    parts: tuple[Part, ...]
    scale: float
    held: float | None = None
    bad: bool = False
    hint: str = ""

    @property
    def asked(self) -> float:
        return sum(part.amount for part in self.parts)


class BalanceView(QWidget):
    """Rows below each other; the height follows from their number."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: tuple[Balance, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Balance]) -> None:
        """Show these rows."""
        self._rows = tuple(rows)
        self.setFixedHeight(max(1, len(rows) * (HEAD + BAR + BETWEEN)))
        self.setAccessibleName("; ".join(f"{row.title}: {row.value}" for row in rows))
        self.setToolTip("\n".join(f"{row.title}: {part.name}" for row in rows for part in row.parts if part.name))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, max(1, len(self._rows) * (HEAD + BAR + BETWEEN)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._rows):
            self._paint_row(painter, QRectF(0, place * (HEAD + BAR + BETWEEN), self.width(), HEAD + BAR), row)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, row: Balance) -> None:
        theme = self._context.theme
        painter.setFont(font_of(Type.CAPTION))
        head = QRectF(box.left(), box.top(), box.width(), HEAD)
        painter.setPen(QColor(theme.bad if row.bad else theme.muted))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.value)
        room = box.width() - QFontMetricsF(painter.font()).horizontalAdvance(row.value) - SPACE[1]
        painter.setPen(QColor(theme.text))
        title = QFontMetricsF(painter.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        bar = QRectF(box.left(), box.top() + HEAD, box.width(), BAR)
        painter.fillRect(bar, QColor(theme.heat[0]))
        self._paint_parts(painter, bar, row)
        if row.held is not None:
            across = bar.left() + bar.width() * min(1.0, row.held / row.scale if row.scale else 0.0)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawLine(
                QRectF(across - 1, bar.top() - 3, 0, BAR + 6).topLeft(), QRectF(across - 1, bar.bottom() + 3, 0, 0).topLeft()
            )

    def _paint_parts(self, painter: QPainter, bar: QRectF, row: Balance) -> None:
        theme, across = self._context.theme, bar.left()
        for part in row.parts:
            width = bar.width() * (part.amount / row.scale if row.scale else 0.0)
            place = QRectF(across, bar.top(), max(0.0, width - 1), bar.height())
            colour = QColor(part.colour or theme.muted)
            if part.gone:
                painter.fillRect(place, QBrush(colour, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(QColor(theme.bad), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            elif part.colour is None:
                painter.fillRect(place, QBrush(colour, Qt.BrushStyle.Dense5Pattern))
            else:
                painter.fillRect(place, colour)
            across += width
