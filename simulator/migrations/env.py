"""How Alembic meets the tables; run by ``simulator.services.databases``, which gives the connection."""

from typing import Literal

from alembic import context
from sqlalchemy import TypeDecorator

from simulator.store.tables import Base


def render_item(kind: str, item: object, autogen_context: object) -> str | Literal[False]:
    """Write a type of the house as the plain type it stores, so that old migrations keep their meaning."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
