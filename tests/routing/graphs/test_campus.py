import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.places import Building, BuildingId, Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import WalkingDefaults
from planner.domain.units import Minutes
from routing.graphs.campus import level_of, walk_table

WALKING = WalkingDefaults(same_department=1, per_floor=0.5, lift_wait=2, gate_to_building=3, between_buildings=4, unknown=6)
CLINIC, WARDS, GARDEN = BuildingId("clinic"), BuildingId("wards"), BuildingId("garden")
HOSPITAL = Hospital(
    HospitalId("h1"),
    "城北医院",
    buildings=(Building(CLINIC, "门诊楼", 6), Building(WARDS, "住院部", 20, Minutes(7)), Building(GARDEN, "行政楼")),
)
BARE = Hospital(HospitalId("h1"), "城北医院")

FLOORS = st.none() | st.integers(-3, 20)
BUILDINGS = st.none() | st.sampled_from([CLINIC, WARDS, GARDEN, BuildingId("not listed")])
DEPARTMENTS = st.lists(st.tuples(BUILDINGS, FLOORS), max_size=7).map(
    lambda pairs: [department(building, floor, f"d{index}") for index, (building, floor) in enumerate(pairs)]
)
MINUTES = st.floats(0, 15)
HABITS = st.builds(WalkingDefaults, MINUTES, MINUTES, MINUTES, MINUTES, MINUTES, MINUTES)
HOSPITALS = st.lists(
    st.tuples(st.sampled_from([CLINIC, WARDS, GARDEN]), st.none() | st.integers(0, 20).map(Minutes)),
    unique_by=lambda pair: pair[0],
).map(lambda pairs: dataclasses.replace(BARE, buildings=tuple(Building(id, id, None, gate) for id, gate in pairs)))


def department(building: BuildingId | None = None, floor: int | None = None, id: str = "d") -> Department:
    return Department(DepartmentId(id), HOSPITAL.id, "心内科", building, floor)


def walks(*departments: Department, hospital: Hospital = HOSPITAL) -> tuple[tuple[int, ...], ...]:
    return walk_table(hospital, departments, WALKING).minutes


def test_that_a_hospital_without_departments_has_its_gate() -> None:
    assert walks() == ((0,),)


def test_that_behind_one_door_it_is_the_walk_inside_a_department() -> None:
    assert walks(department(CLINIC, 1))[1][1] == 1


def test_that_the_ground_floor_needs_no_lift() -> None:
    assert walks(department(CLINIC, 1))[0][1] == 3 + 1


def test_that_a_higher_floor_costs_one_wait_and_every_floor() -> None:
    assert walks(department(CLINIC, 5))[0][1] == 3 + (2 + 4 * 0.5) + 1


def test_that_a_basement_is_as_far_below_as_a_floor_is_above() -> None:
    assert walks(department(CLINIC, -2))[0] == walks(department(CLINIC, 3))[0]


def test_that_from_floor_to_floor_one_waits_once() -> None:
    assert walks(department(CLINIC, 3), department(CLINIC, 5))[1][2] == 1 + (2 + 2 * 0.5) + 1


def test_that_on_one_floor_it_is_from_department_to_department() -> None:
    assert walks(department(CLINIC, 3, "d1"), department(CLINIC, 3, "d2"))[1][2] == 2


def test_that_the_known_way_from_the_gate_goes_before_the_policy() -> None:
    assert walks(department(WARDS, 1))[0][1] == 7 + 1


def test_that_no_other_building_is_a_short_cut_to_one_whose_way_is_known() -> None:
    far = dataclasses.replace(HOSPITAL, buildings=(*HOSPITAL.buildings[:1], Building(WARDS, "住院部", None, Minutes(15))))
    assert walks(department(WARDS, 1), department(CLINIC, 1), hospital=far)[0] == (0, 15 + 1, 3 + 1)


def test_that_between_buildings_one_walks_on_the_ground() -> None:
    assert walks(department(CLINIC, 1), department(GARDEN, 3))[1][2] == 1 + 4 + (2 + 2 * 0.5) + 1


