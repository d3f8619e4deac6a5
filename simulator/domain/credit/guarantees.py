"""Guarantees compared as data, and their ranking for a situation.

References are to the code civil and the code de commerce as known in November 2026. Cost, speed and
strength are teaching marks from 1 (poor) to 5 (good), not measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from simulator.domain.credit.inputs import not_negative
from simulator.domain.refusals import NotPositive
from simulator.domain.results import Confidence


class Nature(StrEnum):
    """Legal nature of a guarantee."""

    PERSONAL_ACCESSORY = "personal_accessory"
    PERSONAL_INDEPENDENT = "personal_independent"
    PERSONAL_OTHER = "personal_other"
    PROPERTY = "property"
    PLEDGE = "pledge"
    EXTRA_DEBTOR = "extra_debtor"
    PAYMENT = "payment"
    SET_OFF = "set_off"


class Need(StrEnum):
    """What must be there for a guarantee to be obtainable or to have an object."""

    UNDELIVERED = "undelivered"
    IDENTIFIABLE_GOODS = "identifiable_goods"
    GUARANTOR = "guarantor"
    PARENT = "parent"
    BANK = "bank"
    PLEDGEABLE_ASSET = "pledgeable_asset"
    THIRD_DEBTOR = "third_debtor"
    BILL = "bill"
    MUTUAL_DEBTS = "mutual_debts"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One guarantee: marks 1 to 5, higher is better (``cheap``, ``fast``, ``strong``).

    ``reference`` is the text it rests on (empty: a plain term of the sale), ``tests`` are codes of
    what to check before relying on it, ``yearly_price`` a known price as a fraction a year.
    """

    code: str
    nature: Nature
    reference: str
    cheap: int
    fast: int
    strong: int
    needs: frozenset[Need]
    tests: tuple[str, ...]
    confidence: Confidence
    yearly_price: Decimal | None = None


_C, _P = Confidence.CERTAIN, Confidence.PROBABLE

GUARANTEES = (
    Guarantee(
        "suretyship",
        Nature.PERSONAL_ACCESSORY,
        "C. civ., art. 2288 s.",
        4,
        3,
        3,
        frozenset({Need.GUARANTOR}),
        ("exceptions", "mention_individual", "proportionality", "joint", "cap_and_term"),
        _P,
    ),
    Guarantee(
        "first_demand",
        Nature.PERSONAL_INDEPENDENT,
        "C. civ., art. 2321",
        2,
        3,
        5,
        frozenset({Need.BANK}),
        ("independence", "call_wording", "amount_and_expiry", "issuer_quality"),
        _C,
        Decimal("0.015"),  # etrepaye.fr, about, one source
    ),
    Guarantee(
        "comfort_letter",
        Nature.PERSONAL_OTHER,
        "C. civ., art. 2322",
        5,
        3,
        2,
        frozenset({Need.PARENT}),
        ("means_or_result", "signatory_power", "parent_solvency"),
        _C,
    ),
    Guarantee(
        "retention_of_title",
        Nature.PROPERTY,
        "C. civ., art. 2367 s.\u202f; C. com., art. L. 624-16",
        5,
        5,
        4,
        frozenset({Need.UNDELIVERED, Need.IDENTIFIABLE_GOODS}),
        ("written_by_delivery", "goods_in_kind", "claim_three_months", "resale_price"),
        _C,
    ),
    Guarantee(
        "pledge",
        Nature.PLEDGE,
        "C. civ., art. 2333 s. et 2355 s.",
        3,
        2,
        3,
        frozenset({Need.PLEDGEABLE_ASSET}),
        ("registration", "ranking", "asset_value"),
        _P,
    ),
    Guarantee(
        "delegation_of_payment",
        Nature.EXTRA_DEBTOR,
        "C. civ., art. 1336 s.",
        5,
        3,
        4,
        frozenset({Need.THIRD_DEBTOR}),
        ("consent_of_delegate", "imperfect", "opposable_exceptions"),
        _C,
    ),
    Guarantee(
        "standby_letter",
        Nature.PERSONAL_INDEPENDENT,
        "RUU 600 ou ISP98",
        1,
        2,
        5,
        frozenset({Need.BANK}),
        ("conforming_documents", "amount_and_expiry", "issuer_quality", "confirmation"),
        _C,
    ),
    Guarantee(
        "aval",
        Nature.PERSONAL_ACCESSORY,
        "C. com., art. L. 511-21",
        4,
        4,
        4,
        frozenset({Need.GUARANTOR, Need.BILL}),
        ("for_whom", "signatory_power", "guarantor_solvency"),
        _P,
    ),
    Guarantee(
        "deposit",
        Nature.PAYMENT,
        "",
        5,
        5,
        4,
        frozenset({Need.UNDELIVERED}),
        ("share_of_order", "received_before_start", "vat_on_deposit"),
        _C,
    ),
    Guarantee(
        "prepayment",
        Nature.PAYMENT,
        "",
        5,
        4,
        5,
        frozenset({Need.UNDELIVERED}),
        ("received_before_delivery", "commercial_acceptance"),
        _C,
    ),
    Guarantee(
        "set_off",
        Nature.SET_OFF,
        "C. civ., art. 1347 s.\u202f; C. com., art. L. 622-7",
        5,
        4,
        3,
        frozenset({Need.MUTUAL_DEBTS}),
        ("certain_liquid_due", "connected_debts"),
        _C,
    ),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much cost, speed and strength count in a ranking; any non-negative numbers."""

    cheap: Decimal = Decimal(1)
    fast: Decimal = Decimal(1)
    strong: Decimal = Decimal(2)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A guarantee with its mark out of 5; ``missing`` is what the situation lacks for it."""

    guarantee: Guarantee
    mark: Decimal
    missing: frozenset[Need]


def rank(
    available: frozenset[Need],
    *,
    weights: Weights = Weights(),
    guarantees: tuple[Guarantee, ...] = GUARANTEES,
) -> tuple[Ranked, ...]:
    """Return the guarantees, obtainable ones first, then by weighted mark, then by code.

    ``available`` is what the situation offers. Those that lack something stay in the list with
    what they lack. Raises ``Negative`` on a weight, ``NotPositive`` when all are zero.
    """
    parts = [not_negative(name, getattr(weights, name)) for name in ("cheap", "fast", "strong")]
    whole = sum(parts)
    if not whole:
        raise NotPositive("weights", 0)
    found: list[Ranked] = []
    for one in guarantees:
        marks = zip(parts, (one.cheap, one.fast, one.strong), strict=True)
        exact = sum(part * mark for part, mark in marks) / whole
        mark = Decimal(exact.numerator) / Decimal(exact.denominator)
        found.append(Ranked(one, mark, one.needs - available))
    return tuple(sorted(found, key=lambda r: (bool(r.missing), -r.mark, r.guarantee.code)))
