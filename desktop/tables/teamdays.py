"""What the cells of the team's days say."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLocale

from desktop.theme.tokens import Theme
from desktop.usecases.show_team import TeamDay
from desktop.viewmodels.wording import DAY_KINDS, day_name
from planner.domain.calendar import DayKind
from planner.domain.messages import Message, message


class Shown(Enum):
    """What the cells of the days show."""

    LOAD = message("Load")
    CALLS = message("Calls")
    TRAVEL = message("Travel")
    GAPS = message("Gaps")


@dataclass(frozen=True, slots=True)
class Speech:
    """How the table speaks and which colours it has at this moment."""

    say: Callable[[Message], str]
    locale: QLocale
    theme: Theme


def cell_value(day: TeamDay, shown: Shown) -> float | None:
    """The figure of a day's cell; None where there is none: no field day, or no plan (a gap is one all the same)."""
    recorded = shown is Shown.CALLS and day.made
    if not day.share or not (day.planned or recorded or shown is Shown.GAPS):
        return None
    match shown:
        case Shown.LOAD:
            return day.load
        case Shown.CALLS:
            return day.shown_calls
        case Shown.TRAVEL:
            return day.travel
        case Shown.GAPS:
            return day.short


def cell_text(day: TeamDay, shown: Shown, speech: Speech) -> str:
    """The figure of a day; the first letter of what it is instead of a field day, nothing on a day of rest."""
    value = cell_value(day, shown)
    if value is not None:
        return "" if shown is Shown.GAPS and not value else str(round(value * 100 if shown is Shown.LOAD else value))
    if day.share:
        return "–"
    return "" if day.kind is DayKind.REST else speech.say(DAY_KINDS[day.kind])[:1]


def day_hint(day: TeamDay, speech: Speech) -> str:
    """What a tooltip says of a day."""
    say, locale = speech.say, speech.locale
    head = day_name(locale, day.date)
    if not day.share:
        return "\n".join((head, say(DAY_KINDS[day.kind])))
    recorded = [say(message("{made:visit|visits} recorded", made=day.made))] if day.made else []
    if not day.planned:
        return "\n".join((head, say(message("Field day without a plan")), *recorded))
    told = [
        say(message("{calls:call|calls}, target {target}", calls=day.calls, target=locale.toString(round(day.target)))),
        say(message("{busy} of {minutes:minute|minutes} used", busy=day.busy, minutes=day.minutes)),
        say(message("{travel:minute|minutes} on the road", travel=day.travel)),
    ]
    return "\n".join((head, *told, *recorded))
