"""Which frame coordinates are in: told by words, by files that carry two frames, by known places, by district borders.

Pairing points and polygons of different frames puts 4-6 % of a city's points into the wrong district, and known hospitals
lie some 500 m off: both are strong witnesses. Where nothing tells, `assumed_frame` says what it assumes and why.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import median

from planner.domain.messages import Message, message
from planner.domain.places import Coordinate
from planner.geography.distance import metres_between
from planner.geography.districts import District, lies_in, same_district_name
from planner.geography.frames import Frame, from_wgs84, to_wgs84
from planner.geography.mainland import in_mainland

Degrees = tuple[float, float]
"""Latitude and longitude as read, of a frame not known yet."""

_WORDS: tuple[tuple[Frame, tuple[str, ...]], ...] = (
    (Frame.WGS84, ("wgs84", "wgs", "gps", "epsg4326", "4326", "地球坐标", "天地图", "国际坐标", "北斗", "cgcs2000")),
    (Frame.GCJ02, ("gcj02", "gcj", "火星", "高德", "amap", "gaode", "autonavi", "腾讯", "tencent", "国测局")),
    (Frame.BD09, ("bd09ll", "bd09", "bd", "百度", "baidu")),
)
_ENOUGH_PLACES = 3
_ENOUGH_POINTS = 20
_SAME_PLACE = 150.0  # metres: two sources rarely agree better about where a hospital is
_SAME_POINT = 30.0  # metres: one point written down in two frames
_CLEARLY_NEARER = 0.5
_CLEARLY_MORE = 0.01  # share of points in their district


@dataclass(frozen=True, slots=True)
class FrameFinding:
    """A frame, whether it is certain or assumed, and the reason in words."""

    frame: Frame
    certain: bool
    reason: Message


def hinted_frame(text: str) -> Frame | None:
    """The frame a header or a cell names, such as `lon_gcj02`, `经度(百度)`, `高德坐标`, `GPS`; None when it names none."""
    words = re.sub(r"[\s_\-()\[\].:/]+", "", unicodedata.normalize("NFKC", text)).casefold()
    for frame, hints in _WORDS:
        if any(_says(words, hint) for hint in hints):
            return frame
    return None


def _says(words: str, hint: str) -> bool:
    """Short Latin hints must stand at an end, so that `abdomen` names no frame."""
    return words.startswith(hint) or words.endswith(hint) if len(hint) <= 3 and hint.isascii() else hint in words


def without_hint(text: str) -> str:
    """The header with the words for a frame taken out: `lon_gcj02` -> `lon`."""
    words = re.sub(r"[\s_\-()\[\].:/]+", "", unicodedata.normalize("NFKC", text)).casefold()
    for _, hints in _WORDS:
        for hint in hints:
            if _says(words, hint):
                words = words.replace(hint, "")
    return words.removesuffix("坐标系").removesuffix("坐标")


def frames_of_two_columns(pairs: Sequence[tuple[Degrees, Degrees]]) -> tuple[Frame, Frame] | None:
    """The frames of a file that carries every point twice: the one pairing of frames under which both columns are one point.

    None when fewer than three mainland points tell, or no pairing clearly fits best.
    """
    telling = [pair for pair in pairs if in_mainland(*pair[0])]
    if len(telling) < _ENOUGH_PLACES:
        return None
    scored = sorted(
        (median(metres_between(to_wgs84(*one, first), to_wgs84(*other, second)) for one, other in telling), first, second)
        for first, second in permutations(Frame, 2)
    )
    best, runner_up = scored[0], scored[1]
    return (best[1], best[2]) if best[0] <= _SAME_POINT and best[0] <= _CLEARLY_NEARER * runner_up[0] else None


def frame_by_places(points: Iterable[tuple[Degrees, Coordinate]]) -> FrameFinding | None:
    """The frame under which points fall on places already known; None when too few tell or none clearly fits best."""
    telling = [(read, known) for read, known in points if in_mainland(*read)]
    if len(telling) < _ENOUGH_PLACES:
        return None
    scored = sorted((median(metres_between(to_wgs84(*read, frame), known) for read, known in telling), frame) for frame in Frame)
    (metres, frame), (next_metres, _) = scored[0], scored[1]
    if metres > _SAME_PLACE or metres > _CLEARLY_NEARER * next_metres:
        return None
    reason = message(
        "read as {frame}, {count} places fall within {metres} m of the hospitals already known (next best {next} m)",
        frame=str(frame), count=len(telling), metres=round(metres), next=round(next_metres),
    )  # fmt: skip
    return FrameFinding(frame, True, reason)


def frame_by_districts(points: Sequence[tuple[Degrees, str]], districts: Sequence[District]) -> FrameFinding | None:
    """The frame under which most points lie in the district their row names; None when none is clearly best."""
    telling = [(read, found) for read, name in points if (found := _named(name, districts)) and in_mainland(*read)]
    if len(telling) < _ENOUGH_POINTS:
        return None
    scored = sorted(((_share_inside(telling, frame), frame) for frame in Frame), reverse=True)
    (share, frame), (next_share, _) = scored[0], scored[1]
    if share - next_share < _CLEARLY_MORE:
        return None
    reason = message(
        "read as {frame}, {share} % of {count} points lie in the district their row names (next best {next} %)",
        frame=str(frame), share=round(100 * share, 1), count=len(telling), next=round(100 * next_share, 1),
    )  # fmt: skip
    return FrameFinding(frame, True, reason)


def _named(name: str, districts: Sequence[District]) -> District | None:
    return next((each for each in districts if name and same_district_name(name, each.name)), None)


def _share_inside(points: Sequence[tuple[Degrees, District]], frame: Frame) -> float:
    inside = sum(lies_in(district, *from_wgs84(to_wgs84(*read, frame), district.frame)) for read, district in points)
    return inside / len(points)


def assumed_frame(points: Iterable[Degrees]) -> FrameFinding:
    """What to take when nothing tells. Abroad there is one frame only; maps published in China must use GCJ-02."""
    inside = [in_mainland(*each) for each in points]
    if not any(inside):
        return FrameFinding(Frame.WGS84, True, message("no point lies in mainland China, where alone frames differ"))
    if 2 * sum(inside) < len(inside):
        reason = message("only {inside} of {count} points lie in mainland China", inside=sum(inside), count=len(inside))
        return FrameFinding(Frame.WGS84, False, reason)
    reason = message("nothing in the file tells the frame; maps published in China use GCJ-02")
    return FrameFinding(Frame.GCJ02, False, reason)
