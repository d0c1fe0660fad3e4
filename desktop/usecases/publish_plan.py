"""Put a saved plan in force, once the rules have been asked."""

from db.store import Store
from desktop.usecases.check_plan import check_plan
from planner.domain.messages import Message, message
from planner.domain.plan import PlanId
from planner.errors import PlanningError


def publish_plan(store: Store, id: PlanId, country: str, *, anyway: bool = False) -> None:
    """Publish a plan; later plans move its calls only for a good reason.

    Raises PlanningError when it breaks a hard rule, unless `anyway`; the store's own error for an unknown plan.
    """
    if not anyway:
        require_sound(store, id, country, message("Plan the month again, or put the plan in force as it is with --anyway."))
    with store.write() as books:
        books.plans.publish(id)


def require_sound(store: Store, id: PlanId, country: str, way_out: Message) -> None:
    """Ask the rules about a saved plan. Raises PlanningError with `way_out` when it breaks a hard one; an unknown plan breaks
    none."""
    with store.read() as books:
        plan = books.plans.get(id)
    if plan is not None:
        hard = check_plan(store, plan, country).hard
        if hard:
            raise PlanningError(
                message(
                    "{plan} breaks {count:hard rule|hard rules}, the first: {sentence}",
                    plan=id,
                    count=len(hard),
                    sentence=hard[0].message,
                ),
                way_out,
            )
