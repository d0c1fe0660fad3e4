"""Hospitals with their buildings, and departments."""

from collections.abc import Sequence
from typing import Any

from db.mapping.places import building_values, department, department_values, hospital, hospital_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.places import BuildingRow, DepartmentRow, HospitalRow
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId


class Hospitals(Repository[Hospital, HospitalId]):
    """Hospitals by id; putting one replaces its buildings."""

    section = "hospitals"
    root = HospitalRow
    keys = (HospitalRow.id,)
    parts = (BuildingRow,)

    def _key(self, id: HospitalId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Hospital) -> HospitalId:
        return value.id

    def _values(self, value: Hospital) -> Values:
        return hospital_values(value)

    def _part_values(self, value: Hospital) -> tuple[list[Values], ...]:
        return (building_values(value),)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Hospital:
        (buildings,) = parts
        return hospital(row, buildings)


class Departments(Repository[Department, DepartmentId]):
    """Departments by id."""

    section = "departments"
    root = DepartmentRow
    keys = (DepartmentRow.id,)

    def of(self, hospital: HospitalId) -> tuple[Department, ...]:
        """The departments of one hospital, in the order of their ids."""
        return self._select(DepartmentRow.hospital == hospital)

    def _key(self, id: DepartmentId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Department) -> DepartmentId:
        return value.id

    def _values(self, value: Department) -> Values:
        return department_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Department:
        return department(row)
