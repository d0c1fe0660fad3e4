"""Take one of the certificate's ways out, where it is a matter of data: as an edit that can be taken back."""

from dataclasses import replace
from datetime import date

from desktop.usecases.change_day import field_days_added
from desktop.usecases.edit import Edit, PolicyRewrite, Rewrite, Shelf
from desktop.usecases.show_month import MonthPicture
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import message
from planner.domain.policy import Policy
from planner.domain.units import MinuteOfDay, TimeWindow
from planner.frequency.remedies import WayOut, WayOutKind
from planner.month.assemble import team_of


def way_out_edit(picture: MonthPicture, way: WayOut, today: date, stored: Policy | None) -> Edit | None:
    """The edit that takes a way out; None where it is no matter of data, or nothing can be changed any more.

    More calls a day change the team's target in the policy (`stored`: as it lies in the store, None = the preset); overtime
    enters later hours on the field days from `today` on; more days turn office days, then days of rest, into field days.
    """
    match way.kind:
        case WayOutKind.MORE_CALLS_A_DAY:
            return _more_calls(picture, way.amount, stored)
        case WayOutKind.OVERTIME:
            return _overtime(picture, way.amount, today)
        case WayOutKind.MORE_DAYS:
            return _more_days(picture, way.amount, today)
        case WayOutKind.LOWER_FREQUENCY | WayOutKind.HAND_OVER:
            return None


def _more_calls(picture: MonthPicture, target: int, stored: Policy | None) -> Edit:
    policy, team = picture.district.policy, team_of(picture.rep, picture.district.policy)
    raised = replace(team, calls_per_day=target, max_calls_per_day=max(target, team.max_calls_per_day))
    teams = tuple(raised if each.id == team.id else each for each in policy.teams)
    title = message("Raise the calls a day to {target}", target=target)
    return Edit(title, (PolicyRewrite(stored, replace(policy, teams=teams)),))


def _overtime(picture: MonthPicture, minutes: int, today: date) -> Edit | None:
    entered = {(each.date, each.window) for each in picture.district.entries if each.rep == picture.rep.id}
    added = []
    for day in picture.district.field_days_of(picture.rep, today):
        window = TimeWindow(day.hours.end, MinuteOfDay(min(1440, day.hours.end + minutes)))
        if (day.date, window) not in entered:
            added.append(CalendarEntry(picture.rep.id, day.date, DayKind.FIELD, window=window))
    title = message("{minutes} minutes longer on {days:field day|field days}", minutes=minutes, days=len(added))
    return Edit(title, (Rewrite(Shelf.CALENDAR, (), tuple(added)),)) if added else None


def _more_days(picture: MonthPicture, count: int, today: date) -> Edit | None:
    days = ((each.date, each.kind, each.entries) for each in picture.days)
    dates, rewrite = field_days_added(picture.rep.id, days, count, today)
    return Edit(message("{days:field day|field days} more", days=len(dates)), (rewrite,)) if dates else None
