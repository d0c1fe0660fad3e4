"""The figures on top of the territories page."""

from desktop.usecases.align_picture import Picture
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from desktop.views.territories.words import amount, percent, proof_text
from desktop.views.widgets.kpi import Kpi
from planner.domain.messages import message


def kpis_of(context: Context, picture: Picture) -> tuple[Kpi, ...]:
    """Travel, balance of workload, what changes hands, and how good that is proven to be."""
    return _travel(context, picture), _balance(context, picture), _moved(context, picture), _proof(context, picture)


def _travel(context: Context, picture: Picture) -> Kpi:
    say, locale = context.say, context.session.locale
    note = ""
    if picture.other_figures is not None:
        note = say(message("beside it {hours} h", hours=written(locale, picture.other_figures.travel / 60, Figure.WHOLE)))
    hours = written(locale, picture.figures.travel / 60, Figure.WHOLE)
    return Kpi(say(message("Travel a month")), say(message("{hours} h", hours=hours)), note)


def _balance(context: Context, picture: Picture) -> Kpi:
    """The widest workload against its band."""
    activity, totals = picture.desk.table.activities[0], picture.desk.totals
    worst = max((abs(each.deviations[0]) for each in totals), default=0.0)
    inside = worst <= activity.tolerance + 1e-9
    return Kpi(
        context.say(message("Workload off, at most")),
        percent(context, worst, places=1),
        context.say(message("the band is ±{band}", band=percent(context, activity.tolerance))),
        "good" if inside else "warning",
    )


def _moved(context: Context, picture: Picture) -> Kpi:
    figures, all_units = picture.figures, len(picture.desk.table.accounts)
    return Kpi(
        context.say(message("Accounts moved")),
        context.say(message("{met} of {all}", met=amount(context, figures.moved_units), all=amount(context, all_units))),
        context.say(message("equity {equity}", equity=written(context.session.locale, figures.moved_equity, Figure.DECIMAL))),
    )


def _proof(context: Context, picture: Picture) -> Kpi:
    gap = None if picture.desk.record is None else picture.figures.gap
    text = context.say(proof_text(None if picture.desk.record is None else picture.figures))
    return Kpi(
        context.say(message("Proven gap")),
        "–" if gap is None else percent(context, gap, places=2),
        "" if gap is None else context.say(message("to the best possible")),
        "good" if gap is not None and gap <= 0.01 else "",
        hint=text,
    )
