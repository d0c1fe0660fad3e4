"""The map beside the board: the week's routes in the colours of their days, stops numbered in their order."""

from collections.abc import Collection
from datetime import date

from desktop.basemap.shapes import MapPoint, MapRoute
from desktop.usecases.edit_week import Sheet
from desktop.views.context import Context
from desktop.views.week.daytext import short_day
from planner.domain.places import Coordinate, HospitalId
from planner.domain.plan import DayPlan


def week_routes(context: Context, sheet: Sheet, dates: Collection[date]) -> list[MapRoute]:
    """One route a day, from home through the stops and back."""
    places, home = _places(sheet), sheet.situation.rep.home
    routes = []
    for day in sheet.plan.days:
        if day.date in dates and day.stops:
            stops = [places[stop.hospital] for stop in day.stops if stop.hospital in places]
            numbers = [str(n) for n in range(1, len(stops) + 1)]
            ends = [home] if home is not None else []
            blank = [""] * len(ends)
            title = short_day(context.session.locale, day.date)
            routes.append(
                MapRoute(
                    context.theme.day(day.date.weekday()),
                    (*ends, *stops, *ends),
                    (*blank, *numbers, *blank),
                    title,
                )
            )
    return routes


def week_points(context: Context, sheet: Sheet, dates: Collection[date]) -> list[MapPoint]:
    """The rep's hospitals; those visited in these days are named."""
    places, names = _places(sheet), sheet.situation.names
    visited = {stop.hospital for day in sheet.plan.days if day.date in dates for stop in day.stops}
    sites = [site.hospital for site in sheet.problem.sites if site.hospital in places]
    return [_point(context, hospital, places[hospital], names.hospital(hospital), seen=hospital in visited) for hospital in sites]


def _point(context: Context, hospital: HospitalId, at: Coordinate, name: str, *, seen: bool) -> MapPoint:
    colour = context.theme.text if seen else context.theme.muted
    return MapPoint(hospital, at, colour, 10.0 if seen else 7.0, name if seen else "", name)


def day_of(sheet: Sheet, when: date) -> DayPlan | None:
    """The plan of a day."""
    return next((day for day in sheet.plan.days if day.date == when), None)


def _places(sheet: Sheet) -> dict[HospitalId, Coordinate]:
    return {each.id: each.coordinate for each in sheet.situation.district.hospitals if each.coordinate is not None}
