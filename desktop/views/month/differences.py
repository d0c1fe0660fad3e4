"""Two plans' figures side by side."""

from collections.abc import Sequence

from desktop.usecases.compare_plans import Comparison
from desktop.views.context import Context
from desktop.views.month.words import minutes, number, percent
from planner.domain.messages import Message, message

Row = tuple[Message | str, str, str]


def figure_rows(context: Context, comparison: Comparison) -> Sequence[Row]:
    """Heading, then a row for each figure: title, before, now."""
    before, after, say = comparison.before, comparison.after, context.say
    segments = [each for each in ("A", "B", "C", "D") if each in before.coverage or each in after.coverage]
    rows: list[Row] = [
        ("", comparison.base, say(message("latest"))),
        (message("Calls"), number(context, before.calls), number(context, after.calls)),
        (
            message("Calls a field day"),
            number(context, before.calls_per_field_day, 1),
            number(context, after.calls_per_field_day, 1),
        ),
        (message("Travel"), say(minutes(before.travel_minutes)), say(minutes(after.travel_minutes))),
        (message("Owed calls without a place"), number(context, before.unplanned), number(context, after.unplanned)),
    ]
    for each in segments:
        title = message("Coverage {tier}", tier=each)
        old, new = before.coverage.get(each), after.coverage.get(each)
        rows.append((title, "" if old is None else percent(context, old), "" if new is None else percent(context, new)))
    return rows
