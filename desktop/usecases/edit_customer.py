"""Changes to one customer, each checked where it is made: what cannot be right is refused with its field and a way out."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.exchange.names import call_id, customer_id
from desktop.usecases.list_customers import Surroundings
from planner.domain.calls import Call, CallOutcome
from planner.domain.messages import Message, message
from planner.domain.people import (
    Affiliation,
    Customer,
    CustomerId,
    CustomerKind,
    Rating,
    RepId,
    SegmentId,
    TierOverride,
)
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.policy import Policy, SegmentKind
from planner.domain.products import Product, ProductId
from planner.errors import UserFacingError

MOST_PRESCRIPTIONS = 100_000
"""A month of one doctor; more is a slip of the keyboard."""


class FieldError(UserFacingError):
    """What was written in a field cannot be right; `field` names the field for whoever shows it."""

    def __init__(self, field: str, problem: Message, way_out: Message) -> None:
        super().__init__(problem, way_out)
        self.field = field


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What is known of somebody who is to be added. `group` None makes a prescriber."""

    name: str
    hospital: HospitalId | None
    department: DepartmentId | None = None
    group: SegmentId | None = None
    title: str = ""
    rep: RepId | None = None


@dataclass(frozen=True, slots=True)
class CallMade:
    """What a person says of a call: attempted, seen and productive are kept apart."""

    day: date
    outcome: CallOutcome
    note: str = ""


def renamed(customer: Customer, written: str) -> Customer:
    """The customer under another name. Raises FieldError for none."""
    return replace(customer, name=_name(written))


def rated(customer: Customer, product: Product, potential: str, support: str) -> Customer:
    """The customer with these volumes for a product, as written; a blank is *not known*. Raises FieldError."""
    market = _volume("potential", potential, product)
    ours = _volume("support", support, product)
    if market is not None and ours is not None and ours > market:
        raise FieldError(
            "support",
            message(
                "{product}: support {support} is more than the potential {potential}.",
                product=product.name,
                support=ours,
                potential=market,
            ),
            message("Our prescriptions are part of the market's: correct one of the two."),
        )
    known = _rating(customer, product.id)
    if market is None and ours is None and known.override is None and known.patients_per_week is None:
        return replace(customer, ratings=tuple(each for each in customer.ratings if each.product != product.id))
    return _with_rating(customer, replace(known, potential=market, support=ours))


def overridden(customer: Customer, product: Product, tier: SegmentId | None, reason: str, policy: Policy) -> Customer:
    """The customer with a tier set by hand, None for the tier of the thresholds. Raises FieldError without a reason."""
    known = _rating(customer, product.id)
    if tier is None:
        bare = replace(known, override=None)
        if bare == Rating(product.id, None, None):
            return replace(customer, ratings=tuple(each for each in customer.ratings if each.product != product.id))
        return _with_rating(customer, bare)
    if tier not in {each.id for each in policy.segments if each.kind is SegmentKind.TIER}:
        raise FieldError(
            "tier",
            message("{tier} is not a tier of the policy.", tier=tier),
            message("Choose one of the tiers that are offered."),
        )
    if not reason.strip():
        raise FieldError(
            "reason",
            message("A tier set by hand needs its reason."),
            message("Say in a few words why the thresholds are wrong here."),
        )
    return _with_rating(customer, replace(known, override=TierOverride(tier, reason.strip())))


def overridden_everywhere(customer: Customer, tier: SegmentId | None, reason: str, around: Surroundings) -> Customer:
    """The customer with a tier set by hand for every product that he or she is rated for. Raises FieldError."""
    for product in around.products:
        if customer.kind is CustomerKind.PRESCRIBER and any(each.product == product.id for each in customer.ratings):
            customer = overridden(customer, product, tier, reason, around.policy)
    return customer


def regrouped(customer: Customer, group: SegmentId | None) -> Customer:
    """A non-prescriber of a group, or a prescriber (None), who keeps the ratings."""
    kind = CustomerKind.PRESCRIBER if group is None else CustomerKind.NON_PRESCRIBER
    return replace(customer, kind=kind, group=group)


