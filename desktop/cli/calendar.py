"""`roundwise calendar`: field days, leave, office days, half days."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, door, group
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, OptionError, RepNames, chosen_reps, date_of, month_of
from desktop.settings import country
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.units import HalfDay, TimeWindow, minute_of_day

if TYPE_CHECKING:
    from desktop.usecases.edit_calendar import CalendarDay


app = group(help="Show field days; enter leave, office days and half days.")

KINDS = {
    DayKind.FIELD: message("field"),
    DayKind.OFFICE: message("office"),
    DayKind.LEAVE: message("leave"),
    DayKind.EVENT: message("event"),
    DayKind.HOLIDAY: message("public holiday"),
    DayKind.REST: message("rest"),
}
ENTERED = (DayKind.FIELD, DayKind.OFFICE, DayKind.LEAVE, DayKind.EVENT)
WEEKDAYS = (
    message("Mon"),
    message("Tue"),
    message("Wed"),
    message("Thu"),
    message("Fri"),
    message("Sat"),
    message("Sun"),
)

OneRep = Annotated[str, typer.Option("--rep", metavar="NAME", help="The rep, by name or id.")]
OneDate = Annotated[str, typer.Argument(metavar="DATE", help="The day, such as 2026-12-24.")]


@app.command("show", cls=Command, help="Show the field days of a month; with one rep, day by day.")
def show(context: typer.Context, *, month: MonthText, rep: RepNames = None, everybody: AllReps = False) -> int:
    """The month's calendar."""
    from desktop.usecases.district import find_reps, load_district
    from desktop.usecases.edit_calendar import calendar_of

    here = door(context)
    with open_database(here) as store, store.read() as books:
        district = load_district(books, month_of(month), country(here.environment))
    shown = [(each, calendar_of(district, each)) for each in find_reps(district.reps, chosen_reps(rep, everybody))]
    if len(shown) == 1:
        here.screen.table(
            (message("Date"), message("Day"), message("Kind"), message("Field day"), message("Note")),
            [
                (each.date.isoformat(), WEEKDAYS[each.date.weekday()], KINDS[each.kind], f"{each.share:g}", ", ".join(each.notes))
                for each in shown[0][1]
            ],
        )
    here.screen.table(
        (message("Rep"), message("Field days"), message("Leave"), message("Office"), message("Public holidays")),
        [
            (
                each.name,
                sum(day.share for day in days),
                *(sum(day.kind is kind for day in days) for kind in (DayKind.LEAVE, DayKind.OFFICE, DayKind.HOLIDAY)),
            )
            for each, days in shown
        ],
    )
    if district.holidays.provisional:
        here.screen.say(message("The public holidays of this month are not announced yet; they are a forecast."))
    here.screen.document(
        {
            "month": month,
            "provisional": district.holidays.provisional,
            "reps": [
                {
                    "rep": each.id,
                    "name": each.name,
                    "field_days": sum(day.share for day in days),
                    "days": [_day(day) for day in days],
                }
                for each, days in shown
            ],
        }
    )
    return 0


def _day(day: CalendarDay) -> dict[str, str | float | bool | list[str]]:
    return {"date": day.date.isoformat(), "kind": day.kind, "share": day.share, "notes": list(day.notes)}


@app.command(
    "add", cls=Command, help="Enter leave, an office day, an event, or extra field work: a whole day, a half day or some hours."
)
def add(
    context: typer.Context,
    date: OneDate,
    kind: Annotated[str, typer.Argument(metavar="leave|office|event|field", help="What the rep does.")],
    *,
    rep: OneRep,
    half: Annotated[
        str | None, typer.Option("--half", metavar="morning|afternoon", show_default=False, help="Only this half of the day.")
    ] = None,
    hours: Annotated[
        str | None, typer.Option("--hours", metavar="HH:MM-HH:MM", show_default=False, help="Only these hours.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", show_default=False, help="What for.")] = "",
) -> int:
    """Enter one thing."""
    from desktop.usecases.edit_calendar import enter

    here = door(context)
    entry = CalendarEntry(RepId(""), date_of(date), kind_of(kind), half_of(half), window_of(hours), note)
    if half and hours:
        raise OptionError(message("Both --half and --hours are given."), message("Give one of them."))
    with open_database(here) as store:
        found = enter(store, rep, entry)
    here.screen.say(message("{rep}: {kind} on {date}.", rep=found.name, kind=KINDS[entry.kind], date=date))
    here.screen.document({"rep": found.id, "date": date, "kind": entry.kind})
    return 0


@app.command("remove", cls=Command, help="Take everything entered for a day out of a rep's calendar.")
def remove(context: typer.Context, date: OneDate, *, rep: OneRep) -> int:
    """Clear one day."""
    from desktop.usecases.edit_calendar import clear

    here = door(context)
    with open_database(here) as store:
        count = clear(store, rep, date_of(date))
    here.screen.say(message("{count} entries of {date} removed.", count=count, date=date))
    here.screen.document({"removed": count, "date": date})
    return 0


def kind_of(text: str) -> DayKind:
    """One of the kinds a person may enter. Raises OptionError."""
    if text not in ENTERED:
        raise OptionError(
            message("{value} is not something to enter.", value=text), message("Choose among leave, office, event and field.")
        )
    return DayKind(text)


def half_of(text: str | None) -> HalfDay | None:
    """Raises OptionError for anything but morning and afternoon."""
    if text is not None and text not in tuple(HalfDay):
        raise OptionError(message("{value} is not half a day.", value=text), message("Choose morning or afternoon."))
    return None if text is None else HalfDay(text)


def window_of(text: str | None) -> TimeWindow | None:
    """`"09:00-11:30"` as a window. Raises OptionError."""
    if text is None:
        return None
    start, _, end = text.partition("-")
    try:
        return TimeWindow(minute_of_day(start), minute_of_day(end))
    except ValueError:
        raise OptionError(message("{value} is not a span of hours.", value=text), message("Write it like 09:00-11:30.")) from None
