"""Plans an import: rows and stored values in, what would change out. Nothing is written here; see `apply`."""

from db.exchange.callhistory import plan_calls
from db.exchange.columns import match_columns
from db.exchange.customers import plan_customers
from db.exchange.fields import ImportKind
from db.exchange.hospitals import plan_hospitals
from db.exchange.known import ImportOptions, Known
from db.exchange.report import ImportPlan
from db.exchange.reps import plan_reps
from db.exchange.table import Table
from db.exchange.traveltimes import plan_travel

_PLANNERS = {
    ImportKind.HOSPITALS: plan_hospitals,
    ImportKind.CUSTOMERS: plan_customers,
    ImportKind.REPS: plan_reps,
    ImportKind.TRAVEL: plan_travel,
    ImportKind.CALLS: plan_calls,
}


def plan_import(kind: ImportKind, table: Table, known: Known, options: ImportOptions | None = None) -> ImportPlan:
    """What importing a table would do, row by row. The same input gives the same plan.

    Raises TableError when the columns cannot be told; bad rows do not raise but are refused in the report.
    """
    options = options or ImportOptions()
    columns = match_columns(table, kind, options.mapping)
    return _PLANNERS[kind](table, columns, known, options)
