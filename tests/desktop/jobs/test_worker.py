"""A worker process: one job after the other, progress, stop, kill, and what happens when it dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.jobs.channel import Report
from desktop.jobs.worker import Worker, WorkerBugError, WorkerError
from planner.errors import UserFacingError
from planner.solving import Progress
from tests.desktop.jobs import errands


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.kill()


def test_that_a_job_answers(worker: Worker) -> None:
    assert worker.run(errands.double, 21) == 42


def test_that_the_process_stays_warm_between_jobs(worker: Worker) -> None:
    first, second = worker.run(errands.process_id), worker.run(errands.process_id)
    assert first == second == worker.process_id != os.getpid()


def test_that_progress_arrives_under_the_jobs_label(worker: Worker) -> None:
    heard: list[Report] = []
    assert worker.run(errands.report_twice, "Li", report=heard.append) == "Li"
    assert heard == [Report("Li", Progress(done=0.0)), Report("Li", Progress(done=1.0, objective=7.0))]


def test_that_a_job_asked_to_stop_still_hands_over_its_best(worker: Worker) -> None:
    heard: list[Report] = []
    assert worker.run(errands.count_until_stopped, "Li", report=heard.append, should_stop=lambda: bool(heard)) >= 1


def test_that_a_wish_to_stop_holds_for_one_job_only(worker: Worker) -> None:
    worker.run(errands.count_until_stopped, "Li", should_stop=lambda: True)
    heard: list[Report] = []
    worker.run(errands.count_until_stopped, "Li", report=heard.append, should_stop=lambda: len(heard) > 1)
    assert len(heard) > 1


def test_that_a_job_deaf_to_stopping_is_killed_after_the_grace() -> None:
    deaf = Worker()
    with pytest.raises(WorkerError, match="did not stop"):
        deaf.run(errands.sleep_deaf, 60.0, should_stop=lambda: True, grace_seconds=0.1)
    assert deaf.process_id is None


def test_that_a_dying_process_is_told_with_its_exit_code_and_the_next_job_runs() -> None:
    worker = Worker()
    with pytest.raises(WorkerError, match="exit code 9"):
        worker.run(errands.die)
    assert worker.run(errands.double, 2) == 4
    worker.kill()


def test_that_a_users_error_crosses_with_problem_and_way_out(worker: Worker) -> None:
    with pytest.raises(UserFacingError) as caught:
        worker.run(errands.refuse)
    assert (str(caught.value.problem), str(caught.value.way_out)) == ("There is no rep Nobody.", "Read the list of reps.")


def test_that_a_bug_crosses_with_its_traceback(worker: Worker) -> None:
    with pytest.raises(WorkerBugError, match=r"(?s)errands\.py.*ZeroDivisionError: a bug"):
        worker.run(errands.stumble)


ORPHAN_MAKER = """
import time
from desktop.jobs.worker import Worker
if __name__ == "__main__":
    worker = Worker()
    worker.start()
    print(worker.process_id, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system by POSIX signals")
def test_that_killing_the_parent_leaves_no_worker_behind(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN_MAKER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        orphan = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert _gone_within(orphan, seconds=10)


def _gone_within(process_id: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process_id}/stat")
        if state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True  # dead, only not yet collected by the system
        time.sleep(0.05)
    return False
