"""Builders of small, coherent portfolios for tests: balanced accounts, a ledger, files to read.

Not the generator: a few rough laws, enough for every rule to meet good, bad and odd customers.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np

from simulator.domain.accounts.sig import net_result, value_added
from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import NEVER, to_day
from simulator.domain.firm import Identity, Size
from simulator.domain.ledger.columns import Disputes, Documents, Ledger, Payments, Promises
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.domain.portfolio import (
    Customer,
    Hidden,
    InsurerDecision,
    Portfolio,
    Source,
    SourceKind,
    Supplier,
)

AS_OF = date(2026, 11, 1)
SECTORS = (("mecanique", "2562B"), ("gros", "4669B"), ("btp", "4120B"), ("agro", "1071A"))
TERMS = ("30j", "30j_fdm", "45j_fdm", "60j")
COTATIONS = (None, "G2", "F3+", "G4", "G5+", "H6", "GP")


def _euros(amount: float) -> Cents:
    return Cents(round(amount) * 100)


def statement(luck: Luck, who: int, year: int, months: int = 12) -> Statement:
    """A balanced year; ``health`` of the firm drives margins, debt and cash together."""
    known = _drawn(luck, who, year, months)
    return Statement(known.closing, dict(known.lines), known.months)


@lru_cache(maxsize=10_000)
def _drawn(luck: Luck, who: int, year: int, months: int) -> Statement:
    """The year, drawn once: many modules ask for the same portfolios; each has its own lines."""

    def draw(name: str, low: float, high: float, *keys: int) -> float:
        return low + (high - low) * float(luck.uniform(f"make {name}", who, *keys))

    health = draw("health", 0, 1)
    trade = SECTORS[who % len(SECTORS)][0] == "gros"
    sales = 10 ** draw("sales", 6.1, 7.6) * (1 + 0.12 * draw("growth", -1, 1, year)) * months / 12
    goods = sales * (draw("goods", 0.75, 0.95) if trade else draw("goods", 0, 0.25))
    made = sales - goods
    p = {
        "FC": goods,
        "FF": made,
        "FM": made * draw("stocked", -0.01, 0.02, year),
        "FN": made * draw("own", 0, 0.006, year),
        "FO": sales * draw("subsidy", 0, 0.004, year),
        "FP": sales * 0.004,
        "FQ": sales * 0.001,
        "FS": goods * draw("cost", 0.68, 0.78),
        "FT": goods * draw("goods stock", -0.02, 0.02, year),
        "FU": made * draw("materials", 0.25, 0.35),
        "FV": made * draw("materials stock", -0.01, 0.01, year),
        "FW": sales * draw("external", 0.14, 0.19),
        "FX": sales * 0.012,
        "GA": sales * draw("depreciation", 0.02, 0.04),
        "GC": sales * 0.002,
        "GD": sales * 0.001,
        "GE": sales * 0.002,
        "GL": sales * 0.001,
        "GR": sales * (0.006 + 0.03 * (1 - health)),
        "HA": sales * 0.001,
        "HE": sales * 0.001,
    }
    lines = {code: _euros(amount) for code, amount in p.items()}
    so_far = Statement(date(year, 12, 31), lines, months)
    staff = (
        value_added(so_far) / 100 * (0.62 + 0.3 * (1 - health) + draw("staff", -0.04, 0.06, year))
    )
    lines |= {"FY": _euros(staff * 0.71), "FZ": _euros(staff * 0.29)}
    lines["HK"] = Cents(0)
    before = Statement(date(year, 12, 31), lines, months)
    lines["HK"] = Cents(max(0, int(net_result(before) / 400) * 100))
    lines |= _balance(draw, sales * 12 / months, health, trade, year)
    lines["inv"] = _euros(sales * draw("invest", 0.005, 0.05, year))
    closing = date(year, 12, 31)
    final = Statement(closing, lines, months)
    lines["DI"] = net_result(final)
    total = sum(int(final.value(code)) for code in ("CO",)) - int(final.value("1A"))
    known = sum(int(final.value(code)) for code in ("DA", "DI", "DP", "EC"))
    lines["DG"] = Cents(total - known)
    return Statement(closing, lines, months)


def _balance(draw, yearly, health, trade, year):
    fixed = yearly * draw("fixed", 0.15, 0.35)
    bank = yearly * (0.05 + 0.25 * (1 - health))
    rows = {
        "AR": fixed,
        "AS": fixed * draw("worn", 0.4, 0.6),
        "BL": 0 if trade else yearly * draw("raw", 0.03, 0.08, year),
        "BN": 0 if trade else yearly * draw("wip", 0.005, 0.03, year),
        "BT": yearly * (0.12 if trade else 0.01),
        "BU": yearly * 0.004,
        "BX": yearly * draw("receivables", 0.14, 0.26, year),
        "BY": yearly * 0.008,
        "BV": yearly * 0.004,
        "BZ": yearly * 0.02,
        "CD": yearly * 0.01 * health,
        "CF": yearly * (0.01 + 0.08 * health),
        "CH": yearly * 0.006,
        "DA": yearly * 0.03,
        "DP": yearly * 0.006,
        "DU": bank,
        "EH": bank * draw("overdraft", 0.05, 0.45, year),
        "d1a": bank * 0.12,
        "DV": yearly * 0.012,
        "DW": yearly * 0.005,
        "DX": yearly * draw("payables", 0.08, 0.2, year),
        "DY": yearly * draw("tax debts", 0.05, 0.1, year),
        "DZ": yearly * 0.004,
        "EA": yearly * 0.004,
        "EB": yearly * 0.003,
    }
    return {code: _euros(amount) for code, amount in rows.items()}


def customer(luck: Luck, who: int) -> Customer:
    """One customer; every ninth is public, every eleventh has a short last year."""
    sector, naf = SECTORS[who % len(SECTORS)]
    public = who % 9 == 8
    short = who % 11 == 10
    years = (2024, 2025)
    accounts = tuple(statement(luck, who, y, 9 if short and y == 2025 else 12) for y in years)
    granted = luck.below(4, "make insurer", who)
    return Customer(
        id=who,
        identity=Identity(
            name=f"Société {who:03d}",
            siren=f"{300000000 + who}",
            legal_form="Commune" if public else "SAS",
            naf=naf,
            sector=sector,
            size=Size.PME,
            created=date(1980 + luck.below(44, "make created", who), 3, 1),
            address="1 rue des Essais",
            postcode="59000",
            city="Lille",
            manager="Dominique Martin",
            email=f"compta@societe-{who}.example",
            phone="03 53 01 00 00",
            headcount=20 + luck.below(150, "make heads", who),
            public=public,
        ),
        since=date(2010 + luck.below(15, "make since", who), 6, 1),
        terms=TERMS[luck.below(len(TERMS), "make terms", who)],
        means="virement",
        sales_rep="Camille",
        limit=None if who % 7 == 6 else _euros(10_000 * (1 + luck.below(30, "make limit", who))),
        statements=() if public else accounts,
        cotation=None if public else COTATIONS[luck.below(len(COTATIONS), "make cotation", who)],
        insurer=None
        if granted == 0
        else InsurerDecision(_euros((granted - 1) * 40_000), Decimal("0.9"), date(2026, 5, 1)),
        sources=(
            Source(SourceKind.SALES_NOTE, date(2026, 9, 1), "Le client agrandit son atelier."),
        ),
    )


def ledger(luck: Luck, count: int, as_of: date) -> Ledger:
    """Monthly invoices over two years, paid with a lateness of the customer's own."""
    documents, payments, disputes, promises = [], [], [], []
    today = to_day(as_of)
    for who in range(count):
        habit = luck.below(70, "make habit", who) - 10
        size = 2_000 + luck.below(40_000, "make size", who)
        for month in range(24):
            issued = today - 730 + month * 30 + luck.below(20, "make issued", who, month)
            due = issued + 45
            gross = 100 * (size + luck.below(size, "make gross", who, month))
            row = len(documents)
            documents.append((who, row, 0, issued, due, gross, gross * 5 // 6))
            paid = due + habit + luck.below(15, "make paid", who, month) - 7
            if paid <= today and luck.below(25 if who % 3 == 0 else 400, "make unpaid", who, month):
                payments.append((row, max(paid, issued), gross, 0))
            elif not luck.below(3, "make dispute", who, month):
                disputes.append((row, due, NEVER, gross // 4, 0))
            elif due < today:
                promises.append((row, due + 5, due + 20, gross, 60))
    order = sorted(range(len(payments)), key=lambda i: payments[i][0])
    return Ledger(
        documents=Documents(*_columns(documents, "iqhiiqq")),
        payments=Payments(*_columns([payments[i] for i in order], "iiqh")),
        disputes=Disputes(*_columns(disputes, "iiiqh")),
        promises=Promises(*_columns(promises, "iiiqh")),
    )


def _columns(rows, kinds):
    types = {"i": np.int32, "q": np.int64, "h": np.int16}
    return [np.array([row[i] for row in rows], dtype=types[kind]) for i, kind in enumerate(kinds)]


def portfolio(seed: int = 1, count: int = 60, as_of: date = AS_OF) -> Portfolio:
    """A portfolio that has everything an exercise may ask for."""
    luck = Luck(seed)
    return Portfolio(
        supplier=Supplier(
            scenario="essai",
            name="Fournitures Martin",
            activity="négoce de fournitures industrielles",
            story="",
            yearly_sales=_euros(12_000_000),
            margin_rate=Decimal("0.24"),
            vat_rate=Decimal("0.2"),
        ),
        as_of=as_of,
        seed=seed,
        version="essai",
        customers=tuple(customer(luck, who) for who in range(count)),
        ledger=ledger(luck, count, as_of),
        hidden=tuple(Hidden(0.5, "essai", None) for _ in range(count)),
    )
