"""Courts: lawyer, appeal, contribution to economic justice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.domain.money import ZERO, Cents
from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, Negative, NotPositive
from simulator.domain.results import NotComputable

TAE_CITIES = frozenset(
    {
        "Avignon",
        "Auxerre",
        "Le Havre",
        "Le Mans",
        "Limoges",
        "Lyon",
        "Marseille",
        "Nancy",
        "Nanterre",
        "Paris",
        "Saint-Brieuc",
        "Versailles",
    }
)
"""The twelve tribunaux des activités économiques of the trial of 2025–2028 (loi 2023-1059)."""


def lawyer_needed(claim: Cents, on: date, law: LawBook) -> bool:
    """Say whether a lawyer is compulsory before the commercial court: above 10 000 € (CPC 853).

    The request for an injonction de payer never needs one (CPC 1407).
    """
    if claim <= 0:
        raise NotPositive("claim", claim)
    return claim > law.amount("lawyer_threshold", on)


def may_appeal(claim: Cents, on: date, law: LawBook) -> bool:
    """Say whether a judgment on such a claim can be appealed: above 5 000 € (R721-6)."""
    if claim <= 0:
        raise NotPositive("claim", claim)
    return claim > law.amount("appeal_threshold", on)


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution pour la justice économique: due or not, why, and how much if known."""

    due: bool
    reason: str
    amount: Cents | NotComputable


def contribution(
    claim: Cents, claimant_staff: int, on: date, law: LawBook, *, tae: bool, public: bool = False
) -> Contribution:
    """Say whether the contribution is due for an initial claim (loi 2023-1059, art. 27).

    The scale (3 % or 5 %, capped) depends on turnover and profit thresholds that were not read:
    the amount due is therefore not computable. ``reason`` is a code.
    """
    if claim <= 0:
        raise NotPositive("claim", claim)
    if claimant_staff < 0:
        raise Negative("claimant_staff", claimant_staff)
    reason = _exemption(claim, claimant_staff, on, law, tae=tae, public=public)
    if reason:
        return Contribution(due=False, reason=reason, amount=ZERO)
    unknown = NotComputable("scale_not_confirmed", {"claim": claim})
    return Contribution(due=True, reason="due", amount=unknown)


def _exemption(claim: Cents, staff: int, on: date, law: LawBook, *, tae: bool, public: bool) -> str:
    if not tae:
        return "not_a_tae"
    try:
        threshold, least = law.amount("cje_claim", on), law.count("cje_staff", on)
    except MissingRate:
        return "outside_the_trial"
    if public:
        return "public_claimant"
    if claim <= threshold:
        return "claim_too_small"
    return "few_employees" if staff < least else ""
