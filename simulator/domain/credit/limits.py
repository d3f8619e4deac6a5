"""The limit decided: the least of what the methods propose, the insurer's layer, the expiry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from simulator.domain.credit.classes import CLASSES, ClassRule, class_rule
from simulator.domain.credit.inputs import Number, not_negative, positive, share
from simulator.domain.credit.proposal import Method, Proposal
from simulator.domain.credit.working import amount_step, nearest, percent, ratio
from simulator.domain.credit.working import money as shown
from simulator.domain.dates import add_months
from simulator.domain.money import ZERO, Cents
from simulator.domain.results import Confidence, NotComputable, Step


@dataclass(frozen=True, slots=True)
class Cover:
    """The insurer's agreement on a customer and the layer that we accept to bear beyond it.

    ``granted`` zero is a refusal; ``quota`` is the share of a loss that is indemnified.
    """

    granted: Cents
    quota: Decimal
    own_layer: Cents = ZERO


@dataclass(frozen=True, slots=True)
class Layered:
    """A limit cut into what the insurer indemnifies and what we may lose (cents, they add up)."""

    limit: Cents
    indemnity: Cents
    max_loss: Cents
    unmet: Cents
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Excess:
    """By how much a method that does not bind exceeds the limit; ``over_share`` of the limit."""

    method: Method
    amount: Cents
    over: Cents
    over_share: Decimal | None


@dataclass(frozen=True, slots=True)
class Combined:
    """The limit with its reasons.

    ``before_cover`` is the least proposal, reached by the ``binding`` methods; ``cover_binds``
    says whether the insurer's layer cut it further. ``confidence`` is that of the binding methods.
    """

    limit: Cents
    before_cover: Cents
    binding: tuple[Method, ...]
    cover_binds: bool
    others: tuple[Excess, ...]
    left_out: tuple[NotComputable, ...]
    max_loss: Cents
    confidence: tuple[Confidence, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MaturityRule:
    """Months a limit stays valid for the terms granted, before it is renewed, cut or extended.

    The AFDCC gives about 3 months for 60-day terms (read in 2026, probable); one and a half times
    the terms extends it to others.
    """

    terms_factor: Decimal = Decimal("1.5")
    days_in_month: int = 30
    confidence: Confidence = Confidence.PROBABLE


@dataclass(frozen=True, slots=True)
class Expiry:
    """Suggested dates; ``expires_on`` is the earliest of review and end of cover."""

    review_on: date
    maturity_on: date
    expires_on: date
    reason: str


def insured_layer(request: Cents, cover: Cover) -> Layered:
    """Return min(request; agreement + own layer) and the most that can be lost on it.

    Loss = limit − min(limit, agreement) × quota. Certain. Raises ``Negative`` or ``OutOfRange``.
    """
    asked = not_negative("request", request)
    granted = not_negative("granted", cover.granted)
    own = not_negative("own_layer", cover.own_layer)
    quota = share("quota", cover.quota)
    limit = min(asked, granted + own)
    insured = min(limit, granted)
    indemnity = nearest(insured * quota)
    loss = nearest(limit) - indemnity
    steps = (
        amount_step("limit", f"min({shown(asked)}\u202f; {shown(granted)} + {shown(own)})", limit),
        amount_step("indemnity", f"{shown(insured)} × {percent(quota)}", indemnity),
        amount_step("max_loss", f"{shown(limit)} − {shown(indemnity)}", loss),
    )
    return Layered(nearest(limit), indemnity, Cents(loss), nearest(asked - limit), steps)


def combine(
    proposals: Sequence[Proposal | NotComputable], cover: Cover | None = None
) -> Combined | NotComputable:
    """Return the least proposal, then the insurer's layer when there is one.

    What could not be computed is listed apart and never read as zero nor as unlimited; without
    any figure left the limit is not computable. Raises the refusals of ``insured_layer``.
    """
    left_out = tuple(p for p in proposals if isinstance(p, NotComputable))
    known = [p for p in proposals if isinstance(p, Proposal)]
    if not known:
        return NotComputable("no_proposal", {"reasons": tuple(p.reason for p in left_out)})
    least = min(p.amount for p in known)
    binding = tuple(p.method for p in known if p.amount == least)
    amounts = "\u202f; ".join(shown(p.amount) for p in known)
    steps: tuple[Step, ...] = (amount_step("least", f"min({amounts})", least),)
    limit, loss = least, least
    if cover is not None:
        layered = insured_layer(least, cover)
        limit, loss = layered.limit, layered.max_loss
        steps += layered.steps
    return Combined(
        limit,
        least,
        binding,
        limit < least,
        tuple(_excess(p, limit) for p in known if p.amount > limit),
        left_out,
        loss,
        tuple(p.confidence for p in known if p.amount == least),
        steps,
    )


def affordable_days(days: Number, need: Cents, limit: Cents) -> Decimal:
    """Return the credit days that fit in a limit when the need for ``days`` is above it.

    The other ways out are a guarantee or a part paid in advance. Raises ``NotPositive`` on the
    need, ``Negative`` on the rest.
    """
    wanted = positive("need", need)
    granted = min(not_negative("limit", limit), wanted)
    return ratio(not_negative("days", days) * granted / wanted)


def suggest_expiry(
    decided_on: date,
    risk_class: str,
    terms_days: int,
    *,
    cover_ends_on: date | None = None,
    classes: tuple[ClassRule, ...] = CLASSES,
    rule: MaturityRule = MaturityRule(),
) -> Expiry | NotComputable:
    """Return the dates on which a line should be seen again.

    ``NotComputable`` for a class that has no line. Raises ``UnknownChoice`` or ``Negative``.
    """
    months = class_rule(risk_class, classes).review_months
    if months is None:
        return NotComputable("no_line_for_class", {"risk_class": risk_class})
    review = add_months(decided_on, months)
    length = not_negative("terms_days", terms_days) * Fraction(rule.terms_factor)
    maturity = add_months(decided_on, max(1, ceil(length / rule.days_in_month)))
    if cover_ends_on is not None and cover_ends_on < review:
        return Expiry(review, maturity, cover_ends_on, "cover_ends")
    return Expiry(review, maturity, review, "class_review")


def _excess(proposal: Proposal, limit: Cents) -> Excess:
    over = Cents(proposal.amount - limit)
    part = ratio(Fraction(over, limit)) if limit else None
    return Excess(proposal.method, proposal.amount, over, part)
