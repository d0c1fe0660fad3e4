"""What rows of customers refer to by name: hospitals, reps, products, tiers, groups.

A name that leads nowhere refuses its row.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from db.exchange.hospitalnames import core_name, joined_name
from db.exchange.hospitals import HospitalIndex
from db.exchange.known import Known
from db.exchange.names import plain_name, product_id
from db.exchange.records import Record
from db.exchange.reps import RepIndex
from planner.domain.messages import Message, message
from planner.domain.people import RepId, SegmentId
from planner.domain.places import Coordinate, Hospital
from planner.domain.policy import Segment, SegmentKind
from planner.domain.products import Product, ProductId
from planner.geography.distance import metres_between

_SIMILAR = 60.0
_SHOWN = 3


class References:
    """Everything a row of a customer file may point at. New products are noted as they turn up."""

    def __init__(self, known: Known) -> None:
        self.hospitals = HospitalIndex(known.hospitals)
        self.new_products: dict[ProductId, Product] = {}
        self._by_joined_name: dict[str, list[Hospital]] = defaultdict(list)
        for hospital in known.hospitals:
            for name in {joined_name(each) for each in (hospital.name, *hospital.aliases)}:
                self._by_joined_name[name].append(hospital)
        self._reps = RepIndex(known.reps)
        self._products: dict[str, Product] = {}
        for product in known.products:
            self._products[plain_name(product.id)] = product
            self._products[plain_name(product.name)] = product
        self._tiers = _by_name(each for each in known.policy.segments if each.kind is SegmentKind.TIER)
        self._groups = _by_name(each for each in known.policy.segments if each.kind is SegmentKind.GROUP)
        self._tier_names = ", ".join(each.id for each in known.policy.segments if each.kind is SegmentKind.TIER)
        self._group_names = ", ".join(each.names[0] for each in known.policy.segments if each.kind is SegmentKind.GROUP)
        self.similar = lru_cache(maxsize=10_000)(self._similar)

    @property
    def knows_reps(self) -> bool:
        return bool(self._reps.by_id)

    def find_hospital(self, words: str, near: Coordinate | None) -> Hospital | None:
        """By code, name, then name in the other script; of several of one name the one at the row's coordinate. None: not one."""
        coded = self.hospitals.by_id.get(words)
        if coded:
            return coded
        found = self.hospitals.named(words) or tuple(self._by_joined_name.get(joined_name(words), ()))
        if len(found) > 1 and near is not None:
            placed = [each for each in found if each.coordinate is not None]
            found = tuple(sorted(placed, key=lambda each: metres_between(each.coordinate or near, near))[:1])
        return found[0] if len(found) == 1 else None

    def hospital(self, record: Record, near: Coordinate | None) -> Hospital:
        """The hospital a row names. Raises RowRefusedError with the most similar names when there is none, or several."""
        column = "hospital" if record.tells("hospital") or not record.tells("hospital_code") else "hospital_code"
        words = record.words(column)
        if not words:
            raise record.refusal(column, message("The customer has no hospital."), message("Fill in the hospital."))
        found = self.spoken_of(record, near)
        if found:
            return found
        if self.hospitals.named(words):
            way_out = message("Name the hospital by its code, or add coordinates to the row.")
            raise record.refusal(column, message("Several hospitals have this name."), way_out)
        raise record.refusal(column, message("There is no such hospital."), self.similar(words))

    def spoken_of(self, record: Record, near: Coordinate | None) -> Hospital | None:
        """The hospital a row means: by the code in a column of its own, else by what stands for the hospital. None: not one."""
        coded = self.hospitals.by_id.get(record.words("hospital_code"))
        return coded or self.find_hospital(record.words("hospital"), near)

    def _similar(self, words: str) -> Message:
        choices = {each.id: core_name(each.name) or joined_name(each.name) for each in self.hospitals.by_id.values()}
        wanted = core_name(words) or joined_name(words)
        found = process.extract(wanted, choices, scorer=fuzz.WRatio, limit=_SHOWN, score_cutoff=_SIMILAR)
        if not found:
            return message("Import the hospital first, or correct the name.")
        names = ", ".join(self.hospitals.by_id[id].name for _, _, id in found)
        return message("Import the hospital first, or use its name; similar ones are: {names}.", names=names)

    def rep(self, record: Record) -> RepId | None:
        """The rep a row names; None when it names none or no reps are known at all. Raises RowRefusedError for an unknown rep."""
        words = record.words("rep")
        if not words or not self.knows_reps:
            return None
        found = self._reps.named(words)
        if len(found) == 1:
            return found[0].id
        if found:
            raise record.refusal("rep", message("Several reps have this name."), message("Name the rep by code."))
        names = ", ".join(sorted(rep.name for rep in self._reps.by_id.values())[:20])
        raise record.refusal(
            "rep", message("There is no such rep."), message("Import the rep first; known are: {names}.", names=names)
        )

    def product(self, record: Record) -> Product | None:
        """The product a row names, made if it is new; the only one there is when the row names none. None when unclear."""
        words = record.words("product")
        if words:
            return self._products.get(plain_name(words)) or Product(product_id(words), words)
        only = {each.id: each for each in self._products.values()}
        return next(iter(only.values())) if len(only) == 1 else None

    def note_product(self, product: Product) -> None:
        """Take in the product of an accepted row."""
        if plain_name(product.id) not in self._products:
            self.new_products[product.id] = product
            self._products[plain_name(product.id)] = self._products[plain_name(product.name)] = product

    def tier(self, record: Record) -> SegmentId | None:
        """The tier a row names. Raises RowRefusedError for one that the policy does not have."""
        words = record.words("tier")
        if not words:
            return None
        found = self._tiers.get(plain_name(words))
        if found is None:
            raise record.refusal(
                "tier", message("There is no such tier."), message("The tiers are: {tiers}.", tiers=self._tier_names)
            )
        return found

    def group_named(self, words: str) -> SegmentId | None:
        """The group of non-prescribers that the policy calls so, or None."""
        return self._groups.get(plain_name(words)) if words else None

    def no_group(self, record: Record) -> Exception:
        """The refusal of a row whose kind of customer is unknown."""
        way_out = message("Write 处方医生, prescriber, or a group of the policy: {groups}.", groups=self._group_names)
        return record.refusal("kind", message("There is no such kind of customer."), way_out)


def _by_name(segments: Iterable[Segment]) -> dict[str, SegmentId]:
    return {plain_name(name): segment.id for segment in segments for name in (segment.id, *segment.names)}
