"""Products and the versions of the policy."""

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from planner.domain.products import ProductId


class ProductRow(Base):
    """One promoted product."""

    __tablename__ = "product"

    id: Mapped[ProductId] = mapped_column(primary_key=True)
    name: Mapped[str]
    priority: Mapped[float]


class PolicyRow(Base):
    """One version of the policy, kept for ever; `body` is the JSON document of all figures."""

    __tablename__ = "policy"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    body: Mapped[str]
