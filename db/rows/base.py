"""What all tables share: naming of constraints, and which column type a type of the business gets."""

from datetime import date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Date, Double, Enum, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from db.rows.types import DatedNames, Moment, StringList, WeeklyWindows
from planner.domain.alignment import AlignmentId, AlignmentStatus, ChallengeKind, ChallengeStatus
from planner.domain.calendar import DayKind
from planner.domain.calls import CallId, CallOutcome
from planner.domain.commitments import AppointmentId, PinKind
from planner.domain.people import CustomerId, CustomerKind, RepId, SegmentId, TeamId
from planner.domain.places import BuildingId, DepartmentId, HospitalId
from planner.domain.plan import PlanId
from planner.domain.products import ProductId
from planner.domain.territory import UnitId, WhatIf
from planner.domain.travel import PlaceId
from planner.domain.units import HalfDay, WeeklyWindow

# The "C" collation makes a server sort as SQLite and Python do: by code point, whatever its locale.
WORDS = Text().with_variant(Text(collation="C"), "postgresql")


def _words_of(kind: type[PythonEnum]) -> Enum:
    """An enumeration kept as its value in plain text; `length` leaves room so that a new member needs no new column."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda members: [member.value for member in members])


_NAMES: tuple[Any, ...] = (
    *(ProductId, HospitalId, BuildingId, DepartmentId, CustomerId, RepId, TeamId, SegmentId),
    *(CallId, AppointmentId, PlanId, PlaceId, AlignmentId, UnitId),
)


class Base(DeclarativeBase):
    """The root of all rows. Constraints have names, because a migration can only change what has a name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (read by SQLAlchemy when the class is made)
        str: WORDS,
        float: Double(),
        date: Date(),
        datetime: Moment(),
        **dict.fromkeys(_NAMES, WORDS),
        **{kind: _words_of(kind) for kind in (CustomerKind, DayKind, HalfDay, CallOutcome, PinKind)},
        **{kind: _words_of(kind) for kind in (WhatIf, AlignmentStatus, ChallengeKind, ChallengeStatus)},
        tuple[WeeklyWindow, ...]: WeeklyWindows(),
        tuple[str, ...]: StringList(),
        tuple[tuple[date, str], ...]: DatedNames(),
    }
