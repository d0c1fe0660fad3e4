"""Spacing, type and colours as plain values, for widgets, pictures and paper alike.

Tier and day colours follow Okabe and Ito's set for colour-blind readers (jfly.uni-koeln.de/color), toned for each background;
tiers differ in lightness as well, so that they stay apart in print. No meaning is carried by colour alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SPACE = (4, 8, 12, 16, 24, 32)
"""The only distances between things, in device-independent pixels."""
RADIUS = 6
FAMILIES = (
    "Segoe UI",
    "SF Pro Text",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Noto Sans",
)
"""Each system has one of these for Latin and Chinese alike; mixed fonts make ragged lines."""


class Type(StrEnum):
    """The type scale."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size in device-independent pixels, weight 1..1000 as QFont has it."""

    pixels: int
    weight: int


TYPES: Mapping[Type, TypeStyle] = {
    Type.CAPTION: TypeStyle(11, 400),
    Type.BODY: TypeStyle(13, 400),
    Type.STRONG: TypeStyle(13, 700),
    Type.HEADING: TypeStyle(15, 700),
    Type.TITLE: TypeStyle(20, 700),
    Type.FIGURE: TypeStyle(22, 700),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`. `tiers` go from the most valuable to the least, `groups` likewise; `days` from Monday on;
    `heat` from empty to full; `territories` are Paul Tol's schemes for colour-blind readers (muted, and light where it is dark);
    `on_accent` is the text on `accent`, `soft` a tint of accent for selections."""

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    good: str
    warning: str
    bad: str
    bad_soft: str
    water: str
    land: str
    tiers: tuple[str, ...]
    groups: tuple[str, ...]
    days: tuple[str, ...]
    heat: tuple[str, ...]
    territories: tuple[str, ...]

    def tier(self, segment: str) -> str:
        """The colour of a tier "A".."D", or of any group."""
        place = "ABCD".find(segment)
        return self.tiers[place] if len(segment) == 1 and place >= 0 else self.groups[sum(map(ord, segment)) % len(self.groups)]

    def day(self, weekday: int) -> str:
        """The colour of a weekday, Monday = 0."""
        return self.days[weekday % len(self.days)]

    def on(self, colour: str) -> str:
        """Black or white, whichever is read better on `colour` (WCAG 2 relative luminance)."""
        return "#101418" if _luminance(colour) > 0.36 else "#ffffff"


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


LIGHT = Theme(
    dark=False,
    window="#f4f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    line="#dde1e6",
    text="#1b2430",
    muted="#5d6b7a",
    accent="#0b6bcb",
    on_accent="#ffffff",
    soft="#e3effb",
    good="#18794e",
    warning="#9a5b00",
    bad="#c4281c",
    bad_soft="#fdecea",
    water="#dbe7f0",
    land="#f6f5f1",
    tiers=("#0b4f8a", "#0a8276", "#b7791f", "#8892a0"),
    groups=("#7a4fa3", "#a34f7d", "#5b6bb0"),
    days=("#0072b2", "#c4501b", "#00855f", "#a8518a", "#a87400", "#2f87b8", "#6a5fc0"),
    heat=("#eef2f6", "#cfe1f3", "#9cc4e8", "#5d9fd8", "#2176bd", "#0b4f8a"),
    territories=("#332288", "#cc6677", "#44aa99", "#ddcc77", "#88ccee", "#882255", "#117733", "#999933", "#aa4499"),
)
DARK = Theme(
    dark=True,
    window="#15191f",
    surface="#1d232b",
    raised="#242c36",
    line="#36414e",
    text="#e8edf2",
    muted="#9aa8b7",
    accent="#5aa9f0",
    on_accent="#0c1621",
    soft="#203a54",
    good="#5fc992",
    warning="#e7b04d",
    bad="#ff8a7d",
    bad_soft="#46211f",
    water="#17222d",
    land="#222a33",
    tiers=("#66b2f5", "#3fc7b6", "#e2ae55", "#8d99a8"),
    groups=("#b490dc", "#dc90ba", "#95a4e6"),
    days=("#57a9e0", "#f08a57", "#3fc398", "#dd93c3", "#dfb04c", "#86cbee", "#a9a0f0"),
    heat=("#242c36", "#22405c", "#265a86", "#2d76b3", "#4596dc", "#86c0f5"),
    territories=("#77aadd", "#ee8866", "#44bb99", "#eedd88", "#ffaabb", "#99ddff", "#bbcc33", "#aaaa00", "#dddddd"),
)


def theme_of(dark: bool) -> Theme:
    """The light or the dark palette."""
    return DARK if dark else LIGHT
