"""The promoted products."""

from collections.abc import Sequence
from typing import Any

from db.mapping.products import product, product_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.products import ProductRow
from planner.domain.products import Product, ProductId


class Products(Repository[Product, ProductId]):
    """Products by id."""

    section = "products"
    root = ProductRow
    keys = (ProductRow.id,)

    def _key(self, id: ProductId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Product) -> ProductId:
        return value.id

    def _values(self, value: Product) -> Values:
        return product_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Product:
        return product(row)
