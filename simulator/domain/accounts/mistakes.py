"""Wrong balances that people work out of a statement: SIG, CAF, FRNG, BFR. Values in cents."""

from __future__ import annotations

from decimal import Decimal

from simulator.domain.accounts import reading, sig
from simulator.domain.accounts.caf import caf_additive, caf_subtractive
from simulator.domain.accounts.functional import functional_of
from simulator.domain.accounts.liquidity import liquidity_of
from simulator.domain.accounts.mistake import Mistake
from simulator.domain.accounts.statement import Statement


def _wrong(**values: int) -> tuple[Mistake, ...]:
    return tuple(Mistake(code, Decimal(value)) for code, value in values.items())


def margin_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """Marge commerciale: stock variation forgotten or added, materials taken for goods."""
    right = sig.commercial_margin(s)
    return _wrong(
        variation_forgotten=right + s["FT"],
        variation_sign=right + 2 * s["FT"],
        all_sales=right - s.value("FC") + s.value("FL"),
    )


def value_added_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """Valeur ajoutée: stored production forgotten, variation of materials, external charges."""
    right = sig.value_added(s)
    return _wrong(
        stored_production_forgotten=right - s["FM"],
        variation_sign=right + 2 * s["FV"],
        external_charges_forgotten=right + s["FW"],
        sales_for_production=right - s["FM"] - s["FN"],
    )


def ebe_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """EBE: subsidies or taxes forgotten, depreciation taken off (that is the operating result)."""
    right = sig.ebe(s)
    return _wrong(
        subsidies_forgotten=right - s.value("FO") + sig.shared_subsidies(s),
        taxes_forgotten=right + s["FX"],
        depreciation_taken_off=right - s["GA"],
        operating_result=sig.operating_result(s),
    )


def caf_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """CAF: what is not cash forgotten, or the gain on disposals left in."""
    right = caf_subtractive(s).value
    gain = sig.disposal_result(s)
    rows = dict(caf_additive(s).subtracted)
    return _wrong(
        net_result_plus_depreciation=sig.net_result(s) + s["GA"],
        disposals_left_in=right + gain,
        disposals_sign=right + 2 * gain,
        reversals_forgotten=right + rows["reversals"],
        tax_forgotten=right + s["HK"],
    )


def frng_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """FRNG: net assets for gross, overdrafts among stable resources, the liquidity reading."""
    right = functional_of(s).frng
    return _wrong(
        net_fixed_assets=right - s.value("CK"),
        depreciation_forgotten=right - s.value("1A"),
        overdrafts_stable=right + s["EH"],
        provisions_forgotten=right - s.value("DR"),
        liquidity_reading=liquidity_of(s).working_capital,
    )


def bfr_mistakes(s: Statement) -> tuple[Mistake, ...]:
    """BFR: net current assets for gross, advances received added, overdrafts or cash inside."""
    right = functional_of(s).bfr
    return _wrong(
        net_current_assets=right - s.value("CK"),
        advances_sign=right + 2 * s["DW"],
        overdrafts_inside=right - s["EH"],
        cash_inside=right + reading.net_cash_assets(s),
        other_items_forgotten=functional_of(s).bfre,
    )
