"""Start of the program: `roundwise`, or `python -m desktop`."""

import multiprocessing
import os
import sys


def main() -> None:
    """Run the command line on this process's arguments and end with its exit code."""
    multiprocessing.freeze_support()  # a frozen program starts its workers through this very line
    from desktop.main import prepare_streams, run  # noqa: PLC0415 - a worker stops above and needs none of it

    prepare_streams()
    sys.exit(run(sys.argv[1:], os.environ, sys.stdout, sys.stderr))


if __name__ == "__main__":
    main()
