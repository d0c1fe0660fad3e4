"""Advice on the week, reckoned beside the window; and proposals, to be accepted or rejected change by change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.jobs.solving import InForce, reoptimise_rest
from desktop.usecases.advise_week import (
    Earlier,
    ask_slots,
    ask_stand_bys,
    ask_why_here,
    ask_why_not_earlier,
    repair_without,
    take_slot,
)
from desktop.usecases.edit_week import Sheet
from desktop.viewmodels.week import WeekModel
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.errors import UserFacingError
from planner.month.advice.offers import Offer, WhyHere
from planner.month.advice.standbys import StandBy
from planner.month.hand.edits import judged
from planner.month.hand.locks import CallRef
from planner.month.repair.accepting import Accepted, accept
from planner.month.repair.replan import Replan
from planner.solving import SolveLimits

STEPS = 150
"""Enough for what is left of a month, and the same answer every time."""
SEED = 1
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Slots:
    """Where a call fits; `call` None: one more call on the customer."""

    customer: CustomerId
    call: CallRef | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class StandBys:
    """Who can be met instead of a call."""

    call: CallRef
    found: tuple[StandBy, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A month proposed, the changes chosen by their numbers, and what these give."""

    title: Message
    replan: Replan
    chosen: frozenset[int]
    accepted: Accepted


class WeekAdvice(QObject):
    """`answered(WhyHere | Earlier | Slots | StandBys)`; `refused(UserFacingError)`; `proposed` when the
    proposal changed (None: it is gone); `busy(bool)` while it is reckoned."""

    answered = Signal(object)
    refused = Signal(object)
    proposed = Signal()
    busy = Signal(bool)

    def __init__(self, model: WeekModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.proposal: Proposal | None = None
        self._basis: Sheet | None = None
        model.changed.connect(self._let_go_of_old)

    # Questions

    def ask_why_here(self, call: CallRef) -> None:
        self._ask(lambda sheet: ask_why_here(sheet, call))

    def ask_why_not_earlier(self, call: CallRef) -> None:
        self._ask(lambda sheet: ask_why_not_earlier(sheet, call))

    def ask_slots(self, customer: CustomerId, call: CallRef | None) -> None:
        self._ask(lambda sheet: Slots(customer, call, ask_slots(sheet, customer, call.date if call else None)))

    def ask_stand_bys(self, call: CallRef) -> None:
        self._ask(lambda sheet: StandBys(call, ask_stand_bys(sheet, call)))

    def _ask(self, question: Callable[[Sheet], WhyHere | Earlier | Slots | StandBys]) -> None:
        sheet = self.model.sheet
        if sheet is not None:
            self.model.session.background.run(lambda: question(sheet), self.answered.emit, self._refuse)

    def _refuse(self, error: UserFacingError) -> None:
        sheet = self.model.sheet
        if sheet is not None:
            named = sheet.situation.named
            error = type(error)(named(error.problem), named(error.way_out))
        self.refused.emit(error)

    def take_slot(self, slots: Slots, offer: Offer) -> bool:
        """Put the call where it was offered."""
        sheet = self.model.sheet
        if sheet is None:
            return False
        name = sheet.situation.name(slots.customer)
        title = message("Move {customer}", customer=name) if slots.call else message("Add {customer}", customer=name)
        done = self.model.take(title, take_slot(sheet, offer, slots.call))
        if done:
            self.model.select([CallRef(slots.customer, offer.date)])
        return done

    # Proposals

    def reoptimise(self) -> None:
        """Make the days ahead better in the worker process; locks stay."""
        sheet = self.model.sheet
        if sheet is None:
            return
        self.model.flush()
        month = InForce(sheet.problem, sheet.plan, (sheet.situation.recorded,), sheet.today)
        title = message("Re-optimise the rest")
        self.busy.emit(True)

        def failed(error: UserFacingError) -> None:
            self.busy.emit(False)
            self._refuse(error)

        self.model.session.jobs.run(
            title,
            reoptimise_rest,
            month,
            SEED,
            SolveLimits(None, STEPS),
            then=lambda found: self._propose(sheet, title, found),
            failed=failed,
        )

    def repair_without(self, call: CallRef, stand_by: StandBy | None) -> None:
        """Propose the month when a customer is not there."""
        sheet = self.model.sheet
        if sheet is None:
            return
        title = message("{customer} is not there", customer=sheet.situation.name(call.customer))
        self.busy.emit(True)

        def failed(error: UserFacingError) -> None:
            self.busy.emit(False)
            self._refuse(error)

        self.model.session.background.run(
            lambda: repair_without(sheet, call, stand_by), lambda found: self._propose(sheet, title, found), failed
        )

    def _propose(self, sheet: Sheet, title: Message, found: Replan) -> None:
        self.busy.emit(False)
        if sheet is not self.model.sheet:
            self.model.session.noted.emit(message("The week was changed meanwhile; ask again."))
            return
        self._basis = sheet
        every = frozenset(each.number for each in found.differences)
        self.proposal = Proposal(title, found, every, accept(found, every))
        self.proposed.emit()

    def choose(self, number: int, *, chosen: bool) -> None:
        """Accept or reject one change of the proposal."""
        if self.proposal is not None:
            numbers = self.proposal.chosen | {number} if chosen else self.proposal.chosen - {number}
            made = self.proposal
            self.proposal = Proposal(made.title, made.replan, numbers, accept(made.replan, numbers))
            self.proposed.emit()

    def take_proposal(self) -> bool:
        """Put what is accepted into the plan."""
        made, sheet = self.proposal, self.model.sheet
        if made is None or sheet is None or made.accepted.plan is None:
            return False
        done = self.model.take(made.title, judged(sheet.problem, made.accepted.plan))
        self.dismiss()
        return done

    def dismiss(self) -> None:
        """Leave all as it is."""
        self.proposal = None
        self.proposed.emit()

    def _let_go_of_old(self) -> None:
        if self.proposal is not None and self.model.sheet is not self._basis:
            self.dismiss()
