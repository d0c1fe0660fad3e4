"""The compiler behind one name, with types kept, and the bits and random numbers that compiled code needs."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numba import config as numba_config
from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])
config: Any = numba_config


_OPTIONS: dict[str, Any] = {"cache": True, "error_model": "numpy", "_nrt": False}
"""`_nrt` off: nothing compiled here takes memory, and counting references to dozens of arrays took nine tenths of the time."""


def _kept_in() -> str:
    """The folder for machine code: one for each state of this package's sources. The compiler's own notice of changes looks at
    one file at a time, and would go on with code joined to the former state of another file."""
    folder = Path(__file__).parent
    sources = sorted(folder.glob("*.py"))
    state = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    return str(folder / "__pycache__" / state) if sources else config.CACHE_DIR


def _made(function: Function, **options: Any) -> Function:
    default = config.CACHE_DIR
    # A folder set from outside (NUMBA_CACHE_DIR) stays in force, and where this one cannot be written the compiler finds another.
    config.CACHE_DIR = default or _KEPT_IN
    try:
        made: Function = njit(**options, **_OPTIONS)(function)
    finally:
        config.CACHE_DIR = default
    return made


_KEPT_IN = _kept_in()


def compiled(function: Function) -> Function:
    """Compile on first use; the machine code is kept beside the source for the next start."""
    return _made(function)


def inlined(function: Function) -> Function:
    """`compiled`, and always a part of its callers: passing dozens of arrays costs more than most of these functions do."""
    return _made(function, forceinline=True)


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
