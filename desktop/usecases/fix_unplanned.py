"""Take a tested fix of a call without a place: the plan with it, and what in the data it rests on, as one edit."""

from collections.abc import Iterator

from db.store import Books
from desktop.usecases.edit import Edit, PlanRewrite, Rewrite, Shelf
from desktop.usecases.situation import Situation
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import message
from planner.domain.units import MinuteOfDay, TimeWindow
from planner.errors import PlanningError
from planner.month.advice.fixes import Applied, Fix
from planner.month.repair.changes import DayLonger, NeedChanged, NewAppointment


def is_a_click(fix: Fix) -> bool:
    """Whether the fix can be written down as data: a call nearer to the next than the rule allows cannot."""
    return not any(isinstance(change, NeedChanged) for change in fix.changes)


def fix_edit(books: Books, situation: Situation, fix: Fix, applied: Applied | None, customer: str) -> Edit:
    """The edit that saves a fix as it was carried out on the situation's problem and plan; `customer` names whom it helps.

    Longer days go into the calendar, agreed hours into the appointments, pins set free go. Raises PlanningError when the fix
    does not fit the plan any more, or would break a rule that held before.
    """
    if applied is None or applied.broken:
        why = message("The plan has changed since.") if applied is None else situation.named(applied.broken[0].message)
        raise PlanningError(
            message("This change does not hold any more: {reason}", reason=why),
            message("Ask again why calls have no place, then choose another change."),
        )
    rewrite = PlanRewrite(situation.rep.id, situation.district.month, situation.plan, applied.plan)
    return Edit(message("Make room for {customer}", customer=customer), (*_data(books, situation, fix), rewrite))


def _data(books: Books, situation: Situation, fix: Fix) -> Iterator[Rewrite]:
    rep, days = situation.rep.id, {day.date: day for day in situation.problem.days}
    for change in fix.changes:
        match change:
            case DayLonger(when, minutes):
                end = days[when].hours.end
                window = TimeWindow(end, MinuteOfDay(min(1440, end + minutes)))
                yield Rewrite(Shelf.CALENDAR, (), (CalendarEntry(rep, when, DayKind.FIELD, window=window),))
            case NewAppointment(appointment):
                yield Rewrite(Shelf.APPOINTMENTS, (), (appointment,))
            case _:
                raise PlanningError(
                    message("This change cannot be written down for the month."), message("Make it by hand on the week page.")
                )
    if fix.unpinned:
        stored = books.pins.of(rep, situation.district.month)
        yield Rewrite(Shelf.PINS, tuple(pin for pin in stored if pin in fix.unpinned), ())
