"""Small years, each made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from simulator.domain.year.behaviour import Assumptions
from simulator.generation.build import generate
from simulator.services import years

AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="session")
def portfolio():
    return generate("negoce-materiaux", 1, 50, as_of=AS_OF)


@pytest.fixture(scope="session")
def world(portfolio):
    return years.prepare(portfolio)


@pytest.fixture(scope="session")
def crisis(portfolio):
    """Six years in which many fail."""
    return years.prepare(portfolio, Assumptions(stress=8.0), draws=(1, 2, 3, 4, 5, 6))


@pytest.fixture(scope="session")
def segmented():
    """A policy with enough time for everything, so that no customer takes another's place."""
    return replace(years.reference("segmentee"), capacity_minutes=100_000)


@pytest.fixture(scope="session")
def aggressive():
    return years.reference("agressive")
