"""The figures on top of the team page."""

from desktop.tables.teamdays import Speech
from desktop.tables.teamtotals import Weighed
from desktop.usecases.show_team import PlanStatus, TeamReview
from desktop.viewmodels.wording import Figure, written
from desktop.views.widgets.kpi import Kpi
from planner.domain.messages import message
from planner.frequency.certificate import Verdict


def figures(review: TeamReview, weighed: Weighed, speech: Speech) -> tuple[Kpi, ...]:
    """Plans and approvals, calls a field day, load, coverage, months that are too short."""
    return (
        _plans(review, speech),
        _calls(review, speech),
        _load(review, speech),
        _coverage(review, speech),
        _short(review, weighed, speech),
    )


def _plans(review: TeamReview, speech: Speech) -> Kpi:
    count = len(review.reps)
    planned = sum(row.status is not PlanStatus.NONE for row in review.reps)
    approved = sum(row.in_force is not None for row in review.reps)
    return Kpi(
        speech.say(message("Plans approved")),
        speech.say(message("{met} of {all}", met=approved, all=count)),
        speech.say(message("{planned} planned, {waiting} waiting for approval", planned=planned, waiting=_waiting(review))),
        "good" if approved == count else "warning",
        share=approved / count if count else None,
    )


def _waiting(review: TeamReview) -> int:
    return sum(row.status in (PlanStatus.DRAFT, PlanStatus.CHANGED) for row in review.reps)


def _calls(review: TeamReview, speech: Speech) -> Kpi:
    days = sum(row.field_days for row in review.reps)
    calls = sum(day.calls for row in review.reps for day in row.days)
    target = sum(day.target for row in review.reps for day in row.days)
    rate, aim = (calls / days, target / days) if days else (0.0, 0.0)
    return Kpi(
        speech.say(message("Calls a field day, planned")),
        written(speech.locale, rate, Figure.DECIMAL),
        speech.say(
            message(
                "target {target}, {days} field days",
                target=written(speech.locale, aim, Figure.DECIMAL),
                days=written(speech.locale, days, Figure.WHOLE if days == int(days) else Figure.DECIMAL),
            )
        ),
        "good" if rate >= aim else "warning",
        share=rate / aim / 1.25 if aim else None,
        mark=0.8 if aim else None,
    )


def _load(review: TeamReview, speech: Speech) -> Kpi:
    minutes = sum(day.minutes for row in review.reps for day in row.days)
    busy = sum(day.busy for row in review.reps for day in row.days)
    over = sum(day.load > 1 for row in review.reps for day in row.days)
    share = busy / minutes if minutes else 0.0
    note = message("{over:day|days} over full", over=over) if over else message("minutes used of the field days")
    return Kpi(
        speech.say(message("Load")),
        written(speech.locale, share, Figure.SHARE),
        speech.say(note),
        "bad" if over else "",
        share=share,
    )


def _coverage(review: TeamReview, speech: Speech) -> Kpi:
    shares = [row.coverage for row in review.reps if row.coverage is not None]
    short = sum(share < 1 for share in shares)
    mean = sum(shares) * 100 // len(shares) / 100 if shares else None
    note = message("{short:rep misses|reps miss} a requirement", short=short) if short else message("every requirement is met")
    return Kpi(
        speech.say(message("Required coverage")),
        "–" if mean is None else written(speech.locale, mean, Figure.SHARE),
        speech.say(note),
        "bad" if short else "good",
        share=mean,
    )


def _short(review: TeamReview, weighed: Weighed, speech: Speech) -> Kpi:
    verdicts = [each.verdict for each in (weighed or {}).values() if each is not None]
    short = verdicts.count(Verdict.SHORT)
    tight = verdicts.count(Verdict.TIGHT)
    return Kpi(
        speech.say(message("Months too short")),
        "…" if weighed is None else speech.locale.toString(short),
        speech.say(message("{tight} tight, by the certificate", tight=tight)) if weighed is not None else "",
        "bad" if short else ("good" if verdicts else ""),
    )
