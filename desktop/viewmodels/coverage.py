"""What the coverage page shows: one rep's month or the whole team's, read in the background."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.language.catalogue import translator
from desktop.usecases.district import load_district
from desktop.usecases.review_coverage import CoverageReview, review_coverage
from desktop.viewmodels.session import Session
from planner.domain.people import RepId
from planner.errors import UserFacingError


@dataclass(frozen=True, slots=True)
class CoverageState:
    """`review` is None while nothing was read and where there are no reps; `whole_team`: all reps together."""

    review: CoverageReview | None = None
    whole_team: bool = False


class CoverageModel(QObject):
    """`shown` when another state is to be shown, `failed(UserFacingError)` when reading failed."""

    shown = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._open = True
        self.state = CoverageState()

    def load(self) -> None:
        """Read what the session looks at; only the answer to the latest question counts."""
        self._asked += 1
        question, rep = self._asked, None if self.state.whole_team else self._session.rep
        month, country, today = self._session.month, self._session.country, self._session.today()
        translate = translator(self._session.language)

        def read(books: Books) -> CoverageReview | None:
            district = load_district(books, month, country)
            reps = tuple(each for each in district.reps if _wanted(each.id, each.active, rep))
            if not reps:
                return None
            review = review_coverage(books, district, reps, today)
            return replace(review, names=review.names.in_language(translate))

        self._session.fetch(read, lambda review: self._take(question, review), lambda error: self._fail(question, error))

    def look_at_team(self, whole_team: bool) -> None:
        """Turn to the whole team, or back to the rep."""
        if whole_team != self.state.whole_team:
            self.state = CoverageState(self.state.review, whole_team)
            self.load()

    def close(self) -> None:
        """Hear no more answers: the page is gone."""
        self._open = False

    def _take(self, question: int, review: CoverageReview | None) -> None:
        if self._open and question == self._asked:
            self.state = CoverageState(review, self.state.whole_team)
            self.shown.emit()

    def _fail(self, question: int, error: UserFacingError) -> None:
        if self._open and question == self._asked:
            self.failed.emit(error)


def _wanted(rep: RepId, active: bool, chosen: RepId | None) -> bool:
    return active if chosen is None else rep == chosen
