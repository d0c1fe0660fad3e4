"""What an alignment means to each rep: gained, kept, lost, equity, and why each account is whose it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.tables.figures import Field, FigureTable
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_picture import Picture
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.words import amount, percent
from desktop.views.widgets.figuretable import FigureView
from planner.alignment.fairness import Reason
from planner.alignment.sheets import RepSheet
from planner.domain.messages import Message, message
from planner.domain.people import RepId


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account of the rep looked at; `turn` is + gained, − lost, empty when kept."""

    id: str
    hospital: str
    name: str
    turn: str
    workload: float
    equity: float
    why: str = ""


class PeoplePane(QWidget):
    """`rep_chosen(RepId)`, `account_chosen(hospital id)`, `why_wanted` for the reasons, `print_wanted` for the sheet on paper."""

    rep_chosen = Signal(object)
    account_chosen = Signal(str)
    why_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known = False
        self.sheets: FigureView = FigureView(context, message("What it means to each rep"), FigureTable[RepSheet](()))
        self.sheets.clicked.connect(lambda index: self._choose(index.row()))
        self.sheets.opened.connect(self._choose)
        self.heading: QLabel = context.label("", Type.STRONG)
        self.why = context.button(message("Why these?"), self.why_wanted.emit)
        self.why.setToolTip(context.say(message("Reasons for every account, and what giving it to the next best rep would cost")))
        self.print = context.button(message("Print…"), self.print_wanted.emit)
        self.accounts: FigureView = FigureView(context, message("Accounts of the rep"), FigureTable[AccountLine](()))
        self.accounts.clicked.connect(lambda index: self._open(index.row()))
        self.accounts.opened.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.why)
        row.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.sheets, 2)
        column.addLayout(row)
        column.addWidget(self.accounts, 3)
        self.reason = context.label("", look="muted")
        self.reason.setWordWrap(True)
        column.addWidget(self.reason)
        self.accounts.selectionModel().selectionChanged.connect(self._show_reason)

    def show_state(self, state: TerritoriesState, reasons: Mapping[str, Reason]) -> None:
        """Show every rep, and the accounts of the chosen one; with reasons once they were asked for."""
        picture = state.picture
        if picture is None:
            return
        self.sheets.show_fields(self._sheet_fields(picture), picture.sheets)
        rows = [each.rep for each in self.sheets.table.values]
        if state.brush in rows:
            self.sheets.selectRow(rows.index(state.brush))
        name = picture.desk.table.names.get(str(state.brush), "")
        self.heading.setText(name)
        self.accounts.show_fields(self._account_fields(), self._lines(state, picture, reasons))

        self._known = bool(reasons)
        self._show_reason()

    def _show_reason(self, *_: object) -> None:
        """The reasons of the selected account."""
        rows = self.accounts.chosen_rows()
        if not self._known:
            self.reason.setText(self._context.say(message("Ask why, then select an account to read its reasons.")))
        elif rows:
            self.reason.setText(self.accounts.table.value_at(rows[0]).why)
        else:
            self.reason.setText(self._context.say(message("Select an account to read its reasons.")))

    def _choose(self, row: int) -> None:
        self.rep_chosen.emit(RepId(self.sheets.table.value_at(row).rep))

    def _open(self, row: int) -> None:
        self.account_chosen.emit(self.accounts.table.value_at(row).hospital)

    def _sheet_fields(self, picture: Picture) -> Sequence[Field[RepSheet]]:
        say, names = self._context.say, picture.desk.table.names

        def name(each: RepSheet) -> str:
            return names.get(str(each.rep), each.rep)

        def hint(each: RepSheet) -> str:
            told = message(
                "{rep}: workload {before} before, {after} after, target {target} minutes; equity kept {kept}, lost {lost}",
                rep=name(each),
                before=round(each.workload_before),
                after=round(each.workload),
                target=round(each.target),
                kept=each.equity_kept,
                lost=each.equity_lost,
            )
            return say(told)

        def kept(each: RepSheet) -> float:
            whole = each.equity_kept + each.equity_lost
            return each.equity_kept / whole if whole else 1.0

        def count(title: Message, units: Callable[[RepSheet], Sequence[object]]) -> Field[RepSheet]:
            return Field(say(title), lambda each: amount(self._context, len(units(each))), lambda each: len(units(each)), True)

        return (
            Field(say(message("Rep")), name, name, hint=hint),
            count(message("Gained"), lambda each: each.gained),
            count(message("Kept"), lambda each: each.kept),
            count(message("Lost"), lambda each: each.lost),
            Field(say(message("Equity")), lambda each: percent(self._context, kept(each)), kept, True, hint),
        )

    def _lines(self, state: TerritoriesState, picture: Picture, reasons: Mapping[str, Reason]) -> tuple[AccountLine, ...]:
        found = []
        reps = picture.desk.table.case.reps
        for account, k in zip(picture.desk.table.accounts, picture.desk.assignment.territory_of, strict=True):
            now, before = reps[k].id == state.brush, account.today == state.brush
            if now or before:
                why = reasons.get(str(account.id))
                found.append(
                    AccountLine(
                        id=account.id,
                        hospital=account.hospital,
                        name=account.name,
                        turn="" if now and before else "+" if now else "−",
                        workload=account.workload,
                        equity=account.equity_with(state.brush),
                        why="" if why is None else why_text(self._context, why, picture.desk.table.names),
                    )
                )
        return tuple(sorted(found, key=lambda each: (not each.turn, each.name)))

    def _account_fields(self) -> Sequence[Field[AccountLine]]:
        say, theme = self._context.say, self._context.theme
        looks = {"+": theme.good, "−": theme.bad}

        def hint(each: AccountLine) -> str:
            return each.why or each.name

        return (
            Field(say(message("Account")), lambda each: each.name, lambda each: each.name, hint=hint),
            Field("±", lambda each: each.turn, lambda each: each.turn, colour=lambda each: looks.get(each.turn)),
            Field(
                say(message("Minutes")), lambda each: amount(self._context, each.workload), lambda each: each.workload, True, hint
            ),
            Field(say(message("Equity")), lambda each: amount(self._context, each.equity), lambda each: each.equity, True, hint),
        )


def why_text(context: Context, reason: Reason, names: Mapping[str, str]) -> str:
    """The reasons of one account in sentences, with what the next best rep would cost."""
    told = [context.say(each) for each in reason.reasons]
    if reason.next_best is not None and reason.dearer is not None:
        other = names.get(str(reason.next_best), reason.next_best)
        if reason.breaks is not None:
            told.append(context.say(message("With {rep} a limit would break: {limit}", rep=other, limit=reason.breaks)))
        elif reason.dearer >= 0:
            dearer = round(reason.dearer)
            told.append(context.say(message("With {rep} all would be {minutes} minutes dearer.", rep=other, minutes=dearer)))
        else:
            better = round(-reason.dearer)
            told.append(context.say(message("With {rep} all would be {minutes} minutes better.", rep=other, minutes=better)))
    return " ".join(told)
