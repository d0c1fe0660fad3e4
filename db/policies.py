"""The versions of the policy, every one kept."""

from dataclasses import replace

from sqlalchemy import select

from db.errors import PolicyVersionError
from db.mapping.products import policy, policy_values
from db.rows.products import PolicyRow
from db.transaction import Transaction
from planner.domain.policy import Policy


class Policies:
    """Policies by version. A version once saved is never changed or removed."""

    section = "policies"

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def current(self) -> Policy | None:
        """The newest version, or None when no policy was ever saved."""
        newest = self._versions()[-1:]
        return self.get(newest[0]) if newest else None

    def get(self, version: int) -> Policy | None:
        """The policy of that version, or None."""
        statement = select(*PolicyRow.__table__.columns).where(PolicyRow.version == version)
        found = self._transaction.rows(PolicyRow, statement)
        return self._transaction.reading(lambda: policy(found[0])) if found else None

    def all(self) -> tuple[Policy, ...]:
        """Every version, oldest first."""
        rows = self._transaction.rows(PolicyRow)
        return self._transaction.reading(lambda: tuple(policy(row) for row in rows))

    def save(self, changed: Policy) -> Policy:
        """Keep a policy as the next version, whatever version it carries; returns it as saved.

        Saving figures equal to those of the current version changes nothing and returns the current version.
        """
        current = self.current()
        if current is not None and replace(changed, version=current.version) == current:
            return current
        saved = replace(changed, version=self._transaction.next_number(PolicyRow.version))
        self._transaction.insert(self.section, PolicyRow, [policy_values(saved)])
        return saved

    def put(self, policies: tuple[Policy, ...]) -> None:
        """Keep policies under the versions they carry, such as those of another file.

        Raises `PolicyVersionError` when a version is there already with other figures.
        """
        for each in policies:
            existing = self.get(each.version)
            if existing is None:
                self._transaction.insert(self.section, PolicyRow, [policy_values(each)])
            elif existing != each:
                raise PolicyVersionError(each.version)

    def _versions(self) -> list[int]:
        return [row.version for row in self._transaction.rows(PolicyRow, select(PolicyRow.version))]
