"""Where things lie on this machine and which language its user reads; all of it can be overridden from outside."""

import json
import locale
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs

NAME = "roundwise"
DATABASE_VARIABLE = "ROUNDWISE_DB"
LANGUAGE_VARIABLE = "ROUNDWISE_LANG"
COUNTRY_VARIABLE = "ROUNDWISE_COUNTRY"


class Language(StrEnum):
    ENGLISH = "en"
    CHINESE = "zh"


def database_location(asked: str | None, environment: Mapping[str, str]) -> str:
    """Where the database is: as asked for, else ROUNDWISE_DB, else in the user's data folder, which is made when missing.

    A postgresql:// address stays as it is; a path gets its `~` expanded.
    """
    named = asked or environment.get(DATABASE_VARIABLE)
    if named is None:
        return str(platformdirs.user_data_path(NAME, appauthor=False, ensure_exists=True) / "roundwise.db")
    return named if "://" in named else str(Path(named).expanduser())


def log_folder() -> Path:
    """Where reports of unexpected errors are kept; made when missing. Raises OSError when it cannot be."""
    return platformdirs.user_log_path(NAME, appauthor=False, ensure_exists=True)


def asked_language(arguments: Sequence[str]) -> Language | None:
    """The last `--lang` among raw arguments: help and usage errors need it before the arguments are parsed."""
    found = None
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            following = arguments[place + 1] if place + 1 < len(arguments) else ""
            found = _language(value if equals else following) or found
    return found


def machine_language(environment: Mapping[str, str]) -> Language:
    """The user's language: ROUNDWISE_LANG, then what POSIX says (LC_ALL, LC_MESSAGES, LANG), then the system's locale."""
    for variable in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return _language(value) or Language.ENGLISH
    name, _ = locale.getlocale()
    return _language(name or "") or Language.ENGLISH


def _language(name: str) -> Language | None:
    lowered = name.lower()
    if lowered.startswith(("zh", "chinese")):
        return Language.CHINESE
    return Language.ENGLISH if lowered.startswith("en") else None


def country(environment: Mapping[str, str]) -> str:
    """The country whose public holidays apply: ROUNDWISE_COUNTRY (ISO 3166, two letters), else China."""
    return environment.get(COUNTRY_VARIABLE, "CN")


class Look(StrEnum):
    """Which palette the window has; SYSTEM follows the desktop's."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose in the window; None = not chosen, the machine's way. `scale` in percent; `geometry` is the window's
    size and place as Qt keeps it; `tiles_url` has {z} {x} {y}; `basemaps` are map files added by the user, drawn from first to
    last."""

    language: Language | None = None
    look: Look = Look.SYSTEM
    scale: int = 100
    last_file: str | None = None
    recent_files: tuple[str, ...] = ()
    geometry: str = ""
    basemaps: tuple[str, ...] = ()
    tiles_url: str = ""
    tiles_frame: str = "wgs84"


class Preferences:
    """The choices, kept in one small JSON file of the user's; an unreadable file counts as none and is written anew."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.choices = _read_choices(file)

    def override(self, **changed: Any) -> None:
        """Change choices by name for this run only."""
        self.choices = replace(self.choices, **changed)

    def choose(self, **changed: Any) -> Choices:
        """Change choices by name and keep them. Raises OSError when the file cannot be written."""
        self.choices = replace(self.choices, **changed)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self.choices), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(self.file)  # all of it or nothing
        return self.choices


def preferences_file() -> Path:
    """Where the choices are kept."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "window.json"


def _read_choices(file: Path) -> Choices:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        language = found.get("language")
        return Choices(
            language=Language(language) if language else None,
            look=Look(found.get("look", Look.SYSTEM)),
            scale=int(found.get("scale", 100)),
            last_file=found.get("last_file"),
            recent_files=tuple(map(str, found.get("recent_files", ()))),
            geometry=str(found.get("geometry", "")),
            basemaps=tuple(map(str, found.get("basemaps", ()))),
            tiles_url=str(found.get("tiles_url", "")),
            tiles_frame=str(found.get("tiles_frame", "wgs84")),
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Choices()
