"""What is laid over a basemap: points, routes and areas, as plain values. Colours are `#rrggbb`, positions WGS-84."""

from dataclasses import dataclass

from planner.domain.places import Coordinate


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a point's ring: how much of it, and in which colour."""

    amount: float
    colour: str


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place. `size` is its diameter in device-independent pixels; `slices` make a ring of shares (a tier mix) around `colour`,
    without them it is a plain disc. `tooltip` may be rich text. `number` is written inside, such as a stop's place in a day."""

    id: str
    coordinate: Coordinate
    colour: str
    size: float = 12.0
    label: str = ""
    tooltip: str = ""
    slices: tuple[Slice, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class MapRoute:
    """A way through stops in their order. `numbers` are written at the stops ("" = home, drawn as a small square), as
    many as stops."""

    colour: str
    stops: tuple[Coordinate, ...]
    numbers: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class MapArea:
    """A territory: rings of corners, each ring closed by itself; a ring inside another is a hole (odd-even)."""

    colour: str
    rings: tuple[tuple[Coordinate, ...], ...]
    label: str = ""
