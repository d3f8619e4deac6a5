"""The profit and loss account of a year, line by line in cents."""

from __future__ import annotations

import numpy as np

from simulator.generation import exact
from simulator.generation.balance import Lines, add
from simulator.generation.exact import Bools, Floats, Ints
from simulator.generation.traits import Books, Traits

FEWEST_WAGES = 0.12
"""Staff costs never fall under this share of value added: there is always somebody at work."""


def sold(traits: Traits, lines: Lines, sales: Floats) -> None:
    """Add sales, at home and abroad, by kind."""
    lines["FL"] = exact.cents(sales)
    kinds = exact.split(lines["FL"], [traits.sold[:, rank] for rank in range(3)])
    for (home, away, whole), part in zip(
        (("FA", "FB", "FC"), ("FD", "FE", "FF"), ("FG", "FH", "FI")), kinds, strict=True
    ):
        lines[whole] = part
        lines[away] = np.rint(part * traits.export).astype(np.int64)
        lines[home] = part - lines[away]
    lines["FJ"], lines["FK"] = add(lines, "FA", "FD", "FG"), add(lines, "FB", "FE", "FH")


def stock_changes(lines: Lines, before: Lines) -> None:
    """Add what the year did to stocks.

    Opening less closing for purchases, the reverse for products.
    """
    lines["FT"] = before["BT"] - lines["BT"]
    lines["FV"] = before["BL"] - lines["BL"]
    lines["FM"] = add(lines, "BN", "BP", "BR") - add(before, "BN", "BP", "BR")


def added_value(books: Books, year: int, lines: Lines) -> tuple[Ints, Ints]:
    """Add purchases and external charges; return (value added, bought), in cents."""
    traits, sales = books.traits, books.sales(year)
    luck, ids = books.frame.luck, books.cohort.ids
    own_work = luck.uniform("own work", ids) > 0.88
    subsidy = luck.uniform("subsidy", ids) > 0.85
    lines["FN"] = exact.cents(np.where(own_work, 0.004, 0.0) * sales)
    lines["FO"] = exact.cents(np.where(subsidy, 0.003, 0.0) * sales)
    added = exact.cents(traits.va_rate * sales)
    used = lines["FL"] + lines["FM"] + lines["FN"] - added
    goods, materials, external = exact.split(used, [traits.bought[:, rank] for rank in range(3)])
    # What is bought and what the stock gave make up what was used; purchases are never negative.
    lines["FS"] = np.maximum(goods - lines["FT"], 0)
    lines["FU"] = np.maximum(materials - lines["FV"], 0)
    external += goods - lines["FT"] - lines["FS"] + materials - lines["FV"] - lines["FU"]
    lines["FW"] = external
    return added, add(lines, "FS", "FU", "FW")


def staff(books: Books, lines: Lines, added: Ints, wanted: Ints) -> None:
    """Add taxes on production and staff costs so that the gross operating surplus is as wanted."""
    lines["FX"] = np.rint(added * books.law.production_tax_on_va).astype(np.int64)
    least = np.rint(added * FEWEST_WAGES).astype(np.int64)
    paid = np.maximum(added + lines["FO"] - lines["FX"] - wanted, least)
    lines["FZ"] = np.rint(paid * 0.29).astype(np.int64)
    lines["FY"] = paid - lines["FZ"]


def wear(lines: Lines, before: Lines) -> None:
    """Add allowances and reversals: impairments of current assets, provisions."""
    allowed = np.zeros_like(lines["BX"])
    back = np.zeros_like(lines["BX"])
    for code in ("BU", "BM", "BS", "BY"):
        change = lines[code] - before[code]
        allowed += np.maximum(change, 0)
        back += np.maximum(-change, 0)
    change = lines["DP"] - before["DP"]
    lines["GC"], lines["GD"] = allowed, np.maximum(change, 0)
    lines["FP"] = back + np.maximum(-change, 0)
    lines["GB"] = np.zeros_like(allowed)


def operating(lines: Lines, sales: Floats, new_chart: Bools, price: Ints, book: Ints) -> None:
    """Close the operating result.

    Since 2025 the sale of fixed assets belongs to it (ANC 2022-06).
    """
    lines["p757"], lines["c657"] = np.where(new_chart, price, 0), np.where(new_chart, book, 0)
    lines["p775"], lines["c675"] = price - lines["p757"], book - lines["c657"]
    lines["FQ"] = exact.cents(0.002 * sales) + lines["p757"]
    lines["GE"] = exact.cents(0.003 * sales) + lines["c657"]
    lines["FR"] = add(lines, "FL", "FM", "FN", "FO", "FP", "FQ")
    charges = ("FS", "FT", "FU", "FV", "FW", "FX", "FY", "FZ", "GA", "GB", "GC", "GD", "GE")
    lines["GF"] = add(lines, *charges)
    lines["GG"] = lines["FR"] - lines["GF"]


def result(books: Books, lines: Lines, interest: Ints, earned: Ints) -> None:
    """Go from the operating result to the net result."""
    law, traits = books.law, books.traits
    lines["GL"] = lines["GP"] = earned
    lines["GR"] = lines["GU"] = interest
    lines["GV"] = lines["GP"] - lines["GU"]
    lines["GW"] = lines["GG"] + lines["GV"]
    lines["HB"] = lines["HD"] = lines["p775"]
    lines["HF"] = lines["HH"] = lines["c675"]
    lines["HI"] = lines["HD"] - lines["HH"]
    before_tax = lines["GW"] + lines["HI"]
    lines["HJ"] = np.rint(np.maximum(before_tax, 0) * traits.participation).astype(np.int64)
    taxed = np.maximum(before_tax - lines["HJ"], 0)
    lines["HK"] = np.rint(taxed * law.income_tax_rate).astype(np.int64)
    lines["HL"] = add(lines, "FR", "GP", "HD")
    lines["HM"] = add(lines, "GF", "GU", "HH", "HJ", "HK")
    lines["HN"] = lines["HL"] - lines["HM"]
