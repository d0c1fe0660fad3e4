"""Compares a value read with the one stored, field by field, in words for the report."""

from dataclasses import fields
from functools import singledispatch
from typing import TypeVar

from db.exchange.report import FieldChange, RecordChange, RecordKind, Status
from planner.domain.people import Affiliation, Customer, Rating, Rep, TierOverride
from planner.domain.places import Building, Coordinate, Department, Hospital
from planner.domain.products import Product
from planner.domain.units import WeeklyWindow

Value = TypeVar("Value", Product, Hospital, Department, Rep, Customer)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def compared(kind: RecordKind, before: Value | None, after: Value, rows: tuple[int, ...]) -> RecordChange | None:
    """The change from a stored value (None = not stored) to the one read; None when they are equal."""
    if before == after:
        return None
    if before is None:
        return RecordChange(kind, after.id, after.name, Status.NEW, rows)
    changed = tuple(
        FieldChange(each.name, shown(getattr(before, each.name)), shown(getattr(after, each.name)))
        for each in fields(after)
        if getattr(before, each.name) != getattr(after, each.name)
    )
    return RecordChange(kind, after.id, after.name, Status.CHANGED, rows, changed)


@singledispatch
def shown(value: object) -> str:
    """A field's value in one line; the empty text when it is not known."""
    return "" if value is None else str(value)


@shown.register
def _(value: tuple) -> str:  # type: ignore[type-arg]
    return "; ".join(shown(each) for each in value)


@shown.register
def _(value: Coordinate) -> str:
    return f"{value.latitude:.6f}, {value.longitude:.6f}"


@shown.register
def _(value: WeeklyWindow) -> str:
    return f"{WEEKDAYS[value.weekday]} {value.window}"


@shown.register
def _(value: Affiliation) -> str:
    return " ".join(filter(None, (value.hospital, shown(value.department), shown(value.availability))))


@shown.register
def _(value: TierOverride) -> str:
    return f"{value.tier} ({value.reason})"


@shown.register
def _(value: Building) -> str:
    return value.name


@shown.register
def _(value: Rating) -> str:
    figures = (value.potential, value.support, value.patients_per_week)
    text = " / ".join("?" if figure is None else f"{figure:g}" for figure in figures)
    return f"{value.product}: {text}" + (f" {shown(value.override)}" if value.override else "")
