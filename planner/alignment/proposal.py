"""An answer as it is saved: every account with whose it was and whose it is to be."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.alignment.accounts import Account
from planner.alignment.assemble import Case
from planner.alignment.measures import fragments, measure
from planner.alignment.problem import Assignment, TerritoryId
from planner.alignment.scenario import Answer, aims_of
from planner.domain.alignment import AlignmentId, AnswerFigures, Holding, Proposal
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.territory import UnitId
from planner.errors import AlignmentError

BY_HAND = "by hand"
"""The leaning of an alignment that was drawn or corrected by hand."""


def propose(case: Case, answer: Answer, title: str, *, seed: int, data_version: str, based_on: AlignmentId | None) -> Proposal:
    """The proposal of an answer."""
    figures = figures_of(case, answer.found.assignment, answer.leaning.value, answer.gap, seed)
    return Proposal(title, case.request, holdings(case, answer.found.assignment), figures, data_version, based_on)


def figures_of(case: Case, assignment: Assignment, leaning: str, gap: float | None, seed: int) -> AnswerFigures:
    """The figures of any assignment of a case."""
    found, aims = measure(case.problem, assignment), aims_of(case.problem, assignment)
    return AnswerFigures(
        leaning=leaning,
        objective=round(found.objective, 3),
        travel=round(found.travel, 3),
        imbalance=round(aims.imbalance, 3),
        disruption=round(aims.disruption, 3),
        moved_units=found.moved_units,
        moved_equity=round(found.moved_equity, 3),
        pieces_apart=fragments(case.problem, assignment) if case.problem.neighbours else 0,
        gap=None if gap is None else round(gap, 6),
        seed=seed,
    )


def holdings(case: Case, assignment: Assignment) -> tuple[Holding, ...]:
    """Every account with its rep, in the order of the case."""
    pairs = zip(case.accounts, assignment.territory_of, strict=True)
    return tuple(_holding(account, case.reps[k].id) for account, k in pairs)


def _holding(account: Account, rep: RepId) -> Holding:
    return Holding(
        unit=account.id,
        name=account.name,
        hospital=account.hospital,
        department=account.department,
        customers=account.customers,
        before=account.today or former_rep(account),
        rep=rep,
        workload=account.workload,
        potential=account.potential,
        visits=account.visits,
        days=account.days,
        people=account.people,
        equity=account.equity,
    )


def former_rep(account: Account) -> RepId | None:
    """Who leaves an account that nobody staying looks after: the rep with the strongest relationships there."""
    return max(account.equity, key=lambda each: (each[1], each[0]), default=(None, 0.0))[0]


def today_of(case: Case) -> Assignment | None:
    """Who looks after what now, as an assignment of the case; None when somebody takes no part or something is nobody's."""
    index = {rep.id: k for k, rep in enumerate(case.reps)}
    who = [index.get(account.today, -1) if account.today is not None else -1 for account in case.accounts]
    return None if -1 in who or case.problem.free_centres else Assignment(tuple(who))


def assignment_of(case: Case, kept: Sequence[Holding]) -> Assignment:
    """Saved holdings as an assignment of a case made anew; accounts that came since stay with whose they are today.

    Raises AlignmentError when a rep of the holdings takes no part in the case, or the case has free centres.
    """
    if case.problem.free_centres:
        raise AlignmentError(
            message("An alignment with free centres cannot be measured again by hand."),
            message("Align again with the reps' homes as centres."),
        )
    index = {rep.id: k for k, rep in enumerate(case.reps)}
    reps = {holding.unit: holding.rep for holding in kept}
    who = []
    for account in case.accounts:
        rep = reps.get(account.id, account.today)
        if rep not in index:
            raise AlignmentError(
                message("{unit} has no rep in this alignment: the data have changed since it was made.", unit=account.name),
                message("Align again."),
            )
        who.append(index[rep])
    return Assignment(tuple(who))


def give(proposal: Proposal, units: Collection[UnitId], rep: RepId) -> Proposal:
    """The proposal with units given to a rep by hand; its figures are still to be measured. Raises AlignmentError."""
    known = {holding.unit for holding in proposal.holdings}
    for unit in units:
        if unit not in known:
            raise AlignmentError(
                message("{unit} is no account of this alignment.", unit=unit), message("Take an id from align show.")
            )
    changed = tuple(replace(each, rep=rep) if each.unit in units else each for each in proposal.holdings)
    return replace(proposal, holdings=changed)


def territory_index(case: Case, rep: RepId) -> int:
    """A rep's place among the territories. Raises KeyError when the rep takes no part."""
    return {territory.id: k for k, territory in enumerate(case.problem.territories)}[TerritoryId(rep)]
