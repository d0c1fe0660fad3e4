"""What the real planner makes of an alignment: every rep concerned, today and after, and the team together."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.tables.figures import Field, FigureTable
from desktop.usecases.align_score import MonthScore, Score, TeamScore
from desktop.usecases.align_sizing import Curve
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from desktop.views.territories.words import percent
from desktop.views.widgets.figuretable import FigureView
from planner.alignment.sizing import SizePoint
from planner.domain.messages import Message, message


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One rep, or the team, today and after; None = no plan."""

    name: str
    today: MonthScore | TeamScore | None
    after: MonthScore | TeamScore | None
    trouble: str = ""


class ScoreTable(FigureView):
    """Calls a day, coverage of the first tiers and overtime, today → after."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, message("Worth by the real planner"), FigureTable[ScoreLine](()))
        self._context = context
        self.horizontalHeader().setSortIndicatorShown(False)  # its room is needed for the names

    def show_score(self, score: Score | None) -> None:
        """Show a score, or nothing."""
        self.setVisible(score is not None)
        if score is None:
            return
        tiers = sorted({tier for each in (score.today, score.after) for tier in each.coverage if len(tier) == 1})[:2]
        lines = [ScoreLine(self._context.say(message("together")), score.today, score.after)]
        for each in score.reps:
            trouble = "" if each.trouble is None else self._context.say(each.trouble.problem)
            lines.append(ScoreLine(each.rep.name, each.today, each.after, trouble))
        self.show_fields(self._fields(tiers), lines)

    def _fields(self, tiers: Sequence[str]) -> Sequence[Field[ScoreLine]]:
        say, locale = self._context.say, self._context.session.locale

        def name(each: ScoreLine) -> str:
            return each.name

        def hint(each: ScoreLine) -> str:
            return each.trouble or each.name

        def coverage(month: MonthScore | TeamScore | None, tier: str) -> str:
            return (
                "–" if month is None or tier not in month.coverage else written(locale, 100 * month.coverage[tier], Figure.WHOLE)
            )

        def cover(each: ScoreLine, tier: str) -> str:
            return f"{coverage(each.today, tier)}→{coverage(each.after, tier)}"

        def both(each: ScoreLine, attribute: str, figure: Figure) -> str:
            months = (each.today, each.after)
            return "→".join("–" if month is None else written(locale, getattr(month, attribute), figure) for month in months)

        def rank(each: ScoreLine) -> float:
            return each.after.calls_per_field_day if each.after is not None else -1.0

        return (
            Field(say(message("Rep")), name, name, hint=hint),
            Field(say(message("Calls a day")), lambda each: both(each, "calls_per_field_day", Figure.DECIMAL), rank, True),
            *(
                Field(f"{tier} %", lambda each, tier=tier: cover(each, tier), rank, True)  # type: ignore[misc]
                for tier in tiers
            ),
            Field(say(message("Overtime")), lambda each: both(each, "overtime", Figure.WHOLE), rank, True),
        )


class CurveTable(FigureView):
    """How much the busiest rep of a team of each size has to do."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, message("How many reps are needed?"), FigureTable[SizePoint](()))
        self._context = context
        self.hide()

    def show_curve(self, curve: Curve) -> None:
        """Show the points that were solved."""
        say, locale, theme = self._context.say, self._context.session.locale, self._context.theme
        enough = None if curve.smallest is None else curve.smallest.reps

        def reps(each: SizePoint) -> str:
            return f"{locale.toString(each.reps)}{' ✓' if each.reps == enough else ''}"

        def colour(each: SizePoint) -> str:
            return theme.bad if each.load > 1 else theme.good

        def gap(each: SizePoint) -> str:
            return "–" if each.gap is None else percent(self._context, each.gap, places=1)

        self.show_fields(
            (
                Field(say(message("Reps")), reps, lambda each: each.reps),
                Field(
                    say(message("Load of the busiest")), lambda each: percent(self._context, each.load),
                    lambda each: each.load, True, colour=colour,
                ),
                Field(
                    say(message("Calls a field day")), lambda each: written(locale, each.calls_per_day, Figure.DECIMAL),
                    lambda each: each.calls_per_day, True,
                ),
                Field(say(message("Gap")), gap, lambda each: each.gap or 0.0, True),
            ),
            curve.points,
        )  # fmt: skip
        self.setVisible(bool(curve.points))


def curve_text(curve: Curve) -> Message:
    """How many reps are enough, in words."""
    if curve.smallest is None:
        return message("None of these sizes is enough: the busiest rep's month holds less than the workload.")
    return message("{reps:rep is|reps are} enough.", reps=curve.smallest.reps)
