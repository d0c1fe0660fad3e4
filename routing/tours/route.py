"""One shift's route with the slack that makes insertion tests quick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Routes: TypeAlias = tuple[tuple[int, ...], ...]
"""The calls of every shift in their order, without home."""


NOWHERE = 2**62
"""The delay of a call that fits nowhere."""


@dataclass(frozen=True, slots=True)
class ShiftProblem:
    """Choose and order optional calls in `shifts` equal shifts from one home, for the most reward.

    Node 0 is home; all times are whole numbers of one unit. `travel[i][j]`; `minutes[i]` the length of a call; a call
    starts between `opens[i]` and `closes[i]`; `closes[0]` is when the rep must be home, `rewards[i]` what a call is worth.
    """

    travel: tuple[tuple[int, ...], ...]
    minutes: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    rewards: tuple[int, ...]
    shifts: int


class Insertion(NamedTuple):
    """Cheapest place for a node in a route: the delay it causes and the position it takes.

    A negative delay is swallowed by the waiting before the following call: so much of that waiting is left.
    """

    delay: int
    position: int


class Route:
    """An order of calls in time. `starts` are earliest starts, `latest` the latest ones that keep the rest in time.

    Both include home at either end. Never changed once made, so insertions are remembered: one by one, or all at once by
    node as `delays` and, in plain lists, as `known` delays and positions (see `routing.tours.prices`).
    """

    __slots__ = ("_insertions", "calls", "delays", "known", "latest", "nodes", "reward", "starts")

    def __init__(self, calls: tuple[int, ...], go: Sequence[Sequence[int]], problem: ShiftProblem) -> None:
        opens, closes = problem.opens, problem.closes
        self.calls, self.nodes = calls, (0, *calls, 0)
        self.reward = sum(problem.rewards[node] for node in calls)
        clock, before, starts = opens[0], 0, [opens[0]]
        for node in self.nodes[1:]:
            clock = max(clock + go[before][node], opens[node])
            starts.append(clock)
            before = node
        latest, bound, after = [closes[0]], closes[0], 0
        for node in reversed(self.nodes[:-1]):
            bound = min(bound - go[node][after], closes[node])
            latest.append(bound)
            after = node
        latest.reverse()
        self.starts, self.latest = starts, latest
        self._insertions: dict[int, Insertion | None] = {}
        self.delays: npt.NDArray[np.int64] | None = None
        self.known: tuple[list[int], list[int]] | None = None

    @property
    def in_time(self) -> bool:
        """Whether every call starts in time and the rep is home in time."""
        return all(start <= latest for start, latest in zip(self.starts, self.latest, strict=True))

    def insertion(self, node: int, go: Sequence[Sequence[int]], opens: int, closes: int) -> Insertion | None:
        """The cheapest place for a further node, None when it fits nowhere."""
        if self.known is not None:
            delay = self.known[0][node]
            return Insertion(delay, self.known[1][node]) if delay < NOWHERE else None
        if node in self._insertions:
            return self._insertions[node]
        best: Insertion | None = None
        onward, nodes, starts, latest = go[node], self.nodes, self.starts, self.latest
        for position in range(1, len(nodes)):
            arrival = starts[position - 1] + go[nodes[position - 1]][node]
            if arrival > closes:
                continue
            following = nodes[position]
            reached = (arrival if arrival > opens else opens) + onward[following]
            if reached <= latest[position]:
                delay = reached - starts[position]
                if best is None or delay < best.delay:
                    best = Insertion(delay, position - 1)
        self._insertions[node] = best
        return best


def minutes_and_ways(problem: ShiftProblem) -> list[list[int]]:
    """`[i][j]`: the call at i and the way from i to j."""
    return [[spent + leg for leg in row] for spent, row in zip(problem.minutes, problem.travel, strict=True)]
