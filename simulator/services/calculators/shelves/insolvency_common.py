"""What the calculators of insolvency share."""

from __future__ import annotations

from simulator.domain.collection.deadlines import Deadline
from simulator.services.calculators.model import Family, Raw


def dated(found: Deadline, **more: object) -> Raw:
    """Show a deadline: its last day, and the day before article 642 moved it."""
    values = {"deadline": found.last_day, "raw_expiry": found.raw, **more}
    warnings = ("moved_by_642",) if found.moved else ()
    return Raw(values, found.steps(), warnings, found.confidence, (found.source,))


N = Family.INSOLVENCY

DATED = ("deadline:date", "raw_expiry:date")
