"""What the team's columns of totals say: every rate per field day."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import Qt

from desktop.tables.teamdays import Speech
from desktop.theme.tokens import Theme
from desktop.usecases.show_team import PlanStatus, TeamRep
from desktop.viewmodels.wording import Figure, written
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.frequency.certificate import Certificate, Verdict

Weighed = Mapping[RepId, Certificate | None] | None
"""The certificates by rep, as far as they can be told; None while they are being weighed."""


class Total(Enum):
    """The columns before the days, in their order."""

    STATUS = message("Plan")
    VERDICT = message("Time")
    CALLS = message("Calls")
    LOAD = message("Load")
    TRAVEL = message("Travel")
    GAPS = message("Gaps")
    COVERAGE = message("Cover")


TOTALS = tuple(Total)
HINTS = {
    Total.STATUS: message("The latest plan of the month, and whether it is approved"),
    Total.VERDICT: message("Whether the field days hold the calls owed (feasibility certificate)"),
    Total.CALLS: message("Planned calls per field day"),
    Total.LOAD: message("Minutes used, in per cent of those of the field days"),
    Total.TRAVEL: message("Minutes on the road per field day"),
    Total.GAPS: message("Calls that the field days lack of their targets"),
    Total.COVERAGE: message("Customers who will be seen, of those whom month and quarter require"),
}
STATUS_NAMES = {
    PlanStatus.NONE: message("No plan"),
    PlanStatus.DRAFT: message("Draft"),
    PlanStatus.APPROVED: message("Approved"),
    PlanStatus.CHANGED: message("New draft"),
}
VERDICTS = {Verdict.ENOUGH: message("enough"), Verdict.TIGHT: message("tight"), Verdict.SHORT: message("short")}
_STATUS_ORDER = {PlanStatus.NONE: 0, PlanStatus.DRAFT: 1, PlanStatus.CHANGED: 2, PlanStatus.APPROVED: 3}
_VERDICT_ORDER = {Verdict.SHORT: 0, Verdict.TIGHT: 1, Verdict.ENOUGH: 2}


_FIGURES = {
    Total.CALLS: Figure.DECIMAL,
    Total.LOAD: Figure.SHARE,
    Total.TRAVEL: Figure.WHOLE,
    Total.GAPS: Figure.WHOLE,
    Total.COVERAGE: Figure.SHARE,
}


def total_value(row: TeamRep, total: Total) -> float | None:
    """A rep's figure per field day, or of the month; None where there is none."""
    match total:
        case Total.CALLS:
            return row.calls_per_field_day
        case Total.LOAD:
            return row.load
        case Total.TRAVEL:
            return row.travel_per_field_day
        case Total.GAPS:
            return row.calls_short
        case Total.COVERAGE:
            return row.coverage
        case _:
            return None


def aligned(total: Total) -> int:
    """Words stand left, figures right."""
    side = Qt.AlignmentFlag.AlignLeft if total in (Total.STATUS, Total.VERDICT) else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def certificate_of(row: TeamRep, weighed: Weighed) -> Certificate | None:
    """The certificate of a rep, as far as it is known."""
    return (weighed or {}).get(row.rep.id)


def rank(row: TeamRep, total: Total, weighed: Weighed) -> float:
    """By what reps are sorted."""
    if total is Total.STATUS:
        return _STATUS_ORDER[row.status]
    if total is Total.VERDICT:
        certificate = certificate_of(row, weighed)
        return 3 if certificate is None else _VERDICT_ORDER[certificate.verdict]
    return total_value(row, total) or 0.0


def total_text(row: TeamRep, total: Total, weighed: Weighed, speech: Speech) -> str:
    """What a column of totals says of a rep."""
    if total is Total.STATUS:
        return speech.say(STATUS_NAMES[row.status])
    if total is Total.VERDICT:
        certificate = certificate_of(row, weighed)
        unknown = "…" if weighed is None else "–"
        return unknown if certificate is None else speech.say(VERDICTS[certificate.verdict])
    value = total_value(row, total)
    if value is None or (row.status is PlanStatus.NONE and total in (Total.CALLS, Total.LOAD, Total.TRAVEL)):
        return "–"
    return written(speech.locale, value, _FIGURES[total])


def total_hint(row: TeamRep, total: Total, weighed: Weighed, speech: Speech) -> str:
    """What a tooltip says of a total."""
    say = speech.say
    if total is Total.VERDICT and (certificate := certificate_of(row, weighed)) is not None:
        return say(certificate.summary)
    if total is Total.COVERAGE:
        percent = [f"{each.segment}  {written(speech.locale, each.month.reached or 0.0, Figure.SHARE)}" for each in row.covered]
        return "\n".join((say(HINTS[total]), *percent))
    return say(HINTS[total])


def total_colour(row: TeamRep, total: Total, weighed: Weighed, theme: Theme) -> str | None:
    """Good, warning or bad; None = the ordinary colour."""
    if total is Total.VERDICT and (certificate := certificate_of(row, weighed)) is not None:
        return {Verdict.ENOUGH: theme.good, Verdict.TIGHT: theme.warning, Verdict.SHORT: theme.bad}[certificate.verdict]
    if total is Total.STATUS:
        looks = {PlanStatus.NONE: theme.bad, PlanStatus.APPROVED: theme.good}
        return looks.get(row.status, theme.warning)
    missed = total is Total.COVERAGE and row.coverage is not None and row.coverage < 1
    return theme.bad if missed or (total is Total.LOAD and row.load > 1) else None
