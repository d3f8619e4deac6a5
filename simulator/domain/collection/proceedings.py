"""Which proceedings are open to a debtor in difficulty, and what each does to creditors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.money import ZERO, Cents
from simulator.domain.rates import LawBook
from simulator.domain.refusals import Negative, WrongOrder
from simulator.domain.results import Confidence


class Proceeding(StrEnum):
    """The map of C. com. livre VI."""

    AD_HOC = "mandat_ad_hoc"
    CONCILIATION = "conciliation"
    SAFEGUARD = "sauvegarde"
    ACCELERATED = "sauvegarde_acceleree"
    RECOVERY = "redressement"
    LIQUIDATION = "liquidation"
    SIMPLIFIED = "liquidation_simplifiee"
    PERSONAL = "retablissement_professionnel"


class Effect(StrEnum):
    """What an opening does, as codes that content words."""

    CONFIDENTIAL = "confidential"
    GRACE_POSSIBLE = "grace_possible"
    STAY = "stay"  # no payment of earlier claims, no action, no enforcement
    INTEREST_STOPS = "interest_stops"
    GUARANTORS_PROTECTED = "guarantors_protected"
    CONTRACTS_CONTINUE = "contracts_continue"
    DECLARE = "declare"
    AFFECTED_ONLY = "affected_parties_only"
    DEBTOR_DISPOSSESSED = "debtor_dispossessed"
    VAT_RECOVERABLE = "vat_recoverable_at_once"
    WIPED_OUT = "debts_wiped_out"


_JUDICIAL = frozenset(
    {Effect.STAY, Effect.INTEREST_STOPS, Effect.CONTRACTS_CONTINUE, Effect.DECLARE}
)
_LIQUIDATED = _JUDICIAL | {Effect.DEBTOR_DISPOSSESSED, Effect.VAT_RECOVERABLE}

EFFECTS: Mapping[Proceeding, frozenset[Effect]] = {
    Proceeding.AD_HOC: frozenset({Effect.CONFIDENTIAL}),
    Proceeding.CONCILIATION: frozenset({Effect.CONFIDENTIAL, Effect.GRACE_POSSIBLE}),
    Proceeding.SAFEGUARD: _JUDICIAL | {Effect.GUARANTORS_PROTECTED},
    Proceeding.ACCELERATED: _JUDICIAL | {Effect.GUARANTORS_PROTECTED, Effect.AFFECTED_ONLY},
    Proceeding.RECOVERY: _JUDICIAL | {Effect.GUARANTORS_PROTECTED},
    Proceeding.LIQUIDATION: _LIQUIDATED,
    Proceeding.SIMPLIFIED: _LIQUIDATED,
    Proceeding.PERSONAL: frozenset({Effect.WIPED_OUT}),
}


@dataclass(frozen=True, slots=True)
class Debtor:
    """What decides between proceedings; amounts in cents, ``turnover`` excluding VAT.

    ``cessation`` is the day when available assets no longer met the debts due, if it came.
    """

    cessation: date | None = None
    recoverable: bool = True
    difficulties: bool = True
    natural_person: bool = False
    staff: int = 0
    turnover: Cents = ZERO
    assets: Cents = ZERO
    real_estate: bool = False
    in_conciliation: bool = False
    accounts_certified: bool = False
    plan_supported: bool = False

    def __post_init__(self) -> None:
        for name in ("staff", "turnover", "assets"):
            if getattr(self, name) < 0:
                raise Negative(name, getattr(self, name))


@dataclass(frozen=True, slots=True)
class Possible:
    """A proceeding and the codes of the conditions that are not met."""

    proceeding: Proceeding
    missing: tuple[str, ...]
    confidence: Confidence

    @property
    def open(self) -> bool:
        """Say whether every condition is met."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class _State:
    debtor: Debtor
    stopped: bool
    stopped_long: bool
    small: bool
    poor: bool


def _ad_hoc(state: _State) -> dict[str, bool]:
    return {
        "no_difficulties": state.debtor.difficulties,
        "cessation_of_payments": not state.stopped,
    }


def _conciliation(state: _State) -> dict[str, bool]:
    return {
        "no_difficulties": state.debtor.difficulties,
        "cessation_too_old": not state.stopped_long,
    }


def _accelerated(state: _State) -> dict[str, bool]:
    return {
        "no_conciliation": state.debtor.in_conciliation,
        "accounts_not_certified": state.debtor.accounts_certified,
        "plan_not_supported": state.debtor.plan_supported,
        "cessation_too_old": not state.stopped_long,
    }


def _recovery(state: _State) -> dict[str, bool]:
    return {
        "no_cessation_of_payments": state.stopped,
        "recovery_impossible": state.debtor.recoverable,
    }


def _liquidation(state: _State) -> dict[str, bool]:
    return {
        "no_cessation_of_payments": state.stopped,
        "recovery_possible": not state.debtor.recoverable,
    }


def _simplified(state: _State) -> dict[str, bool]:
    return {
        **_liquidation(state),
        "real_estate": not state.debtor.real_estate,
        "too_large": state.small,
    }


def _personal(state: _State) -> dict[str, bool]:
    return {
        **_liquidation(state),
        "not_a_natural_person": state.debtor.natural_person,
        "has_employees": state.debtor.staff == 0,
        "assets_too_high": state.poor,
    }


_RULES: Mapping[Proceeding, tuple[Callable[[_State], dict[str, bool]], Confidence]] = {
    Proceeding.AD_HOC: (_ad_hoc, Confidence.CERTAIN),
    Proceeding.CONCILIATION: (_conciliation, Confidence.CERTAIN),
    Proceeding.SAFEGUARD: (_ad_hoc, Confidence.CERTAIN),
    Proceeding.ACCELERATED: (_accelerated, Confidence.PROBABLE),
    Proceeding.RECOVERY: (_recovery, Confidence.CERTAIN),
    Proceeding.LIQUIDATION: (_liquidation, Confidence.CERTAIN),
    Proceeding.SIMPLIFIED: (_simplified, Confidence.PROBABLE),
    Proceeding.PERSONAL: (_personal, Confidence.PROBABLE),
}


def possible_proceedings(debtor: Debtor, on: date, law: LawBook) -> tuple[Possible, ...]:
    """Check the conditions of each proceeding (L611-3 to L645-1) on a day.

    ``WrongOrder`` when the cessation of payments is in the future.
    """
    state = _state(debtor, on, law)
    return tuple(
        Possible(kind, tuple(code for code, met in rule(state).items() if not met), proof)
        for kind, (rule, proof) in _RULES.items()
    )


def _state(debtor: Debtor, on: date, law: LawBook) -> _State:
    stopped = debtor.cessation is not None
    age = 0
    if debtor.cessation is not None:
        if debtor.cessation > on:
            raise WrongOrder("cessation", debtor.cessation, "on", on)
        age = (on - debtor.cessation).days
    return _State(
        debtor,
        stopped,
        age > law.count("cessation_days", on),
        debtor.staff <= law.count("simplified_liquidation_staff", on)
        and debtor.turnover <= law.amount("simplified_liquidation_turnover", on),
        debtor.assets < law.amount("personal_recovery_assets", on),
    )


def classes_needed(
    staff: int, turnover: Cents, on: date, law: LawBook, *, accelerated: bool = False
) -> bool:
    """Say whether classes of affected parties are compulsory (R626-52; always if accelerated)."""
    both = staff >= law.count("classes_staff", on) and turnover >= law.amount(
        "classes_turnover", on
    )
    return accelerated or both or turnover >= law.amount("classes_turnover_alone", on)
