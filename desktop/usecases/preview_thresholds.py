"""How many customers each tier would have if the thresholds lay elsewhere: fast enough to count while a line is dragged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.usecases.list_customers import CustomerLine
from planner.domain.people import CustomerId, Rating, SegmentId
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
        return _upper(each.potential for each in self.points), _upper(each.support for each in self.points)


def crowd_of(lines: Iterable[CustomerLine], product: ProductId) -> RatedCrowd:
    """The customers who are rated for a product."""
    points, others = [], []
    for line in lines:
        for rating in line.customer.ratings:
            if rating.product != product:
                continue
            if rating.override is not None or rating.potential is None:
                others.append(rating)
            else:
                points.append(
                    RatedPoint(line.customer.id, rating.potential, UNKNOWN if rating.support is None else rating.support)
                )
    return RatedCrowd(product, tuple(points), tuple(others))


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


def _upper(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.999))] if ordered else 0.0
