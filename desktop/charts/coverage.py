"""The charts of a month's coverage, for screen and paper alike."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale

from desktop.charts.bars import BarChart, BarSeries
from desktop.charts.bullets import Bullet, BulletChart
from desktop.charts.line import LineChart, LineSeries
from desktop.theme.tokens import Theme
from desktop.usecases.review_coverage import CoverageReview
from desktop.viewmodels.wording import DAY_KINDS, Figure, written
from planner.coverage.share import SegmentCoverage, Share
from planner.coverage.trend import SegmentTrend, quarter_dates
from planner.domain.messages import Message, message
from planner.domain.people import SegmentId
from planner.domain.policy import SegmentKind


@dataclass(frozen=True, slots=True)
class Voice:
    """How charts speak: a sentence in the window's language, numbers and dates as its locale writes them, its colours."""

    say: Callable[[Message], str]
    locale: QLocale
    theme: Theme

    def percent(self, share: float | None) -> str:
        """A share as per cent; a dash where there is none."""
        return "–" if share is None else written(self.locale, share, Figure.SHARE)


def month_chart(review: CoverageReview, voice: Voice) -> BulletChart:
    """Coverage of the month by segment against what the policy asks."""
    return _bullets(review, voice, voice.say(message("Coverage of the month")), lambda each: each.month)


def quarter_chart(review: CoverageReview, voice: Voice) -> BulletChart:
    """Coverage of the quarter up to the end of the month, by segment."""
    return _bullets(review, voice, voice.say(message("Coverage of the quarter")), lambda each: each.quarter)


def _bullets(review: CoverageReview, voice: Voice, title: str, period: Callable[[SegmentCoverage], Share]) -> BulletChart:
    headings = [voice.say(message("Segment")), voice.say(message("So far"))]
    if review.expected is not None:
        headings.append(voice.say(message("Expected")))
    headings.append(voice.say(message("Required")))
    rows = [_bullet(review, voice, each, period) for each in review.actual.segments]
    return BulletChart(title, tuple(rows), tuple(headings))


def _bullet(review: CoverageReview, voice: Voice, covered: SegmentCoverage, period: Callable[[SegmentCoverage], Share]) -> Bullet:
    now = period(covered)
    later = None if review.expected is None else review.expected.segment(covered.segment)
    end = None if later is None else period(later)
    final = end or now
    notes = [voice.percent(now.reached), *(() if end is None else (voice.percent(end.reached),))]
    return Bullet(
        name=review.names.segment(covered.segment),
        value=now.reached or 0.0,
        expected=None if end is None else end.reached,
        target=now.required or None,
        colour=voice.theme.tier(covered.segment),
        notes=(*notes, voice.percent(now.required) if now.required else "–"),
        alarm=None if final.met else len(notes) - 1,
        hint=_share_hint(voice, now, final),
        key=covered.segment,
    )


def _share_hint(voice: Voice, now: Share, final: Share) -> str:
    told = voice.say(message("{seen} of {customers:customer|customers} seen", seen=now.seen, customers=now.customers))
    if final.missing:
        return "\n".join((told, voice.say(message("{missing:customer|customers} will be lacking", missing=final.missing))))
    return told


def pace_chart(review: CoverageReview, voice: Voice) -> BarChart:
    """Visits by day, made and still planned, against the target of each field day."""
    made = tuple(day.made if day.made or (day.share and day.date <= review.today) else None for day in review.days)
    planned = tuple(day.planned or None for day in review.days)
    return BarChart(
        title=voice.say(message("Calls by field day")),
        categories=tuple(str(day.date.day) for day in review.days),
        series=(
            BarSeries(voice.say(message("Made")), made, voice.theme.accent),
            BarSeries(voice.say(message("Still planned")), planned, voice.theme.accent, faint=True),
        ),
        stacked=True,
        targets=tuple(day.target or None for day in review.days),
        target_name=voice.say(message("Target")),
        keys=tuple(day.date.isoformat() if day.share else "" for day in review.days),
        hints=tuple(voice.say(DAY_KINDS[day.kind]) for day in review.days),
        idle=tuple(not day.share for day in review.days),
    )


def trend_chart(review: CoverageReview, voice: Voice) -> LineChart:
    """Coverage of the quarter by tier, day by day, to today and on to the end of the plan."""
    dates = quarter_dates(review.month)
    now = dates.index(review.today) if dates[0] <= review.today <= dates[-1] else None
    planned = {each.segment: each for each in review.expected_trend or ()}
    reached = -1 if review.today < dates[0] else (len(dates) - 1 if now is None else now)
    end = dates.index(review.month.last) if planned else reached
    tiers = {segment.id for segment in review.segments if segment.kind is SegmentKind.TIER}
    shown = [each for each in review.trend if each.segment in tiers] or list(review.trend)
    return LineChart(
        title=voice.say(message("Coverage over the quarter")),
        labels=tuple(_short_date(voice.locale, each.year, each.month, each.day) for each in dates),
        series=tuple(
            _line(voice, review.names.segment(each.segment), _joined(each, planned.get(each.segment), reached, end), reached)
            for each in shown
        ),
        now=now,
        now_name=voice.say(message("Today")),
    )


def _joined(
    own: SegmentTrend, planned: SegmentTrend | None, reached: int, end: int
) -> tuple[SegmentTrend, tuple[float | None, ...]]:
    """What happened up to the place `reached`, then what is expected up to the place `end`, then nothing."""
    ahead = (planned or own).shares
    known = own.shares[: reached + 1] + ahead[reached + 1 : end + 1]
    return own, (*known, *(None for _ in own.shares[len(known) :]))


def _line(voice: Voice, name: str, joined: tuple[SegmentTrend, tuple[float | None, ...]], reached: int) -> LineSeries:
    own, values = joined
    return LineSeries(name, values, voice.theme.tier(own.segment), dashed_from=reached + 1, target=own.required or None)


def _short_date(locale: QLocale, year: int, month: int, day: int) -> str:
    """Day and month, as the language writes them without a year."""
    chinese = locale.language() is QLocale.Language.Chinese
    return locale.toString(QDate(year, month, day), "M月d日" if chinese else "d MMM")


def product_chart(review: CoverageReview, voice: Voice) -> BarChart:
    """Coverage of the month by tier, one bar per product, with the plan carried out where there is one."""
    by_product = dict(review.shown.products)
    segments = [each for each in review.segments if any(_of(own, each.id) for own in by_product.values())]
    return BarChart(
        title=voice.say(message("Coverage by product")),
        categories=tuple(review.names.segment(each.id) for each in segments),
        series=tuple(
            BarSeries(name, tuple(_reached(by_product[id], each.id) for each in segments), voice.theme.days[place % 7])
            for place, (id, name) in enumerate(review.products)
            if id in by_product
        ),
        figure=Figure.SHARE,
        targets=tuple(each.monthly_coverage or None for each in segments),
        target_name=voice.say(message("Required")),
    )


def _of(segments: tuple[SegmentCoverage, ...], id: SegmentId) -> SegmentCoverage | None:
    return next((each for each in segments if each.segment == id), None)


def _reached(segments: tuple[SegmentCoverage, ...], id: SegmentId) -> float | None:
    found = _of(segments, id)
    return None if found is None else found.month.reached
