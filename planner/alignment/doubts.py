"""Bad input: what makes an alignment impossible to ask, before any solving, and what only deserves a remark."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from planner.alignment.accounts import Account, Landscape
from planner.alignment.problem import AlignmentProblem
from planner.domain.messages import Message, message
from planner.domain.people import Rep
from planner.domain.policy import Policy
from planner.domain.territory import CUSTOMERS, POTENTIAL, WORKLOAD, AlignmentRequest, Centres
from planner.errors import AlignmentError
from planner.geography.distance import metres_between

SAME_PLACE_METRES = 30
SHOWN = 5
"""How many hospitals or reps a sentence names."""


def refuse(landscape: Landscape, request: AlignmentRequest, accounts: Sequence[Account], reps: Sequence[Rep]) -> None:
    """Raises AlignmentError with the first reason why this cannot be asked."""
    for problem, way_out in _refusals(landscape, request, accounts, reps):
        raise AlignmentError(problem, way_out)


def _refusals(
    landscape: Landscape, request: AlignmentRequest, accounts: Sequence[Account], reps: Sequence[Rep]
) -> Iterator[tuple[Message, Message]]:
    if not reps:
        yield message("Nobody takes part in this alignment."), message("Name at least one active rep who is not leaving.")
    if not accounts:
        yield message("No customer is to be looked after."), message("Import customers, or choose reps who have some.")
    yield from _lost_places(accounts)
    if request.centres is Centres.HOMES:
        yield from _homeless(reps)
    yield from _unknown(landscape, request)
    yield from _figures(request, landscape.policy)
    yield from _empty(accounts, reps)


def _lost_places(accounts: Sequence[Account]) -> Iterator[tuple[Message, Message]]:
    lost = list(dict.fromkeys(account.name for account in accounts if account.where is None))
    if lost:
        yield (
            message("{count:hospital has|hospitals have} no coordinates: {names}.", count=len(lost), names=_some(lost)),
            message("Give their coordinates, or import the hospitals again with their addresses located."),
        )


def _homeless(reps: Sequence[Rep]) -> Iterator[tuple[Message, Message]]:
    lost = [rep.name for rep in reps if rep.home is None]
    if lost:
        yield (
            message("{count:rep has|reps have} no home: {names}.", count=len(lost), names=_some(lost)),
            message("Give their home coordinates, or align with free centres."),
        )


def _unknown(landscape: Landscape, request: AlignmentRequest) -> Iterator[tuple[Message, Message]]:
    """Ids in the request that nobody knows."""
    known = {str(each.id) for group in (landscape.hospitals, landscape.departments, landscape.customers) for each in group}
    reps = {rep.id for rep in (*landscape.reps, *request.joining)}
    asked: list[str | None] = [each for lock in request.locks for each in (lock.hospital, lock.department, lock.customer)]
    asked += [each for one in request.requirements for each in (one.hospital, one.department)]
    asked += [*request.split_hospitals, *(each for group in request.together for each in group.hospitals)]
    for id in asked:
        if id is not None and id not in known:
            yield message("The alignment names {id}, which is not in the database.", id=id), message("Check the id.")
    people = [lock.rep for lock in request.locks]
    people += [each.rep for each in (*request.shares, *request.reliefs)]
    people += [each.rep for each in request.qualifications]
    for rep in (*people, *request.reps, *request.leaving, *request.giving):
        if rep is not None and rep not in reps:
            yield message("The alignment names the rep {id}, who is not in the database.", id=rep), message("Check the id.")


def _figures(request: AlignmentRequest, policy: Policy) -> Iterator[tuple[Message, Message]]:
    way_out = message("Correct the figure and align again.")
    segments = {each.id for each in policy.segments}
    for goal in request.balances:
        name, _, segment = goal.activity.partition(":")
        if goal.activity not in (WORKLOAD, POTENTIAL, CUSTOMERS) and not (name == CUSTOMERS and segment in segments):
            yield (
                message("{activity} is nothing that can be balanced.", activity=goal.activity),
                message("Balance workload, potential, customers, or customers of a segment such as customers:A."),
            )
        if goal.ideal is not None and goal.ideal <= 0:
            yield (
                message("The ideal of {activity} is {ideal}: it must be above 0.", activity=goal.activity, ideal=goal.ideal),
                way_out,
            )
    for share in (*request.shares, *request.reliefs):
        if not 0 < share.share <= 1:
            yield (
                message(
                    "{rep} is to work {share} of a week: give a share above 0 and up to 1.", rep=share.rep, share=share.share
                ),
                way_out,
            )
    wishes = request.wishes
    for weight in (wishes.travel, wishes.moved, wishes.equity, wishes.cut, wishes.piece):
        if weight < 0:
            yield message("A weight of the goals is {weight}: it must not be negative.", weight=weight), way_out


def _empty(accounts: Sequence[Account], reps: Sequence[Rep]) -> Iterator[tuple[Message, Message]]:
    if accounts and len(reps) > len(accounts):
        yield (
            message(
                "{reps:rep|reps} for {hospitals:hospital|hospitals}: somebody's territory would be empty.",
                reps=len(reps),
                hospitals=len(accounts),
            ),
            message("Let fewer reps take part, or split large hospitals by department."),
        )


def notes_on(
    landscape: Landscape, request: AlignmentRequest, accounts: Sequence[Account], problem: AlignmentProblem
) -> tuple[Message, ...]:
    """Remarks: hospitals larger than a band, reps who live at one place, nothing on record of relationships."""
    taking_part = {str(territory.id) for territory in problem.territories}
    reps = tuple(rep for rep in (*landscape.reps, *request.joining) if rep.id in taking_part)
    return (*_too_large(accounts, problem), *_same_homes(request, reps), *_no_calls(landscape, accounts))


def _too_large(accounts: Sequence[Account], problem: AlignmentProblem) -> Iterator[Message]:
    for number, activity in enumerate(problem.activities):
        edge = activity.limit if activity.limit is not None else activity.tolerance if activity.weight else None
        if edge is None:
            continue
        most = float(problem.targets(number).max()) * (1 + edge)
        for account, unit in zip(accounts, problem.units, strict=True):
            if unit.weights[number] > most:
                yield message(
                    "{unit} alone has {load} of {activity}, more than the {most} of a territory: split it by department.",
                    unit=account.name,
                    load=round(unit.weights[number]),
                    activity=activity.name,
                    most=round(most),
                )


def _same_homes(request: AlignmentRequest, reps: Sequence[Rep]) -> Iterator[Message]:
    if request.centres is not Centres.HOMES:
        return
    for one, other in combinations(reps, 2):
        if one.home is not None and other.home is not None and metres_between(one.home, other.home) < SAME_PLACE_METRES:
            yield message(
                "{rep} and {other} live at one place: travel cannot tell their territories apart, the other goals do.",
                rep=one.name,
                other=other.name,
            )


def _no_calls(landscape: Landscape, accounts: Sequence[Account]) -> Iterator[Message]:
    if not landscape.calls and not any(customer.last_visit for customer in landscape.customers) and accounts:
        yield message("No calls are on record, so relationship equity rests on ratings alone.")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
