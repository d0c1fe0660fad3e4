"""The hospitals that were drawn around: what they hold together, and each by name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.show_map import Site, sum_up
from desktop.views.context import Context
from desktop.views.map.panel import figure_row
from desktop.views.map.shaping import mix_text
from planner.domain.messages import message
from planner.domain.people import SegmentId

_ID = Qt.ItemDataRole.UserRole


class SelectionBody(QWidget):
    """`hospital_wanted(id)` when one of the list is chosen."""

    hospital_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        customers, self._customers = figure_row(context, context.say(message("Customers there")))
        owed, self._owed = figure_row(context, context.say(message("Visits owed this month")))
        self._mix = context.label("", Type.BODY)
        self._mix.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName(context.say(message("Selected hospitals")))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        dress(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(customers)
        column.addWidget(self._mix)
        column.addLayout(owed)
        column.addSpacing(SPACE[1])
        column.addWidget(self.list, 1)

    def show_sites(self, sites: Sequence[Site], segments: Sequence[SegmentId]) -> None:
        """Show these hospitals, those with most customers first."""
        totals = sum_up(sites, segments)
        locale = self._context.session.locale
        self._customers.setText(locale.toString(totals.customers))
        self._owed.setText(locale.toString(totals.owed))
        self._mix.setText(mix_text(self._context, totals.mix))
        self.list.clear()
        for site in sorted(sites, key=lambda each: (-each.customers, each.hospital.name)):
            item = QTreeWidgetItem(self.list, [site.hospital.name, locale.toString(site.customers)])
            item.setData(0, _ID, site.hospital.id)
            item.setToolTip(0, site.hospital.name)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.hospital_wanted.emit(item.data(0, _ID))


def dress(tree: QTreeWidget) -> None:
    """A plain list: a name that takes the room there is, and a figure on the right."""
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setIndentation(0)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setStyleSheet("QTreeWidget { border: none; } QTreeWidget::item { padding: 3px 4px; }")
    tree.header().setStretchLastSection(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
