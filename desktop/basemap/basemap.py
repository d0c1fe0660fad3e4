"""Tiles painted by a stack of sources in threads of their own, kept for the next time."""

import contextlib
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.basemap.linework import Box
from desktop.basemap.mercator import Tile
from desktop.basemap.online import OnlineTiles
from desktop.basemap.palette import Palette
from desktop.basemap.source import Label, Source

KEPT = 320
"""Pictures in memory: some 80 MB of 256-pixel tiles at most."""
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Order:
    """A tile as it shall be painted: `pixels` wide in device-independent pixels, `ratio` device pixels each. `over`: only what
    lies over online tiles, on a transparent ground."""

    tile: Tile
    pixels: int
    ratio: float
    palette: Palette
    over: bool = False


class Basemap(QObject):
    """`changed` when a tile has been painted or the sources are others."""

    changed = Signal()
    _painted = Signal(object, object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[Source, ...] = ()
        self.online: OnlineTiles | None = None
        self._pictures: OrderedDict[Order, QImage] = OrderedDict()
        self._under_way: set[Order] = set()
        self._wanted: frozenset[Order] = frozenset()
        self._edition = 0
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="tiles")
        self._painted.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    @property
    def sources(self) -> tuple[Source, ...]:
        """From the lowest to the uppermost."""
        return self._sources

    def use(self, sources: Sequence[Source], online: OnlineTiles | None = None) -> None:
        """Paint with these sources from now on; online tiles lie over the first of them and under the others."""
        self._sources = tuple(sources)
        self.online = online
        if online is not None:
            online.changed.connect(self.changed)
        self._edition += 1
        self._pictures.clear()
        self._under_way.clear()
        self.changed.emit()

    @property
    def attribution(self) -> str:
        """Whose maps are shown."""
        names = [each.attribution for each in self._sources] + ([self.online.attribution] if self.online else [])
        return "   ".join(dict.fromkeys(each for each in names if each))

    @property
    def layered(self) -> bool:
        """Whether something is painted over online tiles."""
        return self.online is not None and len(self._sources) > 1

    @property
    def idle(self) -> bool:
        """Whether nothing is being painted."""
        return not self._under_way

    def pictures(self, orders: Sequence[Order]) -> list[QImage | None]:
        """What is painted of these tiles; what is missing is painted in the background, and what is not asked for any more is
        left out."""
        self._wanted = frozenset(orders)
        found = [self._pictures.get(each) for each in orders]
        for order, picture in zip(orders, found, strict=True):
            if picture is not None:
                self._pictures.move_to_end(order)
            elif order not in self._under_way:
                self._under_way.add(order)
                self._pool.submit(self._paint, order, self._of(order), self._edition)
        return found

    def _of(self, order: Order) -> tuple[Source, ...]:
        """The sources that paint an order."""
        if self.online is None:
            return self._sources
        return self._sources[1:] if order.over else self._sources[:1]

    def kept(self, order: Order) -> QImage | None:
        """A picture that is there, without asking for it."""
        return self._pictures.get(order)

    def labels(self, box: Box, zoom: float) -> list[Label]:
        """The names all sources know in a box."""
        return [label for each in reversed(self._sources) for label in each.labels(box, zoom)]

    def close(self) -> None:
        """Paint nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _paint(self, order: Order, sources: Sequence[Source], edition: int) -> None:
        still = edition == self._edition and order in self._wanted
        picture = paint_tile(order, sources) if still else None
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._painted.emit(order, picture, edition)

    def _keep(self, order: Order, picture: QImage | None, edition: int) -> None:
        if edition != self._edition:
            return
        self._under_way.discard(order)
        if picture is not None:
            self._pictures[order] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self.changed.emit()


def paint_tile(order: Order, sources: Sequence[Source]) -> QImage:
    """A tile painted by all sources, one over the other."""
    size = round(order.pixels * order.ratio)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied if order.over else QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.transparent if order.over else QColor(order.palette.outside))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(order.ratio, order.ratio)
    for each in sources:
        painter.save()
        each.paint(painter, order.tile, float(order.pixels), order.palette)
        painter.restore()
    painter.end()
    return image
