"""The month as seven columns of days, coloured by load, calls or travel; by mouse and by keys."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.show_month import MonthDay
from desktop.viewmodels.month import Heat
from desktop.views.context import Context
from desktop.views.month.daypaint import paint_day, value_of
from desktop.views.month.words import date_in_words, kind_of
from planner.domain.messages import message

HEADING = 22
STEPS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class CalendarView(QWidget):
    """`chosen(date)` on a click or an arrow key, `opened(date)` on a double click or Enter, `menu_wanted(date, QPoint)` on a
    right click or the menu key, `month_wanted(int)` on Page Up (-1) and Page Down (+1)."""

    chosen = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    month_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("month-calendar")
        self._context = context
        self._days: tuple[MonthDay, ...] = ()
        self._heat = Heat.LOAD
        self._chosen: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(context.say(message("Calendar of the month")))

    def show_days(self, days: tuple[MonthDay, ...], heat: Heat, chosen: date | None) -> None:
        """Show these days."""
        self._days, self._heat, self._chosen = days, heat, chosen
        day = next((each for each in days if each.date == chosen), None)
        self.setAccessibleDescription("" if day is None else self.description(day))
        self.update()

    def description(self, day: MonthDay) -> str:
        """A day in words."""
        parts = [date_in_words(self._context, day.date), kind_of(self._context, day)]
        return " · ".join([*parts, *(value_of(self._context, day, heat) for heat in Heat if day.load is not None)])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(680, 460)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(7 * 64, HEADING + 6 * 52)

    def cell(self, when: date) -> QRectF:
        """Where a date stands."""
        first = self._days[0].date
        place = (when - first).days + first.weekday()
        width, height = self._cell_size()
        gap = SPACE[0]
        return QRectF(place % 7 * width, HEADING + place // 7 * height, width - gap, height - gap)

    def _cell_size(self) -> tuple[float, float]:
        first, last = self._days[0].date, self._days[-1].date
        weeks = ((last - first).days + first.weekday()) // 7 + 1
        return (self.width() + SPACE[0]) / 7, (self.height() + SPACE[0] - HEADING) / weeks

    def day_at(self, point: QPoint) -> MonthDay | None:
        """The day under a point of the widget."""
        return next((each for each in self._days if self.cell(each.date).contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._days:
            self._paint_weekdays(painter)
            today = self._context.session.today()
            for day in self._days:
                chosen, box = day.date == self._chosen, self.cell(day.date)
                paint_day(painter, box, self._context, day, heat=self._heat, chosen=chosen, today=day.date == today)
        painter.end()

    def _paint_weekdays(self, painter: QPainter) -> None:
        theme, locale = self._context.theme, self._context.session.locale
        painter.setFont(font_of(Type.CAPTION))
        painter.setPen(theme.muted)
        width, _ = self._cell_size()
        for column in range(7):
            name = locale.dayName(column + 1, QLocale.FormatType.ShortFormat)
            box = QRectF(column * width, 0, width - SPACE[0], HEADING)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f" {name}")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.chosen.emit(day.date)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(day.date)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        day = self.day_at(event.pos()) if by_mouse else next((each for each in self._days if each.date == self._chosen), None)
        if day is not None:
            place = event.globalPos() if by_mouse else self.mapToGlobal(self.cell(day.date).center().toPoint())
            self.menu_wanted.emit(day.date, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.month_wanted.emit(1 if key is Qt.Key.Key_PageDown else -1)
        elif self._days and self._chosen is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._chosen)
        elif self._days and (target := self._target(key)) is not None:
            self.chosen.emit(target)
        else:
            super().keyPressEvent(event)

    def _target(self, key: Qt.Key) -> date | None:
        """Where a key leads; None for a key that leads nowhere."""
        first, last = self._days[0].date, self._days[-1].date
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return first if key is Qt.Key.Key_Home else last
        if key not in STEPS:
            return None
        return min(last, max(first, (self._chosen or first) + timedelta(days=STEPS[key])))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.description(day), self)
            return True
        return super().event(event)
