"""Is a portfolio believable? The one of a folder, or those that a scenario gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from simulator.exchange import portfolio_reading
from simulator.generation import build
from simulator.generation.check import Verdict, check, check_pooled
from simulator.generation.library import playable

Judged = Mapping[str, tuple[Verdict, ...]]


def of_folder(folder: Path, seeds: int) -> tuple[Verdict, ...]:
    """Judge the portfolio of a folder on every bar.

    A bar that one portfolio cannot prove (the power of scores) is followed by its mean over
    ``seeds`` portfolios of the same scenario and size, when the folder is one that ``build`` makes.
    Raises ``NotAPortfolioFolder``.
    """
    read = portfolio_reading.read(folder)
    verdicts = check(read)
    options = portfolio_reading.made_of(folder)
    if seeds < 2 or options.get("version") != build.VERSION or "months" not in options:
        return verdicts
    scenario, count = read.supplier.scenario, len(read.customers)
    others = [
        build.generate(scenario, seed, count, options["months"], as_of=read.as_of)
        for seed in range(read.seed + 1, read.seed + seeds)
    ]
    means = {verdict.name: verdict for verdict in check_pooled([read, *others]) if verdict.pooled}
    return tuple(
        found
        for verdict in verdicts
        for found in (verdict, means.get(verdict.name))
        if found is not None
    )


def of_scenarios(wanted: str | None, seeds: int, customers: int, as_of: date) -> Judged:
    """Judge the portfolios that a scenario gives, or each of those that trainers are offered."""
    keys = [wanted] if wanted else [found.key for found in playable()]
    return {
        key: check_pooled(
            [build.generate(key, seed, customers, as_of=as_of) for seed in range(1, seeds + 1)]
        )
        for key in keys
    }
