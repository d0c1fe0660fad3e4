from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.duplicates import customer_duplicates, hospital_duplicates, spoken
from db.exchange.hospitalnames import core_name, department_in_name, name_score
from db.exchange.report import Proposal
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind
from planner.domain.places import Coordinate, Department, DepartmentId, Hospital, HospitalId

HERE = Coordinate(25.10, 121.52)


def _hospitals(*named: tuple[str, float | None]) -> tuple[Hospital, ...]:
    """Hospitals by name and metres north of one point; None = no coordinate."""
    return tuple(
        Hospital(
            HospitalId(f"H{n}"), name, None if metres is None else Coordinate(HERE.latitude + metres / 111_195, HERE.longitude)
        )
        for n, (name, metres) in enumerate(named)
    )


def _pairs(*named: tuple[str, float | None]) -> list[Proposal]:
    hospitals = _hospitals(*named)
    return list(hospital_duplicates(hospitals, {each.id for each in hospitals}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("署立桃園醫院", "衛生福利部桃園醫院"),
        ("財團法人彰化基督教醫院", "彰化醫院"),
        ("台北醫學大學", "臺北医学大学"),
        ("振興醫院", "台北市振興醫院"),
        ("武汉市同济医院", "同济医院"),
        ("阮綜合醫療社團法人阮綜合醫院", "阮綜合醫療社團法人阮綜合医院"),
        ("Kent General Hospital", "kent hospital"),
    ],
)
def test_that_names_of_one_hospital_score_high(one: str, other: str) -> None:
    assert name_score(one, other) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("武汉市第一医院", "武汉市第二医院"),
        ("同济医院", "协和医院"),
        ("人民医院", "中医医院"),
        ("第六医院", "第十六医院"),
        ("光谷口腔", "汉口口腔"),
    ],
)
def test_that_names_of_different_hospitals_score_low(one: str, other: str) -> None:
    assert name_score(one, other) < 0.8


def test_that_a_core_name_drops_what_only_decorates() -> None:
    assert core_name("財團法人台北市振興醫院") == core_name("振興醫院") == "振兴"


def test_that_one_hospital_under_two_names_at_one_place_is_proposed_with_score_and_reason() -> None:
    (proposal,) = _pairs(("署立桃園醫院", 0), ("衛生福利部桃園醫院", 120), ("榮民總醫院", 40))
    assert {proposal.name, proposal.other_name} == {"署立桃園醫院", "衛生福利部桃園醫院"}
    assert 0.9 <= proposal.score <= 1
    assert "120 m" in str(proposal.reason)


def test_that_the_same_name_far_away_is_another_hospital() -> None:
    assert _pairs(("中心医院", 0), ("中心医院", 9_000)) == []


def test_that_names_without_coordinates_are_compared_by_name_alone() -> None:
    (proposal,) = _pairs(("振興醫院", None), ("台北市振興醫院", 0))
    assert proposal.score < 0.9


def test_that_a_department_listed_as_a_point_is_proposed_with_its_hospital() -> None:
    assert department_in_name("武汉市第六医院-急诊科", "武汉市第六医院") == "急诊科"
    assert department_in_name("武汉市第六医院急诊", "武汉市第六医院") == "急诊"
    assert department_in_name("武汉市第六医院", "武汉市第六医院") is None
    found = _pairs(("武汉市第六医院", 0), ("武汉市第六医院(急诊科)", 60), ("武汉市第六医院内科楼", 90))
    assert {(each.name, each.other_name) for each in found} == {
        ("武汉市第六医院", "武汉市第六医院(急诊科)"),
        ("武汉市第六医院", "武汉市第六医院内科楼"),
    }
    assert all("department" in str(each.reason) for each in found)


def test_that_pairs_that_were_both_stored_before_are_not_proposed_again() -> None:
    hospitals = _hospitals(("振興醫院", 0), ("台北市振興醫院", 10))
    assert hospital_duplicates(hospitals, set()) == ()
    assert len(hospital_duplicates(hospitals, {"H1"})) == 1


def test_that_neighbours_across_the_edge_of_a_cell_are_found() -> None:
    for metres in range(0, 1200, 37):
        north = metres / 111_195
        one = Hospital(HospitalId("a"), "振興醫院", Coordinate(HERE.latitude + north, HERE.longitude))
        other = Hospital(HospitalId("b"), "振興復健醫院", Coordinate(HERE.latitude + north + 0.0003, HERE.longitude + 0.0003))
        assert len(hospital_duplicates((one, other), {"a"})) == 1, metres


def _person(id: str, name: str, department: str = "D1", hospital: str = "H1") -> Customer:
    place = Affiliation(HospitalId(hospital), DepartmentId(department))
    return Customer(CustomerId(id), name, CustomerKind.PRESCRIBER, (place,))


NAMES = {
    each.id: each.name
    for each in (
        Department(DepartmentId("D1"), HospitalId("H1"), "心内科"),
        Department(DepartmentId("D2"), HospitalId("H1"), "骨科"),
    )
}


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        (_person("1", "张伟"), _person("2", "张 伟"), 1.0),
        (_person("1", "张伟"), _person("2", "张伟", "D2"), 0.8),
        (_person("1", "张伟"), _person("2", "章玮"), 0.7),
        (_person("1", "张伟"), _person("2", "Zhang Wei"), 0.7),
    ],
)
def test_that_one_person_listed_twice_is_proposed(one: Customer, other: Customer, score: float) -> None:
    (proposal,) = customer_duplicates((one, other), NAMES, {"1", "2"})
    assert proposal.score == score


@pytest.mark.parametrize("other", [_person("2", "张伟", hospital="H2"), _person("2", "章玮", "D2"), _person("2", "李娜")])
def test_that_different_people_are_not_proposed(other: Customer) -> None:
    assert customer_duplicates((_person("1", "张伟"), other), NAMES, {"1", "2"}) == ()


def test_that_names_are_compared_as_they_sound() -> None:
    assert spoken("张伟") == spoken("章玮") == spoken("Zhang Wei") == "zhangwei"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("张伟", "章玮", "李娜", "Li Na")), st.sampled_from(("D1", "D2")), st.sampled_from(("H1", "H2"))
        )
    )
)
def test_that_no_pair_of_a_district_is_overlooked(rows: list[tuple[str, str, str]]) -> None:
    people = tuple(_person(str(n), *row) for n, row in enumerate(rows))
    expected = {
        tuple(sorted((one.id, other.id)))
        for (one, (name, door, house)), (other, (same, near, here)) in combinations(zip(people, rows, strict=True), 2)
        if house == here and (name == same or (spoken(name) == spoken(same) and door == near))
    }
    found = customer_duplicates(people, NAMES, {each.id for each in people})
    assert {tuple(sorted((each.id, each.other_id))) for each in found} == expected
