"""Departments and buildings that a customer file names: found among the known ones, or made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from db.exchange.names import building_id, department_id, plain_name
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId


class Doors:
    """The departments and hospitals as they will stand after the import, with those that are made or changed on the way."""

    def __init__(self, hospitals: Iterable[Hospital], departments: Iterable[Department]) -> None:
        self.hospitals: dict[str, Hospital] = {each.id: each for each in hospitals}
        self.departments: dict[str, Department] = {each.id: each for each in departments}
        self.made: dict[DepartmentId, Department] = {}
        self.changed: dict[HospitalId, Hospital] = {}
        self._by_name: dict[tuple[str, str], list[DepartmentId]] = defaultdict(list)
        for each in self.departments.values():
            self._by_name[each.hospital, plain_name(each.name)].append(each.id)

    def name_of(self, department: DepartmentId | None) -> str:
        return self.departments[department].name if department in self.departments else ""

    def door(self, hospital: HospitalId, name: str, building: str, floor: int | None) -> DepartmentId | None:
        """The department of that name at that place, made if need be. A row that tells no place means any door of the name."""
        if not name:
            return None
        same = self._by_name[hospital, plain_name(name)]
        if not building and floor is None and same:
            return same[0]
        wing = self._building(hospital, building) if building else None
        for id in same:
            department = self.departments[id]
            if department.building == wing and department.floor == floor:
                return id
        id = department_id(hospital, name, wing, floor)
        self.made[id] = self.departments[id] = Department(id, hospital, name, wing, floor)
        same.append(id)
        return id

    def _building(self, hospital_id: HospitalId, name: str) -> BuildingId:
        hospital = self.hospitals[hospital_id]
        for building in hospital.buildings:
            if building.name == name or plain_name(building.name) == plain_name(name):
                return building.id
        made = Building(building_id(hospital_id, name), name)
        self._change(replace(hospital, buildings=(*hospital.buildings, made)))
        return made.id

    def place_hospital(self, hospital: HospitalId, coordinate: Coordinate) -> None:
        """A hospital without a coordinate takes the one its customers' rows tell."""
        if self.hospitals[hospital].coordinate is None:
            self._change(replace(self.hospitals[hospital], coordinate=coordinate))

    def _change(self, hospital: Hospital) -> None:
        self.hospitals[hospital.id] = self.changed[hospital.id] = hospital
