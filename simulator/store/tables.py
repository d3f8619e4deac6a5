"""Every table, imported once so that the metadata is complete."""

from simulator.store import (
    attempts,
    attendances,
    audit,
    certificates,
    evaluations,
    games,
    imports,
    portfolios,
    trainers,
    trainings,
)
from simulator.store.base import Base

__all__ = [
    "Base",
    "attempts",
    "attendances",
    "audit",
    "certificates",
    "evaluations",
    "games",
    "imports",
    "portfolios",
    "trainers",
    "trainings",
]
