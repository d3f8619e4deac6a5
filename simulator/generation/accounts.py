"""Three years of accounts for every customer: they balance to the cent and follow each other."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from simulator.domain.accounts.statement import PCG_2025_START, Statement
from simulator.domain.dates import add_months, end_of_month
from simulator.domain.money import ZERO, Cents
from simulator.generation import balance, exact, income, traits
from simulator.generation.balance import Lines, add
from simulator.generation.cohort import STATEMENT_YEARS, Cohort, Frame
from simulator.generation.exact import Bools, Floats, Ints
from simulator.generation.traits import Books

CLOSING_MONTHS = (12, 6, 9, 3)
CLOSING_WEIGHTS = (82, 7, 7, 4)
FILING_MONTHS = 6
"""Accounts are taken as public six months after the end of the year (judgement)."""
LATE_FILERS = 0.07
CAPITAL_SHARE = 0.2


def statements(frame: Frame, cohort: Cohort) -> list[tuple[Statement, ...]]:
    """Return each customer's accounts, oldest first; none for public bodies."""
    books = Books(frame, cohort, traits.draw(frame, cohort))
    closings = _closings(frame)
    which = _which_closings(frame, cohort)
    years: list[Lines] = []
    for year in range(STATEMENT_YEARS):
        opened = [add_months(days[year], -12) + timedelta(days=1) for days in closings]
        new_chart = np.array([day >= PCG_2025_START for day in opened])[which]
        years.append(_year(books, year, years[-1] if years else None, new_chart))
    blank = dict.fromkeys(years[0], ZERO)
    tables = [np.stack([lines[code] for code in blank], axis=1) for lines in years]
    return [
        ()
        if public
        else tuple(
            Statement(day, _filled(blank, row))
            for day, row in zip(closings[rank], rows, strict=True)
        )
        for public, rank, *rows in zip(cohort.public.tolist(), which.tolist(), *tables, strict=True)
    ]


def _filled(blank: dict[str, Cents], row: Ints) -> dict[str, Cents]:
    """Return a copy with other cents, in half the time that a new dictionary takes to grow."""
    lines = blank.copy()
    lines.update(zip(blank, row.tolist(), strict=True))
    return lines


def _closings(frame: Frame) -> list[tuple[date, ...]]:
    """Return the possible closing days of three years, oldest first.

    By month, when the latest accounts are public, then when they are a year late.
    """
    return [
        tuple(
            end_of_month(add_months(_latest(frame.as_of, month), -12 * age))
            for age in range(STATEMENT_YEARS - 1 + late, late - 1, -1)
        )
        for month in CLOSING_MONTHS
        for late in (0, 1)
    ]


def _which_closings(frame: Frame, cohort: Cohort) -> Ints:
    """Return the rank in ``_closings`` of the days of each customer."""
    month = frame.luck.pick(CLOSING_WEIGHTS, "closing", cohort.ids)
    return month * 2 + (frame.luck.uniform("late filing", cohort.ids) < LATE_FILERS)


def _latest(as_of: date, month: int) -> date:
    closing = end_of_month(date(as_of.year, month, 1))
    while add_months(closing, FILING_MONTHS) > as_of:
        closing = end_of_month(add_months(closing, -12))
    return closing


def _shrunk(lines: Lines, growth: Floats) -> Lines:
    """Return what the opening of the first year must have been: closing brought back by growth."""
    codes = (*balance.STOCKS, *balance.WRITE_DOWNS.values(), "DP")
    return {code: np.rint(lines[code] / (1.0 + growth)).astype(np.int64) for code in codes}


def _year(books: Books, year: int, before: Lines | None, new_chart: Bools) -> Lines:
    drawn, sales = books.traits, books.sales(year)
    lines: Lines = balance.stocks(drawn, sales)
    lines["BX"] = balance.receivables(books, year)
    balance.write_downs(lines)
    lines["DP"] = exact.cents(drawn.provision * sales)
    opening = before if before is not None else _shrunk(lines, drawn.growth[:, 0])
    if before is None:
        price = book = _open_fixed(books, lines)
    else:
        price, book = _roll_fixed(books, year, lines, before)
    balance.current(books, year, lines)
    income.sold(drawn, lines, sales)
    income.stock_changes(lines, opening)
    added, bought = income.added_value(books, year, lines)
    balance.operating_debts(books, year, lines, bought, added)
    income.staff(books, lines, added, exact.cents(drawn.ebe_margin[:, year] * sales))
    income.wear(lines, opening)
    income.operating(lines, sales, new_chart, price, book)
    if before is None:
        _first(books, lines)
    else:
        _next(books, year, lines, before)
    return lines


