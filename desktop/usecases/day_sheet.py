"""A field day as a rep takes it along: where to go, when, how to get there, whom to see and what for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from db.exchange.plan_names import Directory, People, Sites
from db.store import Books
from desktop.usecases.district import District, load_district
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Coordinate, Hospital
from planner.domain.plan import CallReason, DayPlan, HospitalStop, MonthPlan, PlannedCall
from planner.domain.policy import Segment
from planner.domain.units import Month, clock
from planner.errors import PlanningError
from planner.geography.frames import Frame, from_wgs84
from planner.geography.mainland import in_mainland


@dataclass(frozen=True, slots=True)
class SheetCall:
    """One call: `place` is the building and floor, `aim` what the tier's tactics ask for."""

    start: str
    end: str
    customer: str
    title: str
    department: str
    building: str
    floor: int | None
    segment: str
    products: str
    aim: str
    note: str
    appointment: bool


@dataclass(frozen=True, slots=True)
class SheetStop:
    """One stay at a hospital. `travel` are the minutes from the place before; `link` opens navigation on a telephone."""

    number: int
    hospital: str
    address: str
    coordinate: Coordinate | None
    link: str
    arrival: str
    departure: str
    travel: int
    calls: tuple[SheetCall, ...]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A whole day. `leave` and `back` are None on a day without calls."""

    rep: str
    date: date
    leave: str | None
    back: str | None
    target: int
    travel: int
    home: Coordinate | None
    stops: tuple[SheetStop, ...]

    @property
    def calls(self) -> int:
        """How many calls the day holds."""
        return sum(len(stop.calls) for stop in self.stops)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sheets say beside the plan itself."""

    directory: Directory
    segments: Mapping[SegmentId, Segment]
    notes: Mapping[CustomerId, str]
    translate: Callable[[str], str]


def day_sheets(
    district: District, plan: MonthPlan, days: Sequence[date], translate: Callable[[str], str], notes: Mapping[CustomerId, str]
) -> tuple[DaySheet, ...]:
    """The sheets of the plan's days among `days`, in order. `notes` stand beside a customer's calls (of appointments)."""
    directory = Directory(
        district.names.in_language(translate),
        Sites.of(district.hospitals, district.departments),
        People.of(district.customers, district.products),
    )
    words = _Words(directory, {segment.id: segment for segment in district.policy.segments}, notes, translate)
    rep = district.rep(plan.rep)
    wanted = set(days)
    return tuple(_sheet(words, rep, day) for day in plan.days if day.date in wanted)


def _sheet(words: _Words, rep: Rep, day: DayPlan) -> DaySheet:
    stops = zip(day.stops, day.legs, strict=False)  # the last leg leads home
    return DaySheet(
        rep=rep.name,
        date=day.date,
        leave=clock(day.legs[0].departure) if day.legs else None,
        back=clock(day.legs[-1].arrival) if day.legs else None,
        target=day.target,
        travel=day.travel_minutes,
        home=rep.home,
        stops=tuple(_stop(words, number, stop, leg.minutes) for number, (stop, leg) in enumerate(stops, start=1)),
    )


def _stop(words: _Words, number: int, stop: HospitalStop, travel: int) -> SheetStop:
    hospital = words.directory.sites.hospitals.get(stop.hospital)
    return SheetStop(
        number=number,
        hospital=words.directory.names.hospital(stop.hospital),
        address=words.directory.sites.address(stop.hospital),
        coordinate=None if hospital is None else hospital.coordinate,
        link="" if hospital is None else navigation_link(hospital),
        arrival=clock(stop.arrival),
        departure=clock(stop.departure),
        travel=travel,
        calls=tuple(_call(words, call) for call in stop.calls),
    )


def _call(words: _Words, call: PlannedCall) -> SheetCall:
    segment = words.segments.get(call.segment)
    directory, department = words.directory, call.department
    return SheetCall(
        start=clock(call.start),
        end=clock(call.end),
        customer=directory.names.customer(call.customer),
        title=directory.people.title(call.customer),
        department=directory.names.department(department),
        building=directory.sites.building(department),
        floor=directory.sites.floor(department),
        segment=directory.names.segment(call.segment),
        products=directory.people.products_of(call.customer),
        aim="" if segment is None or not segment.strategy else words.translate(segment.strategy),
        note=words.notes.get(call.customer, ""),
        appointment=call.reason is CallReason.APPOINTMENT,
    )


def navigation_link(hospital: Hospital) -> str:
    """An address that opens navigation to a hospital: AMap's URI in mainland China (its frame is GCJ-02), else OpenStreetMap's
    directions. Empty without a coordinate.

    Source: lbs.amap.com/api/uri-api/guide/travel/route, wiki.openstreetmap.org/wiki/Browsing (routing by URL).
    """
    place = hospital.coordinate
    if place is None:
        return ""
    if in_mainland(place.latitude, place.longitude):
        latitude, longitude = from_wgs84(place, Frame.GCJ02)
        to = f"{longitude:.6f},{latitude:.6f},{hospital.name}"
        return "https://uri.amap.com/navigation?" + urlencode({"to": to, "mode": "car", "coordinate": "gaode", "callnative": 1})
    return f"https://www.openstreetmap.org/directions?to={place.latitude:.6f}%2C{place.longitude:.6f}"


def day_as_text(sheet: DaySheet) -> tuple[Message, ...]:
    """The day as lines for a messenger: short, in order, readable without the program."""
    return tuple(_lines(sheet))


def _lines(sheet: DaySheet) -> Iterator[Message]:
    yield message("{date} {rep}: {calls:call|calls}", date=sheet.date, rep=sheet.rep, calls=sheet.calls)
    if sheet.leave is None or sheet.back is None:
        yield message("No calls planned.")
        return
    yield message("Leave {leave}, back {back}", leave=sheet.leave, back=sheet.back)
    for stop in sheet.stops:
        yield message("{number}. {arrival} {hospital}", number=stop.number, arrival=stop.arrival, hospital=stop.hospital)
        for call in stop.calls:
            yield message(
                "   {start} {customer} ({segment}) {department}",
                start=call.start, customer=call.customer, segment=call.segment, department=call.department,
            )  # fmt: skip


def load_sheets(
    books: Books, month: Month, rep: RepId, days: Sequence[date], *, country: str, translate: Callable[[str], str]
) -> tuple[DaySheet, ...]:
    """The sheets of days of a rep's latest plan, with the notes of the appointments. Raises PlanningError without a plan."""
    district = load_district(books, month, country)
    plan = books.plans.latest(rep, month)
    if plan is None:
        raise PlanningError(
            message("{rep} has no saved plan for {month}.", rep=district.rep(rep).name, month=str(month)),
            message("Plan the month first; it takes a few seconds."),
        )
    notes = {each.customer: each.note for each in books.appointments.of(rep, month) if each.note}
    return day_sheets(district, plan, days or [day.date for day in plan.days], translate, notes)
