"""The hospitals of the sample city: a dense centre, a ring of districts, towns outside; large ones have buildings and hours."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.demo import words
from desktop.demo.words import Word
from desktop.settings import Language
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.units import Minutes, TimeWindow, Weekday, WeeklyWindow, minute_of_day

CENTRE = Coordinate(30.66, 104.07)
KILOMETRES_PER_DEGREE = 111.32
RING_KILOMETRES = 9.0
"""Distance of the outer districts' centres from the middle of the city."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A district of the city: its centre in kilometres east and north of the middle, and how far its hospitals lie around."""

    name: Word
    east: float
    north: float
    spread: float


@dataclass(frozen=True, slots=True)
class Ward:
    """A department where customers of a kind can be met: which building, and whether small hospitals have it too."""

    name: Word
    building: Word
    smallest_level: int


WARDS = (
    Ward(words.CARDIOLOGY, words.MEDICINE, 2),
    Ward(words.ENDOCRINOLOGY, words.OUTPATIENTS, 2),
    Ward(words.NEUROLOGY, words.MEDICINE, 2),
    Ward(words.NEPHROLOGY, words.MEDICINE, 3),
    Ward(words.GERIATRICS, words.MEDICINE, 2),
    Ward(words.GENERAL_PRACTICE, words.OUTPATIENTS, 1),
    Ward(Word("Pharmacy", "药剂科"), words.OUTPATIENTS, 1),
    Ward(Word("Drug store", "药库"), words.ADMINISTRATION, 2),
    Ward(Word("Laboratory", "检验科"), words.OUTPATIENTS, 2),
    Ward(Word("Nursing", "护理部"), words.SURGERY, 2),
    Ward(Word("Medical affairs", "医务科"), words.ADMINISTRATION, 2),
    Ward(Word("Hospital office", "院办"), words.ADMINISTRATION, 1),
)


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital with its departments, and the quarter it lies in (an index)."""

    hospital: Hospital
    departments: tuple[Department, ...]
    quarter: int

    def department(self, name: str) -> Department | None:
        return next((each for each in self.departments if each.name == name), None)


def quarters() -> tuple[Quarter, ...]:
    """Three districts in the middle, six around them."""
    inner = [(0.0, 1.6), (-1.8, -1.2), (1.9, -1.0)]
    outer = [
        (RING_KILOMETRES * math.sin(angle), RING_KILOMETRES * math.cos(angle))
        for angle in (n * math.tau / 6 + 0.3 for n in range(6))
    ]
    spreads = [1.5] * 3 + [2.6] * 6
    places = zip(words.DISTRICTS, [*inner, *outer], spreads, strict=True)
    return tuple(Quarter(name, east, north, spread) for name, (east, north), spread in places)


def sites(chance: random.Random, language: Language) -> tuple[Site, ...]:
    """120 hospitals: 9 of the city, 45 of the districts, 66 community health centres."""
    return tuple(_site(number, named, chance, language) for number, named in enumerate(_named(language), start=1))


def _named(language: Language) -> Iterator[tuple[int, str, int]]:
    """Quarter, name and level of every hospital."""
    joint = "" if language is Language.CHINESE else " "
    city = words.CITY.text(language) + ("市" if language is Language.CHINESE else "")
    for number, name in enumerate(words.FIRST_PEOPLES):
        yield number % 3 if number < 6 else number, city + joint + name.text(language), 3
    for number, district in enumerate(words.DISTRICTS):
        for rank, name in enumerate(words.DISTRICT_HOSPITALS):
            yield number, district.text(language) + joint + name.text(language), 3 if rank == 0 and number >= 3 else 2
    for number in range(66):
        quarter = number % len(words.DISTRICTS)
        town = words.TOWNS[number // len(words.DISTRICTS)]
        place = words.DISTRICTS[quarter].text(language) + joint + town.text(language)
        yield quarter, place + joint + words.HEALTH_CENTRE.text(language), 1


def _site(number: int, named: tuple[int, str, int], chance: random.Random, language: Language) -> Site:
    quarter, name, level = named
    id = HospitalId(f"H{number:03d}")
    coordinate = _spot(quarters()[quarter], chance)
    buildings = _buildings(id, level, chance, language)
    hospital = Hospital(
        id=id,
        name=name,
        coordinate=coordinate,
        level=level,
        district=words.DISTRICTS[quarter].text(language),
        daily_outpatients=round(chance.uniform(0.7, 1.4) * (150, 900, 3600)[level - 1]),
        reception=_reception(level, chance),
        buildings=buildings,
    )
    return Site(hospital, _departments(id, level, buildings, chance, language), quarter)


def _spot(quarter: Quarter, chance: random.Random) -> Coordinate:
    east = chance.gauss(quarter.east, quarter.spread)
    north = chance.gauss(quarter.north, quarter.spread)
    latitude = CENTRE.latitude + north / KILOMETRES_PER_DEGREE
    longitude = CENTRE.longitude + east / (KILOMETRES_PER_DEGREE * math.cos(math.radians(CENTRE.latitude)))
    return Coordinate(round(latitude, 6), round(longitude, 6))


def _buildings(id: HospitalId, level: int, chance: random.Random, language: Language) -> tuple[Building, ...]:
    """One house for a health centre, two or four for a hospital."""
    names = words.BUILDINGS[: (0, 2, 4)[level - 1]]
    return tuple(
        Building(
            id=BuildingId(f"{id}-B{number}"),
            name=name.text(language),
            floors=chance.randint(3, 6) * level,
            gate_minutes=Minutes(chance.randint(1, 2) + number // 2),
        )
        for number, name in enumerate(names, start=1)
    )


def _departments(
    id: HospitalId, level: int, buildings: tuple[Building, ...], chance: random.Random, language: Language
) -> tuple[Department, ...]:
    by_name = {building.name: building for building in buildings}
    made = []
    for number, ward in enumerate((each for each in WARDS if each.smallest_level <= level), start=1):
        building = by_name.get(ward.building.text(language), buildings[0] if buildings else None)
        floor = chance.randint(1, (building.floors or 1) if building else 2)
        made.append(
            Department(
                id=DepartmentId(f"{id}-D{number:02d}"),
                hospital=id,
                name=ward.name.text(language),
                building=building.id if building else None,
                floor=floor,
            )
        )
    return tuple(made)


def _reception(level: int, chance: random.Random) -> tuple[WeeklyWindow, ...] | None:
    """Two of five large hospitals receive reps at fixed hours only; small ones whenever they are open."""
    if level == 1 or chance.random() > 0.4:
        return None
    closed = chance.randrange(5) if level == 3 else None
    hours = (("09:00", "11:30"), ("13:30", "17:00"))
    return tuple(
        WeeklyWindow(Weekday(day), TimeWindow(minute_of_day(start), minute_of_day(end)))
        for day in range(5)
        if day != closed
        for start, end in hours
    )
