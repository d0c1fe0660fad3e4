"""A map on which hospitals are given to a rep: drawn around with a lasso, or painted over with a brush."""

from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap

from desktop.basemap.mercator import spot_of
from desktop.views.context import Context
from desktop.views.icons import icon
from desktop.views.map.layers import Layer
from desktop.views.map.mapview import MapView
from desktop.views.map.pointing import Pointing
from desktop.views.map.tools import Outline, Tool
from planner.domain.places import Coordinate

BRUSH = 12.0
"""Pixels around the pointer within which the brush catches a hospital."""
_LOCK = 12
_MOST_LOCKS = 400


class Hand(StrEnum):
    """What a drag does."""

    MOVE = "move"
    MARK = "mark"  # the lasso only marks
    LASSO = "lasso"  # the lasso gives to the chosen rep
    PAINT = "paint"


class LockLayer(Layer):
    """A small lock beside what may not move."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 45)
        self.places: tuple[Coordinate, ...] = ()
        self._picture: tuple[object, QPixmap] | None = None

    def show_places(self, places: tuple[Coordinate, ...]) -> None:
        self.places = places
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self.places:
            return
        if self._picture is None or self._picture[0] is not self.theme:
            self._picture = self.theme, icon("lock", self.theme).pixmap(_LOCK, _LOCK)
        for where in self.places[:_MOST_LOCKS]:
            spot = spot_of(where)
            at = self.sight.pixel(spot.x, spot.y)
            painter.drawPixmap(at.toPoint() + QPoint(4, -_LOCK - 2), self._picture[1])


class TerritoryMap(MapView):
    """`drawing(tuple of ids)` while a lasso is drawn or the brush moves, `given(tuple of ids)` when it is let go; with another
    hand in use `lassoed` marks, as on the map page."""

    drawing = Signal(object)
    given = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.hand = Hand.MOVE
        self.locks = LockLayer(context)
        self.add_layer(self.locks)
        self._painted: dict[str, None] | None = None

    def take_hand(self, hand: Hand) -> None:
        """Choose what a drag does."""
        self.hand = hand
        self.take_tool(Tool.LASSO if hand in (Hand.LASSO, Hand.MARK) else Tool.PAN)
        if hand is Hand.PAINT:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    @property
    def gives(self) -> bool:
        """Whether what is drawn around goes to the chosen rep."""
        return self.hand in (Hand.LASSO, Hand.PAINT)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.hand is Hand.PAINT and event.button() is Qt.MouseButton.LeftButton and not event.modifiers():
            self._painted = {}
            self._paint_at(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._painted is not None:
            self._paint_at(event.position().toPoint())
            return
        super().mouseMoveEvent(event)
        if self.outline is not None and self.gives:
            self.drawing.emit(self._inside(self.outline))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._painted is not None and event.button() is Qt.MouseButton.LeftButton:
            painted, self._painted = tuple(self._painted), None
            self.select(())
            if painted:
                self.given.emit(painted)
        else:
            super().mouseReleaseEvent(event)

    def _paint_at(self, at: QPoint) -> None:
        index = self.points.cloud.nearest(self.spot_at(at), 2.0**self.zoom, BRUSH)
        if index is None or self._painted is None:
            return
        id = self.points.cloud.points[index].id
        if id not in self._painted:
            self._painted[id] = None
            self.select(self._painted)
            self.drawing.emit(tuple(self._painted))

    def _inside(self, outline: Outline) -> tuple[str, ...]:
        return self.points.cloud.within([self.spot_at(each) for each in outline.line()])

    def choose(self, ids: tuple[str, ...]) -> None:
        """Give what was drawn around, or mark it."""
        if self.gives and ids:
            self.select(())
            self.given.emit(ids)
        else:
            super().choose(ids)

    def let_go(self) -> None:
        """Back to moving; what was being drawn is forgotten."""
        self._painted = None
        self.hand = Hand.MOVE
        Pointing.let_go(self)
        self.drawing.emit(())