def test_that_the_way_past_the_gate_is_taken_when_it_is_shorter() -> None:
    near = dataclasses.replace(HOSPITAL, buildings=tuple(Building(id, id, None, Minutes(1)) for id in (CLINIC, GARDEN)))
    assert walks(department(CLINIC, 1), department(GARDEN, 1), hospital=near)[1][2] == 1 + (1 + 1) + 1


def test_that_where_nothing_is_known_the_policy_s_unknown_holds() -> None:
    table = walks(department(id="d1"), department(id="d2"), hospital=BARE)
    assert table[1][2] == 6
    assert table[0][1] == 3 + 6 / 2


def test_that_an_unknown_department_does_not_shorten_the_way_between_known_ones() -> None:
    known = department(CLINIC, 6, "d1"), department(WARDS, 20, "d2")
    assert walks(*known, department(id="d3"))[1][2] == walks(*known)[1][2]


def test_that_an_unknown_floor_is_half_of_unknown_away_from_the_lift() -> None:
    assert walks(department(CLINIC))[0][1] == 3 + 6 / 2


def test_that_the_only_building_of_a_hospital_is_where_a_department_must_be() -> None:
    single = dataclasses.replace(HOSPITAL, buildings=HOSPITAL.buildings[1:2])
    assert walks(department(None, 3), hospital=single) == walks(department(WARDS, 3), hospital=single)


def test_that_a_building_that_is_not_listed_is_as_far_as_any() -> None:
    assert walks(department(BuildingId("not listed"), 1))[0][1] == 3 + 1


def test_that_walks_are_rounded_up_as_a_whole() -> None:
    assert walks(department(CLINIC, 2))[0][1] == 7  # 3 + 2 + 0.5 + 1


def test_that_floors_are_counted_from_one_and_zero_is_the_ground_too() -> None:
    assert [level_of(floor) for floor in (None, 1, 0, 2, -1)] == [0, 0, 0, 1, -1]


def test_that_a_department_of_another_hospital_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="another hospital"):
        walks(dataclasses.replace(department(), hospital=HospitalId("h2")))


@given(HOSPITALS, DEPARTMENTS, HABITS)
def test_that_walks_are_symmetric_whole_and_obey_the_triangle_inequality(
    hospital: Hospital, departments: list[Department], habits: WalkingDefaults
) -> None:
    table = walk_table(hospital, departments, habits).minutes
    doors = range(len(departments) + 1)
    assert len(table) == len(doors)
    assert table[0][0] == 0
    for start in doors:
        for end in doors:
            assert table[start][end] == table[end][start] >= 0
            assert isinstance(table[start][end], int)
            if start != end:  # a walk inside a department is no way back to its door
                assert all(table[start][end] <= table[start][via] + table[via][end] for via in doors)


@given(DEPARTMENTS, st.sampled_from([CLINIC, WARDS]), st.integers(1, 19), st.integers(1, 5))
def test_that_a_floor_further_from_the_ground_is_never_nearer_to_the_gate(
    others: list[Department], building: BuildingId, floor: int, more: int
) -> None:
    table = walks(department(building, floor), department(building, floor + more), department(building, -floor), *others)
    assert table[0][1] <= table[0][2]
    assert walks(department(building, 1), *others)[0][1] <= table[0][3]


@given(HOSPITALS, DEPARTMENTS.flatmap(lambda each: st.tuples(st.just(each), st.permutations(range(len(each))))), HABITS)
def test_that_the_order_of_departments_only_orders_the_doors(
    hospital: Hospital, mixed: tuple[list[Department], list[int]], habits: WalkingDefaults
) -> None:
    departments, order = mixed
    table = walk_table(hospital, departments, habits).minutes
    turned = walk_table(hospital, [departments[index] for index in order], habits).minutes
    doors = [0, *(index + 1 for index in order)]
    assert turned == tuple(tuple(table[start][end] for end in doors) for start in doors)
