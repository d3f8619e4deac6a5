"""The reference firm of the golden cases, in thousands of euros, as statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.firm import Identity, Size
from simulator.domain.money import cents

CLOSING = date(2023, 12, 31)
IDENTITY = Identity(
    name="Fictive",
    siren="000000000",
    legal_form="SAS",
    naf="25.62B",
    sector="meca",
    size=Size.PME,
    created=date(2001, 1, 1),
    address="",
    postcode="",
    city="",
    manager="",
    email="",
    phone="",
    headcount=42,
)


INCOME = {
    "FC": 800,
    "FF": 4000,
    "FM": 60,
    "FN": 20,
    "FO": 10,
    "FP": 30,
    "FQ": 5,
    "FS": 500,
    "FT": 20,
    "FU": 1400,
    "FV": -30,
    "FW": 960,
    "FX": 70,
    "FY": 900,
    "FZ": 380,
    "GA": 210,
    "GC": 25,
    "GD": 15,
    "GE": 15,
    "GL": 10,
    "GR": 90,
    "p775": 40,
    "c675": 25,
    "HK": 99,
}
BALANCE = {
    "AT": 2750,
    "AU": 1450,
    "BL": 275,
    "BM": 20,
    "BN": 90,
    "BR": 205,
    "BT": 130,
    "BU": 10,
    "BV": 10,
    "BX": 1150,
    "BY": 50,
    "BZ": 90,
    "CD": 50,
    "CF": 120,
    "CH": 30,
    "DA": 500,
    "DG": 524,
    "DI": 296,
    "DP": 60,
    "DU": 1010,
    "DV": 60,
    "DW": 20,
    "DX": 560,
    "DY": 290,
    "DZ": 15,
    "EA": 20,
    "EB": 15,
    "EH": 180,
    "d1a": 170,
    "inv": 260,
}


def statement(
    lines: Mapping[str, float],
    *,
    closing: date = CLOSING,
    months: int = 12,
    standard: Standard | None = None,
) -> Statement:
    """Build a statement from amounts written in any unit of account."""
    return Statement(closing, {code: cents(str(v)) for code, v in lines.items()}, months, standard)


def reference() -> Statement:
    """Return the year of the reference firm."""
    return statement(INCOME | BALANCE)


def previous() -> Statement:
    """Return the year before, of which only the value added (1 900) is known."""
    return statement({"FF": 1900}, closing=date(2022, 12, 31))
