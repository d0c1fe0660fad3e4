"""What the month page shows and what survives its rebuilding: the month as read, heat, day chosen, comparison, settings."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.changes import Changes
from desktop.demo.district import PLANNED_MONTH
from desktop.usecases.change_day import change_day
from desktop.usecases.compare_plans import Comparison, compare_with
from desktop.usecases.edit import Edit, PlanRewrite, PublicationRewrite
from desktop.usecases.make_demo import make_demo
from desktop.usecases.publish_plan import require_sound
from desktop.usecases.show_month import MonthDay, MonthPicture, show_month
from desktop.usecases.take_way_out import way_out_edit
from desktop.viewmodels.session import Session
from planner.domain.calendar import DayKind
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.policy import Policy
from planner.domain.units import HalfDay
from planner.frequency.remedies import WayOut


class Heat(StrEnum):
    """What colours the days."""

    LOAD = "load"
    CALLS = "calls"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class MonthState:
    """`picture` is None before anything is read and when there is nothing to plan; `base` is the version compared with, None =
    the one before the latest; `seconds` and `seed` of the next planning."""

    picture: MonthPicture | None = None
    heat: Heat = Heat.LOAD
    chosen: date | None = None
    base: PlanId | None = None
    comparison: Comparison | None = None
    seconds: float = 10.0
    seed: int = 1

    @property
    def day(self) -> MonthDay | None:
        """The day chosen, when it lies in the month."""
        days = () if self.picture is None else self.picture.days
        return next((each for each in days if each.date == self.chosen), None)


class MonthModel(QObject):
    """One for each session. `loaded` after reading, `shown` when only what is looked at changed, `refused` when that failed."""

    loaded = Signal()
    shown = Signal()
    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.state = MonthState(chosen=session.today())
        self._asked = 0

    def load(self) -> None:
        """Read the month that the session looks at."""
        self._asked += 1
        asked, session, base = self._asked, self.session, self.state.base
        rep, month, country = session.rep, session.month, session.country

        def work() -> tuple[MonthPicture | None, Comparison | None]:
            picture = show_month(session.store, rep, month, country)
            with session.store.read() as books:
                return picture, _compared(books, picture, base)

        def then(answer: tuple[MonthPicture | None, Comparison | None]) -> None:
            if asked == self._asked:
                self._take(*answer)

        session.background.run(work, then, self.refused.emit)

    def _take(self, picture: MonthPicture | None, comparison: Comparison | None) -> None:
        chosen = self.state.chosen
        if picture is not None and not any(each.date == chosen for each in picture.days):
            chosen = picture.days[0].date
        self.state = replace(self.state, picture=picture, comparison=comparison, chosen=chosen)
        self.loaded.emit()

    def look(self, *, heat: Heat | None = None, chosen: date | None = None) -> None:
        """Show another heat, or choose another day."""
        self.state = replace(self.state, heat=heat or self.state.heat, chosen=chosen or self.state.chosen)
        self.shown.emit()

    def settle(self, *, seconds: float | None = None, seed: int | None = None) -> None:
        """Seconds and seed of the next planning."""
        old = self.state
        self.state = replace(old, seconds=seconds or old.seconds, seed=old.seed if seed is None else seed)

    def compare_with(self, base: PlanId | None) -> None:
        """Compare the latest plan with another version; None = the one before it."""
        self.state = replace(self.state, base=base)
        picture = self.state.picture

        def then(comparison: Comparison | None) -> None:
            if self.state.picture is picture and self.state.base == base:
                self.state = replace(self.state, comparison=comparison)
                self.shown.emit()

        self.session.fetch(lambda books: _compared(books, picture, base), then)

    def change_day(self, when: date, kind: DayKind | None, half: HalfDay | None = None) -> bool:
        """Make a day, or half of it, of another kind; None = as usual. Whether anything was written."""
        picture = self.state.picture
        day = None if picture is None else next((each for each in picture.days if each.date == when), None)
        if picture is None or day is None:
            return False
        edit = change_day(picture.rep, when, day.entries, kind, half=half, usual=day.usual)
        (rewrite,) = edit.rewrites
        return rewrite.before != rewrite.after and self.session.commit(edit)

    def take_way_out(self, way: WayOut) -> None:
        """Take a way out of the certificate that is a matter of data."""
        picture, today = self.state.picture, self.session.today()
        if picture is None:
            return

        def then(stored: Policy | None) -> None:
            edit = way_out_edit(picture, way, max(today, picture.month.first), stored)
            if edit is None:
                self.session.noted.emit(message("No day of the month is left for this."))
            else:
                self.session.commit(edit)

        self.session.fetch(lambda books: books.policies.current(), then)

    def make_sample(self) -> None:
        """Fill an empty file with the sample district, and look at its planned month."""
        session = self.session

        def work() -> RepId:
            made = make_demo(session.store, 1, session.language)
            return min(made.reps, key=lambda each: (each.name, each.id)).id

        def then(rep: RepId) -> None:
            session.look_at(rep=rep, month=PLANNED_MONTH)
            session.announce(Changes.EVERYTHING)

        session.background.run(work, then, session.failed.emit)

    def restore(self, id: PlanId) -> None:
        """Make an older version the latest plan again; the others stay."""

        def then(found: MonthPlan | None) -> None:
            picture = self.state.picture
            if found is not None and picture is not None and picture.plan != found:
                title = message("Restore {plan}", plan=id)
                self.session.commit(Edit(title, (PlanRewrite(found.rep, found.month, picture.plan, found, keeps_draft=True),)))

        self.session.fetch(lambda books: books.plans.get(id), then)

    def publish(self, id: PlanId | None) -> None:
        """Put a version in force once the rules have been asked; None takes the one in force back."""
        picture = self.state.picture
        if picture is None:
            return
        before = next((each.id for each in picture.versions if each.published), None)
        title = message("Take {plan} out of force", plan=before or "") if id is None else message("Put {plan} in force", plan=id)
        edit = Edit(title, (PublicationRewrite(picture.rep.id, picture.month, before, id),))
        session = self.session

        def then(_: None) -> None:
            session.commit(edit)

        if id is None:
            session.commit(edit)
        else:
            way_out = message("Plan the month again, or mend it on the week page.")
            session.background.run(lambda: require_sound(session.store, id, session.country, way_out), then, session.failed.emit)


def _compared(books: Books, picture: MonthPicture | None, base: PlanId | None) -> Comparison | None:
    """The latest plan against a version of it, by default the one before."""
    if picture is None or picture.plan is None:
        return None
    ids = [each.id for each in picture.versions][:-1]
    chosen = base if base in ids else (ids[-1] if ids else None)
    return None if chosen is None else compare_with(books, picture.district, chosen, picture.plan)


def month_model(session: Session) -> MonthModel:
    """The session's one model of the month page."""
    found = session.findChild(MonthModel)
    return found if isinstance(found, MonthModel) else MonthModel(session)
