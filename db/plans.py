"""Saved month plans: kept whole, at most one of a rep's month published. Nothing but what is proven of a plan is ever added."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from db.errors import PublishedPlanError, UnknownPlanError
from db.mapping.plans import PlanHeader, plan, plan_header, plan_values
from db.rows.plans import PlanRow
from db.transaction import Transaction
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.units import Month

_HEADER = [column for column in PlanRow.__table__.columns if column.key != "body"]


class Plans:
    """Plans by id. Saving always makes a new one; ids are never used again."""

    section = "plans"

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def save(self, made: MonthPlan, at: datetime | None = None) -> PlanId:
        """Keep a plan beside all earlier ones and return its id. `at` (with its time zone) is when it was made."""
        number = self._transaction.count_up("plans ever saved")
        id = PlanId(f"plan-{number}")
        saved = {**plan_values(made), "id": id, "number": number, "saved_at": at, "published": False}
        self._transaction.insert(self.section, PlanRow, [saved])
        return id

    def get(self, id: PlanId) -> MonthPlan | None:
        """The plan of that id, or None."""
        return self._one(self._whole().where(PlanRow.id == id))

    def latest(self, rep: RepId, month: Month) -> MonthPlan | None:
        """The plan of a rep's month that was saved last, or None."""
        return self._one(self._whole().where(*_of(rep, month)).order_by(PlanRow.number.desc()).limit(1))

    def published(self, rep: RepId, month: Month) -> MonthPlan | None:
        """The plan of a rep's month that is in force, or None."""
        return self._one(self._whole().where(*_of(rep, month), PlanRow.published))

    def header(self, id: PlanId) -> PlanHeader | None:
        """What a list shows of one plan, or None."""
        found = self._headers(PlanRow.id == id)
        return found[0] if found else None

    def headers(self, rep: RepId | None = None, month: Month | None = None) -> tuple[PlanHeader, ...]:
        """What a list of plans shows, in the order of saving, without loading the plans."""
        conditions = () if rep is None else (PlanRow.rep == rep,)
        return self._headers(*conditions, *(() if month is None else (PlanRow.month == str(month),)))

    def state_bound(self, id: PlanId, proven: MonthPlan) -> None:
        """Put the bound of `proven`, and its proof, beside a saved plan that is otherwise equal. Raises `UnknownPlanError`."""
        self._known(id)
        values = {key: value for key, value in plan_values(proven).items() if key in ("lower_bound", "body")}
        self._transaction.execute(self.section, update(PlanRow).where(PlanRow.id == id).values(**values))

    def publish(self, id: PlanId) -> None:
        """Put a plan in force instead of the one of the same rep and month that was. Raises `UnknownPlanError`."""
        header = self._known(id)
        self._set_published(*_of(header.rep, header.month), PlanRow.published, published=False)
        self._set_published(PlanRow.id == id, published=True)

    def withdraw(self, id: PlanId) -> None:
        """Take a plan out of force; it stays saved. Raises `UnknownPlanError`."""
        self._known(id)
        self._set_published(PlanRow.id == id, published=False)

    def remove(self, ids: Iterable[PlanId]) -> None:
        """Take drafts away; ids that are not there are passed over. Raises `PublishedPlanError` for a plan in force."""
        chosen = tuple(ids)
        for id in chosen:
            header = self.header(id)
            if header is not None and header.published:
                raise PublishedPlanError(id)
        self._transaction.delete(self.section, (PlanRow.id,), [(id,) for id in chosen])

    def _known(self, id: PlanId) -> PlanHeader:
        header = self.header(id)
        if header is None:
            raise UnknownPlanError(id)
        return header

    def _set_published(self, *where: Any, published: bool) -> None:
        self._transaction.execute(self.section, update(PlanRow).where(*where).values(published=published))

    def _whole(self) -> Select[Any]:
        return select(*PlanRow.__table__.columns)

    def _one(self, statement: Select[Any]) -> MonthPlan | None:
        found = self._transaction.rows(PlanRow, statement)
        return self._transaction.reading(lambda: plan(found[0])) if found else None

    def _headers(self, *where: Any) -> tuple[PlanHeader, ...]:
        rows = self._transaction.rows(PlanRow, select(*_HEADER).where(*where).order_by(PlanRow.number))
        return self._transaction.reading(lambda: tuple(plan_header(row) for row in rows))


def _of(rep: RepId, month: Month) -> tuple[Any, ...]:
    return PlanRow.rep == rep, PlanRow.month == str(month)
