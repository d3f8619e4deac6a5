"""The balance sheet of a year, line by line in cents; financial debt is what closes it."""

from __future__ import annotations

import numpy as np

from simulator.generation import exact
from simulator.generation.exact import Floats, Ints
from simulator.generation.traits import Books, Traits

Lines = dict[str, Ints]

STOCKS = ("BT", "BL", "BN", "BP", "BR")
WRITE_DOWNS = {"BT": "BU", "BL": "BM", "BR": "BS", "BX": "BY"}
WRITE_DOWN_RATES = {"BT": 0.02, "BL": 0.01, "BR": 0.02, "BX": 0.015}
WORN_SHARES = (("AF", "AG", 0.04), ("AP", "AQ", 0.30), ("AR", "AS", 0.46), ("AT", "AU", 0.20))
KEPT_SHARES = (("AH", 0.45), ("AN", 0.35), ("BH", 0.20))
TANGIBLE_SHARE = 0.96  # what is not AF
VAT = 1.2


def stocks(traits: Traits, sales: Floats) -> Lines:
    """Return gross stocks by line, in proportion to sales."""
    whole = exact.cents(traits.stock_days * sales / 360.0)
    parts = exact.split(whole, [traits.stock_shares[:, rank] for rank in range(len(STOCKS))])
    return dict(zip(STOCKS, parts, strict=True))


def receivables(books: Books, year: int) -> Ints:
    """Return gross trade receivables, VAT included on domestic sales only."""
    traits, sales = books.traits, books.sales(year)
    days = traits.client_days * exact.exp(-books.law.client_days_health * books.health(year))
    return exact.cents(days * sales * (VAT - (VAT - 1.0) * traits.export) / 360.0)


def write_downs(lines: Lines) -> None:
    """Add the impairment of stocks and receivables."""
    for gross, worn in WRITE_DOWNS.items():
        lines[worn] = np.rint(lines[gross] * WRITE_DOWN_RATES[gross]).astype(np.int64)


def fixed(lines: Lines, kept: Ints, gross: Ints, worn: Ints) -> None:
    """Spread what is written off over years, and what is not, over the lines of form 2050."""
    shares = [share for _, _, share in WORN_SHARES]
    for (code, down, _), of_gross, of_worn in zip(
        WORN_SHARES, exact.split(gross, shares), exact.split(worn, shares), strict=True
    ):
        lines[code], lines[down] = of_gross, of_worn
    parts = exact.split(kept, [share for _, share in KEPT_SHARES])
    for (code, _), part in zip(KEPT_SHARES, parts, strict=True):
        lines[code] = part


def current(books: Books, year: int, lines: Lines) -> None:
    """Add the other current assets and cash before any surplus."""
    law, sales = books.law, books.sales(year)
    other = exact.cents(law.other_current_on_sales * sales)
    lines["BV"], lines["BZ"], lines["CH"] = exact.split(other, (0.05, 0.75, 0.20))
    noise = exact.unit(books.frame.luck.normal("cash", books.cohort.ids, year))
    days = law.cash_days_median * exact.exp(law.cash_health * books.health(year) + 0.45 * noise)
    lines["CF"] = exact.cents(days * sales / 360.0)
    lines["CD"] = np.zeros(len(sales), dtype=np.int64)


def operating_debts(books: Books, year: int, lines: Lines, spent: Ints, added: Ints) -> None:
    """Add payables; ``spent`` is what was bought and ``added`` the value added, in cents."""
    law, traits, sales = books.law, books.traits, books.sales(year)
    days = traits.supplier_days * exact.exp(-law.supplier_days_health * books.health(year))
    lines["DX"] = np.rint(spent * (VAT * days / 360.0)).astype(np.int64)
    lines["DY"] = np.rint(added * law.social_tax_debt_on_va).astype(np.int64)
    lines["DW"] = exact.cents(0.01 * sales * traits.sold[:, 2] * (traits.bought[:, 1] > 0.2))
    lines["DZ"] = np.rint(lines["inv"] * 0.1).astype(np.int64)
    lines["EA"] = exact.cents(0.008 * sales)
    lines["EB"] = exact.cents(0.008 * sales * traits.sold[:, 2])


def totals_of_assets(lines: Lines) -> None:
    """Add the totals of form 2050."""
    worn = [down for _, down, _ in WORN_SHARES]
    lines["BJ"] = add(
        lines, *(code for code, _, _ in WORN_SHARES), *(code for code, _ in KEPT_SHARES)
    )
    lines["BK"] = add(lines, *worn)
    lines["CJ"] = add(lines, *STOCKS, "BV", "BX", "BZ", "CD", "CF", "CH")
    lines["CK"] = add(lines, *WRITE_DOWNS.values())
    lines["CO"] = lines["BJ"] + lines["CJ"]
    lines["1A"] = lines["BK"] + lines["CK"]


def close(books: Books, year: int, lines: Lines, equity: Ints) -> None:
    """Close the sheet with financial debt, or with cash when there is more than is needed."""
    law, traits = books.law, books.traits
    totals_of_assets(lines)
    owed = add(lines, "DP", "DW", "DX", "DY", "DZ", "EA", "EB")
    gap = lines["CO"] - lines["1A"] - equity - owed
    debt, surplus = np.maximum(gap, 0), np.maximum(-gap, 0)
    cash = lines["CF"] + surplus
    lines["CD"] = np.where(books.cohort.size >= 2, np.rint(cash * 0.15), 0.0).astype(np.int64)
    lines["CF"] = cash - lines["CD"]
    totals_of_assets(lines)
    lines["DV"] = np.rint(debt * traits.partners).astype(np.int64)
    lines["DU"] = debt - lines["DV"]
    short = np.clip(law.short_term_base - law.short_term_health * books.health(year), 0.05, 0.9)
    lines["EH"] = np.rint(lines["DU"] * (0.45 * short)).astype(np.int64)
    lines["d1a"] = np.rint(lines["DU"] * (0.55 * short)).astype(np.int64)
    lines["DL"], lines["DR"] = equity, lines["DP"]
    lines["DO"] = np.zeros(len(equity), dtype=np.int64)
    lines["EC"] = add(lines, "DU", "DV", "DW", "DX", "DY", "DZ", "EA", "EB")
    lines["EG"] = lines["EC"] - (debt - lines["EH"] - lines["d1a"])
    lines["EE"] = lines["DL"] + lines["DR"] + lines["EC"]


def add(lines: Lines, *codes: str) -> Ints:
    """Add lines."""
    whole = lines[codes[0]].copy()
    for code in codes[1:]:
        whole += lines[code]
    return whole
