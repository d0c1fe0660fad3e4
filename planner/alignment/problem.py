"""The frozen problem of a territory alignment: all that measures, rules and solvers may look at, with no hidden state."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain import territory

FloatArray = NDArray[np.float64]
Contiguity = territory.Contiguity
TerritoryId = territory.TerritoryId
UnitId = territory.UnitId


@dataclass(frozen=True, slots=True)
class Unit:
    """What goes to one territory as a whole.

    `weights`: one figure per activity of the problem. `visits` multiplies the distance in the travel goal.
    `today`: who looks after it now (None = nobody) and `equity`: what that relationship is worth. `needs`: qualifications
    its territory must have. `group`: units of one group go to one territory, and count as neighbours of each other.
    `capacity`: the most weight of the first activity that a territory centred here can carry (None = no limit).
    """

    id: UnitId
    weights: tuple[float, ...]
    visits: float = 1.0
    today: TerritoryId | None = None
    equity: float = 0.0
    needs: frozenset[str] = frozenset()
    locked_to: TerritoryId | None = None
    group: str | None = None
    capacity: float | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """A rep's place in the team. `share` 0..1 is part-time: targets are in proportion to it.

    `equity_cap`: the most relationship equity, and `units_cap`: the most units that its rep may lose (None = any).
    """

    id: TerritoryId
    share: float = 1.0
    qualifications: frozenset[str] = frozenset()
    equity_cap: float | None = None
    units_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One quantity to be balanced, such as workload, potential, or customers of a tier.

    The target of a territory is its share of the total, or its share of an `ideal` that a full-time rep should carry. A
    deviation within `tolerance` (fraction of the target) costs nothing, each further whole target costs `weight`, and none may
    exceed `limit` (fraction; None = no hard limit) or `capacity` (absolute; None = no limit).
    """

    name: str
    tolerance: float = 0.0
    weight: float = 0.0
    limit: float | None = None
    capacity: float | None = None
    ideal: float | None = None


@dataclass(frozen=True, slots=True)
class Goals:
    """What one unit of each goal costs; the weights of balance stand at the activities.

    `travel` per visit and unit of distance; `compactness` per neighbour link cut between two territories; `fragment` per
    piece too many (soft contiguity); `moved` per unit that changes hands; `equity` per unit of equity that changes hands.
    """

    travel: float = 1.0
    compactness: float = 0.0
    fragment: float = 0.0
    moved: float = 0.0
    equity: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class AlignmentProblem:
    """All of one alignment.

    `homes` given: distances from each territory's home, shape (territories, units). `homes` None: free centres; each
    territory is centred at one of its own units, and `distances`, shape (units, units), gives the distance of every unit
    (column) from a centre at every unit (row); `candidates` limits the units that may be centres (indices; None = all).
    Distances are in any one unit, >= 0. `neighbours` are pairs of unit indices, each once.
    """

    units: tuple[Unit, ...]
    territories: tuple[Territory, ...]
    activities: tuple[Activity, ...]
    homes: FloatArray | None = None
    distances: FloatArray | None = None
    candidates: tuple[int, ...] | None = None
    neighbours: tuple[tuple[int, int], ...] = ()
    contiguity: Contiguity = Contiguity.OFF
    goals: Goals = field(default_factory=Goals)

    @property
    def free_centres(self) -> bool:
        return self.homes is None

    def weights(self, activity: int) -> FloatArray:
        """The weight of every unit for an activity (by index), shape (units,)."""
        return np.array([unit.weights[activity] for unit in self.units], dtype=np.float64)

    def targets(self, activity: int) -> FloatArray:
        """What every territory should carry of an activity: its share of the total or of the ideal, shape (territories,)."""
        shares = np.array([territory.share for territory in self.territories], dtype=np.float64)
        ideal = self.activities[activity].ideal
        if ideal is not None:
            return np.asarray(ideal * shares, dtype=np.float64)
        return np.asarray(self.weights(activity).sum() * shares / shares.sum(), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who gets what: the territory index of every unit, and with free centres the unit index of every centre."""

    territory_of: tuple[int, ...]
    centres: tuple[int, ...] = ()
