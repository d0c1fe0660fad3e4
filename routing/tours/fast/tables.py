"""The problem and the plans of compiled code as arrays: node 0 is home, a route stands with home at both its ends."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from routing.tours.route import ShiftProblem

Whole: TypeAlias = npt.NDArray[np.int64]
Real: TypeAlias = npt.NDArray[np.float64]


class Ground(NamedTuple):
    """What never changes: `go[i, j]` the call at i and the way to j, `near[i]` the candidates from the nearest on.

    `candidates` are the calls that fit into an empty shift and are worth something; `scale[0]` is the mean reward of one,
    `scale[1]` what a unit of time costs beside the rewards.
    """

    go: Whole
    opens: Whole
    closes: Whole
    rewards: Whole
    near: Whole
    candidates: Whole
    scale: Real


class Plan(NamedTuple):
    """Routes under construction, one a row: `calls` with home at both ends, `size` the calls without home.

    `starts` and `latest` are the earliest and the latest starts; `place[i]` is the route of a call, -1 or `LEFT`. For a
    node not in the plan, `delay[r, i]` and `position[r, i]` are its cheapest place in route r (`NOWHERE`: none).
    """

    calls: Whole
    size: Whole
    starts: Whole
    latest: Whole
    place: Whole
    delay: Whole
    position: Whole


class Pool(NamedTuple):
    """Routes of good plans: `routes` one a row with home at both ends, `met[0]` all met so far (the rows are a ring).

    `seen` holds sums of the calls' random `marks` by their last bits, so that few routes stand there twice.
    """

    routes: Whole
    met: Whole
    seen: Whole
    marks: Whole


class Scratch(NamedTuple):
    """The random seed and room for one step: routes touched, calls that wait (the first `waiting[0]`), weights by node."""

    seed: npt.NDArray[np.uint64]
    touched: Whole
    fits: Whole
    waiting: Whole
    weight: Real


class Trio(NamedTuple):
    """The current plan, its copy on which a step is tried, the best plan; `costs` of the current and of the best one."""

    current: Plan
    trial: Plan
    best: Plan
    costs: Real


NOWHERE = np.int64(2**62)
LEFT = np.int64(-2)
"""The place of a call just taken out: its prices are old in every route."""


def empty_plan(nodes: int, shifts: int) -> Plan:
    """A plan without a call; its starts are not told yet."""
    size = (shifts, nodes + 1)
    return Plan(
        calls=np.zeros(size, dtype=np.int64),
        size=np.zeros(shifts, dtype=np.int64),
        starts=np.zeros(size, dtype=np.int64),
        latest=np.zeros(size, dtype=np.int64),
        place=np.full(nodes, -1, dtype=np.int64),
        delay=np.full((shifts, nodes), NOWHERE, dtype=np.int64),
        position=np.zeros((shifts, nodes), dtype=np.int64),
    )


def ground_of(problem: ShiftProblem, candidates: tuple[int, ...]) -> Ground:
    """The arrays of a problem."""
    travel = np.array(problem.travel, dtype=np.int64)
    chosen = np.array(candidates, dtype=np.int64)
    near = chosen[np.argsort(travel[:, chosen], axis=1, kind="stable")]
    rewards = np.array(problem.rewards, dtype=np.int64)
    mean = float(rewards[chosen].mean())
    trifle = 0.1 * mean / (max(1, problem.closes[0]) * problem.shifts)
    return Ground(
        go=travel + np.array(problem.minutes, dtype=np.int64)[:, None],
        opens=np.array(problem.opens, dtype=np.int64),
        closes=np.array(problem.closes, dtype=np.int64),
        rewards=rewards,
        near=near,
        candidates=chosen,
        scale=np.array([mean, trifle]),
    )


def empty_pool(nodes: int, rows: int) -> Pool:
    """Room for `rows` routes; the marks are the same in every run."""
    marks = np.random.default_rng(1).integers(1, 2**62, nodes, dtype=np.int64)
    return Pool(
        routes=np.zeros((rows, nodes + 1), dtype=np.int64),
        met=np.zeros(1, dtype=np.int64),
        seen=np.zeros(2**14, dtype=np.int64),
        marks=marks,
    )


def empty_scratch(nodes: int, shifts: int, seed: int) -> Scratch:
    """Room for steps; the seed is positive and below 2**64."""
    return Scratch(
        seed=np.array([seed], dtype=np.uint64),
        touched=np.zeros(shifts, dtype=np.int64),
        fits=np.zeros(nodes, dtype=np.int64),
        waiting=np.zeros(1, dtype=np.int64),
        weight=np.zeros(nodes),
    )
