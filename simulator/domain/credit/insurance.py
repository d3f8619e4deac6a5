"""Credit insurance: premium, indemnity, franchises, ceiling, all from the data of a contract.

Ranges seen on public pages (2026): premium 0,05–1,5 % of sales, quota 60–95 %, minimum premium
about 80 % of the expected one, ceiling 20 to 40 times the premium. Terms differ by insurer: they
are fields of ``Policy``, never constants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from simulator.domain.credit.carry import sales_with_tax
from simulator.domain.credit.inputs import TaxBase, not_negative, share
from simulator.domain.credit.limits import Cover
from simulator.domain.credit.working import amount_step, nearest, percent, plain
from simulator.domain.credit.working import money as shown
from simulator.domain.money import ZERO, Cents, cents
from simulator.domain.results import Confidence, Step

_ENQUIRY, _UNNAMED, _THRESHOLD = cents(35), cents(10_000), cents(300)


class FranchiseKind(StrEnum):
    """How a franchise works, always on the loss once the quota is applied."""

    NONE = "none"
    EACH = "each_and_every"  # taken off every claim
    THRESHOLD = "threshold"  # nothing under it, everything from it on
    AGGREGATE = "aggregate"  # a yearly sum borne before the first euro is paid


@dataclass(frozen=True, slots=True)
class Franchise:
    """A kind of franchise and its amount in cents."""

    kind: FranchiseKind = FranchiseKind.NONE
    amount: Cents = ZERO


@dataclass(frozen=True, slots=True)
class Delays:
    """What the insured must do and when (days), and when the insurer pays (months)."""

    max_terms: int = 120
    max_terms_export: int = 180
    extension: int = 60
    notice: int = 30
    collection: int = 60
    waiting_low: int = 3
    waiting_high: int = 6


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of one contract; ``premium_base`` says whether sales are counted HT or TTC.

    Customers without a named agreement are covered up to ``unnamed_limit`` at ``unnamed_quota``.
    """

    name: str
    premium_rate: Decimal = Decimal("0.003")
    premium_base: TaxBase = TaxBase.HT
    minimum_share: Decimal = Decimal("0.80")
    enquiry_fee: Cents = _ENQUIRY
    quota: Decimal = Decimal("0.90")
    unnamed_quota: Decimal = Decimal("0.70")
    unnamed_limit: Cents = _UNNAMED
    ceiling_multiple: Decimal | None = Decimal(25)
    claim_threshold: Cents = _THRESHOLD
    franchise: Franchise = field(default_factory=Franchise)
    delays: Delays = field(default_factory=Delays)
    confidence: Confidence = Confidence.PEDAGOGICAL


@dataclass(frozen=True, slots=True)
class Premium:
    """Cost of a year in cents: ``total`` = ``due`` + ``fees``; ``ceiling`` of indemnities."""

    due: Cents
    fees: Cents
    total: Cents
    minimum_applies: bool
    ceiling: Cents | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """One unpaid customer: exposure and agreement in cents (``None``: covered whatever it is)."""

    exposure: Cents
    granted: Cents | None = None


@dataclass(frozen=True, slots=True)
class Indemnity:
    """One claim: ``paid`` + ``own_loss`` is the exposure; ``insured`` is before franchise."""

    insured: Cents
    paid: Cents
    own_loss: Cents
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ClaimYear:
    """A year of claims in order; ``insured`` is the cumulated loss after quota."""

    claims: tuple[Indemnity, ...]
    insured: Cents
    paid: Cents
    own_loss: Cents


def premium(policy: Policy, expected_sales: Cents, actual_sales: Cents, enquiries: int) -> Premium:
    """Return max(actual × rate; minimum × expected × rate) + enquiries × fee.

    Sales in cents on the policy's own base. The ceiling is a multiple of the premium due, fees
    excluded. Raises ``Negative`` or ``OutOfRange``. Certain as a formula (checked November 2026).
    """
    rate = share("premium_rate", policy.premium_rate)
    real = not_negative("actual_sales", actual_sales) * rate
    floor = not_negative("expected_sales", expected_sales) * rate
    floor *= share("minimum_share", policy.minimum_share)
    due = nearest(max(real, floor))
    fees = nearest(not_negative("enquiries", enquiries) * policy.enquiry_fee)
    multiple = policy.ceiling_multiple
    ceiling = None if multiple is None else nearest(due * not_negative("multiple", multiple))
    steps = [
        amount_step("premium", f"{shown(actual_sales)} × {percent(rate)}", real),
        amount_step(
            "minimum",
            f"{percent(policy.minimum_share)} × {shown(expected_sales)} × {percent(rate)}",
            floor,
        ),
        amount_step("fees", f"{enquiries} × {shown(policy.enquiry_fee)}", fees),
        amount_step("total", f"{shown(due)} + {shown(fees)}", due + fees),
    ]
    if ceiling is not None and multiple is not None:
        steps.append(amount_step("ceiling", f"{plain(multiple)} × {shown(due)}", ceiling))
    return Premium(due, fees, Cents(due + fees), floor > real, ceiling, tuple(steps))


