"""What is done with alignments: questions solved in the worker process, and the steps of the way, each by its use case."""

from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.changes import Changes
from desktop.usecases.align_approve import approve
from desktop.usecases.align_challenge import challenge
from desktop.usecases.align_desk import units_at
from desktop.usecases.align_publish import Published, publish
from desktop.usecases.align_question import Ask, Question, request_of
from desktop.usecases.align_restore import restore, snapshot
from desktop.usecases.align_review import answer_challenge, finish_review
from desktop.usecases.align_score import Score, ScoreOrder, score
from desktop.usecases.align_share import share
from desktop.usecases.align_sizing import size
from desktop.usecases.align_solve import Aligned, AlignOrder, align
from desktop.usecases.align_undo import undo
from desktop.viewmodels.alignruns import AlignRun
from desktop.viewmodels.territories import TerritoriesModel
from desktop.views.context import Context
from desktop.views.territories.whatfields import TITLES
from planner.domain.alignment import AlignmentId, AlignmentStatus, ChallengeKind
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.solving import SolveLimits

SCORE_SECONDS = 5.0
"""What each rep's month may take to plan, as it is and as it would be."""
IN_FORCE = Changes.ALIGNMENTS | Changes.PEOPLE | Changes.COMMITMENTS


class Deeds(QObject):
    """`sized(Curve)` when a sizing curve was solved, `answered` when drafts were saved, `scored` when an alignment was."""

    sized = Signal(object)
    answered = Signal()
    scored = Signal()

    def __init__(self, context: Context, model: TerritoriesModel, run: AlignRun) -> None:
        super().__init__(model)
        self._context = context
        self._session = context.session
        self._model = model
        self._run = run
        self._scores: dict[AlignmentId, tuple[object, Score]] = {}

    # questions

    def ask(self, question: Question, order: AlignOrder) -> None:
        """Solve a question in the worker process."""
        if question.ask is Ask.SIZING:
            self._size(question, order)
            return
        session, title = self._session, self._title(question)
        called = self._context.say(title)
        self._run.start(
            message("Aligning: {question}", question=title),
            lambda executor: align(
                session.store, request_of(session.store, question), order, executor,
                at=session.now(), title=called, based_on=question.base,
            ),
            self._take,
            session.failed.emit,
        )  # fmt: skip

    def _title(self, question: Question) -> Message:
        desk = self._model.state.desk
        name = question.name if question.ask is Ask.JOINS else ""
        if question.rep is not None and desk is not None:
            name = next((each.name for each in desk.table.reps if each.id == question.rep), question.name)
        if question.ask is Ask.LAUNCH and desk is not None:
            name = next((each.name for each in desk.table.products if each.id == question.product), "")
        if not name:
            return TITLES[question.ask]
        return message("{question} ({name})", question=TITLES[question.ask], name=name)

    def _take(self, aligned: Aligned) -> None:
        if aligned.answers:
            self._model.choose(aligned.answers[0].id)
            self._session.noted.emit(message("{count:answer|answers} saved as drafts.", count=len(aligned.answers)))
        self._session.announce(Changes.ALIGNMENTS)
        self.answered.emit()

    def _size(self, question: Question, order: AlignOrder) -> None:
        store = self._session.store

        def work(executor: Executor) -> object:
            return size(store, request_of(store, question), question.sizes, order, executor)

        title = message("Aligning: {question}", question=TITLES[Ask.SIZING])
        self._run.start(title, work, self.sized.emit, self._session.failed.emit)

    def score(self) -> None:
        """Plan the month of every rep whom the alignment looked at concerns, as it is and as it would be."""
        id, desk, session = self._model.state.chosen, self._model.state.desk, self._session
        if id is None or desk is None:
            return
        order = ScoreOrder(limits=SolveLimits(seconds=SCORE_SECONDS), country=session.country)

        def take(found: Score) -> None:
            self._scores[id] = (desk.assignment.territory_of, found)
            self.scored.emit()

        self._run.start(
            message("Scoring with the real planner"),
            lambda executor: score(session.store, id, order, executor, lambda _: None),
            take,
            session.failed.emit,
        )

    def known_score(self) -> Score | None:
        """The score of the alignment looked at, as long as nothing of it was moved since."""
        id, desk = self._model.state.chosen, self._model.state.desk
        of, found = self._scores.get(id, (None, None)) if id is not None else (None, None)
        return found if desk is not None and of == desk.assignment.territory_of else None

    # the way

    def challenge(self, rep: RepId, kind: ChallengeKind, reason: str) -> None:
        """Write down what a rep says to the alignment looked at, about the hospital that is marked."""
        state, session = self._model.state, self._session
        id, desk = state.chosen, state.desk
        if id is None or desk is None:
            return
        units = units_at(desk.table, state.marked)
        unit = desk.table.accounts[units[0]].id if units else None
        self._model.act(
            lambda: challenge(session.store, id, rep, kind, unit=unit, reason=reason, at=session.now()), Changes.ALIGNMENTS
        )

    def answer(self, number: int, accepted: bool, text: str) -> None:
        """The manager's answer to a challenge."""
        id, session = self._model.state.chosen, self._session
        if id is not None:
            self._model.act(
                lambda: answer_challenge(
                    session.store, id, number, accepted=accepted, answer=text, country=session.country, at=session.now()
                ),
                Changes.ALIGNMENTS,
            )

    def step(self, status: AlignmentStatus) -> None:
        """Bring the alignment looked at to its next status."""
        id, store, at = self._model.state.chosen, self._session.store, self._session.now()
        if id is None:
            return
        works: dict[AlignmentStatus, Callable[[AlignmentId], object]] = {
            AlignmentStatus.SHARED: lambda id: share(store, id, at),
            AlignmentStatus.REVIEWED: lambda id: finish_review(store, id, at),
            AlignmentStatus.APPROVED: lambda id: approve(store, id, at),
            AlignmentStatus.UNDONE: lambda id: undo(store, id, at),
        }
        changes = IN_FORCE if status is AlignmentStatus.UNDONE else Changes.ALIGNMENTS
        self._model.act(lambda: works[status](id), changes)

    def publish(self, effective: date) -> None:
        """Put the alignment looked at in force from a day on."""
        id, session = self._model.state.chosen, self._session
        if id is None:
            return

        def then(published: Published) -> None:
            text = message(
                "{customers:customer changes|customers change} hands, {visits:introduction|introductions} planned.",
                customers=len(published.publication.moves),
                visits=len(published.introductions),
            )
            session.noted.emit(text)

        at, today = session.now(), session.today()
        self._model.act(
            lambda: publish(session.store, id, effective, today=today, country=session.country, at=at), IN_FORCE, then
        )

    def restore(self) -> None:
        """Make an approved alignment of the one looked at, to be published."""
        id, session = self._model.state.chosen, self._session
        if id is not None:
            self._model.act(lambda: restore(session.store, id, session.now()), Changes.ALIGNMENTS, self._model.choose)

    def write_down(self) -> None:
        """Keep what is in force."""
        session = self._session
        self._model.act(lambda: snapshot(session.store, session.month, session.country, session.now()), Changes.ALIGNMENTS)
