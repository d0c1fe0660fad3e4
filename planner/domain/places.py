"""Where customers are: hospitals with their buildings and departments. Coordinates are always WGS-84."""

from dataclasses import dataclass
from typing import NewType

from planner.domain.units import Minutes, WeeklyWindow

HospitalId = NewType("HospitalId", str)
BuildingId = NewType("BuildingId", str)
DepartmentId = NewType("DepartmentId", str)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """Degrees, WGS-84. Files in GCJ-02 or BD-09 are converted at the edge."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"not on Earth: {self.latitude}, {self.longitude}")


@dataclass(frozen=True, slots=True)
class Building:
    """A building of a hospital. `gate_minutes` is the walk from the gate to its ground floor; None = policy default."""

    id: BuildingId
    name: str
    floors: int | None = None
    gate_minutes: Minutes | None = None


@dataclass(frozen=True, slots=True)
class Hospital:
    """A site with one gate. None always means *not known*: the policy's default applies.

    `level` is China's 1..3; `reception` are the hours in which reps are received (None = any time);
    `arrival_minutes` are spent once per stop (parking, registration) before the first call.
    """

    id: HospitalId
    name: str
    coordinate: Coordinate | None = None
    level: int | None = None
    district: str = ""
    address: str = ""
    daily_outpatients: int | None = None
    reception: tuple[WeeklyWindow, ...] | None = None
    arrival_minutes: Minutes | None = None
    buildings: tuple[Building, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a hospital; where it is inside, as far as known."""

    id: DepartmentId
    hospital: HospitalId
    name: str
    building: BuildingId | None = None
    floor: int | None = None
