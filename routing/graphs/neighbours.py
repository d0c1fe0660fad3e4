"""Which hospitals are neighbours: the Gabriel graph of their places, cut where a barrier lies between two of them.

Two places are neighbours when no third lies in the circle that has them as its diameter (Gabriel & Sokal 1969). The Gabriel
graph is part of the Delaunay triangulation and holds the shortest tree between all places: it is in one piece until it is cut.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians
from typing import Literal

import networkx as nx
from shapely import LineString, MultiPoint, STRtree, delaunay_triangles

from planner.domain.places import Coordinate

Point = tuple[float, float]
Pair = tuple[int, int]


def neighbours(
    places: Sequence[Coordinate], barriers: Iterable[Sequence[Coordinate]] = (), kind: Literal["gabriel", "delaunay"] = "gabriel"
) -> tuple[Pair, ...]:
    """Pairs of indices into `places`, each once, smaller index first, in order.

    Places at the same spot are neighbours of each other. A pair whose straight line crosses a barrier is left out; a barrier of
    less than two points cuts nothing.
    """
    graph = neighbour_graph(places, kind)
    graph.remove_edges_from(_crossing(graph, places, barriers))
    return tuple(sorted((min(pair), max(pair)) for pair in graph.edges))


def neighbour_graph(places: Sequence[Coordinate], kind: Literal["gabriel", "delaunay"] = "gabriel") -> nx.Graph:
    """The uncut graph; nodes are indices into `places`."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(places)))
    at: dict[Point, list[int]] = {}
    for index, point in enumerate(_planar(places)):
        at.setdefault(point, []).append(index)
    for same in at.values():
        graph.add_edges_from((same[0], other) for other in same[1:])
    for one, other in _links(tuple(at), kind):
        graph.add_edge(at[one][0], at[other][0])
    return graph


def _planar(places: Sequence[Coordinate]) -> list[Point]:
    """Degrees of latitude, with longitudes narrowed as at the mean latitude: shapes are right within a region."""
    if not places:
        return []
    narrowed = cos(radians(sum(each.latitude for each in places) / len(places)))
    return [(each.longitude * narrowed, each.latitude) for each in places]


def _links(points: Sequence[Point], kind: str) -> set[tuple[Point, Point]]:
    if len(points) < 3:
        return {(points[0], points[1])} if len(points) == 2 else set()
    corners: dict[tuple[Point, Point], list[Point]] = {}
    for triangle in delaunay_triangles(MultiPoint(points)).geoms:
        ends: list[Point] = [(x, y) for x, y in triangle.exterior.coords[:3]]
        for number, third in enumerate(ends):
            one, other = sorted(ends[:number] + ends[number + 1 :])
            corners.setdefault((one, other), []).append(third)
    if not corners:  # all on one line
        return set(pairwise(sorted(points)))
    if kind == "delaunay":
        return set(corners)
    return {pair for pair, thirds in corners.items() if not any(_inside_circle(*pair, third) for third in thirds)}


def _inside_circle(one: Point, other: Point, third: Point) -> bool:
    """Whether a point sees the two ends at an obtuse angle."""
    return (one[0] - third[0]) * (other[0] - third[0]) + (one[1] - third[1]) * (other[1] - third[1]) < 0


def _crossing(graph: nx.Graph, places: Sequence[Coordinate], barriers: Iterable[Sequence[Coordinate]]) -> list[Pair]:
    lines = [LineString([(each.longitude, each.latitude) for each in line]) for line in barriers if len(line) > 1]
    pairs: list[Pair] = list(graph.edges)
    if not lines or not pairs:
        return []
    links = [LineString([(places[i].longitude, places[i].latitude) for i in pair]) for pair in pairs]
    crossed = STRtree(links).query(lines, predicate="intersects")[1]
    return [pairs[index] for index in sorted(set(crossed.tolist()))]
