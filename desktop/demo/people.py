"""The people of the sample district: 900 customers rated per product, and six reps who share them."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.demo import words
from desktop.demo.city import CENTRE, KILOMETRES_PER_DEGREE, Site, quarters
from desktop.demo.words import Word
from desktop.settings import Language
from planner.domain.people import (
    Affiliation,
    Customer,
    CustomerId,
    CustomerKind,
    Rating,
    Rep,
    RepId,
    SegmentId,
    TierOverride,
)
from planner.domain.places import Coordinate
from planner.domain.policy import Policy, Thresholds
from planner.domain.products import Product, ProductId
from planner.domain.units import Weekday, WeeklyWindow

HEART, SUGAR = ProductId("P1"), ProductId("P2")
TIERS = {"A": 0.11, "B": 0.14, "C": 0.34, "D": 0.41}
"""How prescribers are spread; in the busy territory more of them are A and B."""
BUSY_TIERS = {"A": 0.15, "B": 0.18, "C": 0.33, "D": 0.34}
NON_PRESCRIBER_SHARE = 0.14
TWO_HOSPITALS_SHARE = 0.04
RISING = Word("New head of department, growing fast", "新任科主任，增长快")
"""Why a tier was set by hand."""
BUSY_REP = RepId("R4")
"""The rep whose territory asks for more than a month holds."""


@dataclass(frozen=True, slots=True)
class Office:
    """A non-prescriber's function: department, title, segment of the policy, and whether decisions are made there."""

    department: Word
    title: Word
    group: SegmentId
    decides: bool = False


OFFICES = (
    Office(Word("Hospital office", "院办"), Word("President", "院长"), SegmentId("N1"), decides=True),
    Office(Word("Pharmacy", "药剂科"), Word("Pharmacy director", "药剂科主任"), SegmentId("N1"), decides=True),
    Office(Word("Drug store", "药库"), Word("Storekeeper", "库管"), SegmentId("N2")),
    Office(Word("Laboratory", "检验科"), Word("Head of laboratory", "检验科主任"), SegmentId("N2")),
    Office(Word("Nursing", "护理部"), Word("Head nurse", "护士长"), SegmentId("N2")),
    Office(Word("Medical affairs", "医务科"), Word("Head of medical affairs", "医务科科长"), SegmentId("N3")),
)
PRESCRIBING = {
    words.CARDIOLOGY: (HEART,),
    words.ENDOCRINOLOGY: (SUGAR,),
    words.NEUROLOGY: (HEART,),
    words.NEPHROLOGY: (HEART, SUGAR),
    words.GERIATRICS: (HEART, SUGAR),
    words.GENERAL_PRACTICE: (HEART, SUGAR),
}
TERRITORIES = ((0,), (1,), (2,), (3, 4), (5, 6), (7, 8))
"""The quarters of each rep, by index."""
DENSITY = (1.45, 1.4, 1.4, 1.4, 1.05, 0.8)
"""How thickly customers stand in each rep's territory; the last rep's team makes fewer calls a day."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What people are made from."""

    sites: Sequence[Site]
    chance: random.Random
    policy: Policy
    language: Language


def products(language: Language) -> tuple[Product, ...]:
    return (
        Product(HEART, words.HEART_PRODUCT.text(language), priority=1.0),
        Product(SUGAR, words.SUGAR_PRODUCT.text(language), priority=0.8),
    )


def reps(chance: random.Random, policy: Policy, language: Language) -> tuple[Rep, ...]:
    """Six reps who live in their territories; the last one belongs to the policy's first team, the others to its last."""
    made = []
    for number, territory in enumerate(TERRITORIES, start=1):
        own = [quarters()[each] for each in territory]
        east = sum(quarter.east for quarter in own) / len(own) + chance.uniform(-1.5, 1.5)
        north = sum(quarter.north for quarter in own) / len(own) + chance.uniform(-1.5, 1.5)
        team = policy.teams[0] if number == len(TERRITORIES) else policy.teams[-1]
        made.append(Rep(RepId(f"R{number}"), _name(chance, language), team.id, home=_place(east, north)))
    return tuple(made)


def customers(scene: Scene, count: int) -> tuple[Customer, ...]:
    """Customers spread over hospitals by their outpatients, each in the hands of the rep of the quarter."""
    weights = [(site.hospital.daily_outpatients or 1) ** 0.6 * DENSITY[_territory_of(site)] for site in scene.sites]
    made = []
    for number in range(1, count + 1):
        (site,) = scene.chance.choices(scene.sites, weights)
        make = _official if scene.chance.random() < NON_PRESCRIBER_SHARE else _prescriber
        made.append(make(CustomerId(f"C{number:04d}"), site, scene))
    return tuple(made)


