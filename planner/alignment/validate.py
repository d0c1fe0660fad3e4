"""Questions that cannot be asked: figures that contradict each other before any solving."""

from collections.abc import Iterator

import numpy as np

from planner.alignment.problem import AlignmentProblem, Contiguity
from planner.domain.messages import Message, message
from planner.errors import AlignmentError


def problems(problem: AlignmentProblem) -> tuple[Message, ...]:
    """Everything that is wrong with a problem, in the order of its fields; empty when it may be solved."""
    found = (*_units(problem), *_territories(problem), *_activities(problem))
    return found or (*_distances(problem), *_links(problem))


def validate(problem: AlignmentProblem) -> None:
    """Raises AlignmentError with the first thing that is wrong."""
    for found in problems(problem):
        raise AlignmentError(found, message("Correct this figure and align again."))


def _units(problem: AlignmentProblem) -> Iterator[Message]:
    if not problem.units:
        yield message("There is no hospital to align.")
    known = {territory.id for territory in problem.territories}
    seen: set[str] = set()
    for unit in problem.units:
        if unit.id in seen:
            yield message("{unit} is listed twice.", unit=unit.id)
        seen.add(unit.id)
        if len(unit.weights) != len(problem.activities):
            yield message(
                "{unit} has {found} weights, but {wanted} activities are to be balanced.",
                unit=unit.id,
                found=len(unit.weights),
                wanted=len(problem.activities),
            )
        if any(not (np.isfinite(figure) and figure >= 0) for figure in (*unit.weights, unit.visits, unit.equity)):
            yield message("{unit} has a weight, visits or equity that is negative or not a number.", unit=unit.id)
        if unit.locked_to is not None and unit.locked_to not in known:
            yield message("{unit} is locked to {territory}, which does not exist.", unit=unit.id, territory=unit.locked_to)


def _territories(problem: AlignmentProblem) -> Iterator[Message]:
    if not problem.territories:
        yield message("There is no territory to align to.")
    if len(problem.territories) > len(problem.units):
        yield message(
            "There are {territories} territories but only {units} hospitals: some would stay empty.",
            territories=len(problem.territories),
            units=len(problem.units),
        )
    seen: set[str] = set()
    for territory in problem.territories:
        if territory.id in seen:
            yield message("The territory {territory} is listed twice.", territory=territory.id)
        seen.add(territory.id)
        if not territory.share > 0:
            yield message(
                "{territory} works a share of {share}: it must be above 0.", territory=territory.id, share=territory.share
            )


def _activities(problem: AlignmentProblem) -> Iterator[Message]:
    for activity in problem.activities:
        figures = (activity.tolerance, activity.weight, activity.limit or 0.0, activity.capacity or 0.0)
        if any(figure < 0 for figure in figures):
            yield message("The balance of {activity} has a negative figure.", activity=activity.name)
        if activity.limit is not None and activity.weight and activity.tolerance > activity.limit:
            yield message(
                "The tolerance of {activity} ({tolerance}) is wider than its hard limit ({limit}).",
                activity=activity.name,
                tolerance=activity.tolerance,
                limit=activity.limit,
            )


def _distances(problem: AlignmentProblem) -> Iterator[Message]:
    n, p = len(problem.units), len(problem.territories)
    table, rows = (problem.distances, n) if problem.homes is None else (problem.homes, p)
    if table is None or table.shape != (rows, n):
        yield message("The table of distances must have {rows} rows and {columns} columns.", rows=rows, columns=n)
        return
    for i in np.flatnonzero(~(np.isfinite(table) & (table >= 0)).all(axis=0))[:5]:
        yield message("{unit} has no distance: does it have coordinates?", unit=problem.units[int(i)].id)
    if problem.homes is None and problem.candidates is not None and len(set(problem.candidates)) < p:
        yield message("There are fewer possible centres than territories ({territories}).", territories=p)


def _links(problem: AlignmentProblem) -> Iterator[Message]:
    n = len(problem.units)
    if any(not (0 <= one < n and 0 <= other < n) for one, other in problem.neighbours):
        yield message("The neighbour graph names a hospital that is not in the list.")
    if problem.contiguity is not Contiguity.OFF and n > 1 and not problem.neighbours:
        yield message("Territories are to be in one piece, but the hospitals have no neighbours.")
