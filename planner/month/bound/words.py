"""The proven gap, said to the rep."""

from planner.domain.messages import Message, message
from planner.domain.plan import MonthPlan


def gap(total: float, bound: float) -> float | None:
    """How far a plan can be above the best possible one, as a part of its cost; None where the cost is not positive."""
    return max(0.0, (total - bound) / total) if total > 0 else None


def gap_in_words(total: float, bound: float, assumption: Message | None = None) -> Message:
    """What is proven about a plan that costs `total`, and what the proof rests on, if on anything."""
    said = _gap_alone(total, bound)
    if assumption is None:
        return said
    return message("{said}, if this holds: {assumption}", said=said, assumption=assumption)


def _gap_alone(total: float, bound: float) -> Message:
    part = gap(total, bound)
    if part is None:
        return message("No plan of this month can cost less than {bound} minutes", bound=round(bound, 1))
    if bound <= 0:
        return message(
            "What is proven so far says nothing yet of this plan of {total} minutes: no plan can cost less than {bound}",
            total=round(total, 1),
            bound=round(bound, 1),
        )
    if part < 0.0005:
        return message("It is proven that no plan of this month is better than this one")
    return message(
        "It is proven that no plan of this month is more than {percent} % better than this one", percent=round(100 * part, 1)
    )


def proof_in_words(plan: MonthPlan) -> Message | None:
    """What is proven about a plan, and how long it was proven; None while nothing is."""
    if plan.lower_bound is None:
        return None
    said = gap_in_words(plan.objective.total, plan.lower_bound, None if plan.proof is None else plan.proof.assumption)
    if plan.proof is None:
        return message("{said}.", said=said)
    return message("{said} ({seconds} s of proving).", said=said, seconds=round(plan.proof.seconds))
