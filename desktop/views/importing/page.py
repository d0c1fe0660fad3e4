"""The import page: drop a file, see how it is read, put it right, see what it would do, import it, take it back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.exchange.fields import ImportKind
from db.exchange.report import Status
from desktop.changes import Changes
from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.importing import ImportDesk
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from desktop.views.importing.columns import ColumnTable
from desktop.views.importing.report import ReportPanel
from desktop.views.importing.words import KINDS
from desktop.views.page import Page
from planner.domain.messages import Message, message
from planner.geography.frames import Frame

ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "cp949", "cp1252", "utf-16")
ENDINGS = "*.csv *.xlsx *.xls *.ods *.txt *.tsv"


class ImportPage(Page):
    """Nothing is written before the button that says so."""

    name = "import"
    title = message("Import")
    icon = "import"
    watches = Changes.NOTHING

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAcceptDrops(True)
        self.desk = ImportDesk(context.session, self)
        self.desk.state_changed.connect(self.show_state)
        context.navigation.files_wanted.connect(self.desk.take)
        self.table = ColumnTable(context, self.desk.map_column)
        self.report = ReportPanel(context)
        self.file = context.label("", Type.HEADING)
        self.how = context.label("", Type.CAPTION, "muted")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.kinds = self._box([(kind, KINDS[kind]) for kind in ImportKind], self._choose_kind, message("What it lists"))
        encodings: list[tuple[object, Message]] = [(None, message("Encoding as found"))]
        self.encodings = self._box(encodings, lambda name: self.desk.read_as(encoding=name), message("Encoding"))
        for name in ENCODINGS:
            self.encodings.addItem(name.upper(), name)
        frames: list[tuple[object, Message]] = [(None, message("Coordinates as found"))]
        self.frames = self._box(frames, self._choose_frame, message("Coordinate frame"))
        for frame in Frame:
            self.frames.addItem(frame.value, frame)
        self.swap = QCheckBox(context.say(message("Exchange latitude and longitude")))
        self.swap.clicked.connect(lambda on: self.desk.choose(swap=on))
        self.write = context.button(message("Import"), self.desk.carry_out, "primary")
        self._lay_out()

    def _box(self, items: Sequence[tuple[object, Message]], chosen: Any, name: Message) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.context.say(name))
        box.setToolTip(self.context.say(name))
        for value, title in items:
            box.addItem(self.context.say(title), value)
        box.activated.connect(lambda index: chosen(box.itemData(index)))
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[2])
        column.addWidget(self._head())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.report)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([720, 440])
        column.addWidget(split, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        card = QFrame()
        card.setProperty("look", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        first = QHBoxLayout()
        first.addWidget(self.file)
        first.addWidget(self.how, 1)
        first.addWidget(self.context.button(message("Another file…"), self.ask))
        second = QHBoxLayout()
        second.setSpacing(SPACE[1])
        for widget in (self.kinds, self.encodings, self.frames, self.swap):
            second.addWidget(widget)
        second.addStretch()
        rows.addLayout(first)
        rows.addLayout(second)
        rows.addWidget(self.busy)
        return card

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        self.queue = self.context.label("", look="muted")
        row.addWidget(self.queue, 1)
        row.addWidget(self.context.button(message("Leave this file"), self.desk.put_away))
        row.addWidget(self.write)
        return foot

    def commands(self) -> Sequence[Command]:
        return (
            Command("import.choose", message("Choose files to import…"), Menu.FILE, self.ask, "Ctrl+I"),
            Command("import.write", message("Import what is shown"), Menu.FILE, self.desk.carry_out, "Ctrl+Return", self._ready),
        )

    def _ready(self) -> bool:
        preview = self.desk.state.preview
        return preview is not None and preview.plan is not None and not self.desk.state.busy

    def reload(self) -> None:
        self.show_state()

    def _choose_kind(self, kind: str) -> None:
        self.desk.choose(kind=ImportKind(kind))  # Qt gives back plain text

    def _choose_frame(self, frame: str | None) -> None:
        self.desk.choose(frame=Frame(frame) if frame else None)

    def ask(self) -> None:
        """Let the person choose files."""
        say = self.context.say
        found, _ = QFileDialog.getOpenFileNames(
            self, say(message("Choose files to import")), "", say(message("Tables ({endings})", endings=ENDINGS))
        )
        if found:
            self.desk.take(tuple(map(Path, found)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if files:
            event.acceptProposedAction()
            self.desk.take(files)

    def show_state(self) -> None:
        """Show where the import stands."""
        state = self.desk.state
        if state.path is None and state.trouble is None and not state.busy:
            self._invite()
            return
        self.show_content()
        self.busy.setVisible(state.busy)
        self.file.setText("" if state.path is None else state.path.name)
        self.write.setEnabled(self._ready())
        self.queue.setText(self._queue_text())
        self.write.setText(self.context.say(message("Import")))
        if state.trouble is not None:
            self.how.clear()
            self.table.setColumnCount(0)
            self.report.show_trouble(state.trouble)
        elif state.preview is not None:
            self._show_preview()

    def _show_preview(self) -> None:
        preview, context = self.desk.state.preview, self.context
        assert preview is not None
        self.how.setText("   ".join(self._how()))
        self.kinds.setCurrentIndex(self.kinds.findData(preview.kind))
        self.frames.setVisible(preview.kind in (ImportKind.HOSPITALS, ImportKind.CUSTOMERS, ImportKind.REPS))
        self.swap.setVisible(self.frames.isVisibleTo(self.content))
        self.encodings.setVisible(preview.encoding is not None)
        self.table.show_preview(preview)
        if preview.trouble is not None:
            self.report.show_trouble(preview.trouble)
        if preview.plan is not None:
            report = preview.plan.report
            self.report.show_report(report)
            rows = report.rows_read - report.rows_with(Status.REFUSED)
            self.write.setText(context.say(message("Import {rows:row|rows}", rows=rows)))

    def _how(self) -> list[str]:
        preview, say = self.desk.state.preview, self.context.say
        assert preview is not None
        parts = [say(message("{rows:row|rows}", rows=preview.rows))]
        if preview.encoding is not None:
            sure = preview.encoding.told or preview.encoding.sureness >= 1
            name = preview.encoding.name.upper()
            parts.append(
                say(
                    message("read as {encoding}", encoding=name)
                    if sure
                    else message("read as {encoding}, a guess", encoding=name)
                )
            )
        if preview.sheet is not None:
            parts.append(say(message("sheet {sheet}", sheet=preview.sheet)))
        return parts

    def _queue_text(self) -> str:
        state, say = self.desk.state, self.context.say
        parts = []
        if state.waiting:
            parts.append(say(message("Next: {files}", files=", ".join(path.name for path in state.waiting))))
        if state.done:
            parts.append(say(message("Imported: {files}", files=", ".join(state.done))))
        return "   ".join(parts)

    def _invite(self) -> None:
        done = self.desk.state.done
        if done:
            title = message("Imported: {files}", files=", ".join(done))
            hint = message("Undo (Ctrl+Z) takes an import back. Drop further files here, or look at what came in.")
            look = (message("Look at the customers"), lambda: self.context.navigation.page_wanted.emit("customers"))
            self.show_empty(title, hint, look, (message("Choose files…"), self.ask))
            return
        self.show_empty(
            message("Drop files here"),
            message(
                "Excel or CSV lists of hospitals, reps, customers, travel times or recorded calls. You see how each is read, put"
                " it right, and nothing is written before you say so."
            ),
            (message("Choose files…"), self.ask),
        )
