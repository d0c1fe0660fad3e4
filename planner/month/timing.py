"""The outcome of timing a day: all its times, or the first call that does not fit."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

Visit: TypeAlias = tuple[int, int]
"""A call to be made: index of the need, index of the place among `Need.places`."""


class RefusalCause(StrEnum):
    """Why a call does not fit where it stands."""

    CLOSED = "closed"  # no start is possible there on that day
    LATE = "late"  # reached after the last possible start
    HOME_LATE = "home_late"  # the way home ends after the day
    TOO_MANY = "too_many"  # above the day's maximum of calls
    TWICE = "twice"  # the customer is already met that day
    ORDER = "order"  # a pin holds another position


class Refusal(NamedTuple):
    """The first call that does not fit: its position in the order, and why."""

    position: int
    cause: RefusalCause


class Stay(NamedTuple):
    """One stop: the position of its first call, at the gate, at the gate again."""

    first: int
    arrival: int
    departure: int


class Timing(NamedTuple):
    """All times of one order of calls, in minutes of the day. Empty day: no stays, `departure` = `home`."""

    departure: int
    stays: tuple[Stay, ...]
    arrivals: tuple[int, ...]
    starts: tuple[int, ...]
    home: int
    travel: int
    walking: int
    waiting: int
