"""The select-and-assign programme as a native model: variables, rows, cuts, and the call of the solver.

    min  sum cost[i,s] x[i,s] + sum penalty (over + under)
    s.t. sum_s x[i,s] = 1;  sum_{s in class} y[s] = count;  x[i,s] <= y[s];  x[centre of s, s] = y[s]
         least y <= load <= most y,  with over and under the soft band as continuous variables
This is the classical model of capacitated medians and, with bands, of Hess et al. (1965) for districts.
"""

import datetime
from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from planner.alignment.model import BoolArray, IntArray, Model
from planner.alignment.problem import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The part of the model that is solved: `units`, `sites`, which pairs may be used (len(units), len(sites)), and how many
    sites are picked of each class. Units outside keep their slots, which are not among the picked ones."""

    units: IntArray
    sites: IntArray
    allowed: BoolArray
    counts: IntArray


@dataclass(frozen=True, slots=True)
class Cut:
    """At every one of `sites`: sum of x over the units of `plus` - sum over those of `minus` <= `most`. Holds in any part."""

    sites: tuple[int, ...]
    plus: tuple[int, ...]
    minus: tuple[int, ...]
    most: float


@dataclass(slots=True)
class _Rows:
    """Rows of a linear model in coordinate form."""

    row: list[IntArray] = field(default_factory=list)
    column: list[IntArray] = field(default_factory=list)
    value: list[FloatArray] = field(default_factory=list)
    least: list[FloatArray] = field(default_factory=list)
    most: list[FloatArray] = field(default_factory=list)
    count: int = 0

    def open(self, least: FloatArray, most: FloatArray) -> int:
        """Begins a block of rows with their limits; the number of the first."""
        first, self.count = self.count, self.count + len(least)
        self.least.append(least)
        self.most.append(most)
        return first

    def put(self, rows: IntArray, columns: IntArray, values: FloatArray) -> None:
        self.row.append(rows)
        self.column.append(columns)
        self.value.append(values)


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Variables: y for every site, then x for every allowed pair (`pair_unit`, `pair_site`: places in the part), then excess."""

    proto: model_pb2.ModelProto
    part: Part
    pair_unit: IntArray
    pair_site: IntArray
    soft_sides: tuple[tuple[float, FloatArray, FloatArray], ...]
    """Per resource above and below: sign, the load of every pair, the edge of the soft band at every site."""
    soft_rows: tuple[int, ...]
    """The first row of each of these sides, all sites each."""


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What the solver found for a part: the chosen site of every unit (places in `part.sites`), or None; `bound` holds for
    the part; `complete` when the solver proved that nothing better, or nothing at all (no `site_of`), exists."""

    site_of: IntArray | None
    objective: float | None
    bound: float
    complete: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """The allowed pairs: places of unit and site in the part, and the column of x."""

    unit: IntArray
    site: IntArray
    x: IntArray


def _ones(count: int, value: float = 1.0) -> FloatArray:
    return np.full(count, value)


def _soft_sides(model: Model, part: Part, pairs: _Pairs) -> tuple[tuple[float, FloatArray, FloatArray], ...]:
    kind = model.site_class[part.sites]
    sides = []
    for r in range(len(model.weights)):
        load = model.weights[r, part.units[pairs.unit], kind[pairs.site]]
        sides.append((1.0, load, model.bands.soft_most[r, part.sites]))
        sides.append((-1.0, load, model.bands.soft_least[r, part.sites]))
    return tuple(sides)


def _band_rows(rows: _Rows, model: Model, part: Part, pairs: _Pairs, extra: int) -> tuple[int, ...]:
    """Load beyond the soft band, either way, is excess (columns from `extra`), and excess ends at the hard band."""
    y, first = np.arange(len(part.sites)), []
    for number, (sign, load, soft) in enumerate(_soft_sides(model, part, pairs)):
        hard = (model.bands.most if sign > 0 else model.bands.least)[number // 2, part.sites]
        column = extra + number * len(y) + y
        start = rows.open(_ones(len(y), -np.inf), np.zeros(len(y)))
        first.append(start)
        rows.put(start + pairs.site, pairs.x, sign * load)
        rows.put(start + y, y, -sign * soft)
        rows.put(start + y, column, _ones(len(y), -1.0))
        start = rows.open(_ones(len(y), -np.inf), np.zeros(len(y)))
        rows.put(start + y, column, _ones(len(y)))
        rows.put(start + y, y, -sign * (hard - soft))
    return tuple(first)


def _link_rows(rows: _Rows, model: Model, part: Part, pairs: _Pairs) -> None:
    """x <= y, with equality for a centre's own unit."""
    own = part.units[pairs.unit] == model.site_unit[part.sites[pairs.site]]
    count = np.arange(len(pairs.x))
    start = rows.open(np.where(own, 0.0, -np.inf), np.zeros(len(count)))
    rows.put(start + count, pairs.x, _ones(len(count)))
    rows.put(start + count, pairs.site, _ones(len(count), -1.0))


