"""Saved alignments with their challenges and events."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "alignment",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("effective", sa.Date()),
        sa.Column("carried_out", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.Text()),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("publication", WORDS),
        sa.PrimaryKeyConstraint("id", name="pk_alignment"),
        sa.UniqueConstraint("number", name="uq_alignment_number"),
    )
    op.create_table(
        "alignment_challenge",
        sa.Column("alignment", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rep", WORDS, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("unit", WORDS),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("answer", WORDS, nullable=False),
        _part_of_alignment("fk_alignment_challenge_alignment"),
        sa.ForeignKeyConstraint(["rep"], ["rep.id"], name="fk_alignment_challenge_rep", deferrable=True, initially="DEFERRED"),
        sa.PrimaryKeyConstraint("alignment", "number", name="pk_alignment_challenge"),
    )
    op.create_index("ix_alignment_challenge_rep", "alignment_challenge", ["rep"])
    op.create_table(
        "alignment_event",
        sa.Column("alignment", WORDS, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("at", sa.Text()),
        sa.Column("note", WORDS, nullable=False),
        _part_of_alignment("fk_alignment_event_alignment"),
        sa.PrimaryKeyConstraint("alignment", "number", name="pk_alignment_event"),
    )


def _part_of_alignment(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["alignment"], ["alignment.id"], name=name, ondelete="CASCADE", deferrable=True, initially="DEFERRED"
    )
