"""The month of a rep on the table: looked at week by week, changed by hand, checked at once, written as one edit each."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.exchange.pinyin import Spelling
from db.store import Books, Store
from desktop.usecases.edit import Edit, PlanRewrite, Rewrite, Shelf
from desktop.usecases.situation import Situation, load_situation
from planner.domain.commitments import Pin
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId, RepId
from planner.domain.plan import MonthPlan
from planner.domain.units import Month
from planner.domain.violations import Severity, Violation
from planner.errors import PlanningError
from planner.month.hand.edits import Edited, judged, judged_with_pins
from planner.month.problem import MonthProblem
from planner.month.rules import of_changed_data


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rep's month as it stands, with what the rules say of it; sentences have names instead of ids. `keys`: what customers are
    found by: names, pinyin and initials."""

    situation: Situation
    violations: tuple[Violation, ...]
    keys: Mapping[CustomerId, str]

    @property
    def problem(self) -> MonthProblem:
        return self.situation.problem

    @property
    def plan(self) -> MonthPlan:
        return self.situation.plan

    @property
    def today(self) -> date:
        """The first day that may still change."""
        return self.situation.today

    @property
    def broken(self) -> tuple[Violation, ...]:
        """The hard rules that the plan breaks."""
        return tuple(each for each in self.violations if each.severity is Severity.HARD)


def load_sheet(store: Store, rep: RepId | None, month: Month, today: date, country: str) -> Sheet | None:
    """A rep's month; None when there is no plan yet. Raises PlanningError or TravelError when the month cannot be set up."""
    if rep is None:
        return None
    with store.read() as books:
        headers = books.plans.headers(rep, month)
        known = books.reps.get(rep) is not None
    if not headers or not known:
        return None
    situation = load_situation(store, rep, month, today, country)
    return laid_out(situation, judged(situation.problem, situation.plan), _search_keys(situation))


def _search_keys(situation: Situation) -> Mapping[CustomerId, str]:
    names = {need.customer: situation.names.customer(need.customer) for need in situation.problem.needs}
    spelling = Spelling.of(names.values())
    return {id: f"{name} {spelling.forms(name, person=True)}" for id, name in names.items()}


def laid_out(situation: Situation, edited: Edited, keys: Mapping[CustomerId, str]) -> Sheet:
    """The month after an edit. Of a plan made of other data or figures than are in force now, what it states of them is not held
    against it."""
    district, provenance = situation.district, edited.plan.provenance
    found, policy_changed = edited.violations, provenance.policy_version != district.policy.version
    if policy_changed or provenance.data_version != district.data_version:
        found = of_changed_data(found, policy_changed=policy_changed)
    situation = replace(situation, problem=edited.problem, plan=edited.plan)
    return Sheet(situation, tuple(replace(each, message=situation.named(each.message)) for each in found), keys)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds of a month that a hand edit can change."""

    plan: MonthPlan | None
    pins: tuple[Pin, ...]


def read_kept(books: Books, rep: RepId, month: Month) -> Kept:
    """The latest plan and the locks as they are in the store."""
    return Kept(books.plans.latest(rep, month), books.pins.of(rep, month))


def taken_over(sheet: Sheet, kept: Kept) -> Sheet | None:
    """The sheet with what undo, redo or another page wrote; None when it has to be loaded anew."""
    if kept.plan is None or not kept.plan.days or kept.plan.days[0].date != sheet.plan.days[0].date:
        return None
    if kept.plan == sheet.plan and set(kept.pins) == set(sheet.problem.pins):
        return sheet
    return laid_out(sheet.situation, judged_with_pins(sheet.problem, kept.plan, kept.pins), sheet.keys)


def hand_edit(title: Message, before: Sheet, after: Edited) -> Edit | None:
    """The edit to be written, plan and locks together; None when nothing changes."""
    rewrites: list[PlanRewrite | Rewrite] = []
    if after.plan != before.plan:
        rewrites.append(PlanRewrite(before.plan.rep, before.plan.month, before.plan, after.plan))
    old, new = set(before.problem.pins), set(after.problem.pins)
    if old != new:
        gone = tuple(pin for pin in before.problem.pins if pin not in new)
        rewrites.append(Rewrite(Shelf.PINS, gone, tuple(pin for pin in after.problem.pins if pin not in old)))
    return Edit(title, tuple(rewrites)) if rewrites else None


def refuse_past(sheet: Sheet, dates: Collection[date]) -> None:
    """Raise PlanningError for days that are over: what was is recorded, not planned."""
    over = min((when for when in dates if when < sheet.today), default=None)
    if over is not None:
        raise PlanningError(
            message("{date} is over: its calls stay as they were planned.", date=over),
            message("Record what happened instead, or choose a day from today on."),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer who may be added: `missing` owed calls have no place, `planned` have one; `dates` of those planned."""

    customer: CustomerId
    name: str
    segment: str
    hospital: str
    missing: int
    owed: int
    planned: int
    optional: int
    last_visit: date | None
    reason: Message | None


def candidates(sheet: Sheet) -> tuple[Candidate, ...]:
    """The month's customers: those with owed calls that lack a place first, the most valuable first; then those without any call,
    then the others, the longest not visited first."""
    return tuple(sorted(_candidates(sheet), key=_rank(sheet)))


def _candidates(sheet: Sheet) -> Iterator[Candidate]:
    names, problem = sheet.situation.names, sheet.problem
    planned: dict[CustomerId, int] = {}
    for day in sheet.plan.days:
        for call in day.calls:
            planned[call.customer] = planned.get(call.customer, 0) + 1
    unplanned = {each.customer: each for each in sheet.plan.unplanned}
    for need in problem.needs:
        lacking, count = unplanned.get(need.customer), planned.get(need.customer, 0)
        yield Candidate(
            customer=need.customer,
            name=names.customer(need.customer),
            segment=need.segment,
            hospital=names.hospital(problem.sites[need.places[0].site].hospital),
            missing=lacking.count if lacking else 0,
            owed=need.owed,
            planned=count,
            optional=need.optional,
            last_visit=need.last_visit,
            reason=sheet.situation.named(lacking.reason) if lacking else None,
        )


def _rank(sheet: Sheet) -> Callable[[Candidate], tuple[bool, float, bool, date, str]]:
    values = {need.customer: need.value for need in sheet.problem.needs}

    def key(each: Candidate) -> tuple[bool, float, bool, date, str]:
        lacking = each.missing > 0
        return not lacking, -values[each.customer] if lacking else 0.0, each.planned > 0, each.last_visit or date.min, each.name

    return key


def dates_of_week(sheet: Sheet, monday: date) -> tuple[date, ...]:
    """The month's field days of a week, and other days that hold calls all the same."""
    known = {day.date for day in sheet.problem.days} | {day.date for day in sheet.plan.days if day.stops}
    return tuple(sorted(when for when in known if 0 <= (when - monday).days < 7))


def weeks_of(sheet: Sheet) -> Sequence[date]:
    """The Mondays of the weeks in which the month has field days."""
    days = {day.date for day in sheet.problem.days} | {day.date for day in sheet.plan.days}
    return sorted({date.fromordinal(day.toordinal() - day.weekday()) for day in days})
