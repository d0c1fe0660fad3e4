"""Coordinate frames of Chinese maps and WGS-84.

GCJ-02 (AMap, Tencent, Google in China) shifts WGS-84 by some hundred metres inside mainland China; BD-09 (Baidu) shifts
GCJ-02 again. The forward formulas are public (as in `eviltransform` and `coordtransform`); there is no closed inverse,
so it is iterated.
"""

import math
from enum import StrEnum

from planner.domain.places import Coordinate
from planner.geography.mainland import in_mainland

_SEMI_MAJOR_AXIS = 6378245.0  # metres, Krasovsky 1940
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BAIDU_PI = math.pi * 3000.0 / 180.0
_PRECISION = 1e-9  # degrees: a tenth of a millimetre
_MAXIMUM_ROUNDS = 30


class Frame(StrEnum):
    """What a pair of degrees is measured in."""

    WGS84 = "WGS-84"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


def _waves(value: float) -> float:
    return 20.0 * math.sin(6.0 * value * math.pi) + 20.0 * math.sin(2.0 * value * math.pi)


def _shift(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees (latitude, longitude) that GCJ-02 adds at a WGS-84 point."""
    x, y = longitude - 105.0, latitude - 35.0
    root = math.sqrt(abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (_waves(x) + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (_waves(x) + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    radians = math.radians(latitude)
    bulge = 1.0 - _ECCENTRICITY_SQUARED * math.sin(radians) ** 2
    metres_north = _SEMI_MAJOR_AXIS * (1.0 - _ECCENTRICITY_SQUARED) / bulge**1.5
    metres_east = _SEMI_MAJOR_AXIS / math.sqrt(bulge) * math.cos(radians)
    return math.degrees(north / metres_north), math.degrees(east / metres_east)


def _gcj_from_wgs(latitude: float, longitude: float) -> tuple[float, float]:
    north, east = _shift(latitude, longitude)
    return latitude + north, longitude + east


def _wgs_from_gcj(latitude: float, longitude: float) -> tuple[float, float]:
    """Fixed-point iteration; the shift changes slowly, so a round gains about three digits."""
    guess = (latitude, longitude)
    for _ in range(_MAXIMUM_ROUNDS):
        shifted = _gcj_from_wgs(*guess)
        error = (shifted[0] - latitude, shifted[1] - longitude)
        guess = (guess[0] - error[0], guess[1] - error[1])
        if abs(error[0]) < _PRECISION and abs(error[1]) < _PRECISION:
            break
    return guess


def _bd_from_gcj(latitude: float, longitude: float) -> tuple[float, float]:
    radius = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * _BAIDU_PI)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * _BAIDU_PI)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


def _gcj_from_bd(latitude: float, longitude: float) -> tuple[float, float]:
    guess = (latitude - 0.006, longitude - 0.0065)
    for _ in range(_MAXIMUM_ROUNDS):
        shifted = _bd_from_gcj(*guess)
        error = (shifted[0] - latitude, shifted[1] - longitude)
        guess = (guess[0] - error[0], guess[1] - error[1])
        if abs(error[0]) < _PRECISION and abs(error[1]) < _PRECISION:
            break
    return guess


def to_wgs84(latitude: float, longitude: float, frame: Frame) -> Coordinate:
    """The WGS-84 coordinate of degrees read in `frame`. Outside mainland China every frame is WGS-84.

    Raises ValueError when the degrees are not on Earth.
    """
    if frame is Frame.WGS84 or not in_mainland(latitude, longitude):
        return Coordinate(latitude, longitude)
    if frame is Frame.BD09:
        latitude, longitude = _gcj_from_bd(latitude, longitude)
    return Coordinate(*_wgs_from_gcj(latitude, longitude))


def from_wgs84(coordinate: Coordinate, frame: Frame) -> tuple[float, float]:
    """Degrees (latitude, longitude) in `frame`, for handing to a map of that frame."""
    point = (coordinate.latitude, coordinate.longitude)
    if frame is Frame.WGS84 or not in_mainland(*point):
        return point
    point = _gcj_from_wgs(*point)
    return _bd_from_gcj(*point) if frame is Frame.BD09 else point
