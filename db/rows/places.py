"""Hospitals, their buildings and departments."""

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import part_of, refers_to
from planner.domain.places import BuildingId, DepartmentId, HospitalId
from planner.domain.units import WeeklyWindow


class HospitalRow(Base):
    """One hospital; `latitude` and `longitude` are both set or both null."""

    __tablename__ = "hospital"

    id: Mapped[HospitalId] = mapped_column(primary_key=True)
    name: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    level: Mapped[int | None]
    district: Mapped[str]
    address: Mapped[str]
    daily_outpatients: Mapped[int | None]
    reception: Mapped[tuple[WeeklyWindow, ...] | None]
    arrival_minutes: Mapped[int | None]
    aliases: Mapped[tuple[str, ...]]


class BuildingRow(Base):
    """A building; its id is unique within its hospital."""

    __tablename__ = "building"

    hospital: Mapped[HospitalId] = mapped_column(part_of("hospital.id"), primary_key=True)
    position: Mapped[int]
    id: Mapped[BuildingId] = mapped_column(primary_key=True)
    name: Mapped[str]
    floors: Mapped[int | None]
    gate_minutes: Mapped[int | None]


class DepartmentRow(Base):
    """A department, in a building of its own hospital if its place is known."""

    __tablename__ = "department"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hospital", "building"], ["building.hospital", "building.id"], deferrable=True, initially="DEFERRED"
        ),
    )

    id: Mapped[DepartmentId] = mapped_column(primary_key=True)
    hospital: Mapped[HospitalId] = mapped_column(refers_to("hospital.id"), index=True)
    name: Mapped[str]
    building: Mapped[BuildingId | None]
    floor: Mapped[int | None]
