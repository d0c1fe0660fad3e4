"""One day on the board: travel drawn to scale, and the blocks of its hospitals."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from desktop.usecases.edit_week import Sheet
from desktop.views.context import Context
from desktop.views.week.geometry import INSET, LANE, Scale
from desktop.views.week.items import Hand, StopItem, VisitItem
from desktop.views.week.look import DayLook
from desktop.views.week.painting import draw_text, draw_travel, mixed
from desktop.views.week.tips import stop_tip, visit_tip
from planner.domain.messages import message
from planner.domain.plan import Leg
from planner.month.hand.locks import CallRef


class DayLayer(QGraphicsObject):
    """All of one day, its column's left edge at x 0. `hand` None: it is only looked at."""

    def __init__(
        self, context: Context, sheet: Sheet, look: DayLook, *, scale: Scale, column: int, hand: Hand | None = None
    ) -> None:
        super().__init__()
        self.look, self.scale_used, self.column = look, scale, column
        self._context = context
        self.visits: dict[CallRef, VisitItem] = {}
        self.stops: list[StopItem] = []
        self.setPos(scale.x(column), 0)
        names = sheet.situation.names
        for stop in look.plan.stops:
            block = StopItem(self, context, look, stop, scale=scale, hand=hand)
            block.name = names.hospital(stop.hospital)
            block.setToolTip(stop_tip(context, sheet, look, stop))
            self.stops.append(block)
            for call in stop.calls:
                visit = VisitItem(block, context, look, call, scale=scale, hand=hand)
                visit.name = names.customer(call.customer)
                visit.setToolTip(visit_tip(context, sheet, look, stop, call))
                self.visits[visit.ref] = visit

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return QRectF(0, 0, self.scale_used.width, self.scale_used.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = self._context.theme, self.scale_used
        colour = mixed(theme.day(self.look.date.weekday()), theme.surface, 0.8)
        x = INSET / 2 + LANE / 2
        for leg, text in self._legs():
            top, bottom = scale.y(leg.departure), scale.y(leg.arrival)
            draw_travel(painter, x, top + 3, bottom - 3, colour)
            draw_text(painter, QRectF(x + 10, top, scale.width - LANE - 16, bottom - top), text, theme.muted)

    def _legs(self) -> Iterator[tuple[Leg, str]]:
        for leg in self.look.plan.legs:
            yield leg, self._context.say(message("{minutes} min", minutes=leg.minutes))
