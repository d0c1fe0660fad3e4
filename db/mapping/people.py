"""Customers and reps."""

from collections.abc import Sequence

from db.mapping.values import Values, coordinate, coordinate_values, window, window_values
from db.rows.people import AffiliationRow, CustomerRow, RatingRow, RepRow
from planner.domain.people import Affiliation, Customer, Rating, Rep, TierOverride


def customer_values(customer: Customer) -> Values:
    return {
        "id": customer.id,
        "name": customer.name,
        "kind": customer.kind,
        "group": customer.group,
        "title": customer.title,
        "kol": customer.kol,
        "decision_maker": customer.decision_maker,
        "rep": customer.rep,
        "last_visit": customer.last_visit,
        "verified_on": customer.verified_on,
        "active": customer.active,
    }


def affiliation_values(customer: Customer) -> list[Values]:
    return [
        {
            "customer": customer.id,
            "position": position,
            "hospital": affiliation.hospital,
            "department": affiliation.department,
            "availability": affiliation.availability,
        }
        for position, affiliation in enumerate(customer.affiliations)
    ]


def rating_values(customer: Customer) -> list[Values]:
    return [
        {
            "customer": customer.id,
            "position": position,
            "product": rating.product,
            "potential": rating.potential,
            "support": rating.support,
            "patients_per_week": rating.patients_per_week,
            "override_tier": rating.override.tier if rating.override else None,
            "override_reason": rating.override.reason if rating.override else None,
        }
        for position, rating in enumerate(customer.ratings)
    ]


def _affiliation(row: AffiliationRow) -> Affiliation:
    return Affiliation(hospital=row.hospital, department=row.department, availability=row.availability)


def _override(row: RatingRow) -> TierOverride | None:
    if row.override_tier is None or row.override_reason is None:
        return None
    return TierOverride(row.override_tier, row.override_reason)


def _rating(row: RatingRow) -> Rating:
    return Rating(row.product, row.potential, row.support, row.patients_per_week, _override(row))


def customer(row: CustomerRow, affiliations: Sequence[AffiliationRow], ratings: Sequence[RatingRow]) -> Customer:
    return Customer(
        id=row.id,
        name=row.name,
        kind=row.kind,
        affiliations=tuple([_affiliation(each) for each in affiliations]),
        ratings=tuple([_rating(each) for each in ratings]),
        group=row.group,
        title=row.title,
        kol=row.kol,
        decision_maker=row.decision_maker,
        rep=row.rep,
        last_visit=row.last_visit,
        verified_on=row.verified_on,
        active=row.active,
    )


def rep_values(rep: Rep) -> Values:
    return {
        "id": rep.id,
        "name": rep.name,
        "team": rep.team,
        **coordinate_values(rep.home),
        **window_values("work", rep.working_hours),
        **window_values("lunch", rep.lunch),
        "part_time": rep.part_time,
        "active": rep.active,
    }


def rep(row: RepRow) -> Rep:
    return Rep(
        id=row.id,
        name=row.name,
        team=row.team,
        home=coordinate(row.latitude, row.longitude),
        working_hours=window(row.work_start, row.work_end),
        lunch=window(row.lunch_start, row.lunch_end),
        part_time=row.part_time,
        active=row.active,
    )
