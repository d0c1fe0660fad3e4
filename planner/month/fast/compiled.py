"""The compiler behind one name, with types kept, and the bits and random numbers that compiled code needs."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


_OPTIONS: dict[str, Any] = {"cache": True, "error_model": "numpy", "_nrt": False}
"""`_nrt` off: nothing compiled here takes memory, and counting references to dozens of arrays took nine tenths of the time."""


def compiled(function: Function) -> Function:
    """Compile on first use; the machine code is kept beside the source for the next start."""
    made: Function = njit(**_OPTIONS)(function)
    return made


def inlined(function: Function) -> Function:
    """`compiled`, and always a part of its callers: passing dozens of arrays costs more than most of these functions do."""
    made: Function = njit(forceinline=True, **_OPTIONS)(function)
    return made


_TABLE = np.zeros(64, dtype=np.int64)
_DEBRUIJN = np.uint64(0x03F79D71B4CB0A89)
_MULTIPLIER = np.uint64(2685821657736338717)
_S12, _S25, _S27, _S11, _S58 = np.uint64(12), np.uint64(25), np.uint64(27), np.uint64(11), np.uint64(58)
for _bit in range(64):
    _TABLE[((1 << _bit) * 0x03F79D71B4CB0A89 & 0xFFFFFFFFFFFFFFFF) >> 58] = _bit


@inlined
def lowest(mask: int) -> int:
    """The index of the lowest set bit."""
    low = np.uint64(mask & -mask)
    return _TABLE[np.int64((low * _DEBRUIJN) >> _S58)]  # type: ignore[no-any-return]


@inlined
def draw(seed: "np.ndarray[Any, Any]") -> float:
    """A number from 0 to 1 (xorshift64*, Vigna 2016); `seed` is one unsigned integer that changes."""
    x = seed[0]
    x ^= x >> _S12
    x ^= x << _S25
    x ^= x >> _S27
    seed[0] = x
    return np.float64((x * _MULTIPLIER) >> _S11) * (1.0 / 9007199254740992.0)


@inlined
def below(seed: "np.ndarray[Any, Any]", limit: int) -> int:
    """A whole number from 0 to `limit` - 1."""
    return int(draw(seed) * limit)
