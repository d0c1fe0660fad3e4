"""Every sentence the program can say is translated, and no translation is left over."""

import ast
import string
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.language.catalogue import FOLDERS, catalogue, translator
from desktop.settings import Language
from planner.policy.preset import preset
from tests import source

LANGUAGES = [language for language in Language if language in FOLDERS]


def spoken(path: Path) -> Iterator[tuple[int, ast.expr]]:
    """Line and template of every sentence in a module: `message(template)`, and `help=template` on the command line."""
    on_command_line = path.parts[:2] == ("desktop", "cli")
    for node in ast.walk(source.tree(path)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "message":
            yield node.lineno, node.args[0]
        if on_command_line:
            yield from ((node.lineno, keyword.value) for keyword in node.keywords if keyword.arg == "help")


def templates() -> set[str]:
    """Every template in the four packages, and what the preset policy calls its strategies, which is shown translated."""
    strategies = {segment.strategy for segment in preset().segments if segment.strategy}
    found = {node.value for path in source.modules() for _, node in spoken(path) if isinstance(node, ast.Constant)}
    return strategies | {each for each in found if isinstance(each, str)}


def places(template: str) -> Counter[str]:
    """The named places of a template with their formats; a noun in one and several forms is a matter of each language."""
    parsed = string.Formatter().parse(template)
    return Counter(f"{name}:{'' if '|' in (form or '') else form}" for _, name, form, _ in parsed if name is not None)


def test_that_every_sentence_is_a_literal_that_a_catalogue_can_hold() -> None:
    passed_on = {"desktop/cli/commands.py"}  # `group(help=...)` hands its caller's literal on
    loose = [
        f"{path}:{line}"
        for path in source.modules()
        for line, node in spoken(path)
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) and path.as_posix() not in passed_on
    ]
    assert loose == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_sentence_is_translated(language: Language) -> None:
    assert sorted(templates() - catalogue(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_translation_is_superfluous(language: Language) -> None:
    assert sorted(catalogue(language).keys() - templates()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_translation_fills_the_same_places(language: Language) -> None:
    wrong = {template: text for template, text in catalogue(language).items() if places(template).keys() != places(text).keys()}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_two_files_never_translate_one_sentence_differently(language: Language) -> None:
    said: dict[str, str] = {}
    for path in sorted((source.ROOT / "desktop/language" / FOLDERS[language]).glob("*.toml")):
        for template, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert said.setdefault(template, text) == text, f"{path.name}: {template}"


def test_that_english_needs_no_catalogue() -> None:
    assert translator(Language.ENGLISH)("There is no rep called {name}.") == "There is no rep called {name}."


def test_that_chinese_sentences_come_out_in_chinese() -> None:
    assert translator(Language.CHINESE)("There is no rep called {name}.") == "没有名为 {name} 的代表。"
