"""What a plan must honour beside the tiers: appointments, pins, joint visits."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from planner.domain.people import CustomerId, RepId
from planner.domain.places import HospitalId
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, TimeWindow

AppointmentId = NewType("AppointmentId", str)


@dataclass(frozen=True, slots=True)
class Appointment:
    """An agreed call: on one of `dates` (one date: fixed day; several: flexible in the week), starting inside `start`.

    `start` None = any time of the day; `with_rep` makes it a joint visit, one object in two calendars.
    An appointment counts as one of the customer's calls of the month.
    """

    id: AppointmentId
    rep: RepId
    customer: CustomerId
    hospital: HospitalId
    dates: tuple[date, ...]
    start: TimeWindow | None = None
    minutes: Minutes | None = None
    with_rep: RepId | None = None
    note: str = ""


class PinKind(StrEnum):
    DAY = "day"
    HALF_DAY = "half_day"
    TIME = "time"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Pin:
    """A lock set by hand on a planned call; the planner never moves it.

    DAY pins the date; HALF_DAY the half as well; TIME the start; ORDER the position among the day's calls (0 = first).
    """

    rep: RepId
    customer: CustomerId
    date: date
    kind: PinKind
    half: HalfDay | None = None
    start: MinuteOfDay | None = None
    position: int | None = None
