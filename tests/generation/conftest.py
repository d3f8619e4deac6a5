"""Portfolios shared by the tests of generation: making one costs more than looking at it."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.portfolio import Portfolio
from simulator.generation.build import generate

AS_OF = date(2026, 11, 30)


@pytest.fixture(scope="session")
def portfolio() -> Portfolio:
    return generate("negoce-materiaux", 11, 120, as_of=AS_OF)


@pytest.fixture(scope="session")
def panel() -> Portfolio:
    return generate("panel-de-calage", 4, 1200, as_of=AS_OF)
