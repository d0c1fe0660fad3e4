"""Calendar entries of the reps, and public holidays."""

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import refers_to
from planner.domain.calendar import DayKind
from planner.domain.people import RepId
from planner.domain.units import HalfDay


class CalendarRow(Base):
    """One entry; `part` names the part of the day it fills (see `db.mapping.calendar.part_of_day`)."""

    __tablename__ = "calendar_entry"

    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"), primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[DayKind]
    half: Mapped[HalfDay | None]
    window_start: Mapped[int | None]
    window_end: Mapped[int | None]
    note: Mapped[str]


class HolidaysRow(Base):
    """One country's public holidays of one year."""

    __tablename__ = "holidays"

    country: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    days_off: Mapped[tuple[tuple[datetime.date, str], ...]]
    shifted_workdays: Mapped[tuple[tuple[datetime.date, str], ...]]
    provisional: Mapped[bool]
