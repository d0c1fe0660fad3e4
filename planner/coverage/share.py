"""Coverage of one segment in one period against its requirement."""

from dataclasses import dataclass

from planner.domain.people import SegmentId
from planner.frequency.visits import customers_required


@dataclass(frozen=True, slots=True)
class Share:
    """`seen` of `customers` seen at least once; `required` is the share asked for, 0..1."""

    customers: int
    seen: int
    required: float

    @property
    def reached(self) -> float | None:
        """The share seen, 0..1; None without customers."""
        return self.seen / self.customers if self.customers else None

    @property
    def customers_required(self) -> int:
        return customers_required(self.required, self.customers)

    @property
    def missing(self) -> int:
        """Customers still to be seen for the requirement."""
        return max(0, self.customers_required - self.seen)

    @property
    def met(self) -> bool:
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class SegmentCoverage:
    """One segment in the month and in the quarter up to the end of the month.

    `calls_required` is the frequency times the customers, `calls` the visits made in the month, `in_frequency` the customers
    who got all their calls (for segments seen as needed: who got any).
    """

    segment: SegmentId
    month: Share
    quarter: Share
    calls_required: int
    calls: int
    in_frequency: int

    @property
    def frequency(self) -> float | None:
        """Visits per customer in the month; None without customers."""
        return self.calls / self.month.customers if self.month.customers else None

    @property
    def met(self) -> bool:
        return self.month.met and self.quarter.met