def _class_rows(rows: _Rows, model: Model, part: Part) -> None:
    """As many sites of each class as asked for. Two copies of one candidate never meet: its unit goes to one site only."""
    for kind in np.unique(model.site_class[part.sites]):
        chosen = np.flatnonzero(model.site_class[part.sites] == kind)
        start = rows.open(_ones(1, float(part.counts[kind])), _ones(1, float(part.counts[kind])))
        rows.put(np.full(len(chosen), start), chosen, _ones(len(chosen)))


def _cut_rows(rows: _Rows, cut: Cut, place: IntArray) -> None:
    """One row per site of the part where all of `plus` may go; `place` (units, sites) is the column of x or -1."""
    sites = np.array(cut.sites)
    sites = sites[(place[np.array(cut.plus)[:, None], sites] >= 0).all(axis=0)]
    start = rows.open(_ones(len(sites), -np.inf), _ones(len(sites), cut.most))
    for units, sign in ((cut.plus, 1.0), (cut.minus, -1.0)):
        columns = place[np.array(units, dtype=np.int64)[:, None], sites]
        row = np.broadcast_to(start + np.arange(len(sites)), columns.shape)
        known = columns >= 0
        rows.put(row[known], columns[known], _ones(int(known.sum()), sign))


def build_programme(model: Model, part: Part, whole: bool, cuts: tuple[Cut, ...] = ()) -> Programme:
    """The native model of a part; `whole` False relaxes it to a linear one."""
    unit, site = np.nonzero(part.allowed)
    m, pairs, resources = len(part.sites), len(unit), len(model.weights)
    x, extra = m + np.arange(pairs), m + pairs
    rows = _Rows()
    start = rows.open(_ones(len(part.units)), _ones(len(part.units)))
    rows.put(start + unit, x, _ones(pairs))
    _class_rows(rows, model, part)
    soft_rows = _band_rows(rows, model, part, _Pairs(unit, site, x), extra)
    homes = np.flatnonzero(model.site_unit[part.sites] < 0)
    start = rows.open(_ones(len(homes)), _ones(len(homes), np.inf))
    at_home = np.isin(site, homes)
    rows.put(start + np.searchsorted(homes, site[at_home]), x[at_home], _ones(int(at_home.sum())))
    if part.counts.sum() < m:
        _link_rows(rows, model, part, _Pairs(unit, site, x))
    place = np.full((model.units, len(model.site_unit)) if cuts else (0, 0), -1)
    if cuts:
        place[part.units[unit], part.sites[site]] = x
    for cut in cuts:
        _cut_rows(rows, cut, place)
    penalty = np.repeat(model.bands.penalty[:, None, part.sites], 2, axis=1).ravel()
    objective = np.concatenate([np.zeros(m), model.cost[part.units[unit], part.sites[site]], penalty])
    integers = np.concatenate([_ones(m + pairs), np.zeros(2 * resources * m)]).astype(bool) & whole
    upper = np.concatenate([_ones(m + pairs), _ones(2 * resources * m, np.inf)])
    return Programme(
        _proto(rows, objective, integers, upper), part, unit, site, _soft_sides(model, part, _Pairs(unit, site, x)), soft_rows
    )


