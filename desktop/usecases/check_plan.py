"""Prove a plan file against the database, rule by rule. Nothing that searches for plans is loaded for it."""

from dataclasses import dataclass, replace

from db.exchange.plan_file import read_plan
from db.exchange.plan_ids import KnownIds, check_ids
from db.exchange.plan_names import Names
from db.store import Store
from desktop.bootstrap import NotedTravel
from desktop.usecases.district import District, load_district
from desktop.usecases.load_problem import load_problem
from planner.domain.messages import Message, message
from planner.domain.people import Rep
from planner.domain.plan import MonthPlan
from planner.domain.violations import Severity, Violation
from planner.month.rules import of_changed_data, violations


@dataclass(frozen=True, slots=True)
class Proof:
    """What the rules say about a plan, in sentences with `names` for ids. `notes` tell when it was made of other data or
    figures than are in force now."""

    rep: Rep
    plan: MonthPlan
    violations: tuple[Violation, ...]
    notes: tuple[Message, ...]
    names: Names

    @property
    def hard(self) -> tuple[Violation, ...]:
        return tuple(each for each in self.violations if each.severity is Severity.HARD)

    @property
    def soft(self) -> tuple[Violation, ...]:
        return tuple(each for each in self.violations if each.severity is Severity.SOFT)

    @property
    def valid(self) -> bool:
        return not self.hard


def check_plan_file(store: Store, content: bytes, country: str) -> Proof:
    """Check the bytes of a plan.json. Raises PlanFileError for a file that is no plan, or of people who are not known."""
    return check_plan(store, read_plan(content), country)


def check_plan(store: Store, plan: MonthPlan, country: str) -> Proof:
    """Check a plan against a problem that is set up anew from the database, as of the plan's first day.

    Calls recorded since then do not count against it. Of other data or figures than are in force now it is not asked to state
    the present sums: `notes` say so.
    """
    with store.read() as books:
        district = load_district(books, plan.month, country)
        check_ids(plan, known_ids(district))
        rep = district.rep(plan.rep)
        first = plan.days[0].date if plan.days else None
        problem = load_problem(books, district.as_of(first), rep, NotedTravel(books), first)
    names, found = district.names, violations(problem, plan)
    policy_changed = plan.provenance.policy_version != district.policy.version
    if policy_changed or plan.provenance.data_version != district.data_version:
        found = of_changed_data(found, policy_changed=policy_changed)
    found = tuple(replace(each, message=names.in_words(each.message)) for each in found)
    return Proof(rep, plan, found, tuple(_notes(plan, district)), names)


def known_ids(district: District) -> KnownIds:
    """The ids of a district that a plan may name."""
    return KnownIds(
        reps={each.id for each in district.reps},
        hospitals={each.id for each in district.hospitals},
        departments={each.id for each in district.departments},
        customers={each.id for each in district.customers},
        segments={each.id for each in district.policy.segments},
    )


def _notes(plan: MonthPlan, district: District) -> list[Message]:
    notes = []
    if plan.provenance.policy_version != district.policy.version:
        notes.append(
            message(
                "The plan follows version {old} of the policy; version {new} is in force.",
                old=plan.provenance.policy_version,
                new=district.policy.version,
            )
        )
    if plan.provenance.data_version != district.data_version:
        notes.append(message("The data have changed since the plan was made."))
    return notes
