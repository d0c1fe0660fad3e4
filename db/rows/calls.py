"""Recorded calls."""

import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import refers_to
from planner.domain.calls import CallId, CallOutcome
from planner.domain.people import CustomerId, RepId
from planner.domain.places import HospitalId


class CallRow(Base):
    """One recorded call, searched by date, and by rep and date."""

    __tablename__ = "call"
    __table_args__ = (Index(None, "date"), Index(None, "rep", "date"))

    id: Mapped[CallId] = mapped_column(primary_key=True)
    customer: Mapped[CustomerId] = mapped_column(refers_to("customer.id"), index=True)
    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"))
    hospital: Mapped[HospitalId] = mapped_column(refers_to("hospital.id"), index=True)
    date: Mapped[datetime.date]
    outcome: Mapped[CallOutcome]
    start: Mapped[int | None]
    note: Mapped[str]
