"""Names made comparable, and ids made from names where a file brings none."""

import re
import unicodedata
import uuid
from datetime import date
from functools import lru_cache

from planner.domain.calls import CallId
from planner.domain.people import CustomerId, RepId
from planner.domain.places import BuildingId, DepartmentId, HospitalId
from planner.domain.products import ProductId

_NAMESPACE = uuid.UUID("6f2f1c52-7a34-5c1e-9b0e-3f6a9d2c8b11")
_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """A name without case, spaces, punctuation and full-width forms: two names that read the same are the same."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _id(kind: str, *parts: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((kind, *map(plain_name, parts)))))


def hospital_id(name: str, district: str) -> HospitalId:
    return HospitalId(_id("hospital", name, district))


def building_id(hospital: HospitalId, name: str) -> BuildingId:
    return BuildingId(_id("building", hospital, name))


def department_id(hospital: HospitalId, name: str, building: BuildingId | None, floor: int | None) -> DepartmentId:
    """A department is a door: the clinic and the ward of one name are two."""
    # the sign is spelled out because punctuation does not count in names
    place = "" if floor is None else f"below{-floor}" if floor < 0 else str(floor)
    return DepartmentId(_id("department", hospital, name, building or "", place))


def customer_id(hospital: HospitalId, department: str, name: str) -> CustomerId:
    return CustomerId(_id("customer", hospital, department, name))


def rep_id(name: str) -> RepId:
    return RepId(_id("rep", name))


def call_id(customer: CustomerId, day: date, rep: RepId) -> CallId:
    """Dates are spelled with figures only, so that plain names keep them apart."""
    return CallId(_id("call", customer, f"{day:%Y%m%d}", rep))


def product_id(name: str) -> ProductId:
    return ProductId(_id("product", name))
