"""Write-downs: claim by claim, or by statistics of age; the year-end table; their tax treatment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulator.domain.accounting.doubtful import adjust
from simulator.domain.accounting.entries import Entry
from simulator.domain.accounting.vat import percent, shown, split_vat
from simulator.domain.money import ZERO, Cents, times
from simulator.domain.refusals import Negative, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable, Step, Unit


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A doubtful claim at year end: unpaid amount including VAT, expected loss on the net."""

    reference: str
    gross: Cents
    vat_rate: Decimal
    loss_rate: Decimal
    existing: Cents = ZERO

    def __post_init__(self) -> None:
        for name, amount in (("gross", self.gross), ("existing", self.existing)):
            if amount < 0:
                raise Negative(name, amount)
        if not 0 <= self.loss_rate <= 1:
            raise OutOfRange("loss_rate", self.loss_rate, 0, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the year-end table; ``adjustment`` is positive to add, negative to release."""

    claim: Doubtful
    net: Cents
    required: Cents

    @property
    def adjustment(self) -> Cents:
        """Return what to add to (68174) or release from (78174) the write-down."""
        return Cents(self.required - self.claim.existing)

    def steps(self) -> tuple[Step, ...]:
        """Return the computation of the row."""
        claim = self.claim
        return (
            Step(
                "ht",
                f"{shown(claim.gross)} ÷ (1 + {percent(claim.vat_rate)})",
                self.net,
                Unit.CENTS,
            ),
            Step(
                "required",
                f"{shown(self.net)} × {percent(claim.loss_rate)}",
                self.required,
                Unit.CENTS,
            ),
            Step(
                "adjustment",
                f"{shown(self.required)} − {shown(claim.existing)}",
                self.adjustment,
                Unit.CENTS,
            ),
        )


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The year-end table of doubtful claims with its totals."""

    rows: tuple[Row, ...]

    @property
    def gross(self) -> Cents:
        """Return the claims including VAT."""
        return Cents(sum(row.claim.gross for row in self.rows))

    @property
    def net(self) -> Cents:
        """Return the claims excluding VAT."""
        return Cents(sum(row.net for row in self.rows))

    @property
    def required(self) -> Cents:
        """Return the write-downs required."""
        return Cents(sum(row.required for row in self.rows))

    @property
    def existing(self) -> Cents:
        """Return the write-downs that exist."""
        return Cents(sum(row.claim.existing for row in self.rows))

    @property
    def added(self) -> Cents:
        """Return the total of the additions."""
        return Cents(sum(max(row.adjustment, 0) for row in self.rows))

    @property
    def released(self) -> Cents:
        """Return the total of the releases."""
        return Cents(sum(max(-row.adjustment, 0) for row in self.rows))

    def entries(self, on: date) -> tuple[Entry, ...]:
        """Return one entry for each claim that changes: additions and releases are not netted."""
        return tuple(
            item for row in self.rows for item in adjust(on, row.claim.existing, row.required)
        )


def year_end(claims: Sequence[Doubtful]) -> YearEnd:
    """Return the year-end table: the write-down is on the amount excluding VAT (PCG 214-25).

    Collect and write off before adjusting.
    """
    rows = []
    for claim in claims:
        net = split_vat(claim.gross, claim.vat_rate).net
        rows.append(Row(claim, net, times(net, claim.loss_rate)))
    return YearEnd(tuple(rows))


def history_rates(
    exposed: Mapping[str, Cents], lost: Mapping[str, Cents]
) -> Mapping[str, Fraction] | NotComputable:
    """Return loss rates by age band from the firm's own past (amounts excluding VAT).

    ``NotComputable("no_exposure")`` when a band has no past; ``OutOfRange`` when it lost more than
    it had.
    """
    rates: dict[str, Fraction] = {}
    for band, amount in exposed.items():
        gone = lost.get(band, ZERO)
        if amount <= 0:
            return NotComputable("no_exposure", {"band": band})
        if not 0 <= gone <= amount:
            raise OutOfRange("lost", gone, ZERO, amount)
        rates[band] = Fraction(gone, amount)
    return rates


@dataclass(frozen=True, slots=True)
class Band:
    """The write-down of one age band."""

    name: str
    net: Cents
    rate: Fraction | Decimal
    required: Cents


def by_age(
    balances: Mapping[str, Cents], rates: Mapping[str, Fraction | Decimal]
) -> tuple[Band, ...]:
    """Return the statistical write-down of each age band (balances excluding VAT).

    Claims already written down one by one must be left out. ``UnknownChoice`` for a band without
    a rate.
    """
    bands = []
    for name, net in balances.items():
        if name not in rates:
            raise UnknownChoice("band", name, tuple(rates))
        if net < 0:
            raise Negative(name, net)
        bands.append(Band(name, net, rates[name], times(net, rates[name])))
    return tuple(bands)


class Method(StrEnum):
    """How a write-down was reached."""

    CLAIM_BY_CLAIM = "claim_by_claim"
    FIRM_STATISTICS = "firm_statistics"
    FLAT_RATE = "flat_rate"


@dataclass(frozen=True, slots=True)
class Grounds:
    """The conditions of CGI 39-1-5° that the file can prove."""

    specified: bool = True
    probable: bool = True
    event_in_year: bool = True
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class TaxTreatment:
    """What is deducted and what is added back to the taxable result, with the missing grounds."""

    deductible: Cents
    add_back: Cents
    missing: tuple[str, ...]


def tax_treatment(amount: Cents, method: Method, grounds: Grounds) -> TaxTreatment:
    """Say whether a write-down is deductible (CGI 39-1-5°; BOI-BIC-PROV-20-10-20).

    A flat rate is refused (CE, 9 Nov. 1987, n° 54464); statistics are admitted when they rest on
    precise data of the firm.
    """
    if amount < 0:
        raise Negative("amount", amount)
    checks = (
        ("flat_rate", method != Method.FLAT_RATE),
        ("not_specified", grounds.specified),
        ("not_probable", grounds.probable),
        ("no_event_in_year", grounds.event_in_year),
        ("not_recorded", grounds.recorded),
    )
    missing = tuple(code for code, met in checks if not met)
    return TaxTreatment(ZERO, amount, missing) if missing else TaxTreatment(amount, ZERO, ())
