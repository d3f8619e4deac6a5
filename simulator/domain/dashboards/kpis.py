"""The indicators of the workshop: a right formula, the foreseen wrong ones, the domain's value.

The domain's own functions say what is right; a formula is right when it gives their value. Wrong
paths are formulas too, or the functions of ``indicators.mistakes`` where a formula would not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from simulator.domain.dashboards import formulas as f
from simulator.domain.dashboards.book import Book
from simulator.domain.dashboards.following import TITLES as BANDS
from simulator.domain.dashboards.following import balances, exposures, granted, passages
from simulator.domain.dashboards.formulas import Path, Words
from simulator.domain.dashboards.naming import Source
from simulator.domain.dates import to_day
from simulator.domain.indicators.collecting import effectiveness
from simulator.domain.indicators.conventions import Conventions, DayBasis, TaxBase
from simulator.domain.indicators.countback import countback
from simulator.domain.indicators.dso import dso
from simulator.domain.indicators.exposure import Exposed, insurance_coverage
from simulator.domain.indicators.follow import promises_kept_in
from simulator.domain.indicators.forecast import forecast_accuracy
from simulator.domain.indicators.indicator import Indicator
from simulator.domain.indicators.losses import bad_debt_ratio
from simulator.domain.indicators.measure import Measure, Reason, decimal, not_computable
from simulator.domain.indicators.period import (
    days_beyond_terms_in,
    days_to_pay_in,
    receipts,
)
from simulator.domain.indicators.registry import indicator
from simulator.domain.indicators.rolls import absorption, one_way
from simulator.domain.indicators.stock import disputes_on, overdue_shares, position
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.columns import Ledger
from simulator.domain.ledger.perimeter import without_vat
from simulator.domain.money import Cents
from simulator.domain.refusals import UnknownChoice
from simulator.domain.results import NotComputable, Unit

_DESCRIBED = {"overdue_90": "overdue_60", "loss_rate_forecast": "loss_forecast"}
"""The share beyond another bound is described as the one of the registry."""


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator of the workshop; ``measure`` names how its figure is written."""

    code: str
    source: Source
    measure: str
    right: Callable[[Words], str]
    wrong: Callable[[Words], tuple[Path, ...]]
    value: Callable[[Book], Measure]

    @property
    def descriptor(self) -> Indicator:
        """Return its descriptor: direction, counter-indicators, charts."""
        return indicator(_DESCRIBED.get(self.code, self.code))

    @property
    def watchers(self) -> tuple[str, ...]:
        """Return the codes that may be set beside a target: those that watch it, and others."""
        others = (code for code in KPIS if code != self.code)
        return tuple(sorted({*self.descriptor.counters, *others}))

    def formula(self, conventions: Conventions) -> str:
        """Return a right formula under conventions."""
        return "=" + self.right(Words(conventions))

    def paths(self, conventions: Conventions) -> tuple[Path, ...]:
        """Return the foreseen mistakes under conventions."""
        return self.wrong(Words(conventions))


def _based(book: Book) -> Ledger:
    """Return the ledger of the perimeter in the tax base of the conventions."""
    return book.net if book.conventions.tax is TaxBase.EXCLUDING_VAT else book.with_vat


def _net(book: Book) -> bool:
    return book.conventions.tax is TaxBase.EXCLUDING_VAT


def _dso_value(book: Book) -> Measure:
    taken = book.slices(net=_net(book), history=3)
    banking = book.conventions.day_basis is DayBasis.BANKING
    days = 90 if banking else sum(int(one.days) for one in taken)
    sales = Cents(sum(one.sales for one in taken))
    return dso(book.owed(net=_net(book)), sales, days, book.conventions)


def _back_value(book: Book) -> Measure:
    return countback(book.owed(net=_net(book)), book.slices(net=_net(book)), book.conventions)


def _cei_value(book: Book) -> Measure:
    seen = position(_based(book), book.on)
    before = to_day(book.since) - 1
    return effectiveness(
        opening=Cents(int(open_at(_based(book), before).sum())),
        sales=book.slices(net=_net(book))[0].sales,
        closing=seen.total,
        closing_not_due=seen.net_not_due,
        conventions=book.conventions,
    )


def _in_month(function: Callable[[Ledger, date, date], Measure]) -> Callable[[Book], Measure]:
    return lambda book: function(_based(book), book.since, book.on)


def _loss_value(book: Book) -> Measure:
    owed = open_at(without_vat(book.ledger), to_day(book.on))
    lost = int(owed[book.marks.doubtful & (owed > 0)].sum())
    sales = Cents(sum(one.sales for one in book.slices(net=True)))
    return bad_debt_ratio(Cents(lost - book.indemnity), sales)


