"""Choose what lies under everything: files added by button or drop, their order, and an address for online tiles."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.basemap.desk import BasemapDesk, Entry
from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.geography.frames import Frame

_FILE = Qt.ItemDataRole.UserRole
_FRAMES = (Frame.WGS84, Frame.GCJ02)


class BasemapBody(QWidget):
    """The list is drawn from its first entry to its last, each over those before."""

    def __init__(self, context: Context, desk: BasemapDesk) -> None:
        super().__init__()
        self._context = context
        self._desk = desk
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        hint = message(
            "Your own map files are drawn over the built-in boundaries: MBTiles, PMTiles, GeoJSON or OSM PBF. Drop them here."
        )
        column.addWidget(self._text(context.label(hint, look="muted")))
        self.list = QListWidget()
        self.list.setAccessibleName(context.say(message("Map files")))
        self.list.setStyleSheet("QListWidget::item { padding: 4px; }")
        self.list.currentItemChanged.connect(lambda *_: self._explain())
        column.addWidget(self.list, 1)
        self._bad = self._text(context.label("", Type.CAPTION, "bad"))
        column.addWidget(self._bad)
        column.addLayout(self._file_buttons())
        column.addSpacing(SPACE[2])
        column.addWidget(context.label(message("Online tiles"), Type.STRONG))
        online = message(
            "Off while empty. Enter the address of a map service you may use, with {z}, {x} and {y}.", z="{z}", x="{x}", y="{y}"
        )
        column.addWidget(self._text(context.label(online, look="muted")))
        column.addLayout(self._address_row())
        self._bad_address = self._text(context.label("", Type.CAPTION, "bad"))
        column.addWidget(self._bad_address)
        desk.changed.connect(self._refresh)
        self._refresh()

    def _text(self, label: QLabel) -> QLabel:
        label.setWordWrap(True)
        return label

    def _file_buttons(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[0])
        self.add = self._context.button(message("Add a map file…"), self.ask_file)
        self.up = self._context.button(message("Lower"), lambda: self._move(-1), "quiet")
        self.down = self._context.button(message("Higher"), lambda: self._move(1), "quiet")
        self.remove = self._context.button(message("Take out"), self._remove, "quiet")
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(self.add)
        return column

    def _address_row(self) -> QVBoxLayout:
        self.address = QLineEdit(self._desk.address)
        self.address.setPlaceholderText("https://…/{z}/{x}/{y}.png")
        self.address.setAccessibleName(self._context.say(message("Address of the tiles")))
        self.address.returnPressed.connect(self.use_address)
        self.frame = QComboBox()
        self.frame.addItems([str(each) for each in _FRAMES])
        self.frame.setCurrentIndex(_FRAMES.index(self._desk.frame))
        self.frame.setAccessibleName(self._context.say(message("Frame of the tiles")))
        self.frame.setToolTip(self._context.say(message("GCJ-02 for AMap and Tencent, WGS-84 for OpenStreetMap and Tianditu")))
        row = QHBoxLayout()
        row.addWidget(self.frame)
        row.addStretch()
        row.addWidget(self._context.button(message("Use this address"), self.use_address))
        column = QVBoxLayout()
        column.addWidget(self.address)
        column.addLayout(row)
        return column

    def ask_file(self) -> None:
        """Let the user choose files."""
        title = self._context.say(message("Add a map file…"))
        dialog = QFileDialog(self, title, "", "*.mbtiles *.pmtiles *.geojson *.json *.pbf *.osm")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.add_files([Path(each) for each in files]))
        dialog.open()

    def add_files(self, files: list[Path]) -> None:
        """Draw files over the others."""
        for each in files:
            self._desk.add(each)
        self.list.setCurrentRow(self.list.count() - 1)

    def use_address(self) -> None:
        """Take the address as it stands in the field."""
        error: UserFacingError | None = None
        try:
            self._desk.use_address(self.address.text(), _FRAMES[self.frame.currentIndex()])
        except UserFacingError as refused:
            error = refused
        self._tell(self._bad_address, error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.add_files([Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()])
        event.acceptProposedAction()

    def _current(self) -> Entry | None:
        row = self.list.currentRow()
        return self._desk.entries[row] if 0 <= row < len(self._desk.entries) else None

    def _move(self, steps: int) -> None:
        entry = self._current()
        if entry is not None:
            self._desk.move(entry.file, steps)
            self.list.setCurrentRow([each.file for each in self._desk.entries].index(entry.file))

    def _remove(self) -> None:
        entry = self._current()
        if entry is not None:
            self._desk.remove(entry.file)

    def _refresh(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        for each in self._desk.entries:
            item = QListWidgetItem(self._line(each), self.list)
            item.setData(_FILE, str(each.file))
            item.setToolTip(str(each.file))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._explain()

    def _line(self, entry: Entry) -> str:
        if entry.error is not None:
            return self._context.say(message("{name}: not shown", name=entry.file.name))
        return entry.file.name if entry.source else self._context.say(message("{name}: being read…", name=entry.file.name))

    def _explain(self) -> None:
        entry = self._current()
        self._tell(self._bad, entry.error if entry else None)
        for button in (self.up, self.down, self.remove):
            button.setEnabled(entry is not None)

    def _tell(self, label: QLabel, error: UserFacingError | None) -> None:
        say = self._context.say
        label.setText("" if error is None else f"{say(error.problem)} {say(error.way_out)}")
        label.setVisible(error is not None)
