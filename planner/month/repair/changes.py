"""What may happen to a month in force, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from planner.domain.calls import Call
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import CustomerId
from planner.domain.units import HalfDay, TimeWindow
from planner.errors import PlanningError
from planner.month.problem import Need

__all__ = [
    "AppointmentCancelled",
    "CallCancelled",
    "CallMissed",
    "CallsRecorded",
    "Change",
    "ChangeError",
    "CustomerLost",
    "CustomerUnavailable",
    "DayLonger",
    "DayLost",
    "NeedChanged",
    "NewAppointment",
]


class ChangeError(PlanningError):
    """A change that names somebody or something the month does not know."""


@dataclass(frozen=True, slots=True)
class DayLost:
    """No calls on a date, or in half of it. Of a past date: none of its planned calls were made."""

    date: date
    half: HalfDay | None = None


@dataclass(frozen=True, slots=True)
class DayLonger:
    """The rep is home later on a date, by `minutes`; the last working window grows with the day."""

    date: date
    minutes: int


@dataclass(frozen=True, slots=True)
class CustomerUnavailable:
    """A customer cannot be met on some dates; `window` None = all day."""

    customer: CustomerId
    dates: tuple[date, ...]
    window: TimeWindow | None = None


@dataclass(frozen=True, slots=True)
class CallCancelled:
    """The customer called off the call planned on a date."""

    customer: CustomerId
    date: date


@dataclass(frozen=True, slots=True)
class CallMissed:
    """A call planned before today, or missed just now, did not take place."""

    customer: CustomerId
    date: date


@dataclass(frozen=True, slots=True)
class CallsRecorded:
    """What happened. A past date with any record counts as recorded in full; one without counts as carried out as planned."""

    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """A call was agreed."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """An agreed call is not agreed any more; what is owed stays owed."""

    id: AppointmentId


@dataclass(frozen=True, slots=True)
class NeedChanged:
    """A new customer, or other calls owed, other places or hours of a known one."""

    need: Need


@dataclass(frozen=True, slots=True)
class CustomerLost:
    """A customer is not visited any more."""

    customer: CustomerId


Change: TypeAlias = (
    DayLost
    | DayLonger
    | CustomerUnavailable
    | CallCancelled
    | CallMissed
    | CallsRecorded
    | NewAppointment
    | AppointmentCancelled
    | NeedChanged
    | CustomerLost
)
