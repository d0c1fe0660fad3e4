"""What runs right now, in the status bar: its name, how far it is, the best so far, and a button to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.jobs import Job
from desktop.views.context import Context
from planner.domain.messages import message
from planner.solving import Progress


class JobStrip(QWidget):
    """Shows the job under way; hidden while there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self.title = context.label("", Type.CAPTION)
        self.best = context.label("", Type.CAPTION, "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.stop_button = context.button(message("Stop"), self._stop, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for widget in (self.title, self.bar, self.best, self.stop_button):
            row.addWidget(widget)
        self.hide()
        desk = context.session.jobs
        desk.idle_changed.connect(self._follow)
        self._follow(not desk.running)

    def _follow(self, idle: bool) -> None:
        running = self._context.session.jobs.running
        self.setVisible(bool(running))
        if not running or running[0] is self._job:
            return
        self._job = running[0]
        self.title.setText(self._context.say(self._job.title))
        self.best.clear()
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self._job.progress.connect(self._show)

    def _show(self, progress: Progress) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(progress.done * 1000))
        if progress.objective is not None:
            value = self._context.session.locale.toString(progress.objective, "f", 0)
            self.best.setText(self._context.say(message("best so far {value}", value=value)))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.stop_button.setEnabled(False)
