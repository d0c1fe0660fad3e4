from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.alignment.accounts import make_accounts
from planner.alignment.assemble import weight_of
from planner.alignment.equity import days_seen, equity_of, recency
from planner.alignment.potential import potential_of, rated_volume
from planner.alignment.workload import calls_a_month, hospital_days, on_site_minutes, walking_per_call
from planner.domain.people import Rating, RepId, SegmentId
from planner.domain.policy import TerritoryFigures
from planner.domain.territory import Launch, Lock
from planner.policy.preset import preset
from tests.planner.alignment.landscapes import ANNA, BEN, CARO, DAY, PILL, customer, landscape, request, seen

POLICY = preset()
FIGURES = POLICY.territory


def worth(person_calls: tuple[date, ...], **changes: object) -> float:
    person = replace(customer(0, 0, ANNA), **changes)  # type: ignore[arg-type]
    calls = days_seen(seen(person, ANNA, *person_calls), DAY)
    return equity_of(person, ANNA, calls, DAY, priorities={PILL: 1.0}, figures=FIGURES)


def test_that_an_ordinary_month_asks_for_the_frequency_or_for_what_coverage_needs() -> None:
    assert [calls_a_month(POLICY.segment(SegmentId(tier))) for tier in "ABCD"] == [4, 4, 1, pytest.approx(0.2)]


def test_that_a_hospital_is_visited_as_often_as_its_most_visited_customer() -> None:
    assert hospital_days([4, 1, 0.2], POLICY) == 4
    assert hospital_days([4] * 8, POLICY) == 32 / POLICY.day_estimate.calls_per_stop


def test_that_workload_is_calls_with_their_walks_and_arrivals_by_day() -> None:
    visits = [(POLICY.segment(SegmentId("A")), 4.0), (POLICY.segment(SegmentId("C")), 1.0)]
    expected = 4 * (15 + walking_per_call(POLICY)) + 12 + walking_per_call(POLICY) + 10 * 4
    assert on_site_minutes(visits, 10, POLICY) == pytest.approx(expected)


def test_that_potential_is_volume_by_product_priority_and_patients_stand_in_for_prescriptions() -> None:
    person = customer(0, 0, ANNA)
    assert potential_of(person, {PILL: 0.5}, POLICY) == 100
    assert potential_of(person, {}, POLICY) == 0
    assert rated_volume(Rating(PILL, None, None, patients_per_week=40), POLICY) == 80
    assert rated_volume(Rating(PILL, None, None), POLICY) == 0


def test_that_relationships_grow_with_support_recency_and_calls() -> None:
    recent, old = DAY - timedelta(days=5), DAY - timedelta(days=120)
    assert worth((recent,)) > worth((old,)) > worth(()) > 0
    assert worth((recent, recent - timedelta(days=7))) > worth((recent,))
    assert worth((recent,), ratings=(Rating(PILL, 200.0, 160.0),)) == pytest.approx(2 * worth((recent,)))


def test_that_recency_halves_with_the_half_life_and_has_a_floor() -> None:
    figures = TerritoryFigures(half_life_days=30, least=0.2)
    assert recency(DAY - timedelta(days=30), DAY, figures) == pytest.approx(0.5)
    assert recency(DAY - timedelta(days=3000), DAY, figures) == 0.2
    assert recency(None, DAY, figures) == figures.never_seen


def test_that_an_open_opportunity_makes_a_relationship_dearer() -> None:
    person = customer(0, 0, ANNA)
    calls = days_seen(seen(person, ANNA, DAY - timedelta(days=1)), DAY)
    plain, open_one = (
        equity_of(person, ANNA, calls, DAY, priorities={PILL: 1.0}, figures=FIGURES, probability=chance) for chance in (0.0, 0.5)
    )
    assert open_one == pytest.approx(1.5 * plain)


def test_that_calls_of_others_and_calls_to_come_build_no_relationship() -> None:
    person = customer(0, 0, ANNA)
    calls = days_seen((*seen(person, BEN, DAY - timedelta(days=3)), *seen(person, ANNA, DAY)), DAY)
    assert equity_of(person, ANNA, calls, DAY, priorities={PILL: 1.0}, figures=FIGURES) == worth(())


