"""Why calls have no place, or stand where they do, as the command line says it."""

from desktop.cli.screen import Document, Screen
from desktop.usecases.explain_plan import CustomerAnswer
from desktop.usecases.situation import Situation
from planner.domain.messages import message
from planner.domain.units import clock
from planner.month.advice.offers import Offer, WhyHere
from planner.month.advice.whynot import WhyNot

SHOWN = 5
"""Slots listed for people; machines get all."""


def show_unplanned(screen: Screen, situation: Situation, answers: tuple[WhyNot, ...], *, stopped: bool = False) -> None:
    """One line for each customer; when stopped, only for those who were come to."""
    if stopped:
        screen.say(
            message("Stopped: {count:customer was|customers were} asked about, the most valuable first.", count=len(answers))
        )
    elif not answers:
        screen.say(message("Every owed call has a place."))
    if not answers:
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
