"""The month's figures for the strip: calls a field day, coverage by tier, travel, calls missed."""

from collections.abc import Iterator

from desktop.usecases.plan_figures import PlanFigures
from desktop.usecases.show_month import MonthPicture
from desktop.views.context import Context
from desktop.views.month.words import minutes, number, percent
from desktop.views.widgets.kpi import Kpi
from planner.coverage.share import SegmentCoverage
from planner.domain.messages import message
from planner.domain.policy import SegmentKind


def figures_of(context: Context, picture: MonthPicture) -> tuple[Kpi, ...]:
    """The strip of a planned month; nothing without a plan."""
    if picture.figures is None:
        return ()
    tiers = {each.id for each in picture.district.policy.segments if each.kind is SegmentKind.TIER}
    covered = (_coverage(context, each) for each in picture.coverage if each.segment in tiers)
    return (_calls(context, picture.figures), *covered, _travel(context, picture.figures), _missed(context, picture.figures))


def _calls(context: Context, figures: PlanFigures) -> Kpi:
    target = figures.call_target
    share = figures.calls_per_field_day / target if target else 0.0
    return Kpi(
        title=context.say(message("Calls a field day")),
        value=number(context, figures.calls_per_field_day, 1),
        note=context.say(message("target {target} · {calls:call|calls}", target=target, calls=figures.calls)),
        look="good" if share >= 1 else "" if share >= 0.9 else "warning",
        share=min(1.0, share),
    )


def _coverage(context: Context, covered: SegmentCoverage) -> Kpi:
    """A tier's coverage of the month with the plan carried out."""
    share, required = covered.month.reached or 0.0, covered.month.required
    return Kpi(
        title=context.say(message("Coverage {tier}", tier=covered.segment)),
        value=percent(context, share),
        note=context.say(
            message("{required} asked · {seen}/{customers}", **_counted(covered), required=percent(context, required))
        ),
        look="good" if covered.month.met else "bad",
        share=share,
        mark=required,
        colour=context.theme.tier(covered.segment),
    )


def _counted(covered: SegmentCoverage) -> dict[str, int]:
    return {"seen": covered.month.seen, "customers": covered.month.customers}


def _travel(context: Context, figures: PlanFigures) -> Kpi:
    whole = context.say(minutes(figures.travel_minutes))
    return Kpi(
        title=context.say(message("Travel a day")),
        value=context.say(minutes(figures.travel_minutes_per_day)),
        note=context.say(message("{whole} in all", whole=whole)),
    )


def _missed(context: Context, figures: PlanFigures) -> Kpi:
    return Kpi(
        title=context.say(message("Calls without a place")),
        value=number(context, figures.unplanned),
        note=context.say(message("all that is owed is planned") if not figures.unplanned else message("see Not planned")),
        look="good" if not figures.unplanned else "warning",
    )


def notes_of(context: Context, picture: MonthPicture) -> Iterator[str]:
    """Who is not in the picture, and what it rests on."""
    unrated = 0 if picture.promise is None else len(picture.promise.unclassified)
    if unrated:
        note = message("{count:customer has|customers have} no rating and no group, so nothing is owed to them.", count=unrated)
        yield context.say(note)
    if picture.without_rep:
        note = message("{count:customer is|customers are} in nobody's plan: without a rep.", count=len(picture.without_rep))
        yield context.say(note)
    if picture.district.holidays.provisional:
        yield context.say(message("The public holidays of this month are not announced yet; they are a forecast."))
