"""Whole minutes, the one way all of routing rounds."""

import math

from planner.domain.units import Minutes


def whole_minutes(minutes: float) -> Minutes:
    """Rounded up: a plan may promise too long a way, never too short a one. Noise of floating point does not count."""
    return Minutes(math.ceil(round(minutes, 6)))
