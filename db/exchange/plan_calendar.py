"""plan.ics: a month plan for calendar programs (RFC 5545), one event for each stay at a hospital or for each call."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_names import Names, Sites
from planner.domain.messages import message
from planner.domain.plan import DayPlan, HospitalStop, MonthPlan, PlannedCall
from planner.domain.units import MinuteOfDay, clock

Translate = Callable[[str], str]

UNKNOWN_SITES = Sites()
NAMESPACE = UUID("3f0d4f0e-5b0c-5c53-9a55-0d7b6a3f6a11")
"""Of the events' identities: never to be changed, or calendars would show every event twice."""


A_YEAR = timedelta(days=366)


class EventPer(StrEnum):
    """What becomes one event."""

    STOP = "stop"
    CALL = "call"


def write_calendar(
    plan: MonthPlan,
    names: Names,
    sites: Sites = UNKNOWN_SITES,
    *,
    timezone: str = "Asia/Shanghai",
    per: EventPer = EventPer.STOP,
    translate: Translate = str,
    sequence: int = 0,
) -> bytes:
    """The bytes of plan.ics; equal arguments give equal bytes.

    Events keep their identity when a plan is made anew: a stay by rep, month, hospital and how many times that month; a call
    by rep, month, customer and how many times that month, so that what moves to another day moves in the calendar.
    `sequence` counts the editions of the month's plan (RFC 5545, SEQUENCE): give a later plan a higher number where it is
    known. Stamped with the first of the month. Raises `PlanFileError` for an unknown time zone.
    """
    zone = _zone(timezone)
    calendar = Calendar()
    calendar.add("prodid", "-//Roundwise//Month plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title = message("{rep}, {month}", rep=names.rep(plan.rep), month=str(plan.month)).text(translate)
    calendar.add("x-wr-calname", vText(title))  # as text, or the library would not escape it
    drafts = EventDrafts(plan, names.in_language(translate), sites, zone, translate)
    for event in drafts.of_stops() if per is EventPer.STOP else drafts.of_calls():
        event.add("sequence", sequence)
        calendar.add_component(event)
    calendar.add_missing_timezones(plan.month.first - A_YEAR, plan.month.last + min(A_YEAR, date.max - plan.month.last))
    return bytes(calendar.to_ical())


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PlanFileError(
            message("{timezone} is no time zone.", timezone=name),
            message("Name a time zone such as Asia/Shanghai, Asia/Taipei or Europe/London."),
        ) from None


class EventDrafts:
    """The events of one plan."""

    def __init__(self, plan: MonthPlan, names: Names, sites: Sites, zone: ZoneInfo, translate: Translate) -> None:
        self._plan, self._names, self._sites, self._zone, self._translate = plan, names, sites, zone, translate

    def of_stops(self) -> Iterator[Event]:
        """One event for each stay at a hospital; the description tells the way there and its calls in order."""
        times: Counter[str] = Counter()
        for day in self._plan.days:
            for place, stop in enumerate(day.stops):
                times[stop.hospital] += 1
                event = self._event(day, stop, stop.arrival, stop.departure)
                event.add("uid", self._identity("stay", stop.hospital, times[stop.hospital]))
                title = message("{hospital}, calls: {calls}", hospital=self._names.hospital(stop.hospital), calls=len(stop.calls))
                event.add("summary", title.text(self._translate))
                lines = [*self._way_out(day, place), *map(self._line, stop.calls), *self._way_home(day, place)]
                event.add("description", "\n".join(lines))
                yield event

    def of_calls(self) -> Iterator[Event]:
        """One event for each call."""
        times: Counter[str] = Counter()
        for day in self._plan.days:
            for place, stop in enumerate(day.stops):
                for order, call in enumerate(stop.calls):
                    times[call.customer] += 1
                    event = self._event(day, stop, call.start, call.end)
                    event.add("uid", self._identity("call", call.customer, times[call.customer]))
                    event.add("summary", f"{self._names.customer(call.customer)}, {self._names.hospital(stop.hospital)}")
                    before = self._way_out(day, place) if order == 0 else ()
                    after = self._way_home(day, place) if order == len(stop.calls) - 1 else ()
                    event.add("description", "\n".join((*before, self._line(call), *after)))
                    yield event

    def _way_out(self, day: DayPlan, place: int) -> tuple[str, ...]:
        """Leaving home before the first stay of the day, and when the calls at this one can begin."""
        leg, stop = day.legs[place], day.stops[place]
        gate = message(
            "{arrival} at the gate after {travel} min of travel, ready at {ready}",
            arrival=clock(stop.arrival), travel=leg.minutes, ready=clock(stop.ready),
        )  # fmt: skip
        home = message("{time} leave home", time=clock(leg.departure))
        return tuple(each.text(self._translate) for each in ((home, gate) if leg.origin is None else (gate,)))

    def _way_home(self, day: DayPlan, place: int) -> tuple[str, ...]:
        """Coming home after the last stay of the day; nothing after the others."""
        leg = day.legs[place + 1]
        home = message("{time} back home after {travel} min of travel", time=clock(leg.arrival), travel=leg.minutes)
        return (home.text(self._translate),) if leg.destination is None else ()

    def _identity(self, kind: str, id: str, times: int) -> str:
        """What stays the same when the event moves: the same stay or call of the month, whenever it takes place."""
        return str(uuid5(NAMESPACE, "\x1f".join((kind, self._plan.rep, str(self._plan.month), id, str(times)))))

    def _event(self, day: DayPlan, stop: HospitalStop, start: MinuteOfDay, end: MinuteOfDay) -> Event:
        """Times, place and stamp."""
        event = Event()
        event.add("dtstamp", datetime.combine(self._plan.month.first, time(), UTC))
        event.add("dtstart", self._moment(day.date, start))
        event.add("dtend", self._moment(day.date, end))
        place = (self._names.hospital(stop.hospital), self._sites.address(stop.hospital))
        event.add("location", ", ".join(filter(None, place)))
        hospital = self._sites.hospitals.get(stop.hospital)
        if hospital is not None and hospital.coordinate is not None:
            event.add("geo", (hospital.coordinate.latitude, hospital.coordinate.longitude))
        return event

    def _moment(self, day: date, minute: MinuteOfDay) -> datetime:
        """Local time of a minute of a day; minute 1440 is the next day's midnight."""
        return datetime.combine(day, time(), self._zone) + timedelta(minutes=minute)

    def _line(self, call: PlannedCall) -> str:
        """`09:02-09:17 王立 (A), 门诊楼 3 心内科`."""
        floor = self._sites.floor(call.department)
        where = (
            self._sites.building(call.department),
            "" if floor is None else str(floor),
            self._names.department(call.department),
        )
        who = f"{clock(call.start)}-{clock(call.end)} {self._names.customer(call.customer)} ({self._names.segment(call.segment)})"
        return ", ".join(filter(None, (who, " ".join(filter(None, where)))))
