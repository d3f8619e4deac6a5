"""VAT in a price, and the VAT of a claim that will never be paid (CGI 269, 272-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulator.domain.measures import MEASURES, write
from simulator.domain.money import ZERO, Cents, round_half_up
from simulator.domain.rates import LawBook
from simulator.domain.refusals import Negative, OutOfRange
from simulator.domain.results import Confidence, Step, Unit


class VatBasis(StrEnum):
    """When VAT is payable: on delivery (goods, or option for debits) or on receipts (services)."""

    DELIVERY = "delivery"
    RECEIPTS = "receipts"


def shown(amount: Cents) -> str:
    """Write cents as euros in a formula: ``1 234,56 €``."""
    return write(Fraction(amount), MEASURES["euro"])


def percent(rate: Decimal) -> str:
    """Write a rate in a formula: ``5,50 %``."""
    return write(Fraction(rate), MEASURES["percent"])


@dataclass(frozen=True, slots=True)
class Split:
    """A price including VAT, split so that net and tax add up to the cent."""

    gross: Cents
    net: Cents
    vat: Cents
    rate: Decimal

    def steps(self) -> tuple[Step, ...]:
        """Return net and tax."""
        return (
            Step("ht", f"{shown(self.gross)} ÷ (1 + {percent(self.rate)})", self.net, Unit.CENTS),
            Step("vat", f"{shown(self.gross)} − {shown(self.net)}", self.vat, Unit.CENTS),
        )


def split_vat(gross: Cents, rate: Decimal) -> Split:
    """Split an amount including VAT; ``rate`` is a fraction (0.2 for 20 %)."""
    if gross < 0:
        raise Negative("gross", gross)
    if rate < 0:
        raise Negative("vat_rate", rate)
    net = Cents(int(round_half_up(Fraction(gross) / (1 + Fraction(rate)))))
    return Split(gross, net, Cents(gross - net), rate)


class Event(StrEnum):
    """What may make a claim irrecoverable, or only doubtful."""

    LIQUIDATION_JUDGMENT = "liquidation_judgment"
    PLAN_WAIVER = "plan_waiver"
    CONCILIATION_AGREEMENT = "conciliation_agreement"
    FAILED_PROCEEDINGS = "failed_proceedings"
    DEBTOR_GONE = "debtor_gone"
    STOLEN_CHEQUE = "stolen_cheque"
    RECOVERY_JUDGMENT = "recovery_judgment"
    SAFEGUARD_JUDGMENT = "safeguard_judgment"
    LATE_PAYMENT = "late_payment"
    FORMAL_NOTICE = "formal_notice"


PARTIAL = frozenset({Event.PLAN_WAIVER, Event.CONCILIATION_AGREEMENT})
"""Events that make irrecoverable the waived part only."""

DEFINITIVE = PARTIAL | {
    Event.LIQUIDATION_JUDGMENT,
    Event.FAILED_PROCEEDINGS,
    Event.DEBTOR_GONE,
    Event.STOLEN_CHEQUE,
}


@dataclass(frozen=True, slots=True)
class VatRecovery:
    """The VAT that may be taken back, or the codes of what is missing.

    ``net`` and ``vat`` are the amounts to print on the duplicate of the invoice; ``last_day`` the
    end of the time limit.
    """

    net: Cents
    vat: Cents
    recovered: Cents
    missing: tuple[str, ...]
    last_day: date
    confidence: Confidence


def vat_recovery(
    unpaid: Cents,
    rate: Decimal,
    basis: VatBasis,
    event: Event,
    event_on: date,
    *,
    on: date,
    duplicate_sent: bool,
    law: LawBook,
    waived: Decimal = Decimal(1),
) -> VatRecovery:
    """Say what VAT a supplier takes back on a claim (CGI 272-1; BOI-TVA-DED-40-10-20).

    ``unpaid`` includes VAT; ``waived`` is the waived fraction of a plan or an agreement. The
    duplicate is needed even in a liquidation (CE, 29 March 2012). Raises ``OutOfRange`` when
    ``waived`` is not between 0 and 1.
    """
    if not 0 <= waived <= 1:
        raise OutOfRange("waived", waived, 0, 1)
    share = waived if event in PARTIAL else Decimal(1)
    split = split_vat(Cents(int(round_half_up(Decimal(unpaid) * share))), rate)
    limit = law.on("vat_bad_debt_years", event_on)
    last_day = date(event_on.year + int(limit.value), 12, 31)
    checks = (
        ("vat_not_paid_yet", basis == VatBasis.DELIVERY),
        ("not_definitive", event in DEFINITIVE),
        ("event_to_come", event_on <= on),
        ("duplicate_not_sent", duplicate_sent),
        ("too_late", on <= last_day),
    )
    missing = tuple(code for code, met in checks if not met)
    recovered = ZERO if missing else split.vat
    return VatRecovery(split.net, split.vat, recovered, missing, last_day, limit.confidence)
