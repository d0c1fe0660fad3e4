"""Say before planning what months ask for and what they hold."""

from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.usecases.district import District, find_reps, load_district
from desktop.usecases.load_problem import Promise, Terrain, load_terrain, weigh
from planner.domain.people import CustomerId, Rep
from planner.domain.units import Month


def show_certificates(store: Store, month: Month, country: str, reps: tuple[str, ...]) -> tuple[District, tuple[Promise, ...]]:
    """The promises of reps by name or id (none = all active ones). Raises PlanningError for an unknown rep, or TravelError."""
    with store.read() as books:
        district = load_district(books, month, country)
        memory = NotedTravel(books)
        chosen = find_reps(district.reps, reps)
        promises = tuple(weigh(district, rep, _terrain(books, district, rep, memory)) for rep in chosen)
    memory.keep(store)
    return district, promises


def without_rep(district: District) -> tuple[CustomerId, ...]:
    """Active customers of no rep on record, or of one who has left: they are in nobody's plan."""
    working = {rep.id for rep in district.reps if rep.active}
    return tuple(each.id for each in district.customers if each.active and each.rep not in working)


def _terrain(books: Books, district: District, rep: Rep, memory: NotedTravel) -> Terrain | None:
    """A rep whose home is not known has no ground yet: the certificate then goes by the policy's picture of a day."""
    return None if rep.home is None else load_terrain(books, district, rep, memory)
