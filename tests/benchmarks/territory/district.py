"""A district from its database: how good the first answer is proven to be, and how fast totals follow the hand.

`python -m tests.benchmarks.territory.district DATABASE --month 2026-12 --seconds 30`
"""

import argparse
import time
from concurrent.futures import ThreadPoolExecutor

from db.store import open_store
from desktop.usecases.align_case import load_ground, make_case
from desktop.usecases.align_solve import AlignOrder, solve_case
from planner.alignment.rules import violations
from planner.alignment.totals import make_ledger, move_units, totals
from planner.domain.territory import AlignmentRequest
from planner.domain.units import Month
from planner.solving import SolveLimits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--month", default="2026-12")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--answers", type=int, default=1)
    arguments = parser.parse_args()
    month = Month.parse(arguments.month)
    with open_store(arguments.database) as store, store.read() as books:
        ground = load_ground(books, month, "CN")
    start = time.monotonic()
    case = make_case(ground, AlignmentRequest(month))
    print(f"{len(case.accounts)} accounts, {len(case.reps)} reps, set up in {time.monotonic() - start:.2f} s")  # noqa: T201
    order = AlignOrder(seed=1, limits=SolveLimits(seconds=arguments.seconds), answers=arguments.answers)
    start = time.monotonic()
    with ThreadPoolExecutor(1) as executor:
        answers, _ = solve_case(case, order, executor)
    print(f"{len(answers)} answers in {time.monotonic() - start:.1f} s")  # noqa: T201
    for answer in answers:
        broken = len(violations(case.problem, answer.found.assignment))
        gap = "nothing" if answer.gap is None else f"{100 * answer.gap:.2f} %"
        print(f"{answer.leaning}: {answer.found.measures}, {answer.aims}, {broken} limits missed, gap {gap}")  # noqa: T201
    ledger, first = make_ledger(case.problem), answers[0].found.assignment
    start = time.monotonic()
    totals(ledger, move_units(first, range(0, len(case.accounts), 7), 0), with_pieces=True)
    print(f"totals after a move in {1000 * (time.monotonic() - start):.2f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
