"""The figures on top of the coverage page."""

from desktop.charts.coverage import Voice
from desktop.usecases.review_coverage import CoverageReview
from desktop.viewmodels.wording import Figure, written
from desktop.views.widgets.kpi import Kpi
from planner.coverage.share import SegmentCoverage
from planner.domain.messages import message
from planner.domain.policy import SegmentKind


def figures(review: CoverageReview, voice: Voice) -> tuple[Kpi, ...]:
    """Pace, segments that keep their requirement, the two best tiers, and what is to be rescued."""
    best = [each for each in review.segments if each.kind is SegmentKind.TIER][:2]
    tiers = [covered for each in best if (covered := review.shown.segment(each.id)) is not None]
    return (_pace(review, voice), _met(review, voice), *(_tier(review, voice, each) for each in tiers), _rescue(review, voice))


def _pace(review: CoverageReview, voice: Voice) -> Kpi:
    pace = review.pace
    begun = pace.made > 0 or pace.field_days > 1 or not pace.expected
    value = pace.per_field_day if begun else pace.expected_per_field_day
    target = pace.target
    days = voice.say(
        message(
            "{passed} of {all} field days, target {target}",
            passed=_days(voice, pace.field_days),
            all=_days(voice, pace.all_field_days),
            target="–" if target is None else written(voice.locale, target, Figure.DECIMAL),
        )
    )
    short = value is not None and target is not None and value < target
    return Kpi(
        voice.say(message("Calls a field day")) if begun else voice.say(message("Calls a field day, planned")),
        "–" if value is None else written(voice.locale, value, Figure.DECIMAL),
        days,
        "warning" if short else "good",
        share=None if value is None or not target else value / target / 1.25,
        mark=0.8 if target else None,
    )


def _days(voice: Voice, days: float) -> str:
    return written(voice.locale, days, Figure.WHOLE if days == int(days) else Figure.DECIMAL)


def _met(review: CoverageReview, voice: Voice) -> Kpi:
    segments = review.shown.segments
    met = sum(each.met for each in segments)
    note = message("at the end of the month, with the plan") if review.expected else message("so far; there is no plan")
    return Kpi(
        voice.say(message("Segments on requirement")),
        voice.say(message("{met} of {all}", met=met, all=len(segments))),
        voice.say(note),
        "good" if met == len(segments) else "bad",
        share=met / len(segments) if segments else None,
    )


def _tier(review: CoverageReview, voice: Voice, final: SegmentCoverage) -> Kpi:
    now = review.actual.segment(final.segment)
    reached = final.month.reached
    note = message(
        "so far {now}, required {required}",
        now=voice.percent(now.month.reached if now else None),
        required=voice.percent(final.month.required),
    )
    return Kpi(
        voice.say(message("{segment} coverage", segment=review.names.segment(final.segment))),
        voice.percent(reached),
        voice.say(note),
        "" if final.month.met else "bad",
        share=reached,
        mark=final.month.required,
        colour=voice.theme.tier(final.segment),
    )


def _rescue(review: CoverageReview, voice: Voice) -> Kpi:
    count = len(review.rescues)
    return Kpi(
        voice.say(message("Visits to the rescue")),
        voice.locale.toString(count),
        voice.say(message("without them coverage is missed") if count else message("nothing is missing")),
        "bad" if count else "good",
    )
