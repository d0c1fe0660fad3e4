"""What the territories page shows and what survives its rebuilding: the alignment looked at, the brush, the other beside it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.changes import Changes
from desktop.usecases.align_desk import Desk, by_hand, index_of, load_desk, moved, units_at
from desktop.usecases.align_history import history
from desktop.usecases.align_lock import toggle_locks
from desktop.usecases.align_picture import Picture, picture_of
from desktop.usecases.edit import AlignmentRewrite, Edit
from desktop.viewmodels.session import Session
from planner.alignment.totals import TerritoryTotals
from planner.domain.alignment import AlignmentId, Proposal
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.domain.places import HospitalId
from planner.errors import AlignmentError

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class TerritoriesState:
    """`chosen` and `other` None: what is in force today; `comparing`: `other` is laid beside. `brush` is who gets what is drawn
    around. `preview` while something is drawn: how many accounts would move, and everybody's totals then."""

    picture: Picture | None = None
    chosen: AlignmentId | None = None
    comparing: bool = False
    other: AlignmentId | None = None
    brush: RepId | None = None
    marked: tuple[str, ...] = ()
    preview: tuple[TerritoryTotals, ...] | None = None
    preview_count: int = 0

    @property
    def desk(self) -> Desk | None:
        return None if self.picture is None else self.picture.desk

    @property
    def totals(self) -> tuple[TerritoryTotals, ...]:
        """Everybody's totals, with what is being drawn."""
        if self.preview is not None:
            return self.preview
        return () if self.picture is None else self.picture.desk.totals