def _open_fixed(books: Books, lines: Lines) -> Ints:
    """Open fixed assets; return zeros, nothing being sold in the first year."""
    drawn, sales = books.traits, books.sales(0)
    wanted = exact.cents(drawn.fixed_to_sales * sales * 0.8)
    kept = exact.cents(drawn.fixed_to_sales * sales * 0.2)
    gross = np.rint(wanted / (1.0 - drawn.worn)).astype(np.int64)
    lines["GA"] = np.rint((kept + wanted) * books.law.depreciation_rate).astype(np.int64)
    grown = np.rint(wanted * drawn.growth[:, 0]).astype(np.int64)
    bought = np.maximum(lines["GA"] + grown, 0)
    lines["inv"] = np.rint(bought * balance.TANGIBLE_SHARE).astype(np.int64)
    balance.fixed(lines, kept, gross, gross - wanted)
    return np.zeros_like(gross)


def _roll_fixed(books: Books, year: int, lines: Lines, before: Lines) -> tuple[Ints, Ints]:
    """Roll fixed assets forward; return (price, book value) of what was sold, in cents."""
    luck, ids = books.frame.luck, books.cohort.ids
    wanted = exact.cents(books.traits.fixed_to_sales * books.sales(year) * 0.8)
    kept = add(before, *(code for code, _ in balance.KEPT_SHARES))
    old_gross, old_worn = before["BJ"] - kept, before["BK"]
    net = old_gross - old_worn
    wear = np.rint((kept + net) * books.law.depreciation_rate).astype(np.int64)
    lines["GA"] = np.minimum(wear, np.rint(net * 0.9).astype(np.int64))
    sells = luck.uniform("disposal", ids, year) < 0.25
    part = 0.02 + 0.06 * luck.uniform("disposed", ids, year)
    out = np.where(sells, np.rint(old_gross * part), 0.0).astype(np.int64)
    out_worn = np.minimum(np.rint(out * 0.75).astype(np.int64), old_worn)
    book = np.minimum(out - out_worn, net - lines["GA"])
    price = np.rint(book * (0.6 + luck.uniform("price", ids, year))).astype(np.int64)
    target = net + np.rint(0.5 * (wanted - net)).astype(np.int64)
    bought = np.maximum(target - (net - lines["GA"] - book), 0)
    lines["inv"] = np.rint(bought * balance.TANGIBLE_SHARE).astype(np.int64)
    gross = old_gross - out_worn - book + bought
    balance.fixed(lines, kept, gross, old_worn - out_worn + lines["GA"])
    return price, book


def _interest(books: Books, year: int, debt: Ints) -> Ints:
    law, health = books.law, books.health(year)
    rate = law.interest_base + law.interest_health * np.maximum(-health, 0.0)
    return np.rint(debt * rate).astype(np.int64)


def _first(books: Books, lines: Lines) -> None:
    """Open with equity as a share of assets, the result of the year being inside it."""
    balance.totals_of_assets(lines)
    assets = lines["CO"] - lines["1A"]
    equity = np.rint(assets * books.traits.equity_ratio).astype(np.int64)
    balance.close(books, 0, lines, equity)
    debt = lines["DU"] + lines["DV"]
    earned = np.rint(lines["CF"] * 0.005).astype(np.int64)
    income.result(books, lines, _interest(books, 0, debt), earned)
    base = np.maximum(equity, np.rint(assets * 0.05).astype(np.int64))
    capital = np.maximum(
        np.rint(base * CAPITAL_SHARE / 100_000.0).astype(np.int64) * 100_000, 100_000
    )
    lines["DA"], lines["DI"] = capital, lines["HN"]
    rest = equity - capital - lines["HN"]
    saved = np.maximum(rest, 0)
    lines["DD"] = np.minimum(capital // 10, saved)
    lines["DG"] = saved - lines["DD"]
    lines["DH"] = np.minimum(rest, 0)
    lines["div"] = np.zeros_like(capital)


def _next(books: Books, year: int, lines: Lines, before: Lines) -> None:
    """Share out the result of the year before, then add that of the year."""
    debt = before["DU"] + before["DV"]
    earned = np.rint(before["CF"] * 0.005).astype(np.int64)
    income.result(books, lines, _interest(books, year, debt), earned)
    gained = np.maximum(before["HN"], 0)
    free = np.maximum(gained + before["DH"], 0)
    legal = np.minimum(np.maximum(before["DA"] // 10 - before["DD"], 0), free // 20)
    shared = np.minimum(np.rint(gained * books.law.payout).astype(np.int64), free - legal)
    kept = before["HN"] - shared - legal
    mended = np.where(before["HN"] < 0, kept, np.minimum(kept, np.maximum(-before["DH"], 0)))
    lines["DA"], lines["DI"], lines["div"] = before["DA"], lines["HN"], shared
    lines["DD"] = before["DD"] + legal
    lines["DH"] = before["DH"] + mended
    lines["DG"] = before["DG"] + kept - mended
    equity = add(lines, "DA", "DD", "DG", "DH", "DI")
    balance.close(books, year, lines, equity)