def moved(customer: Customer, place: int, hospital: HospitalId | None, department: DepartmentId | None) -> Customer:
    """The customer with another hospital or department at a place of the affiliations. Raises FieldError."""
    if hospital is None:
        raise FieldError("hospital", message("This is no hospital of the district."), message("Choose one of those offered."))
    taken = {each.hospital for number, each in enumerate(customer.affiliations) if number != place}
    if hospital in taken:
        raise FieldError(
            "hospital",
            message("{name} is already met at this hospital.", name=customer.name),
            message("Choose another hospital, or change the other line."),
        )
    made = list(customer.affiliations)
    if place == len(made):
        made.append(Affiliation(hospital, department))
    else:
        stays = made[place].hospital == hospital
        made[place] = Affiliation(hospital, department, made[place].availability if stays else None)
    return replace(customer, affiliations=tuple(made))


def left(customer: Customer, place: int) -> Customer:
    """The customer without one of the affiliations. Raises FieldError for the last one."""
    if len(customer.affiliations) == 1:
        raise FieldError(
            "hospital",
            message("{name} would be met nowhere.", name=customer.name),
            message("Choose another hospital instead, or set the record inactive."),
        )
    return replace(customer, affiliations=tuple(each for number, each in enumerate(customer.affiliations) if number != place))


def created(wanted: NewCustomer, around: Surroundings, known: Customer | None, today: date) -> Customer:
    """A new customer, verified today. Raises FieldError; `known` is who already has the same name at the same place."""
    name = _name(wanted.name)
    if wanted.hospital is None or wanted.hospital not in around.hospitals:
        raise FieldError(
            "hospital",
            message("{name} has no hospital yet.", name=name),
            message("Choose the hospital where the customer can be met."),
        )
    if known is not None:
        raise FieldError(
            "name",
            message("{name} is already listed at this hospital and department.", name=name),
            message("Open that record, or add what tells the two apart to the name."),
        )
    return Customer(
        id=id_of(wanted, around),
        name=name,
        kind=CustomerKind.PRESCRIBER if wanted.group is None else CustomerKind.NON_PRESCRIBER,
        affiliations=(Affiliation(wanted.hospital, wanted.department),),
        group=wanted.group,
        title=wanted.title.strip(),
        rep=wanted.rep,
        verified_on=today,
    )


def id_of(wanted: NewCustomer, around: Surroundings) -> CustomerId:
    """The id that an import gives to the same person at the same place."""
    department = None if wanted.department is None else around.departments.get(wanted.department)
    return customer_id(wanted.hospital or HospitalId(""), "" if department is None else department.name, wanted.name.strip())


def recorded(customer: Customer, rep: RepId | None, made: CallMade, *, known: Sequence[Call], today: date) -> Call:
    """One call that was made or tried, by the rep given, else the customer's. Raises FieldError."""
    caller, day = rep or customer.rep, made.day
    if caller is None:
        raise FieldError(
            "rep",
            message("Nobody is named who made this call."),
            message("Choose a rep at the top, or give one to the customer."),
        )
    if day > today:
        raise FieldError(
            "day", message("{day} lies in the future.", day=day), message("Record a call on the day it was made, or later.")
        )
    if not customer.affiliations:
        raise FieldError(
            "day", message("{name} has no hospital yet.", name=customer.name), message("Give the customer a hospital first.")
        )
    id = call_id(customer.id, day, caller)
    if any(each.id == id for each in known):
        raise FieldError(
            "day",
            message("A call of this rep on {name} on {day} is already recorded.", name=customer.name, day=day),
            message("Two talks on one day are one call; take the recorded one back with undo if it is wrong."),
        )
    return Call(id, customer.id, caller, customer.affiliations[0].hospital, day, made.outcome, note=made.note.strip())


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name:
        raise FieldError("name", message("The customer has no name."), message("Fill in the name."))
    return name


def _volume(field: str, written: str, product: Product) -> float | None:
    plain = unicodedata.normalize("NFKC", written).replace(",", "").replace(" ", "")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_PRESCRIPTIONS:
        raise FieldError(
            field,
            message("{product}: “{value}” is no number of prescriptions a month.", product=product.name, value=written.strip()),
            message("Write a number from 0 to 100000, or leave it blank when it is not known."),
        )
    return value


def _rating(customer: Customer, product: ProductId) -> Rating:
    return next((each for each in customer.ratings if each.product == product), Rating(product, None, None))


def _with_rating(customer: Customer, rating: Rating) -> Customer:
    """The rating in its place, a new one at the end."""
    if any(each.product == rating.product for each in customer.ratings):
        ratings = tuple(rating if each.product == rating.product else each for each in customer.ratings)
    else:
        ratings = (*customer.ratings, rating)
    return replace(customer, ratings=ratings)
