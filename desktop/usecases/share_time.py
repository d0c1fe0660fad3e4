"""How long each rep may be planned when all of them together have so many seconds."""

from math import ceil, floor

from planner.domain.messages import message
from planner.errors import PlanningError

BEGINNING = 2.2
"""Seconds for starting the processes and reading the district."""
AROUND = 0.1
"""Seconds that a rep takes beside the search: the way to the process and back, saving."""
LEAST = 0.5
"""Less than this is no search."""


def seconds_for_each(within: float, reps: int, processes: int) -> float:
    """Seconds of search for each of `reps`, planned `processes` at a time within so many seconds of the clock.

    Equal arguments give equal seconds, so that a batch that was cut short is the same batch when it is run again. Raises
    PlanningError when there is no time for a search.
    """
    rounds = ceil(max(1, reps) / processes)
    seconds = floor(round(10 * ((within - BEGINNING) / rounds - AROUND), 6)) / 10
    if seconds < LEAST:
        raise PlanningError(
            message(
                "{within} seconds are too few for {reps:rep|reps}, {processes} at a time.",
                within=within,
                reps=reps,
                processes=processes,
            ),
            message("Give at least {seconds} seconds, or name fewer reps.", seconds=ceil((LEAST + AROUND) * rounds + BEGINNING)),
        )
    return seconds
