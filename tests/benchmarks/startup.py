"""How long the help page takes: `python -m tests.benchmarks.startup [--runs N]`. The figure to reach is 0.3 s."""

import argparse
import statistics
import subprocess
import sys
import time

FIGURE_SECONDS = 0.3
COMMANDS = (("--help",), ("--version",), ("plan", "month", "--help"), ("check", "--help"))


def seconds_of(arguments: tuple[str, ...]) -> float:
    """Wall seconds of one start of the program."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "desktop", *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Print best and median of every command; end with 1 when the help page misses its figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    medians = []
    for arguments in COMMANDS:
        taken = [seconds_of(arguments) for _ in range(runs)]
        medians.append(statistics.median(taken))
        sys.stdout.write(f"roundwise {' '.join(arguments):20} best {min(taken):.3f} s  median {medians[-1]:.3f} s\n")
    sys.exit(medians[0] > FIGURE_SECONDS)


if __name__ == "__main__":
    main()
