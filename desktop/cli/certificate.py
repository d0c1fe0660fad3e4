"""`roundwise certificate`: what the month asks for against what it can hold, before anything is planned."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, RepNames, chosen_reps, month_of
from desktop.cli.screen import Document, Screen
from desktop.settings import country
from planner.domain.messages import Message, message
from planner.frequency.capacity import Limit
from planner.frequency.certificate import Verdict
from planner.frequency.overhead import Overhead
from planner.frequency.sketch import Sketch

if TYPE_CHECKING:
    from db.exchange.plan_names import Names
    from desktop.usecases.district import District
    from desktop.usecases.load_problem import Promise


app = single()
ANSWER_IS_NO = 1
VERDICTS = {
    Verdict.ENOUGH: message("enough"),
    Verdict.TIGHT: message("tight"),
    Verdict.SHORT: message("short"),
}

LIMITS = {Limit.CALLS: message("call target"), Limit.MINUTES: message("time")}


@app.command(cls=Command, help="Say before planning whether the month's calls can be made, what limits them, and three ways out.")
def certificate(
    context: typer.Context,
    *,
    month: MonthText,
    rep: RepNames = None,
    everybody: AllReps = False,
    strict: Annotated[bool, typer.Option("--strict", show_default=False, help="End with 1 when a rep's month is short.")] = False,
) -> int:
    """One line for each rep, then the segments and the ways out of those that are short."""
    from desktop.usecases.show_certificate import show_certificates

    here = door(context)
    with open_database(here) as store:
        chosen = chosen_reps(rep, everybody)
        district, promises = show_certificates(store, month_of(month), country(here.environment), chosen)
    show_overview(here.screen, promises)
    short = tuple(each for each in promises if each.certificate.verdict is Verdict.SHORT)
    detailed = promises if len(promises) == 1 else short
    for each in detailed:
        show_certificate(here.screen, district, each)
    names = district.names.in_language(here.screen.translate)
    here.screen.document({"month": month, "reps": [certificate_document(here.screen, each, names) for each in promises]})
    return ANSWER_IS_NO if strict and short else 0


def show_overview(screen: Screen, promises: Sequence[Promise]) -> None:
    """One line for each rep."""
    headings = (
        message("Rep"),
        message("Field days"),
        message("Calls owed"),
        message("Calls held"),
        message("Minutes owed"),
        message("Minutes"),
        message("Limit"),
        message("Verdict"),
    )
    rows = [
        (
            each.rep.name,
            each.certificate.field_days,
            each.certificate.calls_owed,
            each.certificate.calls_held,
            each.certificate.minutes_owed,
            each.certificate.minutes_available,
            LIMITS[each.certificate.binding],
            VERDICTS[each.certificate.verdict],
        )
        for each in promises
    ]
    screen.table(headings, rows)


def show_certificate(screen: Screen, district: District, promise: Promise) -> None:
    """One rep in full: the sentence, the segments, the ways out and who would pay."""
    names = district.names.in_language(screen.translate)
    screen.lines([""])
    screen.say(message("{rep}: {summary}", rep=promise.rep.name, summary=promise.certificate.summary))
    screen.say(basis(promise.certificate.overhead))
    if promise.certificate.provisional:
        screen.say(message("The public holidays of this month are not announced yet; they are a forecast."))
    screen.table(
        (
            message("Segment"),
            message("Customers"),
            message("Calls"),
            message("For coverage"),
            message("Minutes"),
            message("Optional"),
        ),
        [
            (names.segment(load.segment), load.customers, load.calls, load.coverage_calls, load.minutes, load.optional)
            for load in promise.certificate.segments
        ],
    )
    for number, way in enumerate(promise.certificate.ways_out, start=1):
        screen.say(message("Way out {number}: {sentence}", number=number, sentence=names.in_words(way.sentence)))
    _show_payers(screen, district, promise)


def basis(overhead: Overhead) -> Message:
    """What travel and walking are reckoned by."""
    if overhead.sketch is None:
        return message(
            "Reckoned by the policy's picture of a day: {day:minute|minutes} of travel a day and {call:minute|minutes} on the way"
            " for each call.",
            day=round(overhead.per_day),
            call=f"{overhead.per_call:.1f}",
        )
    return message(
        "Reckoned on the rep's own hospitals: {day:minute|minutes} of travel a day ({home} from and to home, {leg}"
        " between hospitals),"
        " {shared:call|calls} for each stop, {walking:minute|minutes} of walking and {arriving} of arriving and"
        " waiting for each call.",
        day=round(overhead.sketch.travel_per_day),
        home=round(overhead.sketch.home / overhead.sketch.days),
        leg=round(overhead.sketch.leg_between),
        shared=f"{overhead.sketch.calls_per_stop:.1f}",
        walking=f"{overhead.sketch.walking / overhead.sketch.calls:.1f}",
        arriving=f"{(overhead.sketch.arriving + overhead.sketch.waiting) / overhead.sketch.calls:.1f}",
    )


def _show_payers(screen: Screen, district: District, promise: Promise, most: int = 10) -> None:
    given_up = promise.allocation.given_up
    if not given_up:
        return
    calls = sum(each.calls for each in given_up)
    names = district.names.in_language(screen.translate)
    screen.say(
        message("Who gives way: {customers:customer|customers}, {calls:call|calls}.", customers=len(given_up), calls=calls)
    )
    screen.table(
        (message("Customer"), message("Segment"), message("Calls"), message("Reason")),
        [
            (names.customer(each.customer), names.segment(each.segment), each.calls, names.in_words(each.reason))
            for each in given_up[:most]
        ],
    )
    if len(given_up) > most:
        screen.say(message("… and {count} more; --json lists all.", count=len(given_up) - most))


def certificate_document(screen: Screen, promise: Promise, names: Names) -> dict[str, Document]:
    """A certificate for machines."""
    held = promise.certificate
    return {
        "rep": promise.rep.id,
        "name": promise.rep.name,
        "verdict": held.verdict,
        "binding": held.binding,
        "field_days": held.field_days,
        "call_target": held.call_target,
        "calls_owed": held.calls_owed,
        "calls_available": held.calls_available,
        "calls_held": held.calls_held,
        "minutes_owed": held.minutes_owed,
        "minutes_available": held.minutes_available,
        "minutes_per_day": round(held.overhead.per_day, 1),
        "minutes_per_call": round(held.overhead.per_call, 1),
        "own_hospitals": _ground_document(held.overhead.sketch),
        "provisional": held.provisional,
        "summary": screen.text(held.summary),
        "segments": [
            {"segment": load.segment, "customers": load.customers, "calls": load.calls, "minutes": load.minutes}
            for load in held.segments
        ],
        "ways_out": [
            {
                "kind": way.kind,
                "amount": way.amount,
                "calls": way.calls,
                "price": way.price,
                "sentence": screen.text(names.in_words(way.sentence)),
            }
            for way in held.ways_out
        ],
        "given_up": [
            {
                "customer": each.customer,
                "segment": each.segment,
                "calls": each.calls,
                "reason": screen.text(names.in_words(each.reason)),
            }
            for each in promise.allocation.given_up
        ],
    }


def _ground_document(sketch: Sketch | None) -> dict[str, Document] | None:
    """What the rep's own hospitals ask for; null when it was estimated from the policy."""
    if sketch is None:
        return None
    return {
        "calls_per_stop": round(sketch.calls_per_stop, 2),
        "travel_minutes_per_day": round(sketch.travel_per_day, 1),
        "home_minutes_per_day": round(sketch.home / sketch.days, 1),
        "minutes_between_hospitals": round(sketch.leg_between, 1),
        "walking_minutes_per_call": round(sketch.walking / sketch.calls, 1),
        "arriving_minutes_per_call": round(sketch.arriving / sketch.calls, 1),
        "waiting_minutes_per_call": round(sketch.waiting / sketch.calls, 1),
    }
