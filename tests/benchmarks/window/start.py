"""How long the window takes to be usable, and what it weighs: `python -m tests.benchmarks.window.start [DISTRICT.db]`.

Each figure is that of a process of its own. Usable: the week page of the district stands and the event loop is idle. The bare
window is an empty QMainWindow of the same size after the same imports. Both alternate; medians are told, because machines are
noisy.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 7


def main() -> None:
    """Alternate the two and tell the medians."""
    with TemporaryDirectory() as folder:
        district = sys.argv[1] if len(sys.argv) > 1 else _planned(Path(folder))
        figures: dict[str, list[dict[str, float]]] = {"bare": [], "window": []}
        for _ in range(ROUNDS):
            for kind, found in figures.items():
                command = [sys.executable, "-m", "tests.benchmarks.window.start", "--one", kind, str(district)]
                answer = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
                found.append(json.loads(answer.stdout.splitlines()[-1]))
    for kind, found in figures.items():
        seconds = statistics.median(each["seconds"] for each in found)
        memory = statistics.median(each["megabytes"] for each in found)
        sys.stdout.write(f"{kind}: {seconds:.2f} s to usable, {memory:.0f} MB\n")


def _planned(folder: Path) -> str:
    from tests.desktop.window import make_planned_demo  # noqa: PLC0415

    return str(make_planned_demo(folder / "demo.db"))


def _one(kind: str, district: str) -> None:
    began = time.perf_counter()
    if kind == "bare":
        _bare()
    else:
        _window(district)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": megabytes}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _bare() -> None:
    import_module("desktop.views.shell.opening")
    import_module("desktop.views.week.page")
    from PySide6 import QtWidgets  # noqa: PLC0415

    application = QtWidgets.QApplication([])
    window = QtWidgets.QMainWindow()
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.grab()


def _window(district: str) -> None:
    from desktop.settings import Preferences  # noqa: PLC0415
    from desktop.views.page import PageState  # noqa: PLC0415
    from desktop.views.shell.opening import begin, make_desk  # noqa: PLC0415
    from desktop.views.shell.pictures import live  # noqa: PLC0415

    desk = make_desk({}, None, Preferences(Path(district).with_suffix(".window.json")))
    begin(desk, district, None)
    desk.frame.show()

    def usable() -> bool:
        page = desk.workspace.page if desk.workspace is not None else None
        return page is not None and page.state is PageState.CONTENT

    live(60, usable)
    desk.frame.grab()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(*sys.argv[2:])
    else:
        main()
