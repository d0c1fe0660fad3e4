"""How many customers of each tier a product needs to reach its forecast."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from planner.domain.people import Customer, SegmentId
from planner.domain.policy import Policy, Thresholds
from planner.domain.products import ProductId
from planner.policy.lookup import thresholds_for
from planner.segmentation.tiers import tier_of

A, B, C, D = (SegmentId(tier) for tier in "ABCD")
DEVELOPED = {B: A, D: C}
"""Where a customer moves when support grows from low to high."""


@dataclass(frozen=True, slots=True)
class TierNeed:
    """Customers of a tier today and when the forecast is reached; `volume` is our prescriptions a month of one of them."""

    tier: SegmentId
    customers: int
    needed: int
    volume: float


@dataclass(frozen=True, slots=True)
class ForecastNeed:
    """What reaching `forecast` prescriptions a month asks for. `current` is what today's customers prescribe.

    `won` customers of tier A are not on the list yet; None when nobody's volume says how many would do.
    """

    product: ProductId
    forecast: float
    current: float
    tiers: tuple[TierNeed, ...]
    won: int | None

    @property
    def gap(self) -> float:
        return max(0.0, self.forecast - self.current)


def need_for_forecast(product: ProductId, forecast: float, customers: Iterable[Customer], policy: Policy) -> ForecastNeed:
    """The least development that closes the gap between today's prescriptions and the forecast, both a month.

    1. A customer of a tier prescribes the mean of that tier today; in a tier without customers the support threshold where
       support is high, else nothing.
    2. Customers of low support are developed, B to A and D to C, the greater gain first, each as far as there are customers.
    3. What is still missing must come from new customers of tier A.
    """
    supports = _supports(product, customers, policy)
    volume = {tier: _volume(tier, supports[tier], thresholds_for(policy, product)) for tier in (A, B, C, D)}
    needed = {tier: len(supports[tier]) for tier in (A, B, C, D)}
    current = sum(sum(each) for each in supports.values())
    missing = max(0.0, forecast - current)
    for tier in sorted(DEVELOPED, key=lambda each: (-_gain(each, volume), each)):
        moved = min(_customers_for(missing, _gain(tier, volume)) or 0, len(supports[tier]))
        needed[tier] -= moved
        needed[DEVELOPED[tier]] += moved
        missing = max(0.0, missing - moved * _gain(tier, volume))
    won = _customers_for(missing, volume[A])
    needed[A] += won or 0
    tiers = tuple(TierNeed(tier, len(supports[tier]), needed[tier], volume[tier]) for tier in (A, B, C, D))
    return ForecastNeed(product, forecast, current, tiers, won)


def _supports(product: ProductId, customers: Iterable[Customer], policy: Policy) -> dict[SegmentId, list[float]]:
    """Our prescriptions a month of every active customer rated for the product, by tier."""
    found: dict[SegmentId, list[float]] = defaultdict(list)
    for customer in customers:
        for rating in customer.ratings:
            tier = tier_of(rating, policy) if customer.active and rating.product == product else None
            if tier is not None:
                found[tier].append(rating.support or 0.0)
    return found


def _volume(tier: SegmentId, supports: list[float], thresholds: Thresholds) -> float:
    if supports:
        return sum(supports) / len(supports)
    if tier not in DEVELOPED.values():
        return 0.0
    return thresholds.support if thresholds.support is not None else (thresholds.support_share or 0.0) * thresholds.potential


def _gain(tier: SegmentId, volume: dict[SegmentId, float]) -> float:
    return volume[DEVELOPED[tier]] - volume[tier]


def _customers_for(missing: float, gain: float) -> int | None:
    """How many customers of a gain close what is missing; None when no number of them would."""
    if missing <= 0:
        return 0
    return ceil(missing / gain - 1e-9) if gain > 0 else None
