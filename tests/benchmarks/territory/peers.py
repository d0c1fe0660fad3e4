"""The same instances given to spopt (PySAL), with the solver it brings: `python -m tests.benchmarks.territory.peers FOLDER`.

spopt knows capacitated medians (`PMedian` with capacities, demand of each unit served whole). It has no bands from below,
no several balances and no territories in one piece on a given graph with given centres, so that it is asked the medians only.
Install it with the extra `peers`, best in an environment of its own.
"""

import argparse
import time
from pathlib import Path

from planner.alignment.problem import AlignmentProblem
from tests.benchmarks.territory.check import faults, objective
from tests.benchmarks.territory.formats import gap
from tests.benchmarks.territory.suite import find_instances

try:
    from spopt.locate.p_median import PMedian, pulp
except ImportError as error:
    raise SystemExit("spopt is not installed: install the extra `peers` (pip install spopt), then run this again.") from error


def solve_peer(problem: AlignmentProblem, seconds: float) -> tuple[list[int], list[int]] | None:
    """The district of every unit and the centres, or None when nothing valid came in time."""
    assert problem.distances is not None
    capacity = [unit.capacity for unit in problem.units]
    demand = problem.weights(0)
    model = PMedian.from_cost_matrix(
        problem.distances.T,
        demand,
        p_facilities=len(problem.territories),
        facility_capacities=capacity,
        fulfill_predefined_fac=False,
    )
    ask_as_published(model, problem)
    model.problem.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds, threads=1))
    chosen = [j for j, variable in enumerate(model.fac_vars) if (variable.varValue or 0.0) > 0.5]
    place = {centre: k for k, centre in enumerate(chosen)}
    rows = ((place.get(j) for j, variable in enumerate(row) if (variable.varValue or 0.0) > 0.5) for row in model.cli_assgn_vars)
    assignment = [next(row, None) for row in rows]
    whole = [k for k in assignment if k is not None]
    return (whole, chosen) if len(whole) == len(problem.units) else None


def ask_as_published(model: "PMedian", problem: AlignmentProblem) -> None:
    """spopt weighs distances by demand; the published objective does not."""
    assert problem.distances is not None
    away = problem.distances
    model.problem.setObjective(
        pulp.lpSum(float(away[j, i]) * variable for i, row in enumerate(model.cli_assgn_vars) for j, variable in enumerate(row))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", default="", help="part of the names to run")
    arguments = parser.parse_args()
    print("| instance | published | spopt | gap to published % | seconds |\n| --- | --- | --- | --- | --- |")  # noqa: T201
    for name, best, problem in find_instances(arguments.folder):
        if arguments.only not in name or problem.units[0].capacity is None:
            continue
        start, answer = time.monotonic(), solve_peer(problem, arguments.seconds)
        told = ["none", ""]
        if answer is not None:
            value = objective(problem, *answer)
            told = [f"{value:.3f}" + (" INVALID" if faults(problem, *answer) else ""), f"{gap(value, best):.3f}"]
        print("| " + " | ".join([name, f"{best:g}", *told, f"{time.monotonic() - start:.0f}"]) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
