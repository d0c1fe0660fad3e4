"""Products and policies."""

from db.mapping.documents import decode, encode
from db.mapping.values import Values
from db.rows.products import PolicyRow, ProductRow
from planner.domain.policy import Policy
from planner.domain.products import Product


def product_values(product: Product) -> Values:
    return {"id": product.id, "name": product.name, "priority": product.priority}


def product(row: ProductRow) -> Product:
    return Product(id=row.id, name=row.name, priority=row.priority)


def policy_values(policy: Policy) -> Values:
    return {"version": policy.version, "name": policy.name, "body": encode(policy)}


def policy(row: PolicyRow) -> Policy:
    """Raises ValueError when the stored document is no policy of this version of the program."""
    return decode(Policy, row.body)
