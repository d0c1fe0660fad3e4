"""The colours of a basemap, made from the look: quiet, so that what lies over it stands out."""

from dataclasses import dataclass

from desktop.theme.tokens import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`. `outside` is what no map tells of."""

    dark: bool
    land: str
    outside: str
    water: str
    green: str
    built: str
    road: str
    street: str
    casing: str
    rail: str
    nation: str
    province: str
    city: str
    district: str
    name: str
    halo: str


def palette_of(theme: Theme) -> Palette:
    """The basemap's colours for a look."""
    return Palette(
        dark=theme.dark,
        land=theme.land,
        outside=mixed(theme.water, theme.window, 0.35),
        water=theme.water,
        green=mixed(theme.good, theme.land, 0.88),
        built=mixed(theme.text, theme.land, 0.93),
        road=mixed(theme.warning, theme.land, 0.72 if not theme.dark else 0.7),
        street=theme.surface if not theme.dark else mixed(theme.text, theme.land, 0.86),
        casing=mixed(theme.text, theme.land, 0.87),
        rail=mixed(theme.text, theme.land, 0.74),
        nation=mixed(theme.text, theme.land, 0.5),
        province=mixed(theme.text, theme.land, 0.62),
        city=mixed(theme.text, theme.land, 0.7),
        district=mixed(theme.text, theme.land, 0.82),
        name=mixed(theme.text, theme.land, 0.35),
        halo=theme.land,
    )


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a `share` (0..1) of another."""
    pairs = [(int(colour[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)