def _proto(rows: _Rows, objective: FloatArray, integers: BoolArray, upper: FloatArray) -> model_pb2.ModelProto:
    proto, columns = model_pb2.ModelProto(), len(objective)
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend(np.zeros(columns))
    proto.variables.upper_bounds.extend(upper)
    proto.variables.integers.extend(integers.tolist())
    used = np.flatnonzero(objective)
    proto.objective.linear_coefficients.ids.extend(used)
    proto.objective.linear_coefficients.values.extend(objective[used])
    proto.linear_constraints.ids.extend(range(rows.count))
    proto.linear_constraints.lower_bounds.extend(np.concatenate(rows.least))
    proto.linear_constraints.upper_bounds.extend(np.concatenate(rows.most))
    row, column, value = (np.concatenate(each) for each in (rows.row, rows.column, rows.value))
    keep = value != 0
    row, column, value = row[keep], column[keep], value[keep]
    order = np.lexsort((column, row))
    proto.linear_constraint_matrix.row_ids.extend(row[order])
    proto.linear_constraint_matrix.column_ids.extend(column[order])
    proto.linear_constraint_matrix.coefficients.extend(value[order])
    return proto


def run_programme(programme: Programme, seconds: float | None, nodes: int | None, start: IntArray | None) -> Solution:
    """Solves to whole numbers with SCIP, single-threaded and seeded, so that equal limits in nodes give equal answers.

    `start`: a known answer (the site of every unit, places in the part), from which the solver goes on.
    """
    limits = mathopt.SolveParameters(
        time_limit=None if seconds is None else datetime.timedelta(seconds=max(seconds, 0.01)),
        node_limit=nodes,
        threads=1,
        random_seed=1,
        relative_gap_tolerance=1e-9,
        absolute_gap_tolerance=1e-9,
    )
    native = mathopt.Model.from_model_proto(programme.proto)
    variables = list(native.variables())
    known = mathopt.ModelSolveParameters()
    if start is not None:
        values = dict(zip(variables, start_values(programme, start).tolist(), strict=True))
        known.solution_hints.append(mathopt.SolutionHint(variable_values=values))
    result = mathopt.solve(native, mathopt.SolverType.GSCIP, params=limits, model_params=known)
    return _read(programme, variables, result)


def start_values(programme: Programme, site_of: IntArray) -> FloatArray:
    """The value of every variable for a known answer."""
    m = len(programme.part.sites)
    y = np.isin(np.arange(m), site_of).astype(np.float64)
    x = (site_of[programme.pair_unit] == programme.pair_site).astype(np.float64)
    excess = []
    for sign, load, soft in programme.soft_sides:
        carried = np.bincount(programme.pair_site, load * x, m)
        excess.append(np.maximum(sign * (carried - soft * y), 0.0))
    return np.concatenate([y, x, *excess])


def _read(programme: Programme, variables: list[mathopt.Variable], result: mathopt.SolveResult) -> Solution:
    reason, bounds = result.termination.reason, result.termination.objective_bounds
    if reason in (mathopt.TerminationReason.INFEASIBLE, mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED):
        return Solution(None, None, np.inf, complete=True)
    if not result.has_primal_feasible_solution():
        return Solution(None, None, bounds.dual_bound, complete=False)
    pairs, m = len(programme.pair_unit), len(programme.part.sites)
    chosen = np.flatnonzero(np.array(result.variable_values(variables[m : m + pairs])) > 0.5)
    site_of = np.full(len(programme.part.units), -1)
    site_of[programme.pair_unit[chosen]] = programme.pair_site[chosen]
    done = reason is mathopt.TerminationReason.OPTIMAL
    return Solution(site_of, result.objective_value(), bounds.dual_bound, done)
