"""What a basemap is made of: sources that paint tiles and know names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QPainter

from desktop.basemap.linework import Box
from desktop.basemap.mercator import Spot, Tile
from desktop.basemap.palette import Palette


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a spot; a lower `rank` is placed first. `size` in pixels."""

    text: str
    spot: Spot
    rank: int
    size: int = 12
    strong: bool = False


class Source(Protocol):
    """A source is used from several threads at once. `attribution` is shown on the map."""

    @property
    def attribution(self) -> str: ...

    def paint(self, painter: QPainter, tile: Tile, pixels: float, palette: Palette) -> None:
        """Paint a tile on a square from (0, 0) to (pixels, pixels); what the source does not know stays as it is."""
        ...

    def labels(self, box: Box, zoom: float) -> Sequence[Label]:
        """Names in a box at a zoom level."""
        ...
