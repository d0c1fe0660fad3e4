"""The hard limits, one function each: what is broken in ANY assignment, a solver's or one drawn by hand."""

from collections.abc import Callable, Iterator

from planner.alignment.measures import deviations, fragments, loads, lost_equity, lost_units
from planner.alignment.problem import AlignmentProblem, Assignment, Contiguity
from planner.domain.messages import message
from planner.domain.violations import Severity, Violation

ROUNDING = 1e-9
"""A deviation, relative, that counts as rounding."""

Rule = Callable[[AlignmentProblem, Assignment], Iterator[Violation]]


def within_limits(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """No territory deviates from its target by more than an activity's hard limit."""
    for a, activity in enumerate(problem.activities):
        if activity.limit is None:
            continue
        for territory, off in zip(problem.territories, deviations(problem, assignment, a), strict=True):
            if abs(off) > activity.limit + ROUNDING:
                told = message(
                    "{rep}: {activity} is {off} % off its target, allowed are {percent} %.",
                    rep=territory.id,
                    activity=activity.name,
                    off=round(100 * float(off), 2),
                    percent=round(100 * activity.limit, 2),
                )
                yield Violation("within_limits", Severity.HARD, told)


def within_capacity(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """No territory carries more than an activity's capacity, or of the first activity more than its centre's."""
    for a, activity in enumerate(problem.activities):
        carried = loads(problem, assignment, a)
        for k, territory in enumerate(problem.territories):
            own = problem.units[assignment.centres[k]].capacity if assignment.centres and a == 0 else None
            most = min((each for each in (activity.capacity, own) if each is not None), default=None)
            if most is not None and carried[k] > most * (1 + ROUNDING):
                told = message(
                    "{rep} carries {load} of {activity}, at most {most} is allowed.",
                    rep=territory.id,
                    load=round(float(carried[k]), 2),
                    activity=activity.name,
                    most=most,
                )
                yield Violation("within_capacity", Severity.HARD, told)


def locks_kept(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """A locked unit is in the territory it is locked to."""
    for unit, k in zip(problem.units, assignment.territory_of, strict=True):
        if unit.locked_to is not None and unit.locked_to != problem.territories[k].id:
            told = message("{unit} is locked to {rep}.", unit=unit.id, rep=unit.locked_to)
            yield Violation("locks_kept", Severity.HARD, told)


def qualified(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """A unit's territory has every qualification that the unit needs."""
    for unit, k in zip(problem.units, assignment.territory_of, strict=True):
        lacking = unit.needs - problem.territories[k].qualifications
        if lacking:
            told = message(
                "{unit} needs {qualifications}, which {rep} lacks.",
                unit=unit.id,
                qualifications=", ".join(sorted(lacking)),
                rep=problem.territories[k].id,
            )
            yield Violation("qualified", Severity.HARD, told)


def groups_together(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """Units of one keep-together group are in one territory."""
    where: dict[str, set[int]] = {}
    for unit, k in zip(problem.units, assignment.territory_of, strict=True):
        if unit.group is not None:
            where.setdefault(unit.group, set()).add(k)
    for group, found in where.items():
        if len(found) > 1:
            yield Violation("groups_together", Severity.HARD, message("The hospitals of {group} are parted.", group=group))


def in_pieces(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """Every territory is in one piece: hard or soft, as the problem says."""
    if problem.contiguity is Contiguity.OFF:
        return
    count = fragments(problem, assignment)
    if count:
        severity = Severity.HARD if problem.contiguity is Contiguity.HARD else Severity.SOFT
        yield Violation("in_pieces", severity, message("{count} pieces lie apart from their territory.", count=count))


def nobody_empty(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """Every territory has at least one unit."""
    for k in sorted(set(range(len(problem.territories))) - set(assignment.territory_of)):
        told = message("{rep} has no hospital.", rep=problem.territories[k].id)
        yield Violation("nobody_empty", Severity.HARD, told)


def equity_capped(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """No rep loses more relationship equity than the cap."""
    for territory, lost in zip(problem.territories, lost_equity(problem, assignment), strict=True):
        if territory.equity_cap is not None and lost > territory.equity_cap * (1 + ROUNDING) + ROUNDING:
            told = message(
                "{rep} loses {lost} of relationship equity, at most {equity} is allowed.",
                rep=territory.id,
                lost=round(lost, 2),
                equity=territory.equity_cap,
            )
            yield Violation("equity_capped", Severity.HARD, told)


def units_capped(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """No rep loses more units than the cap."""
    for territory, lost in zip(problem.territories, lost_units(problem, assignment), strict=True):
        if territory.units_cap is not None and lost > territory.units_cap:
            told = message(
                "{rep} loses {lost:hospital|hospitals}, at most {most} may go.",
                rep=territory.id,
                lost=lost,
                most=territory.units_cap,
            )
            yield Violation("units_capped", Severity.HARD, told)


def centres_inside(problem: AlignmentProblem, assignment: Assignment) -> Iterator[Violation]:
    """A free centre is a unit of its own territory."""
    for k, centre in enumerate(assignment.centres):
        if assignment.territory_of[centre] != k:
            told = message("The centre of {rep} lies outside it.", rep=problem.territories[k].id)
            yield Violation("centres_inside", Severity.HARD, told)


RULES: tuple[Rule, ...] = (
    within_limits,
    within_capacity,
    locks_kept,
    qualified,
    groups_together,
    in_pieces,
    nobody_empty,
    equity_capped,
    units_capped,
    centres_inside,
)


def violations(problem: AlignmentProblem, assignment: Assignment) -> tuple[Violation, ...]:
    """Everything that an assignment breaks, rule by rule."""
    return tuple(found for rule in RULES for found in rule(problem, assignment))
