"""A visit and a hospital's block on the board: painted to scale, chosen and dragged by their own mouse events."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsObject,
    QGraphicsSceneContextMenuEvent,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type
from desktop.views.context import Context
from desktop.views.week.geometry import INSET, LANE, Scale
from desktop.views.week.look import DayLook
from desktop.views.week.painting import RADIUS, draw_lock, draw_text, draw_waiting, draw_walk, mixed
from planner.domain.plan import HospitalStop, PlannedCall
from planner.month.hand.locks import CallRef


class Hand(Protocol):
    """Who hears of what a hand does to an item."""

    def press(self, refs: frozenset[CallRef], event: QGraphicsSceneMouseEvent, *, block: bool) -> None: ...
    def drag(self, event: QGraphicsSceneMouseEvent) -> None: ...
    def release(self, event: QGraphicsSceneMouseEvent) -> None: ...
    def ask(self, refs: frozenset[CallRef], event: QGraphicsSceneContextMenuEvent) -> None: ...


class Handled(QGraphicsObject):
    """An item that hands its mouse events on; without a hand (a preview, paper) it lets them pass."""

    def __init__(self, parent: QGraphicsItem, refs: frozenset[CallRef], hand: Hand | None, *, block: bool) -> None:
        super().__init__(parent)
        self.refs = refs
        self._hand = hand
        self._block = block
        if hand is None:
            self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._hand is not None and event.button() is Qt.MouseButton.LeftButton:
            self._hand.press(self.refs, event, block=self._block)
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._hand is not None:
            self._hand.drag(event)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._hand is not None:
            self._hand.release(event)

    def contextMenuEvent(self, event: QGraphicsSceneContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        if self._hand is not None:
            self._hand.ask(self.refs, event)
            event.accept()


class StopItem(Handled):
    """One stay: from the gate to the gate again. Its strip at the left shows arrival minutes, walks and waiting to scale."""

    def __init__(
        self, parent: QGraphicsItem, context: Context, look: DayLook, stop: HospitalStop, *, scale: Scale, hand: Hand | None
    ) -> None:
        super().__init__(parent, frozenset(look.ref(call) for call in stop.calls), hand, block=True)
        self.stop = stop
        self._context, self._scale = context, scale
        self._broken = bool(look.stops.get(stop.hospital))
        self._colour = context.theme.day(look.date.weekday())
        self._windows = look.field_day.windows if look.field_day else ()
        self.name = ""
        self.setPos(0, scale.y(stop.arrival))

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        height = (self.stop.departure - self.stop.arrival) * self._scale.pixels
        return QRectF(INSET / 2, 0, self._scale.width - INSET, height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        theme, box = self._context.theme, self.boundingRect().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.bad if self._broken else mixed(self._colour, theme.surface, 0.35)
        painter.setPen(QPen(QColor(edge), 1))
        ground = QColor(self._colour)
        ground.setAlphaF(0.08)  # lunch and hours off stay visible underneath
        painter.setBrush(ground)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._paint_lane(painter, theme)
        room = (self.stop.calls[0].start - self.stop.arrival) * self._scale.pixels if self.stop.calls else box.height()
        name = QRectF(box.left() + LANE + 2, 0, box.width() - LANE - 6, min(room, 20.0))
        draw_text(painter, name, self.name, theme.bad if self._broken else theme.text, Type.CAPTION)

    def _paint_lane(self, painter: QPainter, theme: Theme) -> None:
        """Arrival minutes as a bar, walks dotted, waiting hatched."""
        x = INSET / 2 + LANE / 2
        arrival = QRectF(x - 3, 1, 6, max(0.0, self._y(self.stop.ready) - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self._colour, theme.surface, 0.45))
        painter.drawRoundedRect(arrival, 2, 2)
        for call in self.stop.calls:
            draw_walk(painter, x, self._y(call.arrival - call.walking), self._y(call.arrival), theme)
            for window in self._windows:
                top, bottom = max(call.arrival, window.start), min(call.start, window.end)
                draw_waiting(painter, QRectF(x - 3, self._y(top), 6, self._y(bottom) - self._y(top)), theme)
        if self.stop.calls:
            draw_walk(painter, x, self._y(self.stop.calls[-1].end), self._y(self.stop.departure), theme)

    def _y(self, minute: float) -> float:
        return (minute - self.stop.arrival) * self._scale.pixels


class VisitItem(Handled):
    """One call: its customer, tier colour and letter, lock, and red where it breaks a rule."""

    def __init__(
        self, parent: StopItem, context: Context, look: DayLook, call: PlannedCall, *, scale: Scale, hand: Hand | None
    ) -> None:
        super().__init__(parent, frozenset({look.ref(call)}), hand, block=False)
        self.call, self.ref = call, look.ref(call)
        self._context, self._scale = context, scale
        self.locked = call.customer in look.locks
        self.broken = call.customer in look.broken
        self.past = look.past
        self.name = ""
        self.chosen = False
        self.moving = False
        self.setPos(0, (call.start - parent.stop.arrival) * scale.pixels)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        left = INSET / 2 + LANE
        height = max(6.0, (self.call.end - self.call.start) * self._scale.pixels)
        return QRectF(left, 0, self._scale.width - left - INSET - 1, height)

    def choose(self, chosen: bool) -> None:
        """Show whether the call is chosen."""
        if chosen is not self.chosen:
            self.chosen = chosen
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        theme, box = self._context.theme, self.boundingRect().adjusted(0.5, 1, -0.5, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tier = theme.tier(self.call.segment)
        painter.setPen(self._edge(theme))
        painter.setBrush(QColor(theme.bad_soft) if self.broken else QColor(theme.soft if self.chosen else theme.surface))
        painter.drawRoundedRect(box, RADIUS - 1, RADIUS - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tier))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), 4, box.height()), 2, 2)
        right = box.right() - 4
        if self.locked and box.height() > 11:
            draw_lock(painter, QPointF(right - 9, box.center().y() - 5), theme.accent)
            right -= 13
        right = self._draw_tier(painter, box, right, tier)
        text = QRectF(box.left() + 8, box.top(), right - box.left() - 10, box.height())
        colour = theme.bad if self.broken else theme.muted if self.past else theme.text
        draw_text(painter, text, self.name, colour, Type.CAPTION)

    def _draw_tier(self, painter: QPainter, box: QRectF, right: float, tier: str) -> float:
        """The letter of the tier, so that no meaning is carried by colour alone; returns where the free room ends."""
        letter = self.call.segment if len(self.call.segment) == 1 else "N"
        font = font_of(Type.CAPTION)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(letter)
        if box.height() < metrics.ascent() or box.width() < 60:
            return right
        painter.setFont(font)
        painter.setPen(QColor(tier))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(right - width - 2, box.top(), width + 2, box.height()), flags, letter)
        return right - width - 4

    def _edge(self, theme: Theme) -> QPen:
        if self.broken:
            return QPen(QColor(theme.bad), 2 if self.chosen or self.moving else 1.2)
        if self.chosen or self.moving:
            return QPen(QColor(theme.accent), 2)
        return QPen(QColor(theme.line), 1)
