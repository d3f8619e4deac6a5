"""The simplified return (forms 2033-A and 2033-B) read as a statement, and written from one.

Form 2033 merges lines that 2050 to 2053 tell apart. Partners' accounts (169, inside 172) are
moved to financial debt; the rest of line 172 (tax, social and other debts) is kept under DY.
Loans due in more than a year are line 195 as far as line 156 goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simulator.domain.accounts.statement import Standard, Statement
from simulator.domain.money import Cents

_ASSETS = {
    "010": "AH",
    "012": "AI",
    "014": "AJ",
    "016": "AK",
    "028": "AT",
    "030": "AU",
    "040": "BH",
    "042": "BI",
    "050": "BL",
    "052": "BM",
    "060": "BT",
    "062": "BU",
    "064": "BV",
    "066": "BW",
    "068": "BX",
    "070": "BY",
    "072": "BZ",
    "074": "CA",
    "080": "CD",
    "082": "CE",
    "084": "CF",
    "086": "CG",
    "092": "CH",
    "094": "CI",
}
_LIABILITIES = {
    "120": "DA",
    "124": "DC",
    "126": "DD",
    "130": "DF",
    "132": "DG",
    "134": "DH",
    "136": "DI",
    "140": "DK",
    "142": "DL",
    "154": "DR",
    "156": "DU",
    "164": "DW",
    "166": "DX",
    "174": "EB",
    "176": "EC",
    "180": "EE",
}
_RESULT = {
    "210": "FC",
    "214": "FF",
    "218": "FI",
    "222": "FM",
    "224": "FN",
    "226": "FO",
    "230": "FQ",
    "234": "FS",
    "236": "FT",
    "238": "FU",
    "240": "FV",
    "242": "FW",
    "244": "FX",
    "250": "FY",
    "252": "FZ",
    "254": "GA",
    "256": "GD",
    "262": "GE",
    "270": "GG",
    "280": "GP",
    "290": "HD",
    "294": "GU",
    "300": "HH",
    "306": "HK",
    "310": "HN",
}
CODES: Mapping[str, str] = _ASSETS | _LIABILITIES | _RESULT
"""Line of 2033-A or 2033-B → line of 2050 to 2053, where one stands for one."""

OTHER_DEBTS, PARTNERS, EXPORTS, LONG_DEBTS = "172", "169", ("209", "215", "217"), "195"
SIMPLIFIED_TOTALS: Mapping[str, tuple[str, ...]] = {
    "044": ("010", "014", "028", "040"),
    "048": ("012", "016", "030", "042"),
    "096": ("050", "060", "064", "068", "072", "080", "084", "092"),
    "098": ("052", "062", "066", "070", "074", "082", "086", "094"),
    "110": ("044", "096"),
    "112": ("048", "098"),
    "142": ("120", "124", "126", "130", "132", "134", "136", "140"),
    "176": ("156", "164", "166", "172", "174"),
    "180": ("142", "154", "176"),
}
"""Totals of form 2033-A and their parts."""

_TOTAL_CODES = {"044": "BJ", "048": "BK", "096": "CJ", "098": "CK", "110": "CO", "112": "1A"}


def from_simplified(
    lines: Mapping[str, Cents],
    closing: date,
    months: int = 12,
    referentiel_pcg: Standard | None = None,
) -> Statement:
    """Read the lines of a simplified return, in cents, as a statement."""
    codes = {**CODES, **_TOTAL_CODES}
    found = {codes[code]: amount for code, amount in lines.items() if code in codes}
    partners = lines.get(PARTNERS, Cents(0))
    if OTHER_DEBTS in lines:
        found["DY"] = Cents(lines[OTHER_DEBTS] - partners)
        found["DV"] = partners
    if any(code in lines for code in EXPORTS):
        found["FK"] = Cents(sum(lines.get(code, Cents(0)) for code in EXPORTS))
    if LONG_DEBTS in lines:
        financial = found.get("DU", 0) + found.get("DV", 0)
        found["d1a"] = Cents(financial - min(financial, lines[LONG_DEBTS]))
    return Statement(closing, found, months, referentiel_pcg)


def to_simplified(statement: Statement) -> dict[str, Cents]:
    """Write a statement as the lines of a simplified return, in cents, nil lines left out.

    Lines that form 2033 merges are added up; its totals are those of the statement.
    """
    groups: Mapping[str, tuple[str, ...]] = {
        **{code: (line,) for code, line in {**CODES, **_TOTAL_CODES}.items()},
        "010": ("AH",),
        "012": ("AI",),
        "014": ("AB", "CX", "AF", "AJ", "AL"),
        "016": ("AC", "CQ", "AG", "AK", "AM"),
        "028": ("AN", "AP", "AR", "AT", "AV", "AX"),
        "030": ("AO", "AQ", "AS", "AU", "AW", "AY"),
        "040": ("CS", "CU", "BB", "BD", "BF", "BH"),
        "042": ("CT", "CV", "BC", "BE", "BG", "BI"),
        "050": ("BL", "BN", "BP", "BR"),
        "052": ("BM", "BO", "BQ", "BS"),
        "072": ("BZ", "CB"),
        "074": ("CA", "CC"),
        "120": ("DA", "DB"),
        "132": ("DE", "DG"),
        "140": ("DJ", "DK"),
        "154": ("DR", "DO"),
        "156": ("DS", "DT", "DU"),
        "172": ("DV", "DY", "DZ", "EA"),
        "169": ("DV",),
        "230": ("FQ", "FP"),
        "256": ("GB", "GC", "GD"),
        "262": ("GE",),
    }
    found = {code: statement.values(*parts) for code, parts in groups.items()}
    return {code: amount for code, amount in sorted(found.items()) if amount}
