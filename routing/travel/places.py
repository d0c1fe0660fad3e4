"""Places to travel between, from the district's values; the one spot that refuses what has no coordinate."""

from collections.abc import Sequence

from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.places import Hospital
from planner.domain.travel import Place, PlaceId
from routing.errors import TravelError


def home_of(rep: Rep) -> Place:
    """Where a rep's days begin and end. Raises `TravelError` when the home has no coordinate."""
    if rep.home is None:
        raise TravelError(
            message("The home of rep {name} ({id}) has no coordinate.", name=rep.name, id=rep.id),
            message("Enter the home's latitude and longitude, or import the reps again with them."),
        )
    return Place(PlaceId(f"home:{rep.id}"), rep.home)


def site_of(hospital: Hospital) -> Place:
    """A hospital's gate. Raises `TravelError` when the hospital has no coordinate."""
    if hospital.coordinate is None:
        raise TravelError(
            message("Hospital {name} ({id}) has no coordinate.", name=hospital.name, id=hospital.id),
            message("Enter its latitude and longitude, or import the hospitals again with them."),
        )
    return Place(PlaceId(hospital.id), hospital.coordinate)


def places_of(rep: Rep, hospitals: Sequence[Hospital]) -> tuple[Place, ...]:
    """Home and hospitals in the order in which a month's problem counts them: 0 is home, then the hospitals as given.

    Raises `TravelError` that names every hospital without a coordinate, the first ten by name.
    """
    astray = [f"{hospital.name} ({hospital.id})" for hospital in hospitals if hospital.coordinate is None]
    if len(astray) > 1:
        raise TravelError(
            message("{count} hospitals have no coordinate: {names}.", count=len(astray), names=_listed(astray)),
            message("Enter their latitudes and longitudes, or import the hospitals again with them."),
        )
    return (home_of(rep), *(site_of(hospital) for hospital in hospitals))


def _listed(names: Sequence[str], most: int = 10) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
