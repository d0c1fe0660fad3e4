"""Minutes between many places at once, by the policy's law of travel: what alignment goes by before any day is planned."""

from collections.abc import Sequence

import numpy as np

from planner.alignment.problem import FloatArray
from planner.domain.places import Coordinate
from planner.domain.policy import Policy
from planner.frequency.overhead import mean_factor
from planner.policy.lookup import region_at

EARTH_KILOMETRES = 6371.009
"""Mean radius, as in the travel times of plans."""


def kilometres(origins: Sequence[Coordinate], destinations: Sequence[Coordinate]) -> FloatArray:
    """Great-circle distances (haversine), shape (origins, destinations)."""
    one, other = _radians(origins), _radians(destinations)
    apart = one[:, None, :] - other[None, :, :]
    cosines = np.cos(one[:, 0])[:, None] * np.cos(other[:, 0])[None, :]
    half = np.sin(apart[:, :, 0] / 2) ** 2 + cosines * np.sin(apart[:, :, 1] / 2) ** 2
    return np.asarray(2 * EARTH_KILOMETRES * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), dtype=np.float64)


def _radians(places: Sequence[Coordinate]) -> FloatArray:
    return np.radians(np.array([(each.latitude, each.longitude) for each in places], dtype=np.float64).reshape(-1, 2))


def travel_minutes(origins: Sequence[Coordinate], destinations: Sequence[Coordinate], policy: Policy) -> FloatArray:
    """Minutes one way at the mean factor of the working day, by the region of each origin, shape (origins, destinations)."""
    away = kilometres(origins, destinations)
    for row, origin in enumerate(origins):
        region = region_at(policy, origin)
        factor = mean_factor(region, policy.working_day)
        away[row] = factor * (region.scale * away[row] ** region.exponent + region.access_minutes)
    return away


def nearest_kilometres(places: Sequence[Coordinate], count: int) -> FloatArray:
    """The mean distance of every place to its `count` nearest others, shape (places,); 0 for a lone place."""
    away = kilometres(places, places)
    np.fill_diagonal(away, np.inf)
    few = min(count, len(places) - 1)
    if few < 1:
        return np.zeros(len(places))
    return np.asarray(np.partition(away, few - 1, axis=1)[:, :few].mean(axis=1), dtype=np.float64)
