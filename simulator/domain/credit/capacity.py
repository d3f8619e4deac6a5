"""The limit that the customer, or our own book, can bear: caps with their parameters.

The 10 %, 20 % and 40 % below are rules of thumb without an authoritative source: they are default
values of parameters, marked as disputed or probable, and every proposal carries the ones it used.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.inputs import Number, YearBasis, finite, not_negative, share
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.credit.working import amount_step, nearest, percent, plain
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Confidence, NotComputable

EQUITY_SHARE = Decimal("0.10")
SUPPLIERS_SHARE = Decimal("0.20")
WORKING_CAPITAL_SHARE = Decimal("0.10")
CAPITAL_SHARE = Decimal("0.40")
CONCENTRATION_SHARE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """From ``minimum`` (a score, included) a line of ``share`` of the base is allowed."""

    minimum: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Shares by score; editable, never a standard."""

    bands: tuple[ScoreBand, ...]
    confidence: Confidence = Confidence.PEDAGOGICAL


SCORE_TABLE = ScoreTable(
    (
        ScoreBand(Decimal(0), Decimal(0)),
        ScoreBand(Decimal(5), Decimal("0.05")),
        ScoreBand(Decimal(10), Decimal("0.10")),
        ScoreBand(Decimal(15), Decimal("0.15")),
    )
)
"""An invented example on a score of 0 to 20, to be replaced by the firm's own."""


def equity_cap(
    equity: Cents, *, rate: Decimal = EQUITY_SHARE, coefficient: Decimal = Decimal(1)
) -> Proposal:
    """Return equity × rate × coefficient of the score; zero when equity is not positive.

    Zero and not « not computable »: a firm that has lost its equity must not escape the cap.
    Disputed rule of thumb. Raises ``OutOfRange`` on a rate outside [0, 1], ``Negative`` on the
    coefficient.
    """
    return _rule(Method.EQUITY, max(equity, ZERO), rate, coefficient)


def suppliers_cap(suppliers: Cents, *, rate: Decimal = SUPPLIERS_SHARE) -> Proposal | NotComputable:
    """Return the share of the customer's supplier debts that we accept to be (disputed rule)."""
    if suppliers <= 0:
        return NotComputable("base_not_positive", {"base": "suppliers", "amount": suppliers})
    return _rule(Method.SUPPLIERS, suppliers, rate)


def suppliers_from_purchases(
    purchases_ttc: Cents, terms_days: Number, *, basis: YearBasis = YearBasis.D360
) -> Cents:
    """Return supplier debts estimated as purchases including tax × terms ÷ basis, in cents."""
    purchases = not_negative("purchases_ttc", purchases_ttc)
    return nearest(purchases * not_negative("terms_days", terms_days) / basis)


def working_capital_need_cap(
    need: Cents, *, rate: Decimal = WORKING_CAPITAL_SHARE
) -> Proposal | NotComputable:
    """Return a share of the customer's BFR (disputed rule).

    A negative BFR is the mark of a trade paid before it pays, not of weakness: the rule then has
    nothing to say (``NotComputable``).
    """
    if need <= 0:
        return NotComputable("base_not_positive", {"base": "working_capital_need", "amount": need})
    return _rule(Method.WORKING_CAPITAL_NEED, need, rate)


def working_capital_cap(
    working_capital: Cents, *, rate: Decimal = WORKING_CAPITAL_SHARE
) -> Proposal:
    """Return a share of the customer's fonds de roulement, zero when negative (disputed rule)."""
    return _rule(Method.WORKING_CAPITAL, max(working_capital, ZERO), rate)


def capital_cap(capital: Cents, *, red: bool = False, rate: Decimal = CAPITAL_SHARE) -> Proposal:
    """Return at most 40 % of the capital, nothing for a score in the red (Creditsafe help page).

    Probable. Raises ``Negative`` on a capital under zero, ``OutOfRange`` on the rate.
    """
    base = not_negative("capital", capital)
    part = share("rate", rate)
    amount = Fraction() if red else base * part
    formula = "0" if red else f"{shown(capital)} × {percent(part)}"
    return Proposal(
        Method.CAPITAL,
        nearest(amount),
        Confidence.PROBABLE,
        {"rate": rate, "red": str(red).lower()},
        (amount_step("capital_cap", formula, amount),),
        place_rule=True,
    )


def score_table_cap(
    base: Cents, score: Decimal, *, base_name: str = "purchases", table: ScoreTable = SCORE_TABLE
) -> Proposal | NotComputable:
    """Return base × the share that the table gives to a score, in cents.

    ``base`` is the customer's purchases from us, its sales, its fonds de roulement or its EBE:
    ``base_name`` says which. Not computable when the base is not positive or the score is under
    the first band. The principle is probable, any table is the firm's choice.
    """
    finite("score", score)
    if not table.bands:
        raise NotPositive("bands", 0)
    if base <= 0:
        return NotComputable("base_not_positive", {"base": base_name, "amount": base})
    reached = [band for band in table.bands if score >= band.minimum]
    if not reached:
        return NotComputable("score_below_table", {"score": score})
    band = max(reached, key=lambda one: one.minimum)
    part = share("share", band.share)
    amount = Fraction(base) * part
    return Proposal(
        Method.SCORE_TABLE,
        nearest(amount),
        table.confidence,
        {"base": base_name, "score": score, "share": band.share},
        (amount_step("score_cap", f"{shown(base)} × {percent(part)}", amount),),
        place_rule=True,
    )


def concentration_cap(
    own_sales_ht: Cents, *, rate: Decimal = CONCENTRATION_SHARE, group_lines: Cents = ZERO
) -> Proposal:
    """Return what a group of customers may weigh in our own yearly sales without tax.

    5 % by default (legifiscal, a rule of practice: probable), less the lines already granted to
    other firms of the same group, never under zero. Raises ``Negative`` or ``OutOfRange``.
    """
    sales = not_negative("own_sales_ht", own_sales_ht)
    part = share("rate", rate)
    amount = max(sales * part - not_negative("group_lines", group_lines), Fraction())
    formula = f"{shown(own_sales_ht)} × {percent(part)} − {shown(group_lines)}"
    return Proposal(
        Method.CONCENTRATION,
        nearest(amount),
        Confidence.PROBABLE,
        {"rate": rate, "group_lines": group_lines},
        (amount_step("concentration_cap", formula, amount),),
        place_rule=True,
    )


def _rule(
    method: Method, base: Cents, rate: Decimal, coefficient: Decimal = Decimal(1)
) -> Proposal:
    factor = not_negative("coefficient", coefficient)
    part = share("rate", rate)
    amount = Fraction(base) * part * factor
    formula = f"{shown(base)} × {percent(part)} × {plain(factor)}"
    return Proposal(
        method,
        nearest(amount),
        Confidence.DISPUTED,
        {"rate": rate, "coefficient": coefficient},
        (amount_step(f"{method.value}_cap", formula, amount),),
        place_rule=True,
    )
