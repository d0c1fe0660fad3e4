"""The heads of the days above the board: weekday and date, calls against the target, home hours, red where a rule is broken."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type
from desktop.views.context import Context
from desktop.views.week.board import Board
from desktop.views.week.daytext import long_day, short_day
from desktop.views.week.painting import draw_text
from planner.domain.messages import message
from planner.domain.units import clock

HEIGHT = 56


class DayHeads(QWidget):
    """`day_clicked(date)` and `day_asked(date, QPoint)`, the latter for a menu."""

    day_clicked = Signal(object)
    day_asked = Signal(object, object)

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self.chosen: date | None = None
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(context.say(message("Days of the week")))
        board.scaled.connect(self.update)

    def choose(self, day: date | None) -> None:
        """Underline a day."""
        self.chosen = day
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, theme = QPainter(self), self._context.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.surface))
        for column, when in enumerate(self._board.layers):
            self._paint_day(painter, theme, column, when)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        painter.end()

    def _paint_day(self, painter: QPainter, theme: Theme, column: int, when: date) -> None:
        scale, look = self._board.scale_now, self._board.layers[when].look
        left, width = scale.x(column) + 8, scale.width - 14
        locale = self._context.session.locale
        colour = theme.day(when.weekday())
        title = short_day(locale, when)
        draw_text(painter, QRectF(left, 6, width * 0.6, 20), title, theme.muted if look.past else theme.text, Type.STRONG)
        calls, target = len(look.plan.calls), look.plan.target
        short = calls < target
        painter.setFont(font_of(Type.STRONG))
        painter.setPen(QColor(theme.bad if look.is_broken else theme.warning if short else theme.good))
        count = f"{'⚠ ' if look.is_broken else ''}{calls}/{target}"
        painter.drawText(QRectF(left, 6, width, 20), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        draw_text(painter, QRectF(left, 26, width, 18), self._second_line(when), theme.muted)
        thick = 4 if when == self.chosen else 2
        painter.fillRect(QRectF(left, self.height() - 3 - thick, width, thick), QColor(colour))

    def _second_line(self, when: date) -> str:
        plan = self._board.layers[when].look.plan
        if not plan.legs:
            return self._context.say(message("no calls"))
        return f"{clock(plan.legs[0].departure)}–{clock(plan.legs[-1].arrival)}"

    def _day_at(self, at: QPoint) -> date | None:
        return self._board.date_at(at.x()) if at.x() >= self._board.scale_now.x(0) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        when = self._day_at(event.position().toPoint())
        if when is None:
            return
        if event.button() is Qt.MouseButton.RightButton:
            self.day_asked.emit(when, event.globalPosition().toPoint())
        else:
            self.day_clicked.emit(when)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            when = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if when is None else self._tip(when), self)
            return True
        return super().event(event)

    def _tip(self, when: date) -> str:
        look, say = self._board.layers[when].look, self._context.say
        plan = look.plan
        lines = [
            long_day(self._context.session.locale, when),
            say(message("{calls:call|calls}, target {target}", calls=len(plan.calls), target=plan.target)),
            say(
                message(
                    "travel {travel} min, on foot {walking} min, waiting {waiting} min",
                    travel=plan.travel_minutes,
                    walking=plan.walking_minutes,
                    waiting=plan.waiting_minutes,
                )
            ),
        ]
        broken = [*look.whole, *(text for texts in look.stops.values() for text in texts)]
        return "\n".join([*lines, *(say(each) for each in broken)])
