"""`roundwise explain`: why a call has no place, why one stands where it does, where one more would fit."""

from datetime import datetime
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import MonthText, date_of, month_of
from desktop.cli.screen import Document, Screen
from desktop.settings import country
from desktop.usecases.explain_plan import CustomerAnswer, explain_customer, explain_unplanned
from desktop.usecases.situation import Situation, load_situation
from planner.domain.messages import message
from planner.domain.units import Month, clock
from planner.month.advice.offers import Offer, WhyHere
from planner.month.advice.whynot import WhyNot

app = single()
SHOWN = 5
"""Slots listed for people; machines get all."""


@app.command(
    cls=Command,
    help="Say of the latest plan why owed calls have no place and which smallest change would admit each; of one customer also"
    " why the calls stand where they do, and the best slots for another. Every answer is tested.",
)
def explain(
    context: typer.Context,
    *,
    rep: Annotated[str, typer.Option("--rep", metavar="NAME", show_default=False, help="The rep, by name or id.")],
    month: MonthText,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NAME", show_default=False, help="One customer, by name or id.")
    ] = None,
    date: Annotated[
        list[str] | None,
        typer.Option("--date", metavar="DATE", show_default=False, help="With --customer: only the call planned on this date."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DATE", show_default=False, help="Look at the month from this date on; otherwise from today."
        ),
    ] = None,
) -> int:
    """Answer for all, or for one customer."""
    here = door(context)
    day = date_of(today) if today else datetime.now().astimezone().date()
    first = day if today or Month.of(day) == month_of(month) else None
    with open_database(here) as store:
        situation = load_situation(store, rep, month_of(month), first, country(here.environment))
    document: dict[str, Document] = {"rep": situation.rep.id, "month": month, "today": situation.today.isoformat()}
    if customer is None:
        answers = explain_unplanned(situation)
        show_unplanned(here.screen, situation, answers)
        document["unplanned"] = [whynot_document(here.screen, situation, each) for each in answers]
    else:
        dates = [date_of(text) for text in date or ()]
        answer = explain_customer(situation, customer, dates)
        show_customer(here.screen, situation, answer)
        document |= customer_document(here.screen, situation, answer)
    here.screen.document(document)
    return 0


def show_unplanned(screen: Screen, situation: Situation, answers: tuple[WhyNot, ...]) -> None:
    """One line for each customer."""
    if not answers:
        screen.say(message("Every owed call has a place."))
        return
    screen.table(
        (message("Customer"), message("Segment"), message("Calls"), message("Why not, and what would help")),
        [(situation.name(each.customer), each.segment, each.count, situation.named(each.reason)) for each in answers],
    )


def show_customer(screen: Screen, situation: Situation, answer: CustomerAnswer) -> None:
    """What lacks a place, why each call stands where it does, and where one more would fit."""
    if answer.whynot is not None:
        show_unplanned(screen, situation, (answer.whynot,))
        for each in answer.whynot.remedies[1:]:
            screen.say(
                message(
                    "Or: {remedy} The rest of the plan pays {cost} minutes.",
                    remedy=situation.named(each.text),
                    cost=round(each.cost),
                )
            )
    for here in answer.here:
        show_here(screen, situation, here)
    if answer.slots:
        screen.say(message("One more call on {customer} would fit best:", customer=answer.customer.name))
        show_offers(screen, situation, answer.slots)
    elif answer.whynot is None:
        screen.say(message("One more call on {customer} fits nowhere.", customer=answer.customer.name))


def show_here(screen: Screen, situation: Situation, here: WhyHere) -> None:
    """A planned call's slot beside the others."""
    screen.say(
        message(
            "{customer} on {date} at {start}: costs {cost} minutes there. Elsewhere:",
            customer=situation.name(here.customer),
            date=here.here.date,
            start=clock(here.here.start),
            cost=round(here.here.cost),
        )
    )
    show_offers(screen, situation, here.others)
    for obstacle in dict.fromkeys(obstacle for _, obstacle in here.forbidden):
        days = ", ".join(f"{when:%m-%d}" for when, each in here.forbidden if each is obstacle)
        screen.say(message("  Not on {days}: {obstacle}.", days=days, obstacle=obstacle.value))


def show_offers(screen: Screen, situation: Situation, offers: tuple[Offer, ...]) -> None:
    """The cheapest slots."""
    if offers:
        screen.table(
            (message("Date"), message("Time"), message("Hospital"), message("Costs minutes")),
            [(each.date, clock(each.start), situation.name(each.hospital), round(each.cost)) for each in offers[:SHOWN]],
        )


def whynot_document(screen: Screen, situation: Situation, answer: WhyNot) -> dict[str, Document]:
    """Why not, for machines."""
    return {
        "customer": answer.customer,
        "segment": answer.segment,
        "count": answer.count,
        "reason": screen.text(situation.named(answer.reason)),
        "slots": [offer_document(each) for each in answer.slots],
        "obstacles": [{"obstacle": each.name.lower(), "days": days} for each, days in answer.obstacles],
        "remedies": [
            {
                "kind": str(each.kind),
                "size": round(each.size, 1),
                "cost": round(each.cost, 1),
                "text": screen.text(situation.named(each.text)),
            }
            for each in answer.remedies
        ],
    }


def customer_document(screen: Screen, situation: Situation, answer: CustomerAnswer) -> dict[str, Document]:
    """One customer, for machines."""
    return {
        "customer": answer.customer.id,
        "why_not": None if answer.whynot is None else whynot_document(screen, situation, answer.whynot),
        "why_here": [
            {
                "here": offer_document(each.here),
                "others": [offer_document(other) for other in each.others],
                "forbidden": [{"date": when.isoformat(), "obstacle": obstacle.name.lower()} for when, obstacle in each.forbidden],
            }
            for each in answer.here
        ],
        "best_slots": [offer_document(each) for each in answer.slots],
    }


def offer_document(offer: Offer) -> dict[str, Document]:
    """A slot for machines."""
    return {
        "date": offer.date.isoformat(),
        "start": clock(offer.start),
        "hospital": offer.hospital,
        "cost": round(offer.cost, 1),
    }
