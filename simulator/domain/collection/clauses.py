"""The yearly rate of late penalties: by default, by contract, or for a public buyer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from simulator.domain.collection.halves import AnnualRate, half_start
from simulator.domain.collection.legality import Fine, terms_fine
from simulator.domain.collection.shown import percent
from simulator.domain.rates import DatedRate, LawBook
from simulator.domain.refusals import Negative, NotFinite, NotPositive
from simulator.domain.results import Confidence, Step, Unit, weakest


class RateKind(StrEnum):
    """What fixes the rate of the penalties."""

    DEFAULT = "default"  # ECB + 10 points, half-year of each accrual day
    FIXED = "fixed"  # a figure in the contract
    LEGAL_MULTIPLE = "legal_multiple"  # "three times the legal interest rate"
    ECB_PLUS = "ecb_plus"  # another number of points above the ECB rate
    PUBLIC = "public"  # ECB + 8 points, frozen at the half-year where interest starts


@dataclass(frozen=True, slots=True)
class RateClause:
    """A rate clause; ``figure`` is the fixed rate, the multiple or the points (fractions)."""

    kind: RateKind = RateKind.DEFAULT
    figure: Decimal | None = None

    def __post_init__(self) -> None:
        if self.kind in {RateKind.DEFAULT, RateKind.PUBLIC}:
            return
        if self.figure is None or not self.figure.is_finite():
            raise NotFinite("figure", self.figure)
        if self.kind == RateKind.LEGAL_MULTIPLE and self.figure == 0:
            raise NotPositive("figure", self.figure)
        if self.figure < 0:
            raise Negative("figure", self.figure)

    @property
    def amount(self) -> Decimal:
        """Return the figure, zero when the law gives it."""
        return self.figure or Decimal(0)

    @property
    def varies(self) -> bool:
        """Say whether the rate changes with each half-year."""
        return self.kind not in {RateKind.FIXED, RateKind.PUBLIC}


BY_LAW = RateClause()
FOR_PUBLIC = RateClause(RateKind.PUBLIC)


def _ecb(law: LawBook, day: date, points: DatedRate) -> AnnualRate:
    base = law.on("ecb_refinancing", half_start(day))
    proof = weakest(base.confidence, points.confidence)
    return AnnualRate(base.value + points.value, f"{points.source} ; {base.source}", proof)


def annual_rate(clause: RateClause, day: date, law: LawBook) -> AnnualRate:
    """Return the yearly rate of an accrual day; ``MissingRate`` when its half-year is unknown.

    C. com. L441-10, II: ECB rate on 1 January for the first half-year, on 1 July for the second;
    CCP R2192-31 for public buyers (call it on the first accrual day only).
    """
    match clause.kind:
        case RateKind.DEFAULT:
            return _ecb(law, day, law.on("penalty_points", day))
        case RateKind.PUBLIC:
            return _ecb(law, day, law.on("public_penalty_points", day))
        case RateKind.FIXED:
            return AnnualRate(clause.amount, "contract", Confidence.CERTAIN)
        case RateKind.LEGAL_MULTIPLE:
            legal = law.on("legal_interest_professionals", day)
            # That each day follows its own half-year is a convention when the clause is silent.
            doubt = weakest(legal.confidence, Confidence.PROBABLE)
            return AnnualRate(legal.value * clause.amount, legal.source, doubt)
        case RateKind.ECB_PLUS:
            base = law.on("ecb_refinancing", half_start(day))
            return AnnualRate(base.value + clause.amount, base.source, base.confidence)
        case _:
            assert_never(clause.kind)


def floor_rate(day: date, law: LawBook) -> AnnualRate:
    """Return the least a contract rate may be: three times the legal rate (L441-10, II)."""
    legal = law.on("legal_interest_professionals", day)
    multiple = law.on("penalty_floor_multiple", day)
    return AnnualRate(legal.value * multiple.value, multiple.source, legal.confidence)


@dataclass(frozen=True, slots=True)
class FloorVerdict:
    """A contract rate against its floor; the rate is flagged, never replaced (not settled)."""

    rate: AnnualRate
    floor: AnnualRate
    by_default: AnnualRate
    compliant: bool
    fine: Fine | None
    steps: tuple[Step, ...]

    @property
    def default_below_floor(self) -> bool:
        """Say whether the default itself is under the floor, which binds contracts only."""
        return self.by_default.value < self.floor.value


def check_rate(clause: RateClause, day: date, law: LawBook) -> FloorVerdict:
    """Compare the rate of a clause, on a day, with the floor of its half-year."""
    rate, floor = annual_rate(clause, day, law), floor_rate(day, law)
    compliant = clause.kind in {RateKind.DEFAULT, RateKind.PUBLIC} or rate.value >= floor.value
    legal = law.on("legal_interest_professionals", day).value
    multiple = law.on("penalty_floor_multiple", day).value
    steps = (
        Step("floor", f"{multiple} × {percent(legal)}", floor.value, Unit.RATIO),
        Step("rate", percent(rate.value), rate.value, Unit.RATIO),
    )
    fine = None if compliant else terms_fine(day, law)
    return FloorVerdict(rate, floor, annual_rate(BY_LAW, day, law), compliant, fine, steps)
