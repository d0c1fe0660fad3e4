"""`roundwise standby`: somebody is not there; who can be met now, and how the day goes on."""

from datetime import datetime
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.differences import difference_document, show_differences
from desktop.cli.opening import open_database
from desktop.cli.options import OptionError, date_of
from desktop.cli.screen import Document, Screen
from desktop.settings import country
from desktop.usecases.find_standbys import Moment, find_stand_bys, repair_moment
from desktop.usecases.replan_month import save_repaired
from desktop.usecases.situation import Situation, load_situation
from planner.domain.messages import message
from planner.domain.plan import DayPlan
from planner.domain.units import MinuteOfDay, Month, clock, minute_of_day
from planner.month.advice.standbys import StandBy, StandByKind
from planner.month.repair.replan import Replan

app = single()
STEPS = 120
KINDS = {
    StandByKind.OWED: message("owed, without a place"),
    StandByKind.OPTIONAL: message("in slack"),
    StandByKind.EARLIER: message("planned later"),
}


@app.command(
    cls=Command,
    help="List who can be met now, a few minutes away, when somebody is not there, the most worth per minute first;"
    " with --take also how the day and the month go on.",
)
def standby(
    context: typer.Context,
    *,
    rep: Annotated[str, typer.Option("--rep", metavar="NAME", show_default=False, help="The rep, by name or id.")],
    date: Annotated[str, typer.Option("--date", metavar="DATE", show_default=False, help="The day, such as 2026-12-24.")],
    time: Annotated[str, typer.Option("--time", metavar="HH:MM", show_default=False, help="The time now.")],
    hospital: Annotated[
        str, typer.Option("--hospital", metavar="NAME", show_default=False, help="Where the rep stands, by name or id.")
    ],
    missed: Annotated[
        str | None,
        typer.Option(
            "--missed", metavar="NAME", show_default=False, help="Who is not there; otherwise whoever is planned there now."
        ),
    ] = None,
    within: Annotated[int, typer.Option("--within", metavar="N", min=0, help="Minutes of way at most.")] = 10,
    take: Annotated[
        int | None,
        typer.Option("--take", metavar="N", min=0, show_default=False, help="Take this one of the list, or 0 for nobody."),
    ] = None,
    save: Annotated[bool, typer.Option("--save", show_default=False, help="With --take: save the repaired plan.")] = False,
) -> int:
    """List, and repair when asked to."""
    here = door(context)
    day, now = date_of(date), time_of(time)
    with open_database(here) as store:
        situation = load_situation(store, rep, Month.of(day), day, country(here.environment))
        who = situation.customer(missed).id if missed else None
        moment = Moment(day, now, situation.hospital(hospital).id, who)
        found = find_stand_bys(situation, moment, within)
        show_stand_bys(here.screen, situation, found)
        document: dict[str, Document] = {
            "rep": situation.rep.id,
            "date": date,
            "stand_bys": [stand_by_document(each) for each in found],
        }
        if take is not None:
            repaired = repair_moment(situation, moment, chosen(found, take), STEPS)
            show_day(here.screen, situation, repaired, day)
            document |= repair_document(here.screen, situation, repaired)
            if save:
                saved = save_repaired(store, situation, repaired.plan, datetime.now().astimezone())
                here.screen.say(message("Saved as {plan}.", plan=saved))
                document["plan"] = saved
    here.screen.document(document)
    return 0


def time_of(text: str) -> MinuteOfDay:
    """`"10:20"` as minutes. Raises OptionError."""
    try:
        return minute_of_day(text)
    except ValueError:
        problem = message("{value} is no time of day.", value=text)
        raise OptionError(problem, message("Write hours and minutes, such as 10:20.")) from None


def chosen(found: tuple[StandBy, ...], number: int) -> StandBy | None:
    """The stand-by of a number of the list; None for 0. Raises OptionError."""
    if number > len(found):
        raise OptionError(
            message("There is no stand-by number {number}.", number=number),
            message("Choose from the list of {count}, or 0 for nobody.", count=len(found)),
        )
    return found[number - 1] if number else None


def show_stand_bys(screen: Screen, situation: Situation, found: tuple[StandBy, ...]) -> None:
    """A numbered table."""
    if not found:
        screen.say(message("Nobody near can be met now without upsetting the rest of the day."))
        return
    screen.table(
        (
            message("No."),
            message("Customer"),
            message("Segment"),
            message("Standing"),
            message("Hospital"),
            message("Minutes away"),
            message("From"),
            message("To"),
            message("Worth a minute"),
        ),
        [
            (
                n,
                situation.name(each.customer),
                each.segment,
                KINDS[each.kind],
                situation.name(each.hospital),
                each.away,
                clock(each.start),
                clock(each.end),
                round(each.worth_per_minute, 1),
            )
            for n, each in enumerate(found, start=1)
        ],
    )


def show_day(screen: Screen, situation: Situation, repaired: Replan, day: object) -> None:
    """The rest of the day, then what changes on later days."""
    today = next(each for each in repaired.plan.days if each.date == day)
    screen.say(message("{date} then runs:", date=today.date))
    screen.table(
        (message("Time"), message("Customer"), message("Hospital")),
        [
            (clock(call.start), situation.name(call.customer), situation.name(stop.hospital))
            for stop in today.stops
            for call in stop.calls
        ],
    )
    if repaired.differences:
        screen.say(message("On later days:"))
        show_differences(screen, situation, repaired.differences)
    for each in repaired.plan.unplanned:
        screen.say(
            message(
                "{customer} has no place: {reason}", customer=situation.name(each.customer), reason=situation.named(each.reason)
            )
        )


def stand_by_document(each: StandBy) -> dict[str, Document]:
    """A stand-by for machines."""
    return {
        "customer": each.customer,
        "segment": each.segment,
        "kind": str(each.kind),
        "hospital": each.hospital,
        "department": each.department,
        "minutes_away": each.away,
        "start": clock(each.start),
        "end": clock(each.end),
        "worth": round(each.worth, 1),
        "worth_per_minute": round(each.worth_per_minute, 2),
        "instead_of": each.instead_of.isoformat() if each.instead_of else None,
    }


def repair_document(screen: Screen, situation: Situation, repaired: Replan) -> dict[str, Document]:
    """The repaired day and the differences of later days, for machines."""
    today = max((day for day in repaired.plan.days if day.date < repaired.today), key=lambda day: day.date)
    return {
        "day": day_document(today),
        "differences": [difference_document(screen, situation, each) for each in repaired.differences],
        "unplanned": [
            {"customer": each.customer, "count": each.count, "reason": screen.text(situation.named(each.reason))}
            for each in repaired.plan.unplanned
        ],
        "plan": None,
    }


def day_document(day: DayPlan) -> list[Document]:
    """The calls of a day."""
    return [
        {"customer": call.customer, "hospital": stop.hospital, "start": clock(call.start), "end": clock(call.end)}
        for stop in day.stops
        for call in stop.calls
    ]