def _forecast_value(book: Book) -> Measure:
    ledger = _based(book)
    opening = open_at(ledger, to_day(book.since) - 1)
    planned = opening[(ledger.documents.due <= to_day(book.on)) & (opening > 0)].sum()
    cash = receipts(ledger, book.since, book.on).amount.sum()
    return forecast_accuracy([(Cents(int(planned)), Cents(int(cash)))]).overall


def _cover_value(book: Book) -> Measure:
    owed = exposures(book.customers, _based(book), book.on)
    lines = granted(book.customers)
    pairs = zip(owed.tolist(), lines.tolist(), strict=True)
    return insurance_coverage(
        [Exposed(Cents(exposure), insured=Cents(line)) for exposure, line in pairs]
    ).share


def _promises_value(book: Book) -> Measure:
    return promises_kept_in(_based(book), book.promised_since, book.on).by_amount


def _loss_rate_value(book: Book) -> Measure:
    """Return what ends lost over the balance, by the absorbing chain of bands."""
    rates = passages(book.with_vat, book.on)
    paid = tuple(1 - rate for rate in rates)
    lost = (*(Fraction() for _ in BANDS[1:]), rates[-1])
    chain = absorption(one_way(BANDS, paid, (*rates[:-1], None), lost))
    assert not isinstance(chain, NotComputable)  # nothing comes back: every balance ends
    owed = balances(_based(book), book.on)[: len(BANDS)]
    if not sum(owed):
        reason = Reason.DENOMINATOR_NOT_POSITIVE
        return not_computable("loss_forecast", Unit.RATIO, reason, book.conventions)
    ends = (chain.exact[band]["lost"] for band in BANDS)
    total = sum((cents * end for cents, end in zip(owed, ends, strict=True)), Fraction())
    return Measure("loss_forecast", decimal(total / sum(owed)), Unit.RATIO, book.conventions)


KPIS: Mapping[str, Kpi] = MappingProxyType(
    {
        kpi.code: kpi
        for kpi in (
            Kpi("dso", Source.ITEMS, "days", f.dso, f.dso_wrong, _dso_value),
            Kpi("dso_countback", Source.MONTHS, "days", f.back, f.back_wrong, _back_value),
            Kpi(
                "overdue_ratio",
                Source.ITEMS,
                "percent",
                f.overdue,
                f.overdue_wrong,
                lambda book: overdue_shares(_based(book), book.on)[0],
            ),
            Kpi(
                "overdue_90",
                Source.ITEMS,
                "percent",
                f.beyond_90,
                f.beyond_90_wrong,
                lambda book: overdue_shares(_based(book), book.on)[3],
            ),
            Kpi(
                "dispute_weight",
                Source.ITEMS,
                "percent",
                f.disputes,
                f.disputes_wrong,
                lambda book: disputes_on(_based(book), book.on).on_total,
            ),
            Kpi("cei", Source.ITEMS, "percent", f.cei, f.cei_wrong, _cei_value),
            Kpi(
                "dmp",
                Source.RECEIPTS,
                "days",
                lambda w: f.weighted(w, f.TO_PAY),
                f.dmp_wrong,
                _in_month(days_to_pay_in),
            ),
            Kpi(
                "dbt",
                Source.RECEIPTS,
                "days",
                lambda w: f.weighted(w, f.FLOORED),
                f.dbt_wrong,
                _in_month(days_beyond_terms_in),
            ),
            Kpi(
                "bad_debt_ratio",
                Source.ITEMS,
                "percent",
                lambda _: f"({f.LOST.format(ht='_HT')}-Indemnité)/CA_HT_12",
                f.loss_wrong,
                _loss_value,
            ),
            Kpi(
                "forecast_accuracy",
                Source.ITEMS,
                "percent",
                f.forecast,
                f.forecast_wrong,
                _forecast_value,
            ),
            Kpi(
                "insurance_coverage",
                Source.INSURED,
                "percent",
                f.cover,
                f.cover_wrong,
                _cover_value,
            ),
            Kpi(
                "promises_kept",
                Source.PROMISES,
                "percent",
                f.promises,
                f.promises_wrong,
                _promises_value,
            ),
            Kpi(
                "loss_rate_forecast",
                Source.BANDS,
                "percent",
                f.lost_in_the_end,
                f.lost_wrong,
                _loss_rate_value,
            ),
        )
    }
)


def kpi(code: str) -> Kpi:
    """Return an indicator of the workshop; ``UnknownChoice`` when there is none of this code."""
    if code not in KPIS:
        raise UnknownChoice("indicator", code, tuple(KPIS))
    return KPIS[code]


def exact(measure: Measure) -> Fraction | None:
    """Return the value of a measure as a fraction, ``None`` when it has none."""
    return None if measure.number is None else Fraction(measure.number)
