"""Take pictures of every page of the window: `python -m tests.screenshots [DISTRICT.db] [--out FOLDER]`.

Without a district the sample district is made and planned. Each combination of language and look is a process of its own, on a
screen of its own (Xvfb) where there is none, so that every picture shows a window as it starts.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.settings import Language, Look, Preferences

SIZES = ((1280, 800), (1920, 1080))


def main(arguments: Sequence[str]) -> int:
    """Take all pictures, or with `--one` those of one language and look; the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.one:
        language, look = asked.one.split("-")
        return _take(asked, Language(language), Look(look))
    with TemporaryDirectory() as folder:
        district = asked.district or _planned_demo(Path(folder))
        for language in Language:
            for look in (Look.LIGHT, Look.DARK):
                command = [sys.executable, "-m", "tests.screenshots", str(district), "--out", asked.out]
                command += ["--one", f"{language.value}-{look.value}", "--page", *asked.page]
                subprocess.run([*_screen(), *command], check=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("district", nargs="?", type=Path)
    parser.add_argument("--out", default="out/screenshots")
    parser.add_argument("--one", help="language and look, such as zh-dark")
    parser.add_argument("--page", nargs="*", default=[], help="only these pages")
    return parser


def _planned_demo(folder: Path) -> Path:
    from tests.desktop.window import make_planned_demo  # noqa: PLC0415 - only for the sample district

    return make_planned_demo(folder / "sample.db", steps=300)


def _screen() -> Iterator[str]:
    """What puts a command on a screen of its own."""
    if not os.environ.get("DISPLAY") and shutil.which("xvfb-run"):
        yield from ("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24")


def _take(asked: argparse.Namespace, language: Language, look: Look) -> int:
    # Imported here: the choice of a platform comes before Qt.
    from desktop.views.shell.opening import make_desk  # noqa: PLC0415
    from desktop.views.shell.pictures import live, take_pictures  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        district = shutil.copy(asked.district, Path(folder) / "district.db")
        preferences = Preferences(Path(folder) / "window.json")
        preferences.override(look=look)
        desk = make_desk({}, language, preferences, today=lambda: date(2026, 12, 1))
        desk.dress()
        desk.frame.show()
        live(0.5)
        name = f"{language.value}-{look.value}"
        take_pictures(desk, Path(asked.out), prefix=f"{name}-1280")
        desk.open(str(district))
        for width, height in SIZES:
            desk.frame.resize(width, height)
            live(0.3)
            take_pictures(desk, Path(asked.out), asked.page, prefix=f"{name}-{width}")
        desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
