"""The proven gap, said to the rep."""

from planner.domain.messages import Message, message
from planner.month.bound.bound import ProvenBound


def gap(total: float, bound: float) -> float | None:
    """How far a plan can be above the best possible one, as a part of its cost; None where the cost is not positive."""
    return max(0.0, (total - bound) / total) if total > 0 else None


def gap_in_words(total: float, proven: ProvenBound) -> Message:
    """What is proven about a plan that costs `total`."""
    part = gap(total, proven.bound)
    if part is None:
        return message("No plan of this month can cost less than {bound} minutes", bound=round(proven.bound, 1))
    if part < 0.0005:
        return message("It is proven that no plan of this month is better than this one")
    return message(
        "It is proven that no plan of this month is more than {percent} % better than this one", percent=round(100 * part, 1)
    )
