"""What the team page shows: every rep's month, read in the background, and what a manager does about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.language.catalogue import translator
from desktop.usecases.approve_plans import Refusal, approval, approved, examine, refusal_error, waiting, withdrawal
from desktop.usecases.assign_customers import assignment
from desktop.usecases.district import load_district
from desktop.usecases.show_team import Orphan, TeamRep, TeamReview, show_team, weigh_team
from desktop.viewmodels.session import Session
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.errors import UserFacingError
from planner.frequency.certificate import Certificate


@dataclass(frozen=True, slots=True)
class TeamState:
    """`review` is None while nothing was read, `certificates` until they were weighed; `examining`: rules are being asked."""

    review: TeamReview | None = None
    certificates: Mapping[RepId, Certificate | None] | None = None
    examining: bool = False


class TeamModel(QObject):
    """`shown` when another state is to be shown, `weighed` when only the certificates came, `failed(UserFacingError)` when
    reading failed."""

    shown = Signal()
    weighed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._open = True
        self.state = TeamState()

    def load(self) -> None:
        """Read the month that the session looks at; only the answer to the latest question counts."""
        self._asked += 1
        question, month, country = self._asked, self._session.month, self._session.country
        today, translate = self._session.today(), translator(self._session.language)

        def read(books: Books) -> TeamReview:
            review = show_team(books, load_district(books, month, country), today)
            return replace(review, names=review.names.in_language(translate))

        self._session.fetch(read, lambda review: self._take(question, review), lambda error: self._fail(question, error))

    def approve(self, rows: Sequence[TeamRep], anyway: bool = False) -> None:
        """Put the latest plans in force, those that keep the hard rules unless `anyway`; undo takes it back."""
        chosen = waiting(rows)
        if not chosen:
            self._session.noted.emit(message("There is no draft to approve."))
        elif anyway:
            self._approve(chosen, ())
        elif not self.state.examining:
            self.state = replace(self.state, examining=True)
            self.shown.emit()
            store, country = self._session.store, self._session.country
            self._session.background.run(
                lambda: examine(store, chosen, country), lambda refusals: self._approve(chosen, refusals), self._end_examining
            )

    def _approve(self, chosen: Sequence[TeamRep], refusals: Sequence[Refusal]) -> None:
        if not self._open:
            return
        refused = {each.row.rep.id for each in refusals}
        rows = [row for row in chosen if row.rep.id not in refused]
        self._end_examining(refusal_error(refusals) if refusals else None)
        if rows and self.state.review is not None:
            self._session.commit(approval(self.state.review.month, rows))

    def _end_examining(self, error: UserFacingError | None = None) -> None:
        self.state = replace(self.state, examining=False)
        self.shown.emit()
        if error is not None:
            self._session.failed.emit(error)

    def withdraw(self, rows: Sequence[TeamRep]) -> None:
        """Take plans out of force; undo takes it back."""
        chosen = approved(rows)
        if not chosen or self.state.review is None:
            self._session.noted.emit(message("There is no approved plan to withdraw."))
        else:
            self._session.commit(withdrawal(self.state.review.month, chosen))

    def assign(self, orphans: Sequence[Orphan], rep: RepId | None) -> None:
        """Give customers to a rep, or with None each to the one proposed; undo takes it back."""
        to = {each.customer.id: chosen for each in orphans if (chosen := rep or each.proposed) is not None}
        if to:
            self._session.commit(assignment([each.customer for each in orphans], to))
        elif orphans:
            self._session.noted.emit(message("Nobody is proposed for these customers; choose a rep."))

    def close(self) -> None:
        """Hear no more answers: the page is gone."""
        self._open = False

    def _take(self, question: int, review: TeamReview) -> None:
        if not self._open or question != self._asked:
            return
        self.state = replace(self.state, review=review, certificates=None)
        self.shown.emit()
        store, month, country = self._session.store, review.month, self._session.country
        if review.reps:
            self._session.background.run(
                lambda: weigh_team(store, month, country),
                lambda certificates: self._take_certificates(question, certificates),
                lambda error: self._take_certificates(question, {}),
            )

    def _take_certificates(self, question: int, certificates: Mapping[RepId, Certificate | None]) -> None:
        if self._open and question == self._asked:
            self.state = replace(self.state, certificates=certificates)
            self.weighed.emit()

    def _fail(self, question: int, error: UserFacingError) -> None:
        if self._open and question == self._asked:
            self.failed.emit(error)
