"""Take an exported plan back into the database, as a new saved plan."""

from datetime import datetime

from db.exchange.plan_file import read_plan
from db.exchange.plan_ids import check_ids
from db.store import Store
from desktop.usecases.check_plan import known_ids
from desktop.usecases.district import load_district
from planner.domain.plan import MonthPlan, PlanId


def save_plan_file(store: Store, content: bytes, country: str, at: datetime) -> tuple[PlanId, MonthPlan]:
    """Save the plan of a plan.json. Raises PlanFileError for a file that is no plan, or names who is not known here."""
    plan = read_plan(content)
    with store.write() as books:
        check_ids(plan, known_ids(load_district(books, plan.month, country)))
        return books.plans.save(plan, at), plan