def test_that_every_hospital_is_an_account_with_its_people() -> None:
    accounts = make_accounts(landscape(), request())
    assert [each.id for each in accounts] == [f"H{index}" for index in range(9)]
    assert [each.today for each in accounts] == [ANNA] * 3 + [BEN] * 3 + [CARO] * 3
    assert dict(accounts[0].people) == {"A": 1, "C": 1, "D": 1, "N2": 1}
    assert accounts[0].visits == pytest.approx(4 + 1 + 0.2 + 2)
    assert weight_of(accounts[0], "customers") == 4
    assert weight_of(accounts[0], "customers:A") == 1


def test_that_a_shared_hospital_belongs_to_the_rep_with_the_stronger_relationships() -> None:
    ground = landscape()
    others = tuple(replace(each, rep=BEN) if each.id in ("C01", "C02", "C03") else each for each in ground.customers)
    (account, *_) = make_accounts(replace(ground, customers=others), request())
    assert account.today == ANNA
    assert account.equity_with(ANNA) > account.equity_with(BEN) > 0


def test_that_a_split_hospital_is_aligned_department_by_department() -> None:
    accounts = make_accounts(landscape(), request(split_hospitals=("H4",)))
    assert [each.id for each in accounts if each.hospital == "H4"] == ["H4/H4-heart", "H4/H4-office"]
    locked = make_accounts(landscape(), request(locks=(Lock(department=landscape().departments[0].id),)))
    assert [each.id for each in locked if each.hospital == "H0"] == ["H0/H0-heart", "H0/H0-office"]


def test_that_a_customer_locked_by_name_is_an_account_of_its_own() -> None:
    accounts = make_accounts(landscape(), request(locks=(Lock(customer=landscape().customers[0].id),)))
    assert [each.id for each in accounts if each.hospital == "H0"] == ["H0", "H0/@C00"]


def test_that_only_what_is_vacant_moves_when_asked_so() -> None:
    ground = landscape()
    mixed = tuple(replace(each, rep=CARO) if each.id == "C00" else each for each in ground.customers)
    accounts = make_accounts(replace(ground, customers=mixed), request(leaving=(CARO,), only_vacant=True))
    by_id = {str(each.id): each for each in accounts}
    assert by_id["H0/open"].today is None and not by_id["H0/open"].stays
    assert by_id["H0/with R1"].today == ANNA and by_id["H0/with R1"].stays
    assert by_id["H8"].today is None
    assert by_id["H3"].stays


def test_that_customers_of_inactive_reps_are_nobodys_and_inactive_customers_count_nowhere() -> None:
    ground = landscape()
    gone = replace(ground, reps=(*ground.reps[:2], replace(ground.reps[2], active=False)))
    assert make_accounts(gone, request())[8].today is None
    asleep = tuple(replace(each, active=each.affiliations[0].hospital != "H8") for each in ground.customers)
    assert "H8" not in [each.id for each in make_accounts(replace(ground, customers=asleep), request())]


def test_that_a_launch_makes_the_tiers_concerned_heavier() -> None:
    plain = make_accounts(landscape(), request())[0]
    heavier = make_accounts(landscape(), request(launch=Launch(PILL, 2.0, (SegmentId("A"),))))[0]
    assert heavier.visits == pytest.approx(plain.visits + 2)
    assert heavier.workload > plain.workload
    unknown = make_accounts(landscape(), request(launch=Launch(PILL, 2.0, (SegmentId("B"),))))[0]
    assert unknown.visits == plain.visits


def test_that_a_remote_hospital_has_a_greater_share_of_travel() -> None:
    ground = landscape()
    moved = replace(ground.hospitals[8], coordinate=replace(ground.hospitals[8].coordinate, latitude=31.5))  # type: ignore[type-var]
    accounts = make_accounts(replace(ground, hospitals=(*ground.hospitals[:8], moved)), request())
    assert accounts[8].workload > accounts[7].workload


def test_that_a_rep_locked_as_a_whole_stands_aside() -> None:
    accounts = make_accounts(landscape(), request(locks=(Lock(rep=RepId("R3")),)))
    assert {each.today for each in accounts} == {ANNA, BEN}