def insured_sales(
    policy: Policy, sales_ht: Cents, vat_rate: Decimal, domestic_share: Decimal = Decimal(1)
) -> Cents:
    """Return yearly sales on the base that the policy counts, with or without tax, in cents."""
    if policy.premium_base is TaxBase.HT:
        return nearest(not_negative("sales_ht", sales_ht))
    return nearest(sales_with_tax(sales_ht, vat_rate, domestic_share))


def cover_for(policy: Policy, granted: Cents | None, own_layer: Cents = ZERO) -> Cover:
    """Return the cover of a customer: its named agreement, or that of the unnamed ones."""
    if granted is None:
        return Cover(policy.unnamed_limit, policy.unnamed_quota, own_layer)
    return Cover(granted, policy.quota, own_layer)


def indemnity(
    exposure: Cents,
    granted: Cents | None,
    quota: Decimal,
    franchise: Franchise = Franchise(),
) -> Indemnity:
    """Return min(exposure; agreement) × quota less the franchise, for one claim alone.

    40 000 € with 30 000 € agreed at 90 %: 27 000 € paid, 13 000 € lost. Raises ``Negative`` or
    ``OutOfRange``. Certain.
    """
    return claim_year((Loss(exposure, granted),), quota, franchise).claims[0]


def claim_year(
    losses: Sequence[Loss],
    quota: Decimal,
    franchise: Franchise = Franchise(),
    *,
    ceiling: Cents | None = None,
) -> ClaimYear:
    """Return the claims of a year in order: quota, then franchise, then ceiling.

    The aggregate franchise is consumed by the first claims; the ceiling cuts the last. Raises
    ``Negative`` or ``OutOfRange``.
    """
    rate = share("quota", quota)
    not_negative("franchise", franchise.amount)
    if ceiling is not None:
        not_negative("ceiling", ceiling)
    claims: list[Indemnity] = []
    insured = paid = 0
    for loss in losses:
        covered = _covered(loss)
        part = nearest(covered * rate)
        due = _after_franchise(part, Cents(insured), franchise)
        due = due if ceiling is None else Cents(min(due, ceiling - paid))
        insured += part
        paid += due
        claims.append(_claim(loss, covered, quota, part, due))
    own = sum(claim.own_loss for claim in claims)
    return ClaimYear(tuple(claims), Cents(insured), Cents(paid), Cents(own))


def _covered(loss: Loss) -> Fraction:
    exposure = not_negative("exposure", loss.exposure)
    if loss.granted is None:
        return exposure
    return min(exposure, not_negative("granted", loss.granted))


def _after_franchise(part: Cents, before: Cents, franchise: Franchise) -> Cents:
    """Return what is due on a claim whose insured loss is ``part``, after ``before`` this year."""
    amount = franchise.amount
    if franchise.kind is FranchiseKind.EACH:
        return Cents(max(part - amount, 0))
    if franchise.kind is FranchiseKind.THRESHOLD:
        return part if part >= amount else ZERO
    if franchise.kind is FranchiseKind.AGGREGATE:
        return Cents(max(before + part - amount, 0) - max(before - amount, 0))
    return part


def _claim(loss: Loss, covered: Fraction, quota: Decimal, part: Cents, due: Cents) -> Indemnity:
    own = Cents(loss.exposure - due)
    return Indemnity(
        part,
        due,
        own,
        (
            amount_step("insured", f"{shown(covered)} × {percent(quota)}", part),
            amount_step("paid", f"{shown(part)} − {shown(part - due)}", due),
            amount_step("own_loss", f"{shown(loss.exposure)} − {shown(due)}", own),
        ),
    )
