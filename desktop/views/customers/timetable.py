"""The week of a customer as a grid of half hours, painted with the mouse or the keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import Type
from desktop.usecases.availability import Timetable, covers, erased, painted
from desktop.views.context import Context
from planner.domain.messages import message
from planner.domain.policy import WorkingDay
from planner.domain.units import MinuteOfDay, TimeWindow, Weekday, clock

STEP = 30
_LEFT, _TOP, _CELL = 40, 20, 12
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
Cell = tuple[int, int]


class TimetableGrid(QWidget):
    """`changed(Timetable)` when a stroke ends. Arrow keys move the cursor, Shift with them paints on, Space turns a half hour."""

    changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._timetable: Timetable | None = None
        self._reception: Timetable | None = None
        self._first, self._last = 7 * 60, 19 * 60
        self._cursor: Cell = (0, 0)
        self._stroke: set[Cell] = set()
        self._adding = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(context.say(message("Hours of the week when the customer can be met")))
        self.setToolTip(
            context.say(message("Paint with the mouse; arrow keys move, Space turns a half hour, Shift with arrows paints"))
        )

    def show_timetable(self, timetable: Timetable | None, day: WorkingDay, reception: Timetable | None) -> None:
        """Show a timetable, None for any time; `reception` are the hours of the hospital."""
        self._timetable, self._reception, self._stroke = timetable, reception, set()
        every = [each.window for each in (*(timetable or ()), *(reception or ()))] + [day.hours]
        self._first = min(each.start for each in every) // 60 * 60
        self._last = -(-max(each.end for each in every) // 60) * 60
        self.setFixedHeight(_TOP + self._rows * _CELL + 2)
        self._describe()
        self.update()

    @property
    def timetable(self) -> Timetable | None:
        """What is shown, the stroke under way included."""
        if not self._stroke:
            return self._timetable
        shown: Timetable = self._timetable or ()
        for column, row in sorted(self._stroke):
            change = painted if self._adding else erased
            shown = change(shown, Weekday(column), self._window(row))
        return shown

    def cell_rect(self, column: int, row: int) -> QRectF:
        """Where a half hour lies on the widget."""
        width = (self.width() - _LEFT) / 7
        return QRectF(_LEFT + column * width, _TOP + row * _CELL, width, _CELL)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, _TOP + self._rows * _CELL + 2)

    @property
    def _rows(self) -> int:
        return (self._last - self._first) // STEP

    def _window(self, row: int) -> TimeWindow:
        start = self._first + row * STEP
        return TimeWindow(MinuteOfDay(start), MinuteOfDay(start + STEP))

    def _covered(self, cell: Cell) -> bool:
        return covers(self.timetable or (), Weekday(cell[0]), self._window(cell[1]).start)

    def _cell_at(self, point: QPointF) -> Cell | None:
        column = int((point.x() - _LEFT) // ((self.width() - _LEFT) / 7))
        row = int((point.y() - _TOP) // _CELL)
        return (column, row) if 0 <= column < 7 and 0 <= row < self._rows else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        cell = self._cell_at(event.position())
        if cell is not None and event.button() is Qt.MouseButton.LeftButton:
            self._begin(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        cell = self._cell_at(event.position())
        if cell is not None and self._stroke:
            first = self._anchor
            columns = range(min(first[0], cell[0]), max(first[0], cell[0]) + 1)
            rows = range(min(first[1], cell[1]), max(first[1], cell[1]) + 1)
            self._stroke = {(column, row) for column in columns for row in rows}
            self._cursor = cell
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        move = _MOVES.get(Qt.Key(event.key()))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self._begin(self._cursor)
            self._finish()
        elif move is not None:
            if shift and not self._stroke:
                self._begin(self._cursor)
            column, row = self._cursor[0] + move[0], self._cursor[1] + move[1]
            self._cursor = (min(6, max(0, column)), min(self._rows - 1, max(0, row)))
            if shift:
                self._stroke.add(self._cursor)
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Shift:
            self._finish()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._finish()
        super().focusOutEvent(event)
        self.update()

    def _begin(self, cell: Cell) -> None:
        self._adding = not self._covered(cell)
        self._anchor = self._cursor = cell
        self._stroke = {cell}
        self.update()

    def _finish(self) -> None:
        if self._stroke:
            made = self.timetable
            self._stroke = set()
            self._timetable = made
            self._describe()
            self.update()
            self.changed.emit(made)

    def _describe(self) -> None:
        day = self._context.session.locale.dayName(self._cursor[0] + 1)
        state = message("can be met") if self._timetable is None or self._covered(self._cursor) else message("cannot be met")
        time = clock(MinuteOfDay(self._first + self._cursor[1] * STEP))
        self.setAccessibleDescription(f"{day} {time}: {self._context.say(state)}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        theme, painter = self._context.theme, QPainter(self)
        shown, free = self.timetable, self.timetable is None
        on, faint = QColor(theme.accent), QColor(theme.soft)
        for column in range(7):
            for row in range(self._rows):
                rect = self.cell_rect(column, row)
                start = self._window(row).start
                received = self._reception is None or covers(self._reception, Weekday(column), start)
                colour = QColor(theme.raised)
                if free and received and (column < 5 or self._reception is not None):
                    colour = faint
                elif shown is not None and covers(shown, Weekday(column), start):
                    colour = on
                painter.fillRect(rect.adjusted(1, 0, -1, 0 if row % 2 == 0 else -1), colour)
        self._write_names(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawRect(self.cell_rect(*self._cursor).adjusted(1, 0, -1, -1))
        painter.end()

    def _write_names(self, painter: QPainter) -> None:
        locale = self._context.session.locale
        painter.setFont(font_of(Type.CAPTION))
        painter.setPen(QColor(self._context.theme.muted))
        for column in range(7):
            rect = self.cell_rect(column, 0)
            name = locale.dayName(column + 1, locale.FormatType.ShortFormat)
            painter.drawText(QRectF(rect.left(), 0, rect.width(), _TOP - 2), Qt.AlignmentFlag.AlignCenter, name)
        for row in range(0, self._rows, 2):
            place = QRectF(0, _TOP + row * _CELL - 1, _LEFT - 6, 2 * _CELL)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, align, clock(self._window(row).start))
