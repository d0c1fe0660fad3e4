"""Translations: TOML files with one flat table each, from the English template to its translation."""

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files

from desktop.settings import Language

FOLDERS: Mapping[Language, str] = {Language.CHINESE: "zh_CN"}
"""English needs no folder: the templates are English."""


def catalogue(language: Language) -> dict[str, str]:
    """All translations of a language, from every file in its folder; empty for English."""
    folder = FOLDERS.get(language)
    if folder is None:
        return {}
    merged: dict[str, str] = {}
    for entry in sorted((files("desktop.language") / folder).iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".toml"):
            merged.update(tomllib.loads(entry.read_text(encoding="utf-8")))
    return merged


def translator(language: Language) -> Callable[[str], str]:
    """A function from template to translated template; a template without translation stays English."""
    translations = catalogue(language)
    return lambda template: translations.get(template, template)
