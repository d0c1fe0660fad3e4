"""The tables of release 0.1.0."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _refers_to(name: str, columns: list[str], target: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, target, name=name, deferrable=True, initially="DEFERRED")


def _part_of(name: str, columns: list[str], target: list[str]) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, target, name=name, ondelete="CASCADE", deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    _create_products_and_reps()
    _create_places()
    _create_customers()
    _create_calendar()
    _create_calls()
    _create_commitments()
    _create_plans()
    _create_travel()
    _create_bookkeeping()


def _create_products_and_reps() -> None:
    op.create_table(
        "product",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("priority", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
    )
    op.create_table(
        "policy",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_policy"),
    )
    op.create_table(
        "rep",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("team", WORDS, nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("work_start", sa.Integer()),
        sa.Column("work_end", sa.Integer()),
        sa.Column("lunch_start", sa.Integer()),
        sa.Column("lunch_end", sa.Integer()),
        sa.Column("part_time", sa.Double(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rep"),
    )


def _create_places() -> None:
    op.create_table(
        "hospital",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("level", sa.Integer()),
        sa.Column("district", WORDS, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("daily_outpatients", sa.Integer()),
        sa.Column("reception", sa.Text()),
        sa.Column("arrival_minutes", sa.Integer()),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hospital"),
    )
    op.create_table(
        "building",
        sa.Column("hospital", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("floors", sa.Integer()),
        sa.Column("gate_minutes", sa.Integer()),
        _part_of("fk_building_hospital", ["hospital"], ["hospital.id"]),
        sa.PrimaryKeyConstraint("hospital", "id", name="pk_building"),
    )
    op.create_table(
        "department",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("hospital", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("building", WORDS),
        sa.Column("floor", sa.Integer()),
        _refers_to("fk_department_hospital_building", ["hospital", "building"], ["building.hospital", "building.id"]),
        _refers_to("fk_department_hospital", ["hospital"], ["hospital.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
    )
    op.create_index("ix_department_hospital", "department", ["hospital"])


def _create_customers() -> None:
    op.create_table(
        "customer",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("group", WORDS),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("kol", sa.Boolean(), nullable=False),
        sa.Column("decision_maker", sa.Boolean(), nullable=False),
        sa.Column("rep", WORDS),
        sa.Column("last_visit", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("active", sa.Boolean(), nullable=False),
        _refers_to("fk_customer_rep", ["rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
    )
    op.create_index("ix_customer_rep", "customer", ["rep"])
    op.create_table(
        "affiliation",
        sa.Column("customer", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hospital", WORDS, nullable=False),
        sa.Column("department", WORDS),
        sa.Column("availability", sa.Text()),
        _part_of("fk_affiliation_customer", ["customer"], ["customer.id"]),
        _refers_to("fk_affiliation_department", ["department"], ["department.id"]),
        _refers_to("fk_affiliation_hospital", ["hospital"], ["hospital.id"]),
        sa.PrimaryKeyConstraint("customer", "position", name="pk_affiliation"),
    )
    op.create_index("ix_affiliation_department", "affiliation", ["department"])
    op.create_index("ix_affiliation_hospital", "affiliation", ["hospital"])
    op.create_table(
        "rating",
        sa.Column("customer", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product", WORDS, nullable=False),
        sa.Column("potential", sa.Double()),
        sa.Column("support", sa.Double()),
        sa.Column("patients_per_week", sa.Double()),
        sa.Column("override_tier", WORDS),
        sa.Column("override_reason", WORDS),
        _part_of("fk_rating_customer", ["customer"], ["customer.id"]),
        _refers_to("fk_rating_product", ["product"], ["product.id"]),
        sa.PrimaryKeyConstraint("customer", "position", name="pk_rating"),
    )
    op.create_index("ix_rating_product", "rating", ["product"])


def _create_calendar() -> None:
    op.create_table(
        "calendar_entry",
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("part", WORDS, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("half", sa.String(32)),
        sa.Column("window_start", sa.Integer()),
        sa.Column("window_end", sa.Integer()),
        sa.Column("note", WORDS, nullable=False),
        _refers_to("fk_calendar_entry_rep", ["rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("rep", "date", "part", name="pk_calendar_entry"),
    )
    op.create_table(
        "holidays",
        sa.Column("country", WORDS, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("days_off", sa.Text(), nullable=False),
        sa.Column("shifted_workdays", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("country", "year", name="pk_holidays"),
    )


def _create_calls() -> None:
    op.create_table(
        "call",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("customer", WORDS, nullable=False),
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("hospital", WORDS, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("note", WORDS, nullable=False),
        _refers_to("fk_call_customer", ["customer"], ["customer.id"]),
        _refers_to("fk_call_hospital", ["hospital"], ["hospital.id"]),
        _refers_to("fk_call_rep", ["rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
    )
    op.create_index("ix_call_customer", "call", ["customer"])
    op.create_index("ix_call_date", "call", ["date"])
    op.create_index("ix_call_hospital", "call", ["hospital"])
    op.create_index("ix_call_rep_date", "call", ["rep", "date"])


def _create_commitments() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("customer", WORDS, nullable=False),
        sa.Column("hospital", WORDS, nullable=False),
        sa.Column("window_start", sa.Integer()),
        sa.Column("window_end", sa.Integer()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("with_rep", WORDS),
        sa.Column("note", WORDS, nullable=False),
        _refers_to("fk_appointment_customer", ["customer"], ["customer.id"]),
        _refers_to("fk_appointment_hospital", ["hospital"], ["hospital.id"]),
        _refers_to("fk_appointment_rep", ["rep"], ["rep.id"]),
        _refers_to("fk_appointment_with_rep", ["with_rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_customer", "appointment", ["customer"])
    op.create_index("ix_appointment_hospital", "appointment", ["hospital"])
    op.create_index("ix_appointment_rep", "appointment", ["rep"])
    op.create_index("ix_appointment_with_rep", "appointment", ["with_rep"])
    op.create_table(
        "appointment_date",
        sa.Column("appointment", WORDS, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        _part_of("fk_appointment_date_appointment", ["appointment"], ["appointment.id"]),
        sa.PrimaryKeyConstraint("appointment", "position", name="pk_appointment_date"),
    )
    op.create_index("ix_appointment_date_date", "appointment_date", ["date"])
    op.create_table(
        "pin",
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("customer", WORDS, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("half", sa.String(32)),
        sa.Column("start", sa.Integer()),
        sa.Column("position", sa.Integer()),
        _refers_to("fk_pin_customer", ["customer"], ["customer.id"]),
        _refers_to("fk_pin_rep", ["rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("rep", "date", "customer", "kind", name="pk_pin"),
    )
    op.create_index("ix_pin_customer", "pin", ["customer"])


def _create_plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("month", WORDS, nullable=False),
        sa.Column("saved_at", sa.Text()),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("unplanned", sa.Integer(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("lower_bound", sa.Double()),
        sa.Column("seed", WORDS, nullable=False),
        sa.Column("data_version", WORDS, nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("body", WORDS, nullable=False),
        _refers_to("fk_plan_rep", ["rep"], ["rep.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("number", name="uq_plan_number"),
    )
    op.create_index("ix_plan_rep_month", "plan", ["rep", "month", "number"])
    op.create_index(
        "uq_plan_published",
        "plan",
        ["rep", "month"],
        unique=True,
        sqlite_where=sa.text("published"),
        postgresql_where=sa.text("published"),
    )


def _create_travel() -> None:
    op.create_table(
        "travel_place",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_travel_place"),
        sa.UniqueConstraint("source", "place", name="uq_travel_place_source_place"),
    )
    op.create_table(
        "travel_leg",
        sa.Column("origin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("destination", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minutes", WORDS, nullable=False),
        _part_of("fk_travel_leg_destination", ["destination"], ["travel_place.number"]),
        _part_of("fk_travel_leg_origin", ["origin"], ["travel_place.number"]),
        sa.PrimaryKeyConstraint("origin", "destination", name="pk_travel_leg"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_travel_leg_destination", "travel_leg", ["destination"])
    op.create_table(
        "measured_leg",
        sa.Column("origin", WORDS, nullable=False),
        sa.Column("destination", WORDS, nullable=False),
        sa.Column("part", WORDS, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("window_start", sa.Integer()),
        sa.Column("window_end", sa.Integer()),
        sa.PrimaryKeyConstraint("origin", "destination", "part", name="pk_measured_leg"),
    )


def _create_bookkeeping() -> None:
    op.create_table(
        "counter",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "import_log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("file_name", WORDS, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_import_log"),
    )
    op.create_index("ix_import_log_digest", "import_log", ["digest"])
