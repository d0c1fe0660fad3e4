"""Reps out of a file."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from db.exchange import cells
from db.exchange.changes import compared
from db.exchange.columns import Columns
from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.names import plain_name, rep_id
from db.exchange.positions import find_positions
from db.exchange.records import Record, RowRefusedError, records_of
from db.exchange.report import ImportPlan, RecordChange, RecordKind, Refusal
from db.exchange.summary import report_of
from db.exchange.table import Table
from planner.domain.messages import Message, message
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.places import Coordinate
from planner.domain.policy import Policy
from planner.domain.units import TimeWindow


class RepIndex:
    """Finds reps by id and by name."""

    def __init__(self, reps: tuple[Rep, ...]) -> None:
        self.by_id: dict[str, Rep] = {rep.id: rep for rep in reps}
        self._by_name: dict[str, list[Rep]] = defaultdict(list)
        for rep in reps:
            self._by_name[plain_name(rep.name)].append(rep)

    def named(self, words: str) -> tuple[Rep, ...]:
        """The rep of that id, else every rep of that name."""
        coded = self.by_id.get(words)
        return (coded,) if coded else tuple(self._by_name.get(plain_name(words), ()))


@dataclass(slots=True)
class _Reading:
    index: RepIndex
    policy: Policy
    team: TeamId | None
    values: dict[RepId, Rep] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    refusals: dict[int, Refusal] = field(default_factory=dict)


def plan_reps(table: Table, columns: Columns, known: Known, options: ImportOptions) -> ImportPlan:
    """The reps a file would make or change. A new rep needs a team, from the file or the options."""
    records = records_of(table, columns, ("part_time",))
    reading = _Reading(RepIndex(known.reps), known.policy, options.team)
    positions = find_positions(
        table, records, options.positions, lambda record: _stored_home(record, reading.index), lambda _: ""
    )
    reading.refusals.update(positions.refusals)
    for record in records:
        if record.row.number not in reading.refusals:
            try:
                _read(record, positions.by_row.get(record.row.number), reading)
            except RowRefusedError as refused:
                reading.refusals[record.row.number] = refused.refusal
    changes = _changes(reading)
    report = report_of(
        ImportKind.REPS, table, columns,
        refusals=reading.refusals, remarks=(), changes=changes, proposals=(),
        statements=positions.statements, rows_of=reading.rows,
    )  # fmt: skip
    return ImportPlan(report, reps=tuple(reading.values[RepId(change.id)] for change in changes))


def full_name(record: Record) -> str:
    """The name of a person, from one column or two; family name first when it is Chinese."""
    name = record.words("name")
    if name:
        return name
    first, last = record.words("first_name"), record.words("last_name")
    return f"{first} {last}".strip() if (first + last).isascii() else f"{last}{first}"


def _stored_home(record: Record, index: RepIndex) -> Coordinate | None:
    same = index.named(record.words("code") or full_name(record))
    return same[0].home if len(same) == 1 else None


def _read(record: Record, home: Coordinate | None, reading: _Reading) -> None:
    name = full_name(record)
    if not name:
        raise record.refusal("name", message("The rep has no name."), message("Fill in the name."))
    stored = _match(record, name, reading.index)
    id = stored.id if stored else RepId(record.words("code") or rep_id(name))
    rep = _rep(record, stored or _new(record, id, name, reading), name, home, reading.policy)
    earlier = reading.values.get(id)
    if earlier is not None and earlier != rep:
        raise record.refusal(
            "code" if record.tells("code") else "name",
            message("Row {row} already tells this rep otherwise.", row=reading.rows[id][0]),
            message("Keep one of the rows, or give them different codes."),
        )
    reading.values[id] = rep
    reading.rows[id].append(record.row.number)


def _match(record: Record, name: str, index: RepIndex) -> Rep | None:
    code = record.words("code")
    if code:
        return index.by_id.get(code) or index.by_id.get(rep_id(name))
    same = index.named(name)
    if len(same) > 1:
        raise record.refusal(
            "name", message("{count} reps have this name.", count=len(same)), message("Add a column with their codes.")
        )
    return same[0] if same else None


def _new(record: Record, id: RepId, name: str, reading: _Reading) -> Rep:
    team = reading.team or (reading.policy.teams[0].id if len(reading.policy.teams) == 1 else None)
    if team is None and not record.tells("team"):
        raise record.refusal("team", message("A new rep needs a team."), _teams(reading.policy))
    return Rep(id, name, team or TeamId(""))


def _teams(policy: Policy) -> Message:
    return message("The teams are: {teams}.", teams=", ".join(f"{team.id} ({team.names[0]})" for team in policy.teams))


def _rep(record: Record, base: Rep, name: str, home: Coordinate | None, policy: Policy) -> Rep:
    deleted = record.value("deleted", cells.boolean)
    active = record.value("active", cells.boolean)
    return replace(
        base,
        name=name,
        team=_team(record, policy) or base.team,
        home=home or base.home,
        working_hours=_window(record, "working_hours", ("start", "end"), base.working_hours or policy.working_day.hours)
        or base.working_hours,
        lunch=_window(record, "lunch", ("lunch_start", "lunch_end"), base.lunch or policy.working_day.lunch) or base.lunch,
        part_time=_share(record, base),
        active=False if deleted else base.active if active is None else active,
    )


def _team(record: Record, policy: Policy) -> TeamId | None:
    words = record.words("team")
    if not words:
        return None
    for team in policy.teams:
        if plain_name(words) in {plain_name(each) for each in (team.id, *team.names)}:
            return team.id
    raise record.refusal("team", message("There is no such team."), _teams(policy))


def _window(record: Record, whole: str, ends: tuple[str, str], usual: TimeWindow) -> TimeWindow | None:
    """Hours from one column or from two; when only one end is told, the other is the usual one. None when nothing is told."""
    told = record.value(whole, cells.time_range)
    start, end = record.value(ends[0], cells.clock_time), record.value(ends[1], cells.clock_time)
    if told is not None or (start is None and end is None):
        return told
    first, last = usual.start if start is None else start, usual.end if end is None else end
    if first >= last:
        raise record.refusal(ends[1], message("It ends before it begins."), message("Write the earlier time first."))
    return TimeWindow(first, last)


def _share(record: Record, base: Rep) -> float:
    """`0.8`, `80` and `80%` are four days of five."""
    value = record.number("part_time")
    if value is None:
        return base.part_time
    share = value / 100 if value > 1 else value
    if not 0 < share <= 1:
        raise record.refusal("part_time", message("It is no share of full time."), message("Write it as 0.8 or 80%."))
    return share


def _changes(reading: _Reading) -> list[RecordChange]:
    found = (
        compared(RecordKind.REP, reading.index.by_id.get(id), rep, tuple(reading.rows[id])) for id, rep in reading.values.items()
    )
    return [change for change in found if change is not None]
