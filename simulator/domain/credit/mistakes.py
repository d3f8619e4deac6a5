"""Foreseen mistakes, computed with the learner's own figures: a code and the value it leads to.

Each function walks the wrong paths of one computation by calling it with the wrong convention.
Paths that lead to the right value are left out: they could not be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.credit.discount import annual_rate, prorata_interest
from simulator.domain.credit.factoring import Contract, yearly_cost
from simulator.domain.credit.inputs import Number, YearBasis, partial, positive, share
from simulator.domain.credit.limits import Cover, insured_layer
from simulator.domain.credit.marginal import LossConvention, sales_to_make_up
from simulator.domain.credit.need import complete_need
from simulator.domain.credit.working import nearest, ratio
from simulator.domain.money import Cents, times
from simulator.domain.results import NotComputable


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named error and the result it gives, in the unit of the right one."""

    code: str
    value: Decimal | Cents


_Right = Decimal | Cents | NotComputable
_Wrong = Mapping[str, _Right]


def need_mistakes(
    sales_ht: Cents,
    vat_rate: Decimal,
    terms_days: Number,
    *,
    end_of_month_days: Number = 0,
    lateness_days: Number = 0,
    basis: YearBasis = YearBasis.D360,
) -> tuple[Mistake, ...]:
    """Return the wrong needs in cents: no tax, other year, no end of month, no lateness."""

    def need(
        vat: Decimal = vat_rate,
        month: Number = end_of_month_days,
        late: Number = lateness_days,
        year: YearBasis = basis,
    ) -> Cents:
        return complete_need(
            sales_ht, vat, terms_days, end_of_month_days=month, lateness_days=late, basis=year
        ).amount

    return _told_apart(
        need(),
        {
            "HT_TTC": need(vat=Decimal(0)),
            _other_name(basis): need(year=_other(basis)),
            "NO_END_OF_MONTH": need(month=0),
            "NO_LATENESS": need(late=0),
        },
    )


def discount_mistakes(
    discount: Decimal, days: Number, *, basis: YearBasis = YearBasis.D360, compound: bool = False
) -> tuple[Mistake, ...]:
    """Return the wrong yearly rates: other year, e not divided by 1 − e, other capitalisation."""
    rough = share("discount", discount) * basis / positive("days", days)
    return _told_apart(
        annual_rate(discount, days, basis=basis, compound=compound),
        {
            _other_name(basis): annual_rate(discount, days, basis=_other(basis), compound=compound),
            "ON_GROSS": ratio(rough),
            "COMPOUND_SIMPLE": annual_rate(discount, days, basis=basis, compound=not compound),
            "NOT_ANNUAL": ratio(partial("discount", discount) / (1 - partial("e", discount))),
        },
    )


def discount_amount_mistakes(
    invoice: Cents, discount: Decimal, days: Number
) -> tuple[Mistake, ...]:
    """Return the wrong amounts of a contractual discount: read as a yearly rate, pro rata."""
    wrong: _Wrong = {
        "PRORATA": prorata_interest(invoice, discount, days),
        "PRORATA_D365": prorata_interest(invoice, discount, days, basis=YearBasis.D365),
    }
    return _told_apart(times(invoice, discount), wrong)


def make_up_mistakes(
    unpaid_ht: Cents,
    margin_rate: Decimal,
    vat_rate: Decimal,
    *,
    convention: LossConvention = LossConvention.SALE_PRICE,
) -> tuple[Mistake, ...]:
    """Return the wrong sales to make again: tax kept, other convention, multiplied, margin lost."""
    other = next(one for one in LossConvention if one is not convention)
    with_tax = times(unpaid_ht, 1 + vat_rate)
    wrong: _Wrong = {
        "HT_TTC": _sales(with_tax, margin_rate, convention),
        "LOSS_CONVENTION": _sales(unpaid_ht, margin_rate, other),
        "MULTIPLIED": times(unpaid_ht, margin_rate),
        "INVERTED_MARGIN": _sales(unpaid_ht, 1 - margin_rate, convention),
    }
    return _told_apart(_sales(unpaid_ht, margin_rate, convention), wrong)


def insured_loss_mistakes(request: Cents, cover: Cover) -> tuple[Mistake, ...]:
    """Return the wrong greatest losses: quota on the whole line, no quota, own layer forgotten."""
    right = insured_layer(request, cover)
    insured = min(right.limit, cover.granted)
    return _told_apart(
        right.max_loss,
        {
            "QUOTA_ON_WHOLE": Cents(right.limit - times(right.limit, cover.quota)),
            "NO_QUOTA": Cents(right.limit - insured),
            "QUOTA_INVERTED": Cents(right.limit - times(insured, 1 - cover.quota)),
            "AGREEMENT_ONLY": Cents(insured - times(insured, cover.quota)),
        },
    )


def factoring_mistakes(contract: Contract, sales_ttc: Cents, days: Number) -> tuple[Mistake, ...]:
    """Return the wrong effective rates: contract rate alone, on the outstanding, on sales."""
    right = yearly_cost(contract, sales_ttc, days)
    wrong: dict[str, _Right] = {"FINANCING_RATE_ONLY": contract.financing_rate}
    if right.outstanding:
        wrong["ON_OUTSTANDING"] = ratio(Fraction(right.total, right.outstanding))
        wrong["ON_SALES"] = ratio(Fraction(right.total, sales_ttc))
    return _told_apart(right.effective_rate, wrong)


def expected_value_mistakes(
    price_ht: Cents, margin_rate: Decimal, default_probability: Decimal
) -> tuple[Mistake, ...]:
    """Return the wrong gross expectations: price lost instead of cost, margin taken as certain."""
    price = positive("price_ht", price_ht)
    m, p = share("margin_rate", margin_rate), share("default_probability", default_probability)
    right = price * ((1 - p) * m - p * (1 - m))
    return _told_apart(
        nearest(right),
        {
            "PRICE_LOST": nearest(price * ((1 - p) * m - p)),
            "MARGIN_CERTAIN": nearest(price * (m - p * (1 - m))),
            "PROBABILITY_INVERTED": nearest(price * (p * m - (1 - p) * (1 - m))),
        },
    )


def _sales(unpaid: Cents, margin: Decimal, convention: LossConvention) -> _Right:
    found = sales_to_make_up(unpaid, margin, convention=convention)
    return found if isinstance(found, NotComputable) else found.sales


def _other(basis: YearBasis) -> YearBasis:
    return YearBasis.D365 if basis is YearBasis.D360 else YearBasis.D360


def _other_name(basis: YearBasis) -> str:
    return _other(basis).name


def _told_apart(right: _Right, wrong: _Wrong) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(code, value)
        for code, value in wrong.items()
        if not isinstance(value, NotComputable) and value != right
    )
