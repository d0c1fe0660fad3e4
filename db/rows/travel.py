"""Remembered travel times, and those that were measured."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import part_of
from planner.domain.travel import PlaceId


class TravelPlaceRow(Base):
    """A place as it lay when a source was asked; when it moves, the row goes and takes its legs along."""

    __tablename__ = "travel_place"
    __table_args__ = (UniqueConstraint("source", "place"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    place: Mapped[PlaceId]
    latitude: Mapped[float]
    longitude: Mapped[float]


class TravelLegRow(Base):
    """Minutes from place to place, one figure per band of the day."""

    __tablename__ = "travel_leg"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (read by SQLAlchemy when the class is made)

    origin: Mapped[int] = mapped_column(part_of("travel_place.number"), primary_key=True, autoincrement=False)
    destination: Mapped[int] = mapped_column(part_of("travel_place.number"), primary_key=True, autoincrement=False, index=True)
    minutes: Mapped[str]


class MeasuredLegRow(Base):
    """A measured time. `part` is the window as text, empty for any time, because a key cannot hold null."""

    __tablename__ = "measured_leg"

    origin: Mapped[PlaceId] = mapped_column(primary_key=True)
    destination: Mapped[PlaceId] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    window_start: Mapped[int | None]
    window_end: Mapped[int | None]
