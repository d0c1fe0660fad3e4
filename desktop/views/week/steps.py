"""Walking through the week by keys: which call comes next."""

from desktop.viewmodels.week import WeekModel
from planner.domain.plan import DayPlan
from planner.month.hand.locks import CallRef


def last_ref(model: WeekModel) -> CallRef | None:
    """The chosen call that stands first: the one that questions are about."""
    sheet = model.sheet
    if sheet is None:
        return None
    order = (CallRef(call.customer, day.date) for day in sheet.plan.days for call in day.calls)
    return next((ref for ref in order if ref in model.selection), None)


def next_ref(model: WeekModel, columns: int, rows: int) -> CallRef | None:
    """The call above or below, or the one nearest in time on a day beside; the week's first when none is chosen."""
    sheet, dates = model.sheet, model.dates
    if sheet is None:
        return None
    days = [day for day in sheet.plan.days if day.date in dates and day.calls]
    here = last_ref(model)
    at = next((n for n, day in enumerate(days) if here is not None and day.date == here.date), None)
    if at is None or here is None:
        return CallRef(days[0].calls[0].customer, days[0].date) if days else None
    calls = days[at].calls
    row = next(n for n, call in enumerate(calls) if call.customer == here.customer)
    if columns:
        return _nearest(days[max(0, min(len(days) - 1, at + columns))], calls[row].start)
    return CallRef(calls[max(0, min(len(calls) - 1, row + rows))].customer, here.date)


def _nearest(day: DayPlan, start: int) -> CallRef:
    call = min(day.calls, key=lambda each: abs(each.start - start))
    return CallRef(call.customer, day.date)
