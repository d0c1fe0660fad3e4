"""Puts a theme on a running application: fonts, palette and one style sheet."""

from importlib.resources import files

from PySide6.QtGui import QColor, QFont, QPalette

from desktop.theme.tokens import FAMILIES, RADIUS, TYPES, Theme, Type

Role = QPalette.ColorRole


def font_of(style: Type = Type.BODY) -> QFont:
    """The font of a place in the type scale; numbers in it have equal widths where the font can."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(TYPES[style].pixels)
    font.setWeight(QFont.Weight(TYPES[style].weight))
    return font


def palette_of(theme: Theme) -> QPalette:
    """The palette that Fusion paints its widgets with."""
    palette = QPalette()
    for role, colour in {
        Role.Window: theme.window,
        Role.WindowText: theme.text,
        Role.Base: theme.surface,
        Role.AlternateBase: theme.raised,
        Role.Text: theme.text,
        Role.Button: theme.raised,
        Role.ButtonText: theme.text,
        Role.BrightText: theme.bad,
        Role.Highlight: theme.accent,
        Role.HighlightedText: theme.on_accent,
        Role.ToolTipBase: theme.raised,
        Role.ToolTipText: theme.text,
        Role.PlaceholderText: theme.muted,
        Role.Link: theme.accent,
        Role.LinkVisited: theme.accent,
        Role.Light: theme.surface,
        Role.Mid: theme.line,
        Role.Dark: theme.line,
        Role.Accent: theme.accent,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.Text, Role.ButtonText, Role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette


def style_sheet(theme: Theme) -> str:
    """What the palette cannot say. Widgets choose a look by the property `look`, text by the property `type`."""
    return _types() + _frames(theme) + _controls(theme) + _lists(theme)


def _drawing(name: str, theme: Theme) -> str:
    """The address of a drawing that has a light and a dark version, as style sheets want it."""
    drawing = files("desktop") / "resources" / "icons" / f"{name}-{'dark' if theme.dark else 'light'}.svg"
    return str(drawing).replace("\\", "/")


def _types() -> str:
    return "".join(
        f'QLabel[type="{name}"] {{ font-size: {style.pixels}px; font-weight: {style.weight}; }}' for name, style in TYPES.items()
    )


def _frames(theme: Theme) -> str:
    return f"""
    QLabel[look="muted"] {{ color: {theme.muted}; }}
    QLabel[look="bad"] {{ color: {theme.bad}; }}
    QLabel[look="good"] {{ color: {theme.good}; }}
    QLabel[look="warning"] {{ color: {theme.warning}; }}
    QFrame[look="card"] {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: {RADIUS}px; }}
    QFrame[look="bar"] {{ background: {theme.surface}; border: none; border-bottom: 1px solid {theme.line}; }}
    QFrame[look="rail"] {{ background: {theme.raised}; border: none; border-right: 1px solid {theme.line}; }}
    QFrame[look="alarm"] {{ background: {theme.bad_soft}; border: 1px solid {theme.bad}; border-radius: {RADIUS}px; }}
    QFrame[look="line"] {{ background: {theme.line}; border: none; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QSplitter::handle:horizontal {{ width: 1px; }} QSplitter::handle:vertical {{ height: 1px; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 8px; }}
    QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.line}; color: {theme.muted}; }}
    QStatusBar::item {{ border: none; }}
    """


def _controls(theme: Theme) -> str:
    return f"""
    QPushButton, QToolButton[look="button"] {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; padding: 5px 12px; min-height: 18px; }}
    QPushButton:hover, QToolButton[look="button"]:hover {{ border-color: {theme.accent}; }}
    QPushButton:pressed, QPushButton:checked, QToolButton[look="button"]:checked {{ background: {theme.soft};
        border-color: {theme.accent}; }}
    QPushButton:disabled {{ color: {theme.muted}; border-color: {theme.line}; }}
    QPushButton[look="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
        font-weight: 600; }}
    QPushButton[look="primary"]:disabled {{ background: {theme.line}; color: {theme.muted}; border-color: {theme.line}; }}
    QPushButton[look="quiet"] {{ background: transparent; border-color: transparent; color: {theme.accent}; padding: 3px 6px; }}
    QPushButton[look="quiet"]:hover {{ background: {theme.soft}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
    QToolButton[look="rail"] {{ background: transparent; border: none; border-radius: {RADIUS}px; padding: 8px 4px;
        color: {theme.muted}; font-size: 11px; }}
    QToolButton[look="rail"]:hover {{ background: {theme.soft}; color: {theme.text}; }}
    QToolButton[look="rail"]:checked {{ background: {theme.soft}; color: {theme.accent}; font-weight: 600; }}
    QToolButton[look="quiet"] {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px;
        padding: 4px; }}
    QToolButton[look="quiet"]:hover, QToolButton[look="quiet"]:checked {{ background: {theme.soft}; }}
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit, QTextEdit {{
        background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: {RADIUS}px;
        padding: 4px 8px; min-height: 20px;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QTimeEdit:focus,
        QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {theme.accent}; }}
    QLineEdit[look="bad"], QSpinBox[look="bad"], QDoubleSpinBox[look="bad"] {{ border-color: {theme.bad}; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_drawing("chevron", theme)}"); width: 12px; height: 12px; }}
    QCheckBox::indicator {{ width: 15px; height: 15px; border: 1px solid {theme.muted}; border-radius: 3px;
        background: {theme.surface}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url("{_drawing("check", theme)}"); }}
    QCheckBox::indicator:disabled {{ border-color: {theme.line}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {theme.line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    """


def _lists(theme: Theme) -> str:
    return f"""
    QMenuBar {{ background: {theme.surface}; border-bottom: 1px solid {theme.line}; }}
    QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.soft}; color: {theme.text}; }}
    QMenu {{ background: {theme.surface}; border: 1px solid {theme.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 20px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.soft}; color: {theme.text}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QAbstractItemView {{ background: {theme.surface}; alternate-background-color: {theme.raised}; border: 1px solid {theme.line};
        selection-background-color: {theme.soft}; selection-color: {theme.text}; outline: none; }}
    QHeaderView::section {{ background: {theme.raised}; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.line};
        padding: 5px 8px; font-weight: 600; }}
    QTabBar::tab {{ background: transparent; color: {theme.muted}; padding: 6px 9px; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#qt_scrollarea_viewport {{ border: none; background: transparent; }}
    QScrollArea > QWidget {{ background: transparent; }}
    QTableView {{ gridline-color: {theme.line}; border-radius: {RADIUS}px; }}
    QTableCornerButton::section {{ background: {theme.raised}; border: none; border-bottom: 1px solid {theme.line}; }}
    """
