"""The timing of a day."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import CallReason, DayPlan
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, TimeWindow, Weekday, WeeklyWindow
from planner.month.moments import open_windows
from planner.month.problem import MeetingPlace, MonthProblem, Need, Site
from planner.month.schedule import Refusal, RefusalCause, Timetable, Visit, schedule_day
from tests.planner.month.problems import MONTH, WEIGHTS, field_day, problems, random_days, random_problem, window

HOME, FIRST, SECOND = HospitalId("home"), HospitalId("H0"), HospitalId("H1")
REP = RepId("R1")
TUESDAY = date(2026, 12, 1)


def site(name: str, arrival: int = 10, reception: tuple[WeeklyWindow, ...] | None = None) -> Site:
    walks = ((0, 4, 6), (4, 1, 3), (7, 3, 2))
    doors = (DepartmentId(f"{name}-1"), DepartmentId(f"{name}-2"))
    return Site(HospitalId(name), Minutes(arrival), reception, doors, WalkTable(tuple(tuple(map(Minutes, r)) for r in walks)))


def need(name: str, site: int, door: int, availability: tuple[WeeklyWindow, ...] | None = None, minutes: int = 15) -> Need:
    place = MeetingPlace(site, door, availability)
    return Need(CustomerId(name), SegmentId("A"), (place,), Minutes(minutes), 2, 0, 4.0, 1, 7.0)


def travel(*bands: tuple[int, int]) -> TravelTable:
    """Bands of (start, factor): home to H0 20, H0 to H1 10, H1 to home 30 minutes at factor 1; back the same plus 1."""
    base = [[0, 20, 31], [21, 0, 10], [30, 11, 0]]
    bands = bands or ((0, 1),)
    return TravelTable(
        (PlaceId("home:R1"), PlaceId("H0"), PlaceId("H1")),
        tuple(MinuteOfDay(start) for start, _ in bands),
        tuple(tuple(tuple(Minutes(m * factor) for m in row) for row in base) for _, factor in bands),
        "test",
    )


def month(*needs: Need, table: TravelTable | None = None, sites: tuple[Site, ...] | None = None) -> MonthProblem:
    sites = sites or (site("H0"), site("H1"))
    return MonthProblem(REP, MONTH, (field_day(1),), sites, needs, table or travel(), 6, 4, WEIGHTS)


def planned(problem: MonthProblem, *visits: Visit) -> DayPlan:
    day = schedule_day(problem, 0, visits)
    assert isinstance(day, DayPlan), day
    return day


def minutes_of(day: DayPlan) -> list[tuple[int, int, int]]:
    return [(call.arrival, call.start, call.end) for call in day.calls]


def test_that_a_day_is_home_leg_arrival_walk_call_walk_leg_home() -> None:
    day = planned(month(need("a", 0, 1), need("b", 0, 2), need("c", 1, 0)), (0, 0), (1, 0), (2, 0))
    # 08:30 = 510 opens the day: gate at 496, ready at 506, door 1 at 510.
    assert [(leg.departure, leg.arrival) for leg in day.legs] == [(476, 496), (550, 560), (585, 615)]
    assert [(stop.arrival, stop.ready, stop.departure) for stop in day.stops] == [(496, 506, 550), (560, 570, 585)]
    assert minutes_of(day) == [(510, 510, 525), (528, 528, 543), (570, 570, 585)]
    assert [call.walking for call in day.calls] == [4, 3, 0]
    assert (day.travel_minutes, day.walking_minutes, day.waiting_minutes) == (60, 14, 0)


def test_that_the_first_departure_is_as_late_as_it_can_be() -> None:
    late = (WeeklyWindow(Weekday(1), window("10:00", "11:00")),)
    day = planned(month(need("a", 0, 1, late)), (0, 0))
    assert day.legs[0].departure == 600 - 4 - 10 - 20
    assert day.waiting_minutes == 0


def test_that_waiting_is_at_the_door_when_a_later_call_opens_late() -> None:
    late = (WeeklyWindow(Weekday(1), window("10:00", "11:00")),)
    day = planned(month(need("a", 0, 1), need("b", 0, 2, late)), (0, 0), (1, 0))
    assert minutes_of(day)[1] == (528, 600, 615)
    assert day.waiting_minutes == 72


def test_that_a_call_never_spans_lunch_and_a_stay_over_lunch_is_one_stop() -> None:
    noon = (WeeklyWindow(Weekday(1), window("11:50", "17:00")),)
    day = planned(month(need("a", 0, 1), need("b", 0, 2, noon)), (0, 0), (1, 0))
    assert minutes_of(day)[1][1] == 780
    assert len(day.stops) == 1


def test_that_travel_takes_the_band_of_its_departure() -> None:
    day = planned(month(need("a", 0, 0), need("b", 1, 0), table=travel((0, 2), (525, 1))), (0, 0), (1, 0))
    assert [leg.minutes for leg in day.legs] == [40, 10, 30]


def test_that_leaving_after_the_rush_is_chosen_when_it_arrives_no_later() -> None:
    late = (WeeklyWindow(Weekday(1), window("09:00", "11:00")),)
    # In the rush until 08:30 the way takes 80 minutes, after it 20: both reach the door before 09:00.
    day = planned(month(need("a", 0, 0, late), table=travel((0, 4), (510, 1))), (0, 0))
    assert (day.legs[0].departure, day.legs[0].arrival) == (510, 530)
    assert day.calls[0].start == 540


def test_that_reception_and_availability_must_share_a_window() -> None:
    reception = (WeeklyWindow(Weekday(1), window("09:00", "09:20")),)
    person = need("a", 0, 0, (WeeklyWindow(Weekday(1), window("09:10", "12:00")),))
    problem = month(person, sites=(site("H0", reception=reception), site("H1")))
    assert schedule_day(problem, 0, [(0, 0)]) == Refusal(0, RefusalCause.CLOSED)


def test_that_the_first_call_that_does_not_fit_is_named() -> None:
    early = (WeeklyWindow(Weekday(1), window("08:30", "08:50")),)
    problem = month(need("a", 0, 0), need("b", 1, 0, early), need("c", 1, 0))
    assert schedule_day(problem, 0, [(0, 0), (1, 0), (2, 0)]) == Refusal(1, RefusalCause.LATE)


def test_that_coming_home_late_is_refused() -> None:
    problem = month(need("a", 1, 0), table=travel((0, 1), (600, 40)))
    assert schedule_day(problem, 0, [(0, 0)]) != Refusal(0, RefusalCause.HOME_LATE)
    late = (WeeklyWindow(Weekday(1), window("10:00", "11:00")),)
    problem = month(need("a", 1, 0, late), table=travel((0, 1), (600, 40)))
    assert schedule_day(problem, 0, [(0, 0)]) == Refusal(0, RefusalCause.HOME_LATE)


def test_that_a_day_takes_no_customer_twice_and_no_more_than_its_maximum() -> None:
    problem = month(*(need(name, 0, 0) for name in "abcde"))
    assert schedule_day(problem, 0, [(0, 0), (1, 0), (0, 0)]) == Refusal(2, RefusalCause.TWICE)
    assert schedule_day(problem, 0, [(n, 0) for n in range(5)]) == Refusal(4, RefusalCause.TOO_MANY)


def test_that_a_day_without_calls_has_no_legs() -> None:
    day = planned(month(need("a", 0, 0)))
    assert (day.stops, day.legs, day.target) == ((), (), 6)


def with_commitments(problem: MonthProblem, *each: Appointment | Pin) -> MonthProblem:
    appointments = tuple(one for one in each if isinstance(one, Appointment))
    return replace(problem, appointments=appointments, pins=tuple(one for one in each if isinstance(one, Pin)))


def appointment(customer: str, start: TimeWindow | None, minutes: int | None = None) -> Appointment:
    lasting = None if minutes is None else Minutes(minutes)
    return Appointment(AppointmentId("t"), REP, CustomerId(customer), FIRST, (TUESDAY,), start, lasting)


def test_that_an_agreed_time_stands_above_reception_and_availability_but_not_above_lunch() -> None:
    never = need("a", 0, 0, ())
    problem = with_commitments(month(never), appointment("a", window("15:00", "15:30"), 40))
    call = planned(problem, (0, 0)).calls[0]
    assert (call.start, call.end, call.reason) == (900, 940, CallReason.APPOINTMENT)
    problem = with_commitments(month(never), appointment("a", window("12:10", "12:30")))
    assert schedule_day(problem, 0, [(0, 0)]) == Refusal(0, RefusalCause.CLOSED)


def test_that_a_day_agreed_at_one_hospital_is_closed_at_another() -> None:
    problem = with_commitments(month(need("a", 1, 0)), appointment("a", None))
    assert schedule_day(problem, 0, [(0, 0)]) == Refusal(0, RefusalCause.CLOSED)


def test_that_pins_hold_time_half_and_position() -> None:
    problem = month(need("a", 0, 0), need("b", 0, 0))
    who = CustomerId("a")
    timed = with_commitments(problem, Pin(REP, who, TUESDAY, PinKind.TIME, start=MinuteOfDay(903)))
    assert planned(timed, (0, 0)).calls[0].start == 903
    halved = with_commitments(problem, Pin(REP, who, TUESDAY, PinKind.HALF_DAY, half=HalfDay.AFTERNOON))
    assert planned(halved, (0, 0)).calls[0].start == 780
    second = with_commitments(problem, Pin(REP, who, TUESDAY, PinKind.ORDER, position=1))
    assert schedule_day(second, 0, [(0, 0), (1, 0)]) == Refusal(0, RefusalCause.ORDER)
    assert len(planned(second, (1, 0), (0, 0)).calls) == 2


@settings(max_examples=40, deadline=None)
@given(problems())
def test_that_opening_hours_agree_with_a_minute_by_minute_look(problem: MonthProblem) -> None:
    timetable = Timetable(problem)
    committed = {each.customer for each in problem.appointments} | {each.customer for each in problem.pins}
    for day, field in enumerate(problem.days):
        for n, each in enumerate(problem.needs):
            for p, place in enumerate(each.places):
                if each.customer in committed:
                    continue
                open_at = {
                    start
                    for start in range(1440)
                    if any(w.start <= start and start + each.minutes <= w.end for w in open_windows(problem, place, field))
                }
                assert open_at == {s for low, high in timetable.starts(day, (n, p)) for s in range(low, high + 1)}


@settings(max_examples=60, deadline=None)
@given(problems(days=2, sites=3, needs=5), st.integers(0, 10**6))
def test_that_no_minute_by_minute_wait_starts_any_call_earlier(problem: MonthProblem, seed: int) -> None:
    """Where travel does not change with the hour, starting each call as early as possible cannot be beaten by waiting."""
    timetable = Timetable(problem)
    if len(problem.travel.band_starts) > 1:
        return
    for day, visits in enumerate(random_days(problem, seed)):
        for order in permutations(visits[:3]):
            timing = timetable.time_calls(day, order)
            if order and not isinstance(timing, Refusal):
                begin = problem.days[day].hours.start
                first = problem.needs[order[0][0]].places[order[0][1]]
                place = problem.sites[first.site]
                reach = (
                    problem.travel.minutes[0][0][first.site + 1] + place.arrival_minutes + place.walking.minutes[0][first.door]
                )
                starts = [s for low, high in timetable.starts(day, order[0]) for s in range(low, high + 1)]
                assert timing.starts[0] == min(s for s in starts if s >= begin + reach)
                assert timing.departure == max(begin, timing.starts[0] - reach)


def test_that_the_same_seed_draws_the_same_month() -> None:
    assert random_problem(7) == random_problem(7)
    assert random_problem(7) != random_problem(8)
