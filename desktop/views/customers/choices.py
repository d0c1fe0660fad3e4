"""Lists to choose from: reps, groups, hospitals that are found by typing, departments."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from db.exchange.plan_names import segment_name
from desktop.usecases.list_customers import Surroundings
from desktop.views.context import Context
from planner.domain.messages import message
from planner.domain.places import HospitalId
from planner.domain.policy import SegmentKind

Choices = Sequence[tuple[str, object]]


def choice_box(name: str, *, typed: bool = False) -> QComboBox:
    """A narrow list; with `typed` one may type any part of an entry."""
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    combo.setMaxVisibleItems(18)
    if typed:
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(combo.model(), combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        combo.setCompleter(completer)
    return combo


def offer(combo: QComboBox, choices: Choices, chosen: object) -> None:
    """Offer these choices, with one of them chosen, without telling anybody."""
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in choices:
            combo.addItem(text, value)
        combo.setCurrentIndex(next((place for place, (_, value) in enumerate(choices) if value == chosen), -1))
    show_beginning(combo)


def show_beginning(combo: QComboBox) -> None:
    """A long name shows its beginning, and the whole in the tooltip."""
    combo.setToolTip(combo.currentText())
    line = combo.lineEdit()
    if line is not None:
        line.setCursorPosition(0)


def chosen_value(combo: QComboBox) -> object:
    """What is chosen; of a typed list, what the text in it names, None when it names nothing."""
    if not combo.isEditable():
        return combo.currentData()
    place = combo.findText(combo.currentText().strip(), Qt.MatchFlag.MatchFixedString)
    return combo.itemData(place) if place >= 0 else None


def reps(context: Context, around: Surroundings) -> Choices:
    """Nobody, then the active reps by name."""
    active = sorted((each.name, each.id) for each in around.reps.values() if each.active)
    return [(context.say(message("No rep")), None), *active]


def kinds(context: Context, around: Surroundings) -> Choices:
    """Prescriber, then the groups of non-prescribers."""
    language = context.session.language.value
    groups = ((segment_name(each, language), each.id) for each in around.policy.segments if each.kind is SegmentKind.GROUP)
    return [(context.say(message("Prescriber")), None), *groups]


def hospitals(around: Surroundings) -> Choices:
    """All hospitals by name."""
    return sorted((each.name, each.id) for each in around.hospitals.values())


def departments(context: Context, around: Surroundings, hospital: HospitalId | None) -> Choices:
    """The departments of a hospital, and none."""
    found = () if hospital is None else around.departments_of(hospital)
    return [(context.say(message("No department")), None), *((each.name, each.id) for each in found)]
