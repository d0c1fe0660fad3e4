"""Approve reps' plans, or take the approval back: edits like any other, so that undo works."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.store import Store
from desktop.usecases.check_plan import check_plan
from desktop.usecases.edit import Edit, PublicationRewrite
from desktop.usecases.show_team import TeamRep
from planner.domain.messages import Message, message
from planner.domain.plan import PlanId
from planner.domain.units import Month
from planner.errors import PlanningError


@dataclass(frozen=True, slots=True)
class Refusal:
    """A plan that breaks hard rules, and the first of them in a sentence."""

    row: TeamRep
    broken: int
    first: Message


def waiting(rows: Iterable[TeamRep]) -> tuple[TeamRep, ...]:
    """Those whose latest plan is not in force yet."""
    return tuple(row for row in rows if row.latest is not None and row.latest != row.in_force)


def approved(rows: Iterable[TeamRep]) -> tuple[TeamRep, ...]:
    """Those with a plan in force."""
    return tuple(row for row in rows if row.in_force is not None)


def examine(store: Store, rows: Sequence[TeamRep], country: str) -> tuple[Refusal, ...]:
    """Ask the rules about the latest plan of each row; only refusals are told."""
    refusals = []
    for row in rows:
        with store.read() as books:
            plan = books.plans.get(row.latest) if row.latest is not None else None
        hard = () if plan is None else check_plan(store, plan, country).hard
        if hard:
            refusals.append(Refusal(row, len(hard), hard[0].message))
    return tuple(refusals)


def refusal_error(refusals: Sequence[Refusal]) -> PlanningError:
    """What is told when plans were not approved: the first, and how many more."""
    first = refusals[0]
    problem = message(
        "The plan of {name} breaks {count:hard rule|hard rules} and was not approved: {sentence}",
        name=first.row.rep.name,
        count=first.broken,
        sentence=first.first,
    )
    if len(refusals) > 1:
        problem = message("{first} So do the plans of {more:other rep|other reps}.", first=problem, more=len(refusals) - 1)
    return PlanningError(
        problem, message("Mend it on the week page or plan the month again; or approve it as it is with “Approve anyway”.")
    )


def approval(month: Month, rows: Sequence[TeamRep]) -> Edit:
    """Put the latest plan of each row in force."""
    title = (
        message("Approve the plan of {name}", name=rows[0].rep.name)
        if len(rows) == 1
        else message("Approve {count} plans", count=len(rows))
    )
    return Edit(title, tuple(PublicationRewrite(row.rep.id, month, row.in_force, row.latest) for row in rows))


def withdrawal(month: Month, rows: Sequence[TeamRep]) -> Edit:
    """Take the plan of each row out of force; it stays as a draft."""
    nothing: PlanId | None = None
    title = (
        message("Withdraw the plan of {name}", name=rows[0].rep.name)
        if len(rows) == 1
        else message("Withdraw {count} plans", count=len(rows))
    )
    return Edit(title, tuple(PublicationRewrite(row.rep.id, month, row.in_force, nothing) for row in rows))
