"""What a repair of a month looks like on the command line."""

from collections.abc import Collection

from desktop.cli.differences import difference_document, show_differences
from desktop.cli.options import OptionError
from desktop.cli.screen import Document, Screen
from desktop.usecases.replan_month import Saved
from desktop.usecases.situation import Situation
from planner.domain.messages import message
from planner.month.repair.replan import Replan


def numbers_of(text: str, repaired: Replan) -> tuple[int, ...]:
    """`all`, or numbers of differences. Raises OptionError for anything else."""
    known = tuple(each.number for each in repaired.differences)
    if text.strip() == "all":
        return known
    try:
        numbers = tuple(int(part) for part in text.split(","))
    except ValueError:
        numbers = (-1,)
    if not set(numbers) <= set(known):
        raise OptionError(
            message("{value} names no difference of this repair.", value=text),
            message("Write numbers from the list, such as 1,3, or all; there are {count}.", count=len(known)),
        )
    return numbers


def show_repair(screen: Screen, situation: Situation, repaired: Replan) -> None:
    """Every difference, promises that fell, and the sum."""
    for fallen in repaired.fallen:
        screen.say(situation.named(fallen))
    if not repaired.differences:
        screen.say(message("The plan stays as it is."))
        return
    show_differences(screen, situation, repaired.differences)
    screen.say(
        message(
            "{count} differences; {moved} calls change day to make room; {unplanned} owed calls have no place.",
            count=len(repaired.differences),
            moved=repaired.moved,
            unplanned=sum(each.count for each in repaired.plan.unplanned),
        )
    )


def show_saved(screen: Screen, situation: Situation, saved: Saved) -> None:
    """The plan's id, or what the choice breaks."""
    if saved.id is not None:
        screen.say(message("Saved as {plan}.", plan=saved.id))
        return
    screen.say(message("Not saved: the plan with this choice breaks a rule."))
    screen.lines([f"  {line}" for line in broken_lines(screen, situation, saved)])


def broken_lines(screen: Screen, situation: Situation, saved: Saved) -> list[str]:
    """What the choice breaks: days that cannot be timed, then rules with the place in front."""
    refused = [screen.text(situation.named(sentence)) for sentence in saved.accepted.refused]
    broken = []
    for each in saved.accepted.broken:
        place = [each.date.isoformat() if each.date else "", *(situation.name(id) for id in (each.hospital, each.customer) if id)]
        broken.append(f"{' '.join(filter(None, place))}: {screen.text(situation.named(each.message))}")
    return refused + broken


def repair_document(screen: Screen, situation: Situation, repaired: Replan) -> dict[str, Document]:
    """The repair for machines."""
    return {
        "rep": situation.rep.id,
        "month": str(repaired.plan.month),
        "today": repaired.today.isoformat(),
        "moved": repaired.moved,
        "fallen": [screen.text(situation.named(each)) for each in repaired.fallen],
        "differences": [difference_document(screen, situation, each) for each in repaired.differences],
        "unplanned": [
            {"customer": each.customer, "count": each.count, "reason": screen.text(situation.named(each.reason))}
            for each in repaired.plan.unplanned
        ],
        "plan": None,
    }


def saved_document(screen: Screen, situation: Situation, saved: Saved, numbers: Collection[int]) -> dict[str, Document]:
    """What was accepted, for machines."""
    return {
        "accepted": sorted(numbers),
        "plan": saved.id,
        "broken": broken_lines(screen, situation, saved),
    }
