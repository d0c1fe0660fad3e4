"""Pieces of a territory on the neighbour graph: plain breadth-first search, as territories are small."""

from collections.abc import Collection, Iterable, Sequence

Neighbours = Sequence[Sequence[int]]
"""The neighbours of every unit."""


def neighbour_lists(count: int, links: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The neighbours of each of `count` units, in order, without loops or repeats."""
    found: list[set[int]] = [set() for _ in range(count)]
    for one, other in links:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return tuple(tuple(sorted(each)) for each in found)


def pieces(members: Collection[int], neighbours: Neighbours) -> list[list[int]]:
    """The connected pieces of a set of units, the largest first, each in order of discovery from its smallest unit."""
    left = set(members)
    found: list[list[int]] = []
    for start in sorted(members):
        if start in left:
            left.discard(start)
            piece = [start]
            for unit in piece:
                for other in neighbours[unit]:
                    if other in left:
                        left.discard(other)
                        piece.append(other)
            found.append(piece)
    return sorted(found, key=len, reverse=True)


def in_one_piece(members: Collection[int], neighbours: Neighbours) -> bool:
    """Whether a set of units is connected; an empty set is."""
    left = set(members)
    if not left:
        return True
    waiting = [left.pop()]
    while waiting and left:
        for other in neighbours[waiting.pop()]:
            if other in left:
                left.discard(other)
                waiting.append(other)
    return not left


def can_leave(unit: int, members: Collection[int], neighbours: Neighbours) -> bool:
    """Whether a connected set stays connected without one of its units.

    First the cheap look: one neighbour left behind is enough; then the search among the rest.
    """
    staying = set(members)
    staying.discard(unit)
    beside = [other for other in neighbours[unit] if other in staying]
    if len(beside) <= 1:
        return bool(beside) or not staying
    return in_one_piece(staying, neighbours)


def rim(piece: Collection[int], neighbours: Neighbours) -> set[int]:
    """The units outside a piece that touch it."""
    inside = set(piece)
    return {other for unit in piece for other in neighbours[unit] if other not in inside}
