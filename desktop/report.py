"""An unexpected error: the whole story into a file, a short word to the user."""

import platform
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from desktop.settings import NAME, log_folder
from planner.domain.messages import message
from planner.errors import UserFacingError


class BugError(UserFacingError):
    """Our mistake, as it is told to the user."""


def report_bug(error: BaseException, arguments: Sequence[str]) -> BugError:
    """Write the traceback to the user's log folder and say where; on standard error when the folder cannot be written."""
    story = _story(error, arguments)
    try:
        path = log_folder() / f"{NAME}-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.log"
        path.write_text(story, encoding="utf-8")
    except OSError:
        sys.stderr.write(story)
        return _bug(error, None)
    return _bug(error, path)


def _story(error: BaseException, arguments: Sequence[str]) -> str:
    head = f"{NAME} {version(NAME)}, Python {platform.python_version()}, {platform.platform()}\narguments: {list(arguments)}\n\n"
    return head + "".join(traceback.format_exception(error))


def _bug(error: BaseException, path: Path | None) -> BugError:
    problem = message(
        "Something went wrong inside the program ({kind}). Nothing that was saved before is lost.", kind=type(error).__name__
    )
    if path is None:
        return BugError(problem, message("Please send the text above to whoever looks after the program."))
    return BugError(problem, message("Please send this file to whoever looks after the program: {path}", path=str(path)))
