"""Appointments and pins."""

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import part_of, refers_to
from planner.domain.commitments import AppointmentId, PinKind
from planner.domain.people import CustomerId, RepId
from planner.domain.places import HospitalId
from planner.domain.units import HalfDay


class AppointmentRow(Base):
    """One appointment, without its dates."""

    __tablename__ = "appointment"

    id: Mapped[AppointmentId] = mapped_column(primary_key=True)
    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"), index=True)
    customer: Mapped[CustomerId] = mapped_column(refers_to("customer.id"), index=True)
    hospital: Mapped[HospitalId] = mapped_column(refers_to("hospital.id"), index=True)
    window_start: Mapped[int | None]
    window_end: Mapped[int | None]
    minutes: Mapped[int | None]
    with_rep: Mapped[RepId | None] = mapped_column(refers_to("rep.id"), index=True)
    note: Mapped[str]


class AppointmentDateRow(Base):
    """A date on which an appointment may fall."""

    __tablename__ = "appointment_date"

    appointment: Mapped[AppointmentId] = mapped_column(part_of("appointment.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date] = mapped_column(index=True)


class PinRow(Base):
    """One lock on a planned call; one of each kind at most."""

    __tablename__ = "pin"

    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"), primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    customer: Mapped[CustomerId] = mapped_column(refers_to("customer.id"), primary_key=True, index=True)
    kind: Mapped[PinKind] = mapped_column(primary_key=True)
    half: Mapped[HalfDay | None]
    start: Mapped[int | None]
    position: Mapped[int | None]
