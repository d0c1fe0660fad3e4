"""Customers with their affiliations and ratings, and reps."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import part_of, refers_to
from planner.domain.people import CustomerId, CustomerKind, RepId, SegmentId, TeamId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.products import ProductId
from planner.domain.units import WeeklyWindow


class RepRow(Base):
    """One rep; each window is both its minutes or neither."""

    __tablename__ = "rep"

    id: Mapped[RepId] = mapped_column(primary_key=True)
    name: Mapped[str]
    team: Mapped[TeamId]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    work_start: Mapped[int | None]
    work_end: Mapped[int | None]
    lunch_start: Mapped[int | None]
    lunch_end: Mapped[int | None]
    part_time: Mapped[float]
    active: Mapped[bool]


class CustomerRow(Base):
    """One customer, without affiliations and ratings."""

    __tablename__ = "customer"

    id: Mapped[CustomerId] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[CustomerKind]
    group: Mapped[SegmentId | None]
    title: Mapped[str]
    kol: Mapped[bool]
    decision_maker: Mapped[bool]
    rep: Mapped[RepId | None] = mapped_column(refers_to("rep.id"), index=True)
    last_visit: Mapped[date | None]
    verified_on: Mapped[date | None]
    active: Mapped[bool]


class AffiliationRow(Base):
    """Where a customer can be met; position 0 is the main place."""

    __tablename__ = "affiliation"

    customer: Mapped[CustomerId] = mapped_column(part_of("customer.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    hospital: Mapped[HospitalId] = mapped_column(refers_to("hospital.id"), index=True)
    department: Mapped[DepartmentId | None] = mapped_column(refers_to("department.id"), index=True)
    availability: Mapped[tuple[WeeklyWindow, ...] | None]


class RatingRow(Base):
    """A customer's standing for one product; an overridden tier always has its reason."""

    __tablename__ = "rating"

    customer: Mapped[CustomerId] = mapped_column(part_of("customer.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[ProductId] = mapped_column(refers_to("product.id"), index=True)
    potential: Mapped[float | None]
    support: Mapped[float | None]
    patients_per_week: Mapped[float | None]
    override_tier: Mapped[SegmentId | None]
    override_reason: Mapped[str | None]
