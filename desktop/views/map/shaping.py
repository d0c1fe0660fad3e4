"""From what the map page knows to shapes in colours and words."""

import html
import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate

from desktop.basemap.shapes import MapArea, MapPoint, MapRoute, Slice
from desktop.settings import Language
from desktop.usecases.show_map import DayRoute, MapPicture, Site
from desktop.views.context import Context
from desktop.views.map.furniture import LegendEntry
from planner.domain.messages import message
from planner.domain.people import SegmentId
from planner.domain.places import Coordinate

_EMPTY_SIZE = 8.0
_SMALLEST, _LARGEST = 13.0, 28.0


def points_of(context: Context, picture: MapPicture) -> tuple[MapPoint, ...]:
    """Hospitals as rings of their tiers, the larger the more customers; the largest are drawn first, under the others."""
    placed = [each for each in picture.sites if each.hospital.coordinate is not None]
    return tuple(_point(context, each) for each in sorted(placed, key=lambda each: (-each.customers, each.hospital.id)))


def _point(context: Context, site: Site) -> MapPoint:
    coordinate = site.hospital.coordinate
    assert coordinate is not None
    theme = context.theme
    slices = tuple(Slice(float(count), theme.tier(segment)) for segment, count in site.mix)
    return MapPoint(
        id=site.hospital.id,
        coordinate=coordinate,
        colour=slices[0].colour if slices else theme.muted,
        size=size_of(site.customers),
        label=site.hospital.name,
        tooltip=tooltip_of(context, site),
        slices=slices,
    )


def size_of(customers: int) -> float:
    """The diameter of a hospital: its area grows with its customers."""
    return min(_LARGEST, _SMALLEST + 2.2 * math.sqrt(customers)) if customers else _EMPTY_SIZE


def tooltip_of(context: Context, site: Site) -> str:
    """Name, tiers and visits owed, as rich text."""
    owed = context.say(message("{visits:visit|visits} owed this month", visits=site.owed))
    lines = [f"<b>{html.escape(site.hospital.name)}</b>", mix_text(context, site.mix), html.escape(owed)]
    return "<br>".join(each for each in lines if each)


def mix_text(context: Context, mix: Iterable[tuple[SegmentId, int]]) -> str:
    """Counts by tier with their colours, as rich text; unclassified customers stand under a dash."""
    return "&nbsp; ".join(
        f'<span style="color:{context.theme.tier(segment)}">●</span> {html.escape(segment)}&nbsp;{count}'
        for segment, count in mix
    )


def routes_of(context: Context, picture: MapPicture, week: date | None) -> tuple[MapRoute, ...]:
    """The rep's days in the colours of their weekdays, from home and back; of one week (its Monday) with numbers at the stops,
    of the whole month without."""
    places = {each.hospital.id: each.hospital.coordinate for each in picture.sites}
    days = [day for day in picture.routes if week is None or monday_of(day.date) == week]
    return tuple(
        _route(context, picture, day, [place for stop in day.stops if (place := places.get(stop)) is not None], week is not None)
        for day in days
    )


def _route(context: Context, picture: MapPicture, day: DayRoute, stops: Sequence[Coordinate], numbered: bool) -> MapRoute:
    home = (picture.rep.home,) if picture.rep is not None and picture.rep.home is not None else ()
    numbers = tuple(str(place) for place in range(1, len(stops) + 1))
    return MapRoute(
        colour=context.theme.day(day.date.weekday()),
        stops=(*home, *stops, *home),
        numbers=(*("" for _ in home), *numbers) if numbered else (),
        title=day_text(context, day.date),
    )


def day_text(context: Context, day: date) -> str:
    """Day and month as the language writes them."""
    pattern = "M月d日" if context.session.language is Language.CHINESE else "d MMM"
    return context.session.locale.toString(QDate(day.year, day.month, day.day), pattern)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(picture: MapPicture) -> tuple[date, ...]:
    """The Mondays of the weeks that have routes."""
    return tuple(sorted({monday_of(day.date) for day in picture.routes}))


def areas_of(context: Context, picture: MapPicture) -> tuple[MapArea, ...]:
    """Territories, each rep in a colour of its own."""
    colours = (*context.theme.days, *context.theme.groups)
    return tuple(
        MapArea(colours[place % len(colours)], (each.outline,), each.rep.name) for place, each in enumerate(picture.territories)
    )


def legend_of(context: Context, picture: MapPicture, routes: Sequence[DayRoute]) -> tuple[LegendEntry, ...]:
    """The tiers that are there, and the weekdays of the routes shown."""
    there = {segment for site in picture.sites for segment, _ in site.mix}
    tiers = [LegendEntry(context.theme.tier(each), each) for each in picture.segments if each in there]
    weekdays = sorted({each.date.weekday() for each in routes})
    names = [context.session.locale.dayName(each + 1) for each in weekdays]
    return (*tiers, *(LegendEntry(context.theme.day(each), name, line=True) for each, name in zip(weekdays, names, strict=True)))
