"""Random statements whose entries are consistent: printed totals contain their details."""

from __future__ import annotations

from hypothesis import strategies as st

from simulator.domain.accounts.liasse import FIXED_ASSETS, LINES, STOCKS
from simulator.domain.accounts.reading import net
from simulator.domain.accounts.statement import Standard, Statement
from tests.domain.accounts.reference import CLOSING

amounts = st.integers(0, 10**9)
_INCOME = (
    *("FC", "FF", "FI", "FM", "FN", "FO", "FP", "FQ", "FS", "FT", "FU", "FV", "FW", "FX", "FY"),
    *("FZ", "GA", "GB", "GC", "GD", "GE", "GH", "GI", "GJ", "GL", "GM", "GQ", "GR", "GS", "HA"),
    *("HC", "HE", "HG", "HJ", "HK"),
)
_INSIDE = {"FO": ("p747",), "FP": ("A1",), "FQ": ("p757",), "GE": ("c657",)}
_BALANCE = (
    *FIXED_ASSETS,
    *STOCKS,
    *("AA", "BV", "BX", "BZ", "CB", "CD", "CF", "CH", "CW", "CM", "CN"),
    *("DA", "DD", "DI", "DK", "DM", "DP", "DS", "DU", "DV", "DW", "DX", "DY", "DZ", "EA", "EB"),
    "ED",
)


@st.composite
def incomes(draw) -> Statement:
    """Draw an income statement under either chart of accounts."""
    lines = {code: draw(amounts) for code in _INCOME}
    for total, parts in _INSIDE.items():
        for part in parts:
            lines[part] = draw(st.integers(0, lines[total]))
    for code in ("p767", "c667", "p775", "p777", "c675"):
        lines[code] = draw(amounts)
    standard = draw(st.sampled_from(Standard))
    return Statement(CLOSING, lines, referentiel_pcg=standard)


@st.composite
def balance_sheets(draw) -> Statement:
    """Draw a balance sheet that balances to the cent (other reserves make it so)."""
    lines = {code: draw(amounts) for code in _BALANCE}
    for code in (*FIXED_ASSETS, *STOCKS, "BX"):
        down = LINES[code].impairment
        assert down is not None
        lines[down] = draw(st.integers(0, lines[code]))
    lines["EH"] = draw(st.integers(0, lines["DU"]))
    lines["eene"] = draw(amounts)
    open_ = Statement(CLOSING, lines)
    gap = net(open_, "CO") - open_.value("EE")
    return Statement(CLOSING, lines | {"DG": gap})
