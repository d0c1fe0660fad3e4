"""The contract of the store, on a file and on a server (the fixture `store` comes in both kinds)."""

from tests.db.contract import StoreContract


class TestStore(StoreContract):
    """Every promise, twice."""
