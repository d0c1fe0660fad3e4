"""Rows of one customer become one customer; facts that contradict each other are reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.exchange.customerfacts import CustomerFacts, RatingFacts
from db.exchange.departments import Doors
from db.exchange.duplicates import spoken
from db.exchange.names import customer_id, plain_name
from db.exchange.records import Record
from db.exchange.report import Remark
from planner.domain.messages import message
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, Rating, TierOverride
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.policy import Policy
from planner.domain.products import ProductId
from planner.segmentation.tiers import tier_of

_IMPORTED = "imported"


@dataclass(slots=True)
class Draft:
    """A customer growing row by row. `told` remembers which row said which field first."""

    customer: Customer
    rows: list[int] = field(default_factory=list)
    told: dict[str, tuple[int, Any]] = field(default_factory=dict)


class Drafts:
    """All customers of the file, on top of those stored."""

    def __init__(self, stored: Sequence[Customer], doors: Doors, policy: Policy) -> None:
        self.stored: dict[str, Customer] = {each.id: each for each in stored}
        self.drafts: dict[CustomerId, Draft] = {}
        self.remarks: list[Remark] = []
        self._doors = doors
        self.policy = policy
        self._named: dict[tuple[str, str], list[CustomerId]] = defaultdict(list)
        for each in stored:
            self._enter(each)

    def _enter(self, customer: Customer) -> None:
        for place in customer.affiliations:
            ids = self._named[place.hospital, plain_name(customer.name)]
            if customer.id not in ids:
                ids.append(customer.id)

    def take(self, facts: CustomerFacts) -> None:
        """Take a row in. Raises RowRefusedError, with nothing changed, when it contradicts who the customer is."""
        id = self._identify(facts)
        draft = self.drafts.get(id)
        if draft is not None:
            _refuse_contradiction(facts, draft)
        else:
            stored = self.stored.get(id)
            if stored is not None:
                self._refuse_another(facts, stored)
            draft = self.drafts[id] = Draft(stored or Customer(id, facts.name, CustomerKind.PRESCRIBER, ()))
        self._merge(facts, draft)
        self._enter(draft.customer)

    def _identify(self, facts: CustomerFacts) -> CustomerId:
        coded = CustomerId(facts.code)
        if coded in self.stored or coded in self.drafts:
            return coded
        natural = customer_id(facts.hospital.id, facts.department, facts.name)
        if facts.code:
            return natural if natural in self.stored else coded
        if natural in self.stored or natural in self.drafts:
            return natural
        same = [id for id in self._named.get((facts.hospital.id, plain_name(facts.name)), ()) if self._could_be(id, facts)]
        return same[0] if len(same) == 1 else natural

    def _could_be(self, id: CustomerId, facts: CustomerFacts) -> bool:
        """Whether a namesake in the hospital also agrees in department, as far as both tell."""
        customer = self.drafts[id].customer if id in self.drafts else self.stored[id]
        place = _at(customer, facts.hospital.id)
        name = plain_name(self._doors.name_of(place.department)) if place else ""
        return not facts.department or not name or name == plain_name(facts.department)

    def _refuse_another(self, facts: CustomerFacts, stored: Customer) -> None:
        """A code whose stored owner has another name and another hospital: two lists that use the same codes."""
        if spoken(stored.name) != spoken(facts.name) and _at(stored, facts.hospital.id) is None:
            raise facts.record.refusal(
                "code",
                message("The code belongs to another customer, {name}.", name=stored.name),
                message("Give each customer a code of their own, or leave the column of codes out."),
            )

    def _merge(self, facts: CustomerFacts, draft: Draft) -> None:
        draft.rows.append(facts.record.row.number)
        customer = draft.customer
        kind, group = self._kind(facts, draft)
        last_visits = [each for each in (customer.last_visit, facts.last_visit) if each is not None]
        if draft.told.get("last_visit", (0, facts.last_visit))[1] != facts.last_visit and facts.last_visit is not None:
            self._remark(facts.record, "last_visit", draft.told["last_visit"][0])
        elif facts.last_visit is not None:
            draft.told["last_visit"] = (facts.record.row.number, facts.last_visit)
        draft.customer = replace(
            customer,
            name=facts.name,
            kind=kind,
            group=group,
            title=self._first(facts, draft, "title", facts.title or None, customer.title),
            kol=self._first(facts, draft, "kol", facts.kol, customer.kol),
            decision_maker=self._first(facts, draft, "decision_maker", facts.decision_maker, customer.decision_maker),
            rep=self._first(facts, draft, "rep", facts.rep, customer.rep),
            last_visit=max(last_visits, default=None),
            verified_on=self._first(facts, draft, "verified_on", facts.verified_on, customer.verified_on),
            active=self._first(facts, draft, "active", facts.active, customer.active),
            affiliations=self._affiliations(facts, draft),
            ratings=_ratings(customer, facts.rating, self.policy) if kind is CustomerKind.PRESCRIBER else (),
        )
        if facts.rating:
            draft.told[f"rating {facts.rating.product.id}"] = (facts.record.row.number, facts.rating)

    def _first(self, facts: CustomerFacts, draft: Draft, name: str, value: Any, otherwise: Any) -> Any:
        """What the first row of the file says about a field; later rows that say otherwise are remarked on."""
        if value is None:
            return otherwise
        row, first = draft.told.setdefault(name, (facts.record.row.number, value))
        if first != value:
            self._remark(facts.record, name, row)
        return first

    def _remark(self, record: Record, name: str, row: int) -> None:
        if name == "last_visit":
            text = message("row {row} tells another date; the later one counts", row=row)
        else:
            text = message("row {row} says otherwise about the same customer; this value was left out", row=row)
        self.remarks.append(record.remark(name.partition(" ")[0], text))

    def _kind(self, facts: CustomerFacts, draft: Draft) -> tuple[CustomerKind, Any]:
        stored = (draft.customer.kind, draft.customer.group)
        told = None if facts.kind is None else (facts.kind, facts.group)
        kind, group = self._first(facts, draft, "kind", told, stored)
        return kind, group

    def _affiliations(self, facts: CustomerFacts, draft: Draft) -> tuple[Affiliation, ...]:
        hospital = facts.hospital.id
        places = draft.customer.affiliations
        place = _at(draft.customer, hospital) or Affiliation(hospital)
        department = self._first(facts, draft, f"department {hospital}", self._door(facts, place), place.department)
        availability = place.availability
        if facts.availability is not None or facts.any_time:
            key = f"availability {hospital}"
            availability = self._first(facts, draft, key, (facts.availability,), (availability,))[0]
        told = Affiliation(hospital, department, availability)
        if any(each.hospital == hospital for each in places):
            return tuple(told if each.hospital == hospital else each for each in places)
        if places:
            self.remarks.append(facts.record.remark("hospital", message("the customer now has more than one hospital")))
        return (*places, told)

    def _door(self, facts: CustomerFacts, place: Affiliation) -> DepartmentId | None:
        """The door a row tells; the one stored when the row tells a department of the same name and no place."""
        hospital, name = facts.hospital.id, facts.department
        if not name:
            return None
        tells_place = bool(facts.building) or facts.floor is not None
        if not tells_place and plain_name(self._doors.name_of(place.department)) == plain_name(name):
            return place.department
        return self._doors.door(hospital, name, facts.building, facts.floor)


def _at(customer: Customer, hospital: HospitalId) -> Affiliation | None:
    return next((each for each in customer.affiliations if each.hospital == hospital), None)


def _refuse_contradiction(facts: CustomerFacts, draft: Draft) -> None:
    row = draft.rows[0]
    if plain_name(draft.customer.name) != plain_name(facts.name):
        raise facts.record.refusal(
            "code" if facts.code else "name",
            message("Row {row} gives this code to another customer, {name}.", row=row, name=draft.customer.name),
            message("Give each customer a code of their own."),
        )
    if facts.rating is None:
        return
    earlier = draft.told.get(f"rating {facts.rating.product.id}")
    if earlier is not None and earlier[1] != facts.rating:
        raise facts.record.refusal(
            "product",
            message("Row {row} already tells other figures for this customer and product.", row=earlier[0]),
            message("Keep the right one of the rows."),
        )


def _ratings(customer: Customer, told: RatingFacts | None, policy: Policy) -> tuple[Rating, ...]:
    """The customer's ratings with what a row says about one product."""
    if told is None:
        return customer.ratings
    by_product: dict[ProductId, Rating] = {each.product: each for each in customer.ratings}
    base = by_product.get(told.product.id, Rating(told.product.id, None, None))
    rating = replace(
        base,
        potential=base.potential if told.potential is None else told.potential,
        support=base.support if told.support is None else told.support,
        patients_per_week=base.patients_per_week if told.patients is None else told.patients,
    )
    by_product[told.product.id] = _with_tier(rating, told, policy)
    return tuple(by_product.values())


def _with_tier(rating: Rating, told: RatingFacts, policy: Policy) -> Rating:
    """A tier in the file overrides only where it differs from the one the figures give."""
    if told.tier is None:
        return rating
    if tier_of(replace(rating, override=None), policy) == told.tier:
        return replace(rating, override=None)
    if rating.override is not None and rating.override.tier == told.tier:
        return rating
    return replace(rating, override=TierOverride(told.tier, _IMPORTED))
