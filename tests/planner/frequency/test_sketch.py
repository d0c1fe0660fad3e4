"""What a call costs on the rep's own ground."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import FieldDay
from planner.domain.people import CustomerId, TeamId
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import MinuteOfDay, Minutes, Month, TimeWindow, Weekday, WeeklyWindow
from planner.frequency.capacity import Limit
from planner.frequency.certificate import Certificate, Verdict, certify
from planner.frequency.obligations import obligations
from planner.frequency.overhead import sketched_overhead
from planner.frequency.sketch import Ask, Ground, KnownHospital, Sketch, Spot, asked_of, sketch_month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, customers

POLICY = preset()
HOURS = TimeWindow(MinuteOfDay(480), MinuteOfDay(1050))
WINDOWS = (TimeWindow(MinuteOfDay(480), MinuteOfDay(720)), TimeWindow(MinuteOfDay(780), MinuteOfDay(1050)))


def days(count: int) -> tuple[FieldDay, ...]:
    """Field days from Tuesday, the first of December 2026, on."""
    return tuple(FieldDay(date(2026, 12, 1) + timedelta(days=n), HOURS, WINDOWS, 1.0) for n in range(count))


def ground(minutes: Sequence[Sequence[int]], *asks: Ask, arrival: int = 10) -> Ground:
    """Hospitals 1.. of a travel matrix whose place 0 is home; inside, door 1 is 5 minutes from the gate."""
    walking = WalkTable(((Minutes(0), Minutes(5)), (Minutes(5), Minutes(1))))
    table = tuple(tuple(Minutes(each) for each in row) for row in minutes)
    places = tuple(PlaceId(str(n)) for n in range(len(minutes)))
    hospitals = tuple(KnownHospital(n, Minutes(arrival), walking) for n in range(1, len(minutes)))
    return Ground(hospitals, asks, TravelTable(places, (MinuteOfDay(0),), (table,), "test"), 0)


def ask(name: str, hospital: int, calls: int = 1, gap: int = 4, weekday: int | None = None) -> Ask:
    hours = () if weekday is None else ((WeeklyWindow(Weekday(weekday), HOURS),),)
    return Ask(CustomerId(name), calls, Minutes(15), gap, (Spot(hospital, 1, hours),))


NEAR = ((0, 20, 30), (20, 0, 12), (30, 12, 0))


def test_that_calls_at_one_hospital_share_the_stop_the_arrival_and_the_way() -> None:
    found = sketch_month(ground(NEAR, ask("a", 0), ask("b", 0), ask("c", 0)), days(1), 12)
    assert found == Sketch(days=1, stops=1, calls=3, home=40, between=0, arriving=10, walking=5 + 1 + 1 + 5)


def test_that_a_day_has_a_leg_from_home_one_between_stops_and_one_back() -> None:
    found = sketch_month(ground(NEAR, ask("a", 0), ask("b", 1)), days(1), 12)
    assert (found.stops, found.home, found.between, found.arriving, found.walking) == (2, 50, 12, 20, 20)


def test_that_customers_who_receive_on_different_days_share_no_stop() -> None:
    found = sketch_month(ground(NEAR, ask("a", 0, weekday=1), ask("b", 0, weekday=2)), days(3), 12)
    assert (found.days, found.stops, found.calls_per_stop) == (2, 2, 1.0)


def test_that_two_calls_on_one_customer_keep_their_distance() -> None:
    assert sketch_month(ground(NEAR, ask("a", 0, calls=4, gap=4)), days(8), 12).calls == 2


def test_that_no_day_has_more_calls_than_its_target() -> None:
    asks = [ask(str(n), 0) for n in range(30)]
    assert sketch_month(ground(NEAR, *asks), days(2), 5).calls == 10


def test_that_a_midday_break_is_no_waiting_but_a_closed_door_is() -> None:
    late = (WeeklyWindow(Weekday(1), TimeWindow(MinuteOfDay(780), MinuteOfDay(900))),)
    customer = Ask(CustomerId("a"), 1, Minutes(15), 4, (Spot(0, 1, (late,)),))
    found = sketch_month(ground(NEAR, customer), days(1), 12)
    assert (found.calls, found.waiting) == (1, 240)


def test_that_nobody_is_seen_who_cannot_be_left_in_time() -> None:
    far = ((0, 280), (280, 0))
    assert sketch_month(ground(far, ask("a", 0)), days(1), 12) == Sketch()
    assert sketched_overhead(Sketch()) is None


def test_that_only_granted_calls_are_sketched() -> None:
    asked = ground(NEAR, ask("a", 0, calls=3), ask("b", 1))
    assert [(each.customer, each.calls) for each in asked_of(asked, {CustomerId("a"): 2}).asks] == [("a", 2)]


def test_that_scattered_hospitals_make_time_the_limit_where_one_hospital_does_not() -> None:
    """Sixty customers of four calls: 240 calls fit 21 days x 12 when they share stops, not when each costs a journey."""
    owed = obligations(customers("A", 60), (), (PRODUCT,), Month(2026, 12), POLICY)
    together, scattered = ([[0, 15], [15, 0]], [[25 * (i != j) for j in range(61)] for i in range(61)])
    team = POLICY.team(TeamId("GENERAL"))

    def certificate(minutes: list[list[int]], hospital_of: list[int]) -> Certificate:
        asks = [ask(each.customer, hospital, 4) for each, hospital in zip(owed, hospital_of, strict=True)]
        overhead = sketched_overhead(sketch_month(ground(minutes, *asks), days(21), 12))
        return certify(owed, days(21), team, POLICY, overhead=overhead)

    held = certificate(together, [0] * 60)
    assert (held.verdict, held.binding, held.travel_estimated) == (Verdict.TIGHT, Limit.CALLS, False)
    short = certificate(scattered, list(range(60)))
    assert (short.verdict, short.binding) == (Verdict.SHORT, Limit.MINUTES)
    assert short.calls_held < 240


LEGS = st.integers(0, 60)
GROUNDS = st.integers(1, 4).flatmap(
    lambda count: st.builds(
        lambda minutes, asks: ground(
            [[0 if i == j else row[j] for j in range(count + 1)] for i, row in enumerate(minutes)], *asks
        ),
        st.lists(st.lists(LEGS, min_size=count + 1, max_size=count + 1), min_size=count + 1, max_size=count + 1),
        st.lists(
            st.builds(
                ask,
                st.uuids().map(str),
                st.integers(0, count - 1),
                st.integers(1, 4),
                st.integers(1, 8),
                st.none() | st.integers(0, 4),
            ),
            max_size=12,
        ),
    )
)


@given(GROUNDS, st.integers(0, 6), st.integers(1, 14))
@settings(deadline=None, max_examples=60)
def test_that_a_sketch_spends_no_more_than_its_days_hold(on: Ground, count: int, target: int) -> None:
    found = sketch_month(on, days(count), target)
    assert found.days <= count and found.calls <= target * count
    assert found.calls <= sum(each.calls for each in on.asks)
    assert found.days <= found.stops <= found.calls
    spent = found.home + found.between + found.arriving + found.walking + found.waiting + 15 * found.calls
    assert spent <= found.days * HOURS.minutes
    assert sketch_month(on, days(count), target) == found


@pytest.mark.parametrize("count", [1, 5])
def test_that_the_overhead_gives_back_what_the_sketch_spent(count: int) -> None:
    asks = [ask(str(n), n % 2, calls=2) for n in range(20)]
    found = sketch_month(ground(NEAR, *asks), days(count), 8)
    overhead = sketched_overhead(found)
    assert overhead is not None
    spent = found.home + found.between + found.arriving + found.walking + found.waiting
    assert overhead.minutes(found.days, found.calls) == pytest.approx(spent)
