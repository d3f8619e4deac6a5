"""What stays the same from year to year in a customer's accounts, drawn once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.generation import exact
from simulator.generation.cohort import STATEMENT_YEARS, Cohort, Frame
from simulator.generation.exact import Floats, Ints
from simulator.generation.library import BOUGHT, GOODS, SIZES
from simulator.generation.spec import StatementLaw

EXPORT_BY_SIZE = (0.01, 0.08, 0.22, 0.35)  # shape only, judgement
PARTNERS_BY_SIZE = (
    0.18,
    0.10,
    0.04,
    0.02,
)  # current accounts of partners in financial debt, judgement


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """Columns by customer; ``sales`` and ``ebe_margin`` have one column a year, the latest last."""

    sales: Floats
    ebe_margin: Floats
    growth: Floats
    va_rate: Floats
    sold: Floats
    bought: Floats
    stock_days: Floats
    stock_shares: Floats
    client_days: Floats
    supplier_days: Floats
    fixed_to_sales: Floats
    worn: Floats
    export: Floats
    partners: Floats
    equity_ratio: Floats
    provision: Floats
    participation: Floats


def of_sector(frame: Frame, cohort: Cohort, name: str) -> Floats:
    """Return a parameter of each customer's sector."""
    sectors = frame.calibration.sectors.values()
    return np.array([getattr(s, name) for s in sectors], dtype=np.float64)[cohort.sector]


def _shares(frame: Frame, cohort: Cohort, name: str, keys: tuple[str, ...]) -> Floats:
    rows = [
        [getattr(s, name).get(k, 0.0) for k in keys] for s in frame.calibration.sectors.values()
    ]
    return np.array(rows, dtype=np.float64)[cohort.sector]


def _z(frame: Frame, purpose: str, ids: Ints, *more: int) -> Floats:
    return exact.unit(frame.luck.normal(purpose, ids, *more))


def t4(frame: Frame, purpose: str, ids: Ints, *more: int) -> Floats:
    """Draw Student t4 brought back to a standard deviation of one (its own is the root of 2)."""
    return exact.unit(frame.luck.student4(purpose, ids, *more)) / float(np.sqrt(2.0))


def _sales(frame: Frame, cohort: Cohort) -> tuple[Floats, Floats]:
    """Walk sales back from the latest year: growth = sector trend + health + noise."""
    law = frame.calibration.statements
    latest = exact.exp(cohort.ln_sales) * 1000.0
    trend = of_sector(frame, cohort, "growth")
    sales, growths = [latest], []
    for age in range(STATEMENT_YEARS):
        health = cohort.health[:, STATEMENT_YEARS - 1 - age]
        noise = _z(frame, "growth", cohort.ids, age)
        growth = np.clip(trend + law.growth_health * health + law.growth_noise * noise, -0.4, 0.6)
        growths.append(growth)
        sales.append(sales[-1] / (1.0 + growth))
    return np.stack(sales[STATEMENT_YEARS - 1 :: -1], axis=1), np.stack(growths[::-1], axis=1)


def _ebe(frame: Frame, cohort: Cohort) -> Floats:
    law = frame.calibration.statements
    base = of_sector(frame, cohort, "ebe_margin")
    years = [
        base
        + law.ebe_health * cohort.health[:, year]
        + law.ebe_noise * t4(frame, "ebe", cohort.ids, STATEMENT_YEARS - 1 - year)
        for year in range(STATEMENT_YEARS)
    ]
    return np.stack(years, axis=1)


def _stock_shares(sold: Floats, bought: Floats) -> Floats:
    """Share stocks between goods, materials, both works in progress and products."""
    parts = np.stack(
        [
            bought[:, 0],
            bought[:, 1],
            0.15 * sold[:, 1],
            0.12 * sold[:, 2] * (bought[:, 1] > 0.2),
            0.40 * sold[:, 1],
        ],
        axis=1,
    )
    whole = parts[:, 0] + parts[:, 1] + parts[:, 2] + parts[:, 3] + parts[:, 4]
    return np.asarray(parts / whole[:, np.newaxis])


def draw(frame: Frame, cohort: Cohort) -> Traits:
    """Draw the traits of every customer."""
    law, ids = frame.calibration.statements, cohort.ids
    sales, growth = _sales(frame, cohort)
    sold = _shares(frame, cohort, "sales", GOODS)
    bought = _shares(frame, cohort, "bought", BOUGHT)
    va_noise = of_sector(frame, cohort, "va_sd") * _z(frame, "value added", ids)
    equity = of_sector(frame, cohort, "equity_ratio") + law.equity_health * cohort.health[:, 0]
    provisioned = frame.luck.uniform("provision", ids) < 0.4
    assert len(EXPORT_BY_SIZE) == len(SIZES)
    return Traits(
        sales=sales,
        ebe_margin=_ebe(frame, cohort),
        growth=growth,
        va_rate=np.clip(of_sector(frame, cohort, "va_rate") + va_noise, 0.06, 0.85),
        sold=sold,
        bought=bought,
        stock_days=of_sector(frame, cohort, "inventory_days")
        * exact.exp(0.3 * _z(frame, "stock", ids)),
        stock_shares=_stock_shares(sold, bought),
        client_days=of_sector(frame, cohort, "client_days")
        * exact.exp(0.25 * _z(frame, "clients", ids)),
        supplier_days=of_sector(frame, cohort, "supplier_days")
        * exact.exp(0.2 * _z(frame, "suppliers", ids)),
        fixed_to_sales=of_sector(frame, cohort, "fixed_assets_to_sales")
        * exact.exp(0.35 * _z(frame, "fixed", ids)),
        worn=0.4 + 0.3 * frame.luck.uniform("worn", ids),
        export=np.array(EXPORT_BY_SIZE)[cohort.size] * 2.0 * frame.luck.uniform("export", ids),
        partners=np.array(PARTNERS_BY_SIZE)[cohort.size],
        equity_ratio=np.minimum(equity + law.equity_noise * t4(frame, "equity", ids), 0.9),
        provision=np.where(provisioned, 0.008, 0.0),
        participation=np.where(cohort.size >= 2, 0.04, 0.0),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Books:
    """All that the accounts of a year are written from."""

    frame: Frame
    cohort: Cohort
    traits: Traits

    @property
    def law(self) -> StatementLaw:
        """Return the calibration of accounts."""
        return self.frame.calibration.statements

    def sales(self, year: int) -> Floats:
        """Return the sales of a year, in euros."""
        return self.traits.sales[:, year]

    def health(self, year: int) -> Floats:
        """Return the health of a year."""
        return self.cohort.health[:, year]
