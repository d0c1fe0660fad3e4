"""Hospitals and departments."""

from collections.abc import Sequence

from db.mapping.values import Values, coordinate, coordinate_values, minutes
from db.rows.places import BuildingRow, DepartmentRow, HospitalRow
from planner.domain.places import Building, Department, Hospital


def hospital_values(hospital: Hospital) -> Values:
    return {
        "id": hospital.id,
        "name": hospital.name,
        **coordinate_values(hospital.coordinate),
        "level": hospital.level,
        "district": hospital.district,
        "address": hospital.address,
        "daily_outpatients": hospital.daily_outpatients,
        "reception": hospital.reception,
        "arrival_minutes": hospital.arrival_minutes,
        "aliases": hospital.aliases,
    }


def building_values(hospital: Hospital) -> list[Values]:
    return [
        {
            "hospital": hospital.id,
            "position": position,
            "id": building.id,
            "name": building.name,
            "floors": building.floors,
            "gate_minutes": building.gate_minutes,
        }
        for position, building in enumerate(hospital.buildings)
    ]


def _building(row: BuildingRow) -> Building:
    return Building(id=row.id, name=row.name, floors=row.floors, gate_minutes=minutes(row.gate_minutes))


def hospital(row: HospitalRow, buildings: Sequence[BuildingRow]) -> Hospital:
    return Hospital(
        id=row.id,
        name=row.name,
        coordinate=coordinate(row.latitude, row.longitude),
        level=row.level,
        district=row.district,
        address=row.address,
        daily_outpatients=row.daily_outpatients,
        reception=row.reception,
        arrival_minutes=minutes(row.arrival_minutes),
        buildings=tuple(_building(each) for each in buildings),
        aliases=row.aliases,
    )


def department_values(department: Department) -> Values:
    return {
        "id": department.id,
        "hospital": department.hospital,
        "name": department.name,
        "building": department.building,
        "floor": department.floor,
    }


def department(row: DepartmentRow) -> Department:
    return Department(id=row.id, hospital=row.hospital, name=row.name, building=row.building, floor=row.floor)
