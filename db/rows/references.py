"""Foreign keys, all of one kind: checked when the transaction ends, so that the order of writing does not matter."""

from sqlalchemy import ForeignKey


def refers_to(column: str) -> ForeignKey:
    """A reference to another value, which cannot be removed while this one points at it."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def part_of(column: str) -> ForeignKey:
    """A reference from a part to the value it belongs to, with which it goes."""
    return ForeignKey(column, ondelete="CASCADE", deferrable=True, initially="DEFERRED")
