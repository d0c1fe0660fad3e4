"""Whether a window can be shown on this machine: asked before Qt is, which ends the program when it cannot."""

import socket
import sys
from collections.abc import Mapping
from ctypes.util import find_library
from pathlib import Path

from planner.domain.messages import Message, message
from planner.errors import UserFacingError

X_PORT = 6000
PATIENCE_SECONDS = 2.0
NEEDED_FOR_X = ("xcb-cursor", "xkbcommon-x11", "xcb-icccm", "xcb-keysyms")
"""The libraries of an X screen that Debian does not bring by itself; without one Qt ends the program."""


class NoScreenError(UserFacingError):
    """No window can be shown here."""


def missing_screen(environment: Mapping[str, str]) -> NoScreenError | None:
    """Why there is no screen for a window, None when there is one. Only Unix systems can be without."""
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return None
    if environment.get("WAYLAND_DISPLAY"):
        return None
    display = environment.get("DISPLAY")
    if not display:
        return _none(message("There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."))
    if not _answers(display):
        return _none(message("The display {display} does not answer.", display=display))
    absent = [f"lib{name}" for name in NEEDED_FOR_X if find_library(name) is None]
    if absent:
        problem = message("Libraries that a window needs are missing: {names}.", names=", ".join(absent))
        return NoScreenError(problem, message("Install them with your system's packages, for instance by running: make run"))
    return None


def _none(problem: Message) -> NoScreenError:
    return NoScreenError(problem, message("Every page can also be written as a picture, and every job has its command."))


def _answers(display: str) -> bool:
    """Whether an X server listens at `host:number.screen` (X.Org's display names)."""
    host, _, number = display.rpartition(":")
    server = int(number.partition(".")[0]) if number.partition(".")[0].isdigit() else 0
    try:
        if host in ("", "unix"):
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(PATIENCE_SECONDS)
                line.connect(str(Path("/tmp/.X11-unix") / f"X{server}"))
        else:
            socket.create_connection((host, X_PORT + server), PATIENCE_SECONDS).close()
    except OSError:
        return False
    return True
