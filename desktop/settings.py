"""Where things lie on this machine and which language its user reads; all of it can be overridden from outside."""

import locale
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

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
