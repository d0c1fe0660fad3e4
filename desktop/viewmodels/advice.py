"""Answers about the month's plan that take time: why calls have no place, taking a fix, how far from the best possible it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.changes import Changes
from desktop.jobs.advising import explain_month, try_fix
from desktop.jobs.proving import prove_month
from desktop.usecases.edit import Edit, same_plan
from desktop.usecases.explain_plan import ahead
from desktop.usecases.fix_unplanned import fix_edit
from desktop.usecases.prove_gap import Claim, load_claim, with_bound
from desktop.usecases.situation import Situation, load_situation
from desktop.viewmodels.jobs import Job
from desktop.viewmodels.session import Session
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.plan import MonthPlan
from planner.errors import UserFacingError
from planner.month.advice.fixes import Applied, Fix
from planner.month.advice.whynot import WhyNot
from planner.month.bound.bound import ProvenBound
from planner.month.problem import MonthProblem
from planner.solving import Progress, SolveLimits

PROOF_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Question:
    """How the month stands, what is left of it, and the plan of its days."""

    situation: Situation
    problem: MonthProblem
    plan: MonthPlan


@dataclass(frozen=True, slots=True)
class ProvenGap:
    """No plan of the month costs less than `bound`; this one costs `objective`. Both in minutes of the objective. `assumption`
    says what the proof rests on; None = on nothing."""

    objective: float
    bound: float
    assumption: Message | None

    @property
    def share(self) -> float:
        """How far from the best possible the plan is at most, as a share of its own cost."""
        return max(0.0, (self.objective - self.bound) / abs(self.objective)) if self.objective else 0.0


def gap_of(plan: MonthPlan | None) -> ProvenGap | None:
    """What is proven of a plan."""
    if plan is None or plan.lower_bound is None:
        return None
    return ProvenGap(plan.objective.total, plan.lower_bound, None if plan.proof is None else plan.proof.assumption)


@dataclass(frozen=True, slots=True)
class AdviceState:
    """All about `plan`. `answers` None = not asked yet; `done` 0..1 while `busy`; `gap` None = nothing proven."""

    plan: MonthPlan | None = None
    answers: tuple[WhyNot, ...] | None = None
    gap: ProvenGap | None = None
    asking: bool = False
    proving: bool = False
    fixing: CustomerId | None = None
    done: float = 0.0

    @property
    def busy(self) -> bool:
        return self.asking or self.proving or self.fixing is not None


class Advice(QObject):
    """One for each session. `changed` with every news. Answers hold for one plan; another plan forgets them."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.state = AdviceState()
        self._job: Job | None = None
        self._again = False

    def look_at(self, plan: MonthPlan | None) -> None:
        """Another plan is shown: what was found out about the one before does not hold."""
        if not same_plan(plan, self.state.plan):
            self.stop()
            self._show(AdviceState(plan=plan, gap=gap_of(plan)))
            if self._again:
                self._again = False
                self.explain()

    def stop(self) -> None:
        """Be content with what is found so far."""
        if self._job is not None:
            self._job.stop()

    def _show(self, state: AdviceState) -> None:
        self.state = state
        self.changed.emit()

    def explain(self) -> None:
        """Ask why calls have no place."""
        if self.state.plan is None or self.state.busy:
            return
        self._show(replace(self.state, asking=True, done=0.0))
        self._ask(self._explain)

    def _explain(self, question: Question) -> None:
        plan, situation = self.state.plan, question.situation

        def then(answers: tuple[WhyNot, ...]) -> None:
            self._job = None
            state = replace(self.state, asking=False)
            self._show(replace(state, answers=answers) if same_plan(state.plan, plan) else state)

        title = message("Testing why calls have no place, {rep}", rep=situation.rep.name)
        self._watch(self.session.jobs.run(title, explain_month, question.problem, question.plan, then=then, failed=self._fail))

    def fix(self, customer: CustomerId, fix: Fix) -> None:
        """Carry a tested fix out and save it."""
        if self.state.plan is None or self.state.busy:
            return
        self._show(replace(self.state, fixing=customer, done=0.0))
        self._ask(lambda question: self._try(question.situation, customer, fix))

    def _try(self, situation: Situation, customer: CustomerId, fix: Fix) -> None:
        name = situation.names.customer(customer)

        def commit(edit: Edit) -> None:
            self._show(replace(self.state, fixing=None))
            self._again = True  # what else has no place is another question in the changed plan
            self._again = self.session.commit(edit) and self._again

        def then(applied: Applied | None) -> None:
            self._job = None
            self.session.fetch(lambda books: fix_edit(books, situation, fix, applied, name), commit, self._fail)

        title = message("Making room for {customer}", customer=name)
        job = self.session.jobs.run(title, try_fix, situation.problem, situation.plan, fix, then=then, failed=self._fail)
        self._watch(job)

    def prove(self, seconds: float = PROOF_SECONDS) -> None:
        """Ask how far from the best possible the plan is at most."""
        chosen, session = self.session.rep, self.session
        if self.state.plan is None or self.state.busy or chosen is None:
            return
        self._show(replace(self.state, proving=True, done=0.0))
        month, country = session.month, session.country

        def work() -> Claim:
            with session.store.read() as books:
                rep = next(each for each in books.reps.all() if each.id == chosen)
            return load_claim(session.store, rep, month, country)

        session.background.run(work, lambda claim: self._prove(claim, SolveLimits(seconds)), self._fail)

    def _prove(self, claim: Claim, limits: SolveLimits) -> None:
        def then(found: ProvenBound) -> None:
            self._job = None
            self._keep(claim, with_bound(claim.plan, found))

        title = message("Proving how good the plan is, {rep}", rep=claim.rep.name)
        best = claim.plan.objective.total
        self._watch(self.session.jobs.run(title, prove_month, claim.problem, 0, limits, best, then=then, failed=self._fail))

    def _keep(self, claim: Claim, proven: MonthPlan) -> None:
        """Put the bound beside the saved plan; the plan itself stays as it is, so there is nothing to undo."""
        store = self.session.store

        def work() -> None:
            with store.write() as books:
                books.plans.state_bound(claim.id, proven)

        def then(_: None) -> None:
            state = replace(self.state, proving=False)
            self._show(replace(state, plan=proven, gap=gap_of(proven)) if same_plan(state.plan, proven) else state)
            self.session.announce(Changes.PLANS)

        self.session.background.run(work, then, self._fail)

    def _ask(self, then: Callable[[Question], None]) -> None:
        """Read how the month stands."""
        session, rep, month = self.session, self.session.rep or "", self.session.month
        today, country = session.today(), session.country

        def work() -> Question:
            situation = load_situation(session.store, rep, month, today, country)
            return Question(situation, *ahead(situation))

        session.background.run(work, then, self._fail)

    def _watch(self, job: Job) -> None:
        self._job = job
        job.progress.connect(self._hear)
        job.ended.connect(lambda: QTimer.singleShot(0, self, lambda: self._look_after(job)))

    def _look_after(self, job: Job) -> None:
        """A job that failed inside the program must not leave the page waiting for it."""
        if self._job is job:
            self._job = None
            self._show(replace(self.state, asking=False, proving=False, fixing=None))

    def _hear(self, progress: Progress) -> None:
        self._show(replace(self.state, done=progress.done))

    def _fail(self, error: UserFacingError) -> None:
        self._job = None
        self._show(replace(self.state, asking=False, proving=False, fixing=None))
        self.session.failed.emit(error)


def advice_of(session: Session) -> Advice:
    """The session's one advisor on the month's plan."""
    found = session.findChild(Advice)
    return found if isinstance(found, Advice) else Advice(session)
