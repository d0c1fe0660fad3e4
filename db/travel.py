"""Travel times remembered between runs: `planner.domain.travel.TravelMemory` in the store."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from db.mapping.values import Values
from db.rows.travel import TravelLegRow, TravelPlaceRow
from db.transaction import Transaction
from planner.domain.travel import Leg, Place, PlaceId
from planner.domain.units import Minutes


class TravelLegs:
    """Legs by source and pair of places as they lay: a place that moved is unknown until it is remembered anew."""

    section = "travel"

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def recall(self, source: str, places: Sequence[Place]) -> Mapping[Leg, tuple[Minutes, ...]]:
        """The known legs among places: minutes per band."""
        names = {number: id for id, number in self._numbers(source, places).items()}
        chosen = select(TravelLegRow.origin, TravelLegRow.destination, TravelLegRow.minutes)
        if len(names) <= _MOST_NUMBERS:
            chosen = chosen.where(TravelLegRow.origin.in_(names), TravelLegRow.destination.in_(names))
        else:
            of_source = select(TravelPlaceRow.number).where(TravelPlaceRow.source == source)
            chosen = chosen.where(TravelLegRow.origin.in_(of_source))
        legs = self._transaction.rows(TravelLegRow, chosen) if names else []
        return self._transaction.reading(
            lambda: {
                (names[leg.origin], names[leg.destination]): _bands(leg.minutes)
                for leg in legs
                if leg.origin in names and leg.destination in names
            }
        )

    def remember(self, source: str, places: Sequence[Place], legs: Mapping[Leg, tuple[Minutes, ...]]) -> None:
        """Keep legs for the coordinates that the places have now; legs of places that moved are forgotten.

        Raises KeyError when a leg names a place that is not among `places`.
        """
        numbers = self._numbered(source, places)
        rows: list[Values] = [
            {"origin": numbers[origin], "destination": numbers[destination], "minutes": ",".join(map(str, minutes))}
            for (origin, destination), minutes in legs.items()
        ]
        self._transaction.upsert(self.section, TravelLegRow, rows)

    def forget(self, source: str) -> None:
        """Drop all legs of a source, such as an older version of one."""
        self._transaction.delete(self.section, (TravelPlaceRow.source,), [(source,)])

    def _known_places(self, source: str) -> list[TravelPlaceRow]:
        statement = select(*TravelPlaceRow.__table__.columns).where(TravelPlaceRow.source == source)
        return self._transaction.rows(TravelPlaceRow, statement)

    def _numbers(self, source: str, places: Sequence[Place]) -> dict[PlaceId, int]:
        """The numbers of the places that lie where they lay."""
        known = {(row.place, row.latitude, row.longitude): row.number for row in self._known_places(source)}
        lies = ((place.id, (place.id, place.coordinate.latitude, place.coordinate.longitude)) for place in places)
        return {id: known[key] for id, key in lies if key in known}

    def _numbered(self, source: str, places: Sequence[Place]) -> dict[PlaceId, int]:
        """The numbers of all places; new and moved ones get a number of their own."""
        numbers = self._numbers(source, places)
        unknown = {place.id: place for place in places if place.id not in numbers}
        moved = [(row.number,) for row in self._known_places(source) if row.place in unknown]
        free = self._transaction.next_number(TravelPlaceRow.number)
        self._transaction.delete(self.section, (TravelPlaceRow.number,), moved)
        fresh = {id: free + index for index, id in enumerate(unknown)}
        rows = [_place_values(source, unknown[id], number) for id, number in fresh.items()]
        self._transaction.insert(self.section, TravelPlaceRow, rows)
        return numbers | fresh


# Each number is a parameter of the statement twice; SQLite takes 32,766.
_MOST_NUMBERS = 10_000


def _place_values(source: str, place: Place, number: int) -> Values:
    where = {"latitude": place.coordinate.latitude, "longitude": place.coordinate.longitude}
    return {"number": number, "source": source, "place": place.id, **where}


def _bands(text: str) -> tuple[Minutes, ...]:
    return tuple([Minutes(int(each)) for each in text.split(",")]) if text else ()
