"""Stand-bys and the repaired day as the command line shows them."""

from desktop.cli.differences import difference_document, show_differences
from desktop.cli.options import OptionError
from desktop.cli.screen import Document, Screen
from desktop.usecases.situation import Situation
from planner.domain.messages import message
from planner.domain.plan import DayPlan
from planner.domain.units import MinuteOfDay, clock, minute_of_day
from planner.month.advice.standbys import StandBy, StandByKind
from planner.month.repair.replan import Replan

KINDS = {
    StandByKind.OWED: message("owed, without a place"),
    StandByKind.OPTIONAL: message("in slack"),
    StandByKind.EARLIER: message("planned later"),
}


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
