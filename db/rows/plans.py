"""Saved month plans: a header to list and choose by, and the whole plan as a document."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import refers_to
from planner.domain.people import RepId
from planner.domain.plan import PlanId


class PlanRow(Base):
    """One saved plan. `number` grows with every plan saved in this database; at most one of a rep's month is published."""

    __tablename__ = "plan"
    __table_args__ = (
        Index("ix_plan_rep_month", "rep", "month", "number"),
        Index(
            "uq_plan_published", "rep", "month", unique=True, sqlite_where=text("published"), postgresql_where=text("published")
        ),
    )

    id: Mapped[PlanId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"))
    month: Mapped[str]
    saved_at: Mapped[datetime | None]
    published: Mapped[bool]
    calls: Mapped[int]
    unplanned: Mapped[int]
    travel_minutes: Mapped[int]
    total: Mapped[float]
    lower_bound: Mapped[float | None]
    seed: Mapped[str]
    data_version: Mapped[str]
    policy_version: Mapped[int]
    body: Mapped[str]
