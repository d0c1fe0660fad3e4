from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.places import Coordinate
from routing.graphs.neighbours import neighbour_graph, neighbours

places = st.lists(
    st.builds(Coordinate, st.integers(0, 40).map(lambda n: 30 + n / 100), st.integers(0, 40).map(lambda n: 110 + n / 100)),
    min_size=1,
    max_size=25,
)


def grid() -> list[Coordinate]:
    """Three rows of four places, a little askew so that no four lie on a circle."""
    return [Coordinate(30 + row / 10 + column / 310, 114 + column / 10 + row / 170) for row in range(3) for column in range(4)]


@given(places)
def test_that_without_barriers_all_hospitals_hang_together(where: list[Coordinate]) -> None:
    graph = nx.Graph(neighbours(where))
    graph.add_nodes_from(range(len(where)))
    assert nx.is_connected(graph)


@given(places)
def test_that_gabriel_neighbours_are_delaunay_neighbours_named_once_in_order(where: list[Coordinate]) -> None:
    near = neighbours(where)
    assert list(near) == sorted({(min(pair), max(pair)) for pair in near})
    assert set(near) <= set(neighbours(where, kind="delaunay"))


def test_that_no_third_hospital_lies_between_two_neighbours() -> None:
    where = grid()
    plane = [(each.longitude * 0.864, each.latitude) for each in where]
    found = set(neighbours(where))
    for one, other in combinations(range(len(where)), 2):
        middle = ((plane[one][0] + plane[other][0]) / 2, (plane[one][1] + plane[other][1]) / 2)
        radius = ((plane[one][0] - middle[0]) ** 2 + (plane[one][1] - middle[1]) ** 2) ** 0.5
        between = [k for k in range(len(where)) if k not in (one, other)
                   and ((plane[k][0] - middle[0]) ** 2 + (plane[k][1] - middle[1]) ** 2) ** 0.5 < radius * 0.98]  # fmt: skip
        assert ((one, other) in found) <= (not between)


def test_that_a_barrier_parts_the_hospitals_on_its_two_sides() -> None:
    where = grid()
    river = [Coordinate(30.15, 113.0), Coordinate(30.16, 116.0)]
    graph = nx.Graph(neighbours(where, [river]))
    assert sorted(map(len, nx.connected_components(graph))) == [4, 8]
    assert len(neighbours(where, [river])) < len(neighbours(where))


def test_that_a_barrier_that_ends_can_be_walked_around() -> None:
    dam = [Coordinate(30.15, 113.9), Coordinate(30.16, 114.15)]
    assert nx.is_connected(nx.Graph(neighbours(grid(), [dam])))


def test_that_a_barrier_of_one_point_cuts_nothing() -> None:
    assert neighbours(grid(), [[Coordinate(30.15, 114.0)]]) == neighbours(grid())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_that_few_hospitals_need_no_triangles(count: int) -> None:
    assert len(neighbours(grid()[:count])) == max(count - 1, 0)


def test_that_hospitals_on_one_line_are_a_chain() -> None:
    where = [Coordinate(30.0, 114 + n / 10) for n in (2, 0, 3, 1)]
    assert neighbours(where) == ((0, 2), (0, 3), (1, 3))


def test_that_hospitals_at_one_spot_are_neighbours() -> None:
    where = [*grid(), grid()[5], grid()[5]]
    graph = neighbour_graph(where)
    assert nx.is_connected(graph)
    assert graph.has_edge(5, 12)
    assert graph.has_edge(5, 13)
