"""When a call may start: working windows, reception, availability, appointments and pins, joined."""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, Pin, PinKind
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.units import NOON, HalfDay, Minutes, TimeWindow, meet_windows, windows_on
from planner.month.problem import MeetingPlace, MonthProblem, Need

StartInterval = tuple[int, int]
"""Earliest and latest minute of the day at which a call may start, both included."""


def appointment_on(problem: MonthProblem, customer: CustomerId, hospital: HospitalId, day: date) -> Appointment | None:
    """The appointment that a call on this customer, there and then, keeps: a fixed one before a flexible one."""
    if not problem.appointments:
        return None
    agreed = (each for each in problem.appointments if each.customer == customer and each.hospital == hospital)
    return min((each for each in agreed if day in each.dates), key=lambda each: len(each.dates), default=None)


def pins_on(problem: MonthProblem, customer: CustomerId, day: date) -> tuple[Pin, ...]:
    """The pins of a customer's call on one day."""
    return tuple(pin for pin in problem.pins if pin.customer == customer and pin.date == day)


def call_minutes(need: Need, appointment: Appointment | None) -> Minutes:
    """How long a call lasts: as agreed, else as the segment asks."""
    return appointment.minutes if appointment and appointment.minutes else need.minutes


def open_windows(problem: MonthProblem, place: MeetingPlace, day: FieldDay) -> tuple[TimeWindow, ...]:
    """Working windows in which the hospital receives and the customer is there."""
    weekday = day.date.weekday()
    windows = day.windows
    for weekly in (problem.sites[place.site].reception, place.availability):
        if weekly is not None:
            windows = meet_windows(windows, windows_on(weekly, weekday))
    return windows


def without_absences(need: Need, day: date, windows: tuple[TimeWindow, ...]) -> tuple[TimeWindow, ...]:
    """The parts of windows of a day in which the customer is not away."""
    for absence in need.away:
        if absence.date == day:
            windows = () if absence.window is None else tuple(_around(windows, absence.window))
    return windows


def _around(windows: Iterable[TimeWindow], hole: TimeWindow) -> Iterator[TimeWindow]:
    """Windows less a hole in them."""
    for window in windows:
        if window.start < hole.start:
            yield TimeWindow(window.start, min(window.end, hole.start))
        if window.end > hole.end:
            yield TimeWindow(max(window.start, hole.end), window.end)


def pinned_interval(pin: Pin) -> StartInterval:
    """The starts that a pin allows on its day."""
    if pin.kind is PinKind.TIME and pin.start is not None:
        return pin.start, pin.start
    if pin.kind is PinKind.HALF_DAY and pin.half is not None:
        return (0, NOON - 1) if pin.half is HalfDay.MORNING else (NOON, 1440)
    return 0, 1440


def start_intervals(problem: MonthProblem, need: Need, place: MeetingPlace, day: FieldDay) -> tuple[StartInterval, ...]:
    """When a call may start, earliest first; none = not on that day.

    An agreed time stands above reception and availability: the customer gave it. It does not stand above the rep's own
    working windows, nor above an absence made known later. A day agreed elsewhere is not free for this place.
    """
    hospital = problem.sites[place.site].hospital
    appointment = appointment_on(problem, need.customer, hospital, day.date)
    if appointment is None and _promised_elsewhere(problem, need.customer, day.date):
        return ()
    agreed = appointment.start if appointment else None
    minutes = call_minutes(need, appointment)
    windows = without_absences(need, day.date, day.windows if agreed else open_windows(problem, place, day))
    limits = [pinned_interval(pin) for pin in pins_on(problem, need.customer, day.date)]
    limits += [(agreed.start, agreed.end)] if agreed else []
    earliest = max((low for low, _ in limits), default=0)
    latest = min((high for _, high in limits), default=1440)
    starts = {(max(window.start, earliest), min(window.end - minutes, latest)) for window in windows}
    return tuple(sorted((low, high) for low, high in starts if low <= high))


def _promised_elsewhere(problem: MonthProblem, customer: CustomerId, day: date) -> bool:
    return any(each.customer == customer and each.dates == (day,) for each in problem.appointments)
