"""Start of the program: `roundwise`, or `python -m desktop`."""

import multiprocessing
import os
import sys
from typing import TextIO


def main() -> None:
    """Run the command line on this process's arguments and end with its exit code."""
    multiprocessing.freeze_support()  # a frozen program starts its workers through this very line
    from desktop.main import prepare_streams, run  # noqa: PLC0415 - a worker stops above and needs none of it

    prepare_streams()
    try:
        sys.exit(run(sys.argv[1:], os.environ, sys.stdout, sys.stderr))
    finally:
        _let_go(sys.stdout)


def _let_go(stream: TextIO) -> None:
    """Hand over the last output; when nobody reads it any more (`roundwise ... | head`), say nothing about it either."""
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
