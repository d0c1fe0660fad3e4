"""How many customers each tier would have if the thresholds lay elsewhere: fast enough to count while a line is dragged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest
from math import sqrt

from planner.domain.people import Customer, CustomerId, Rating, SegmentId
from planner.domain.policy import Policy, Thresholds
from planner.domain.products import ProductId
from planner.policy.lookup import thresholds_for
from planner.segmentation.tiers import TIER_OF_STANDING, tier_of

UNKNOWN = -1.0
"""Below every threshold, as unknown support is."""


@dataclass(frozen=True, slots=True)
class RatedPoint:
    """A customer in the picture: prescriptions a month of the market and of our product, -1 where that is unknown."""

    customer: CustomerId
    potential: float
    support: float
    roots: tuple[float, float]
    """Square roots of both, in which the picture is drawn; taken once, not at every painting."""


Entry = RatedPoint | Rating | None
"""What a customer adds to a crowd: a point that follows the thresholds, a rating that does not, or nothing."""


@dataclass(frozen=True, slots=True)
class RatedCrowd:
    """The ratings of one product. `points` follow the thresholds; `others` have a tier by hand or no known potential."""

    product: ProductId
    points: tuple[RatedPoint, ...]
    others: tuple[Rating, ...]

    def counts(self, policy: Policy, thresholds: Thresholds) -> Mapping[SegmentId, int]:
        """Customers by tier under these thresholds; who has no known tier is not counted."""
        found: Counter[SegmentId] = Counter()
        low_start = thresholds.potential
        high = [each for each in self.points if each.potential >= low_start]
        low = [each for each in self.points if each.potential < low_start]
        for side, crowd in ((True, high), (False, low)):
            supported = _supported(crowd, thresholds)
            found[TIER_OF_STANDING[side, True]] += supported
            found[TIER_OF_STANDING[side, False]] += len(crowd) - supported
        moved = with_thresholds(policy, replace(thresholds, product=self.product))
        found.update(tier for tier in (tier_of(each, moved) for each in self.others) if tier is not None)
        return found

    @property
    def extent(self) -> tuple[float, float]:
        """The largest potential and support, leaving out the last of a thousand, who would squeeze all others."""
        beyond = len(self.points) // 1_000 + 1
        potentials = nlargest(beyond, [each.potential for each in self.points])
        supports = nlargest(beyond, [each.support for each in self.points])
        return (potentials[-1], supports[-1]) if self.points else (0.0, 0.0)


def entry_of(customer: Customer, product: ProductId) -> Entry:
    """What a customer adds to the crowd of a product."""
    for rating in customer.ratings:
        if rating.product == product:
            if rating.override is not None or rating.potential is None:
                return rating
            support = UNKNOWN if rating.support is None else rating.support
            return RatedPoint(customer.id, rating.potential, support, (sqrt(rating.potential), sqrt(max(0.0, support))))
    return None


def crowd_of(product: ProductId, entries: Iterable[Entry]) -> RatedCrowd:
    """The customers who are rated for a product."""
    found = [each for each in entries if each is not None]
    points = tuple([each for each in found if isinstance(each, RatedPoint)])
    others = tuple([each for each in found if isinstance(each, Rating)])
    return RatedCrowd(product, points, others)


def thresholds_in(policy: Policy, product: ProductId) -> Thresholds:
    """The thresholds in force for a product, as its own."""
    return replace(thresholds_for(policy, product), product=product)


def with_thresholds(policy: Policy, thresholds: Thresholds) -> Policy:
    """The policy with thresholds of a product instead of those it had, or beside the default."""
    others = tuple(each for each in policy.thresholds if each.product != thresholds.product)
    return replace(policy, thresholds=(*others, thresholds))


def _supported(crowd: list[RatedPoint], thresholds: Thresholds) -> int:
    """How many have high support, by prescriptions or by their share of the market."""
    least, share = thresholds.support, thresholds.support_share
    if share is None:
        return sum(each.support >= least for each in crowd) if least is not None else 0
    return sum(
        (least is not None and each.support >= least) or (each.potential > 0 and each.support >= share * each.potential)
        for each in crowd
    )