def _official(id: CustomerId, site: Site, scene: Scene) -> Customer:
    known = [each for each in OFFICES if site.department(each.department.text(scene.language))]
    office = scene.chance.choice(known)
    department = site.department(office.department.text(scene.language))
    return Customer(
        id=id,
        name=_name(scene.chance, scene.language),
        kind=CustomerKind.NON_PRESCRIBER,
        affiliations=(Affiliation(site.hospital.id, department.id if department else None, _availability(scene)),),
        group=office.group,
        title=office.title.text(scene.language),
        kol=scene.chance.random() < 0.03,
        decision_maker=office.decides,
        rep=_rep_of(site),
    )


def _prescriber(id: CustomerId, site: Site, scene: Scene) -> Customer:
    wards = [ward for ward in PRESCRIBING if site.department(ward.text(scene.language))]
    ward = scene.chance.choice(wards)
    rank = scene.chance.choices(range(4), (2, 3, 5, 3))[0]
    spread = BUSY_TIERS if _rep_of(site) == BUSY_REP else TIERS
    tier = scene.chance.choices(list(spread), list(spread.values()))[0]
    return Customer(
        id=id,
        name=_name(scene.chance, scene.language),
        kind=CustomerKind.PRESCRIBER,
        affiliations=tuple(_affiliations(site, ward.text(scene.language), scene)),
        ratings=tuple(_ratings(tier, PRESCRIBING[ward], scene)),
        title=words.TITLES[rank].text(scene.language),
        kol=rank == 0 and scene.chance.random() < 0.25,
        rep=_rep_of(site),
    )


def _affiliations(site: Site, ward: str, scene: Scene) -> Iterator[Affiliation]:
    """The main place, and for a few a second one where they consult on one half day a week."""
    department = site.department(ward)
    yield Affiliation(site.hospital.id, department.id if department else None, _availability(scene))
    near = [each for each in scene.sites if each.quarter == site.quarter and each is not site and each.department(ward)]
    if near and scene.chance.random() < TWO_HOSPITALS_SHARE:
        other = scene.chance.choice(near)
        second = other.department(ward)
        yield Affiliation(other.hospital.id, second.id if second else None, _availability(scene, halves=1))


def _availability(scene: Scene, halves: int | None = None) -> tuple[WeeklyWindow, ...] | None:
    """Half days of the week on which a customer can be met; one in eight always."""
    if halves is None and scene.chance.random() < 0.125:
        return None
    day = scene.policy.working_day
    every = [WeeklyWindow(Weekday(weekday), half) for weekday in range(5) for half in (day.morning, day.afternoon)]
    return tuple(sorted(scene.chance.sample(every, halves or scene.chance.choice((4, 5, 5, 6, 7, 8)))))


def _ratings(tier: str, prescribed: tuple[ProductId, ...], scene: Scene) -> Iterator[Rating]:
    """The intended tier for the first product, one no better for the others; every hundredth is set by hand."""
    for number, product in enumerate(prescribed):
        own = tier if number == 0 else scene.chance.choice([each for each in TIERS if each >= tier])
        potential, support = _volumes(own, _thresholds(scene.policy), scene.chance)
        override = TierOverride(SegmentId("B"), RISING.text(scene.language)) if scene.chance.random() < 0.01 else None
        yield Rating(product, potential, support, patients_per_week=float(round(potential * 0.45)), override=override)


def _thresholds(policy: Policy) -> Thresholds:
    return next(each for each in policy.thresholds if each.product is None)


def _volumes(tier: str, limits: Thresholds, chance: random.Random) -> tuple[float, float]:
    """Prescriptions of the market and of ours a month, on the tier's side of the thresholds.

    Low potential also keeps the derived patients a week low: potential alone decides.
    """
    high_support = limits.support if limits.support is not None else limits.potential * (limits.support_share or 0.5)
    potential = limits.potential * (chance.uniform(1.05, 3.2) if tier in "AB" else chance.uniform(0.35, 0.95))
    support = high_support * (chance.uniform(1.05, 1.9) if tier in "AC" else chance.uniform(0.05, 0.8))
    return float(round(potential)), float(round(min(support, potential)))


def _territory_of(site: Site) -> int:
    return next(number for number, territory in enumerate(TERRITORIES) if site.quarter in territory)


def _rep_of(site: Site) -> RepId:
    return RepId(f"R{_territory_of(site) + 1}")


def _name(chance: random.Random, language: Language) -> str:
    given = tuple(chance.sample(words.GIVEN_NAMES, chance.choice((1, 2, 2))))
    return words.person(chance.choice(words.SURNAMES), given, language)


def _place(east: float, north: float) -> Coordinate:
    longitude = CENTRE.longitude + east / (KILOMETRES_PER_DEGREE * math.cos(math.radians(CENTRE.latitude)))
    return Coordinate(round(CENTRE.latitude + north / KILOMETRES_PER_DEGREE, 6), round(longitude, 6))
