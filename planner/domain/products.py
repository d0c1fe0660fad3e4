"""What is promoted."""

from dataclasses import dataclass
from typing import NewType

ProductId = NewType("ProductId", str)


@dataclass(frozen=True, slots=True)
class Product:
    """A promoted product. `priority` weighs it against the others (1 = the ordinary weight; must be positive)."""

    id: ProductId
    name: str
    priority: float = 1.0
