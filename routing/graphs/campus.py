"""Walking inside one hospital: a graph of gate, buildings, floors and departments, and the shortest walks between doors.

    gate --- ground floor of a building --- every floor in use --- department
                     |
             ground floors of the other buildings

What is not known lies in a building of its own, as far from the gate and the others as the policy says of any building, and
each end of a walk that is not exactly known costs half of the policy's `unknown`. So the walks obey the triangle inequality
whatever is known.
"""

from collections.abc import Sequence
from itertools import combinations

import networkx as nx

from planner.domain.places import BuildingId, Department, Hospital
from planner.domain.policy import WalkingDefaults
from planner.domain.travel import WalkTable
from routing.rounding import whole_minutes

GATE = "gate"
GROUND = 0


def walk_table(hospital: Hospital, departments: Sequence[Department], walking: WalkingDefaults) -> WalkTable:
    """Minutes between door 0, the gate, and door i + 1, `departments[i]`; the diagonal is a walk inside one department.

    Raises ValueError when a department belongs to another hospital.
    """
    strangers = [department.id for department in departments if department.hospital != hospital.id]
    if strangers:
        raise ValueError(f"departments of another hospital than {hospital.id}: {strangers}")
    campus = campus_graph(hospital, departments, walking)
    doors = (GATE, *range(1, len(departments) + 1))
    minutes = []
    for door in doors:
        walks = nx.single_source_dijkstra_path_length(campus, door)
        walks[door] = 0 if door == GATE else walking.same_department
        minutes.append(tuple(whole_minutes(walks[end]) for end in doors))
    return WalkTable(tuple(minutes))


def campus_graph(hospital: Hospital, departments: Sequence[Department], walking: WalkingDefaults) -> nx.Graph:
    """Walks in minutes. Nodes: `GATE`, (building, level) and the department's number from 1; a building None is unknown."""
    campus = nx.Graph()
    campus.add_node(GATE)
    for door, department in enumerate(departments, start=1):
        building, level = building_of(hospital, department), level_of(department.floor)
        campus.add_edge(door, (building, level), weight=end_minutes(building, department, walking))
        campus.add_node((building, GROUND))
    _join_floors(campus, walking)
    _join_buildings(campus, hospital, walking)
    return campus


def _join_floors(campus: nx.Graph, walking: WalkingDefaults) -> None:
    floors = [node for node in campus if isinstance(node, tuple)]
    for start, end in combinations(floors, 2):
        if start[0] == end[0]:
            campus.add_edge(start, end, weight=lift_minutes(start[1], end[1], walking))


def _join_buildings(campus: nx.Graph, hospital: Hospital, walking: WalkingDefaults) -> None:
    from_gate = {
        node: gate_minutes(hospital, node[0], walking) for node in campus if isinstance(node, tuple) and node[1] == GROUND
    }
    for ground, minutes in from_gate.items():
        campus.add_edge(GATE, ground, weight=minutes)
    for start, end in combinations(from_gate, 2):
        campus.add_edge(start, end, weight=ground_minutes(from_gate[start], from_gate[end], walking))


def building_of(hospital: Hospital, department: Department) -> BuildingId | None:
    """Where a department is: as recorded, else the only building of the hospital, else not known."""
    if department.building is None and len(hospital.buildings) == 1:
        return hospital.buildings[0].id
    return department.building


def level_of(floor: int | None) -> int:
    """Levels above the ground: floor 1 is the ground floor as counted in China, -1 the first basement; 0 and None are ground."""
    if floor is None:
        return GROUND
    return floor - 1 if floor > 0 else floor


def end_minutes(building: BuildingId | None, department: Department, walking: WalkingDefaults) -> float:
    """From the lift of the department's floor to its people: as far as inside a department, or half of `unknown`."""
    known = building is not None and department.floor is not None
    return walking.same_department if known else walking.unknown / 2


def lift_minutes(start: int, end: int, walking: WalkingDefaults) -> float:
    """One change of floor: waiting once, then so much per floor."""
    return walking.lift_wait + walking.per_floor * abs(start - end)


def gate_minutes(hospital: Hospital, building: BuildingId | None, walking: WalkingDefaults) -> float:
    """From the gate to a building's ground floor."""
    known = {each.id: each.gate_minutes for each in hospital.buildings if each.gate_minutes is not None}
    return walking.gate_to_building if building is None else known.get(building, walking.gate_to_building)


def ground_minutes(start_from_gate: float, end_from_gate: float, walking: WalkingDefaults) -> float:
    """Between two ground floors: the policy's, but not so short that a known way from the gate had a short cut."""
    return max(walking.between_buildings, abs(start_from_gate - end_from_gate))
