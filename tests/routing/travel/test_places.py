import pytest

from planner.domain.people import Rep, RepId, TeamId
from planner.domain.places import Coordinate, Hospital, HospitalId
from routing.errors import TravelError
from routing.travel.places import places_of

HOME, GATE = Coordinate(39.9, 116.4), Coordinate(39.8, 116.3)


def rep(home: Coordinate | None = HOME) -> Rep:
    return Rep(RepId("r1"), "林晓", TeamId("ONC"), home)


def hospital(id: str, name: str, coordinate: Coordinate | None = GATE) -> Hospital:
    return Hospital(HospitalId(id), name, coordinate)


def problem(worker: Rep, *hospitals: Hospital) -> str:
    with pytest.raises(TravelError) as caught:
        places_of(worker, hospitals)
    assert str(caught.value.way_out)
    return str(caught.value.problem)


def test_that_home_comes_first_and_hospitals_as_given() -> None:
    places = places_of(rep(), [hospital("h2", "城南医院"), hospital("h1", "城北医院")])
    assert [each.id for each in places] == ["home:r1", "h2", "h1"]
    assert [each.coordinate for each in places] == [HOME, GATE, GATE]


def test_that_a_home_without_coordinate_is_named() -> None:
    assert problem(rep(home=None), hospital("h1", "城北医院")) == "The home of rep 林晓 (r1) has no coordinate."


def test_that_a_hospital_without_coordinate_is_named() -> None:
    found = problem(rep(), hospital("h1", "城北医院"), hospital("h2", "城南医院", None))
    assert found == "Hospital 城南医院 (h2) has no coordinate."


def test_that_several_hospitals_without_coordinate_are_named_together() -> None:
    astray = [hospital(f"h{index}", f"医院{index}", None) for index in range(12)]
    found = problem(rep(), *astray)
    assert found.startswith("12 hospitals have no coordinate: 医院0 (h0), 医院1 (h1), ")
    assert found.endswith("医院9 (h9), ….")
