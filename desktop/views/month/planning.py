"""Plan and stop, how the planning goes, seconds and seed in a corner."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QSpinBox,
    QToolButton,
)

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.planning import RunState
from desktop.views.context import Context
from desktop.views.icons import icon
from desktop.views.month.line import ObjectiveLine
from desktop.views.month.words import number
from planner.domain.messages import message


class PlanningBar(QFrame):
    """`plan_wanted`, `all_wanted`, `stop_wanted`, `settled(seconds, seed)`."""

    plan_wanted = Signal()
    all_wanted = Signal()
    stop_wanted = Signal()
    settled = Signal(float, int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.plan_button = context.button(message("Plan the month"), self.plan_wanted.emit, "primary")
        self.all_button = context.button(message("Plan all reps"), self.all_wanted.emit)
        self.stop_button = context.button(message("Stop and keep the best"), self.stop_wanted.emit)
        self.news = context.label("", Type.CAPTION, "muted")
        self.news.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.line = ObjectiveLine(context)
        self.seconds = QDoubleSpinBox()
        self.seed = QSpinBox()
        self.settings = self._settings()
        self.gear = self._gear()
        row = QHBoxLayout(self)
        self.setFixedHeight(self.plan_button.sizeHint().height() + SPACE[0])
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for widget in (self.plan_button, self.all_button, self.stop_button, self.gear, self.bar, self.line):
            row.addWidget(widget)
        row.addWidget(self.news, 1)
        self.show_run(RunState(), 10.0)

    def _gear(self) -> QToolButton:
        gear = QToolButton()
        gear.setProperty("look", "quiet")
        gear.setIcon(icon("settings", self._context.theme))
        text = self._context.say(message("How long to plan, and with which seed"))
        gear.setToolTip(text)
        gear.setAccessibleName(text)
        gear.clicked.connect(self.show_settings)
        return gear

    def _settings(self) -> QFrame:
        """A small sheet that opens under its button and closes by itself."""
        sheet = QFrame(self, Qt.WindowType.Popup)
        sheet.setProperty("look", "card")
        self.seconds.setRange(1.0, 3600.0)
        self.seconds.setDecimals(0)
        self.seed.setRange(0, 999_999)
        hint = self._context.label(message("The same data and seed give the same plan."), Type.CAPTION, "muted")
        form = QFormLayout(sheet)
        form.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        form.addRow(QLabel(self._context.say(message("Seconds for each rep"))), self.seconds)
        form.addRow(QLabel(self._context.say(message("Seed"))), self.seed)
        form.addRow(hint)
        for box in (self.seconds, self.seed):
            box.valueChanged.connect(lambda _: self.settled.emit(self.seconds.value(), self.seed.value()))
        return sheet

    def show_settings(self) -> None:
        """Open the sheet."""
        self.settings.adjustSize()
        self.settings.move(self.gear.mapToGlobal(self.gear.rect().bottomLeft()))
        self.settings.show()
        self.seconds.setFocus()

    def show_limits(self, seconds: float, seed: int) -> None:
        """Show the settings as they are."""
        for box, value in ((self.seconds, seconds), (self.seed, seed)):
            box.blockSignals(True)
            box.setValue(value)  # type: ignore[arg-type]
            box.blockSignals(False)

    def show_run(self, run: RunState, seconds: float) -> None:
        """Show how a planning goes, or how the last one ended."""
        for widget in (self.plan_button, self.all_button, self.gear):
            widget.setVisible(not run.running)
        for shown in (self.stop_button, self.bar, self.line):
            shown.setVisible(run.running)
        self.stop_button.setEnabled(not run.stopping)
        self.bar.setValue(round(run.done * 1000))
        self.line.show_points(run.points, seconds)
        text = self._news(run)
        self.news.setText(text)
        self.news.setToolTip("\n".join(self._context.say(each.news) for each in run.ended) or text)

    def _news(self, run: RunState) -> str:
        say = self._context.say
        if run.running:
            where = message("{rep}, {number} of {of}", rep=run.rep, number=run.number, of=run.of)
            head = say(where) if run.of > 1 else run.rep
            if run.best is None:
                return f"{head} · {say(message('reading the month'))}"
            best = say(message("best so far {value}", value=number(self._context, run.best)))
            return f"{head} · {best}"
        failed = [each for each in run.ended if each.failed]
        if len(run.ended) > 1:
            done = message("{planned} of {of:rep|reps} planned.", planned=len(run.ended) - len(failed), of=run.of)
            return " ".join([say(done), *(say(each.news) for each in failed)])
        return say(run.ended[0].news) if run.ended else ""
