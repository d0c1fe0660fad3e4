"""Jobs for the workers under test; a job must stand at the top of a module."""

import os
import time

from desktop.jobs import channel
from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.solving import Progress


def double(number: int) -> int:
    return number * 2


def process_id() -> int:
    return os.getpid()


def count_until_stopped(label: str) -> int:
    """Counts, reporting, until asked to stop, and answers how far it came."""
    control = channel.control(label)
    count = 0
    while not control.should_stop():
        count += 1
        control.report(Progress(done=0.5, objective=float(count)))
        time.sleep(0.01)
    return count


def report_twice(label: str) -> str:
    control = channel.control(label)
    control.report(Progress(done=0.0))
    control.report(Progress(done=1.0, objective=7.0))
    return label


def sleep_deaf(seconds: float) -> None:
    """A job that hears nothing."""
    time.sleep(seconds)


def die() -> None:
    os._exit(9)


def refuse() -> None:
    raise UserFacingError(message("There is no rep {name}.", name="Nobody"), message("Read the list of reps."))


def stumble() -> None:
    raise ZeroDivisionError("a bug")
