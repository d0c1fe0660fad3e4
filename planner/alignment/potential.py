"""What a customer could bring: rated volume by product priority."""

from collections.abc import Mapping

from planner.domain.people import Customer, Rating
from planner.domain.policy import Policy
from planner.domain.products import ProductId
from planner.policy.lookup import thresholds_for


def rated_volume(rating: Rating, policy: Policy) -> float:
    """Prescriptions of the market a month; where only patients a week are known, at the rate at which the thresholds for high
    potential equate the two; 0 when neither is known."""
    if rating.potential is not None:
        return rating.potential
    thresholds = thresholds_for(policy, rating.product)
    if rating.patients_per_week is None or not thresholds.patients_per_week:
        return 0.0
    return rating.patients_per_week * thresholds.potential / thresholds.patients_per_week


def potential_of(customer: Customer, priorities: Mapping[ProductId, float], policy: Policy) -> float:
    """The volume of every promoted product times its priority."""
    return sum(
        rated_volume(rating, policy) * priorities[rating.product] for rating in customer.ratings if rating.product in priorities
    )
