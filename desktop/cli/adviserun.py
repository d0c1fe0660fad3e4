"""Long questions about a plan as the command line asks them: in a worker process, with progress, and stopped by Ctrl+C."""

from desktop.cli.interrupts import interrupts
from desktop.cli.progress import PlanningProgress
from desktop.cli.screen import Screen
from desktop.jobs.worker import Worker
from desktop.usecases.explain_plan import explain_unplanned
from desktop.usecases.situation import Situation
from planner.month.advice.whynot import WhyNot

WARM = ("desktop.jobs.advising",)
"""What the process imports before its job."""


def explain_in_worker(screen: Screen, situation: Situation) -> tuple[tuple[WhyNot, ...], bool]:
    """Why owed calls have no place, and whether Ctrl+C cut the answer short. A second Ctrl+C ends at once."""
    progress = PlanningProgress(screen, {situation.rep.id: situation.rep.name})
    worker = Worker(WARM)
    try:
        with interrupts(lambda: None) as interrupted:
            answers = explain_unplanned(
                situation,
                lambda job, *arguments: worker.run(
                    job, *arguments, report=progress.heard, should_stop=lambda: interrupted.pressed
                ),
            )
    finally:
        progress.close()
        worker.kill()
    return answers, interrupted.pressed
