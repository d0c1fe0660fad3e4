"""How long obligations, certificate and allocation take: `python -m tests.benchmarks.frequency [CUSTOMERS]`.

The district is invented: customers of all segments with three months of calls; capacity is half of what is owed, so that
the whole allocation and every way out are worked through.
"""

import random
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import dist
from time import perf_counter
from typing import TypeVar

from planner.calendar.days import field_days
from planner.calendar.national import national_holidays
from planner.coverage.measure import measure
from planner.domain.calls import Call
from planner.domain.people import Customer, Rep, TeamId
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import MinuteOfDay, Minutes, Month, TimeWindow, Weekday, WeeklyWindow
from planner.frequency.allocation import allocate
from planner.frequency.certificate import certify
from planner.frequency.obligations import Obligation, obligations
from planner.frequency.overhead import Overhead, sketched_overhead
from planner.frequency.sketch import Ask, Ground, KnownHospital, Spot, asked_of, sketch_month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, REP, SEGMENTS, call, customer

DECEMBER = Month(2026, 12)
REPEATS = 5
Result = TypeVar("Result")


def district(count: int) -> tuple[tuple[Customer, ...], tuple[Call, ...]]:
    """Customers with a call every third week on average since September."""
    chance = random.Random(1)
    everybody = tuple(customer(f"c{n:05d}", chance.choice(SEGMENTS)) for n in range(count))
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(91)]
    return everybody, tuple(call(each.id, chance.choice(days)) for each in everybody for _ in range(4))


def scattered(owed: Sequence[Obligation], hospitals: int) -> Ground:
    """The customers in hospitals up to three quarters of an hour apart, each received on two half days a week."""
    chance = random.Random(2)
    spots = [(chance.random() * 32, chance.random() * 32) for _ in range(hospitals + 1)]
    minutes = tuple(tuple(Minutes(round(dist(one, other))) for other in spots) for one in spots)
    walking = WalkTable(tuple(tuple(Minutes(0 if i == j == 0 else 1 if i == j else 7) for j in range(4)) for i in range(4)))
    table = TravelTable(tuple(PlaceId(str(n)) for n in range(hospitals + 1)), (MinuteOfDay(0),), (minutes,), "invented")
    halves = (TimeWindow(MinuteOfDay(480), MinuteOfDay(720)), TimeWindow(MinuteOfDay(780), MinuteOfDay(1050)))

    def spot() -> Spot:
        received = tuple(WeeklyWindow(Weekday(chance.randrange(5)), chance.choice(halves)) for _ in range(2))
        return Spot(chance.randrange(hospitals), chance.randrange(1, 4), (received,))

    asks = tuple(Ask(each.customer, each.owed, each.minutes, 4, (spot(),)) for each in owed if each.owed)
    return Ground(tuple(KnownHospital(n, Minutes(8), walking) for n in range(1, hospitals + 1)), asks, table, 0)


def timed(label: str, work: Callable[[], Result]) -> Result:
    """The best of a few runs, printed in milliseconds."""
    best, result = float("inf"), work()
    for _ in range(REPEATS):
        start = perf_counter()
        result = work()
        best = min(best, perf_counter() - start)
    sys.stdout.write(f"{label:28} {best * 1000:8.1f} ms\n")
    return result


def main(count: int) -> None:
    policy = preset()
    everybody, calls = district(count)
    rep = Rep(REP, "Li", TeamId("GENERAL"))
    team = policy.team(rep.team)
    days = field_days(rep, DECEMBER, (), national_holidays("CN", 2026), policy)
    owed = timed("obligations", lambda: obligations(everybody, calls, (PRODUCT,), DECEMBER, policy))
    certificate = timed("certificate", lambda: certify(owed, days, team, policy))
    available = certificate.calls_owed // 2
    timed("allocation", lambda: allocate(owed, available, policy))
    timed("coverage", lambda: measure(everybody, calls, (PRODUCT,), DECEMBER, policy))

    ground = scattered(owed, 60)

    def overhead(asked: tuple[Obligation, ...]) -> Overhead | None:
        granted = dict(allocate(asked, len(days) * team.calls_per_day, policy).granted)
        return sketched_overhead(sketch_month(asked_of(ground, granted), days, team.calls_per_day))

    timed("sketch of the ground", lambda: overhead(owed))

    def whole() -> None:
        fresh = obligations(everybody, calls, (PRODUCT,), DECEMBER, policy)
        allocate(fresh, certify(fresh, days, team, policy, overhead=overhead(fresh)).calls_held, policy)

    timed("obligations to allocation", whole)
    sys.stdout.write(f"{count} customers, {len(calls)} calls, {certificate.calls_owed} calls owed\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
