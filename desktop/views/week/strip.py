"""The week in figures: calls per field day against the target, coverage by tier so far and projected, travel and waiting."""

from collections.abc import Iterator

from desktop.usecases.edit_week import Sheet
from desktop.usecases.week_figures import SegmentFigure, WeekFigures
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from desktop.views.week.tips import segment_text
from desktop.views.widgets.kpi import Kpi
from planner.domain.messages import message


def week_kpis(context: Context, sheet: Sheet, figures: WeekFigures) -> list[Kpi]:
    """The strip's figures; coverage of the tiers A to D (groups of non-prescribers are on the coverage page)."""
    return [_calls(context, figures), *_coverage(context, sheet, figures), _travel(context, figures), _waiting(context, figures)]


def _calls(context: Context, figures: WeekFigures) -> Kpi:
    rate, target = figures.per_field_day, figures.target
    say, locale = context.say, context.session.locale
    return Kpi(
        say(message("Calls per field day")),
        "–" if rate is None else locale.toString(rate, "f", 1),
        say(message("target {target}, {calls} this week", target=target, calls=figures.calls)),
        "good" if rate is not None and rate >= target else "warning",
        share=None if rate is None else min(1.0, rate / max(1.0, target * 1.25)),
        mark=1 / 1.25,
    )


def _coverage(context: Context, sheet: Sheet, figures: WeekFigures) -> Iterator[Kpi]:
    for each in figures.segments:
        if len(each.segment) == 1:
            yield _segment(context, sheet, each)


def _segment(context: Context, sheet: Sheet, each: SegmentFigure) -> Kpi:
    say = context.say
    so_far, required = _percent(context, each.so_far), _percent(context, each.required)
    return Kpi(
        say(message("Coverage {segment}", segment=segment_text(context, sheet, each.segment))),
        _percent(context, each.projected),
        say(message("now {so_far}, due {required}", so_far=so_far, required=required)),
        "" if each.met else "bad",
        share=each.projected,
        mark=each.required,
        colour=context.theme.tier(each.segment),
        hint=say(
            message(
                "{seen} of {customers} customers will be seen this month when the plan is carried out.",
                seen=each.seen,
                customers=each.customers,
            )
        ),
    )


def _travel(context: Context, figures: WeekFigures) -> Kpi:
    say, days = context.say, max(1, figures.days)
    return Kpi(
        say(message("Travel")),
        _hours(figures.travel),
        say(message("{minutes} min a day", minutes=round(figures.travel / days))),
    )


def _waiting(context: Context, figures: WeekFigures) -> Kpi:
    return Kpi(
        context.say(message("Waiting")),
        _hours(figures.waiting),
        context.say(message("on foot {minutes} min", minutes=figures.walking)),
    )


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _percent(context: Context, share: float) -> str:
    return written(context.session.locale, share, Figure.SHARE)