class TerritoriesModel(QObject):
    """One for each session. `loaded` after reading, `shown` when only what is looked at changed, `drawn` while something is
    drawn, `refused(error)` when reading failed."""

    loaded = Signal()
    shown = Signal()
    drawn = Signal()
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.state = TerritoriesState()
        self._asked = 0

    # reading

    def load(self) -> None:
        """Read the alignments and the one looked at."""
        self._asked += 1
        asked, session, state = self._asked, self.session, self.state
        month, country, today = session.month, session.country, session.today()
        known = None if state.desk is None else state.desk.table

        def read(books: Books) -> Picture | None:
            if not books.reps.all() or not books.customers.all():
                return None
            entries = history(books, today)
            ids = {each.header.id for each in entries}
            chosen = state.chosen if state.chosen in ids else None
            other = state.other if state.other in ids else None
            desk = load_desk(books, chosen, month, country, known)
            beside = load_desk(books, other, month, country, desk.table) if state.comparing else None
            return picture_of(books, entries, desk, beside)

        def then(picture: Picture | None) -> None:
            if asked == self._asked:
                self._take(picture)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self.state = replace(self.state, picture=None)
                self.refused.emit(error)

        session.fetch(read, then, failed)

    def _take(self, picture: Picture | None) -> None:
        chosen = None
        if picture is not None and picture.desk.record is not None:
            chosen = picture.desk.record.header.id
        brush = self.state.brush
        if picture is not None and (brush is None or index_of(picture.desk.table, brush) is None):
            brush = picture.desk.table.case.reps[0].id
        self.state = replace(self.state, picture=picture, chosen=chosen, brush=brush, preview=None)
        self.loaded.emit()

    # looking

    def choose(self, id: AlignmentId | None) -> None:
        """Look at another alignment; None = what is in force today."""
        if id != self.state.chosen:
            self.state = replace(self.state, chosen=id, preview=None, marked=())
            self.load()

    def compare_with(self, id: AlignmentId | None, *, on: bool = True) -> None:
        """Lay another alignment beside it, None = today's; `on` False takes it away."""
        self.state = replace(self.state, other=id, comparing=on)
        self.load()

    def take_brush(self, rep: RepId) -> None:
        """Who gets what is drawn around from now on."""
        if rep != self.state.brush:
            self.state = replace(self.state, brush=rep)
            self.shown.emit()

    def mark(self, hospitals: Collection[str]) -> None:
        """Mark hospitals, to be given or locked."""
        self.state = replace(self.state, marked=tuple(hospitals))
        self.shown.emit()

    # moving by hand

    def preview(self, hospitals: Collection[str]) -> None:
        """Show what totals would be with these hospitals given to the brush; nothing is changed."""
        desk, brush = self.state.desk, self.state.brush
        territory = None if desk is None or brush is None else index_of(desk.table, brush)
        if desk is None or territory is None or not hospitals:
            self.state = replace(self.state, preview=None, preview_count=0)
        else:
            units = [u for u in units_at(desk.table, hospitals) if desk.assignment.territory_of[u] != territory]
            self.state = replace(self.state, preview=moved(desk, units, territory).totals, preview_count=len(units))
        self.drawn.emit()

    def give(self, hospitals: Collection[str], rep: RepId | None = None) -> None:
        """Give hospitals to a rep, by default the brush; undo takes it back. Today's alignment becomes a draft first."""
        desk, to = self.state.desk, rep or self.state.brush
        territory = None if desk is None or to is None else index_of(desk.table, to)
        self.state = replace(self.state, preview=None, preview_count=0)
        if desk is None or territory is None:
            return
        units = [u for u in units_at(desk.table, hospitals) if desk.assignment.territory_of[u] != territory]
        if not units:
            self.drawn.emit()
        elif not desk.editable:
            self.drawn.emit()
            self.session.failed.emit(_fixed())
        elif desk.record is None:
            self._make_draft(desk, lambda: self.give(hospitals, rep))
        else:
            self._move(moved(desk, units, territory), len(units), desk.table.names.get(str(to), str(to)))

    def _move(self, after: Desk, count: int, name: str) -> None:
        assert self.state.picture is not None and after.proposal is not None
        title = message("Give {count:account|accounts} to {rep}", count=count, rep=name)
        proposal = by_hand(after, "")
        self._rewrite(after, proposal, title, f"{count} -> {name}")

    def _rewrite(self, after: Desk, proposal: Proposal, title: Message, note: str) -> None:
        picture = self.state.picture
        assert picture is not None and after.record is not None
        before = after.record.proposal
        shown = replace(after, record=replace(after.record, proposal=proposal))
        self.state = replace(self.state, picture=replace(picture, desk=shown), marked=())
        self.shown.emit()
        if not self.session.commit(Edit(title, (AlignmentRewrite(after.record.header.id, before, proposal, note),))):
            self.load()

    def _make_draft(self, desk: Desk, then: Callable[[], None]) -> None:
        session = self.session
        title = session.say(message("By hand, {month}", month=str(session.month)))

        def work() -> AlignmentId:
            with session.store.write() as books:
                return books.alignments.save(by_hand(desk, title), session.now())

        def made(id: AlignmentId) -> None:
            self.state = replace(self.state, chosen=id)
            self._asked += 1  # an answer under way would show today's again
            self._after_load(then)
            session.announce(Changes.ALIGNMENTS)

        session.background.run(work, made, session.failed.emit)

    def _after_load(self, then: Callable[[], None]) -> None:
        def once() -> None:
            self.loaded.disconnect(once)
            if self.state.desk is not None and self.state.desk.record is not None:
                then()

        self.loaded.connect(once)

    def lock(self, hospitals: Collection[str]) -> None:
        """Lock hospitals with who has them now, or unlock them when all are locked; undo takes it back."""
        desk = self.state.desk
        if desk is None or not hospitals:
            return
        if desk.record is None:
            self._make_draft(desk, lambda: self.lock(hospitals))
        elif not desk.editable:
            self.session.failed.emit(_fixed())
        else:
            proposal = by_hand(desk, "")
            changed, count, locked = toggle_locks(proposal, [HospitalId(each) for each in hospitals])
            title = (
                message("Lock {count:hospital|hospitals}", count=count)
                if locked
                else message("Unlock {count:hospital|hospitals}", count=count)
            )
            self._rewrite(desk, changed, title, self.session.say(title))

    # steps of the way

    def act(self, work: Callable[[], Answer], changes: Changes, then: Callable[[Answer], None] = lambda _: None) -> None:
        """Carry a use case out in the background, then tell the pages."""

        def done(answer: Answer) -> None:
            then(answer)
            self.session.announce(changes)

        self.session.background.run(work, done, self.session.failed.emit)


def _fixed() -> AlignmentError:
    return AlignmentError(
        message("This alignment has been reviewed and is not changed by hand any more."),
        message("Take it as the base of a new question, or choose a draft."),
    )


def territories_model(session: Session) -> TerritoriesModel:
    """The session's one model of the territories page."""
    found = session.findChild(TerritoriesModel)
    return found if isinstance(found, TerritoriesModel) else TerritoriesModel(session)
