"""Text that has no room ends in … and is told whole by its tooltip."""

from pytestqt.qtbot import QtBot

from desktop.views.widgets.elided import LEAST, ElidedLabel


def test_that_text_without_room_is_told_by_a_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("required 90 %, 24 of 24 customers")
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert (label.is_elided, label.toolTip()) == (False, "")
    label.resize(60, 20)
    assert (label.is_elided, label.toolTip()) == (True, label.text())
    assert label.grab().width() == 60


def test_that_a_label_lets_itself_be_made_narrow(qtbot: QtBot) -> None:
    label = ElidedLabel("required 90 %, 24 of 24 customers")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == LEAST
    assert label.sizeHint().width() > 100
