"""How customers answer: archetypes, levers and the laws between them, all judgements to be seen.

Equations and parameters: sheet of the house on payment behaviour (November 2026), tuned by hand to
published effect sizes; none of them is measured on French B2B data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from simulator.domain.results import Confidence

SHARE = {"low": 0, "high": 1}
POSITIVE = {"low": 0}
DAYS = {"low": 0, "high": 400}
ANY = {"low": -100, "high": 100}


class Lever(IntEnum):
    """What a contact is for the customer: a channel, in some hands, at some moment."""

    PRE_DUE = 0
    EMAIL = 1
    SMS = 2
    PORTAL = 3
    LETTER = 4
    CALL = 5
    REGISTERED = 6
    SALES = 7
    DIRECTOR = 8
    AGENCY = 9
    COURT = 10


class Archetype(IntEnum):
    """Why a customer pays late, hidden until the debrief."""

    PUNCTUAL = 0
    DISORGANISED = 1
    STRATEGIC = 2
    TIGHT = 3
    QUARRELSOME = 4
    PUBLIC = 5
    BAD_FAITH = 6


LEVERS = tuple(lever.name.lower() for lever in Lever)
ARCHETYPES = tuple(kind.name.lower() for kind in Archetype)
SPOKEN = (Lever.CALL, Lever.SALES, Lever.DIRECTOR)
HARD = (Lever.REGISTERED, Lever.AGENCY, Lever.COURT)
CREDIBLE = (Lever.CALL, Lever.DIRECTOR, Lever.REGISTERED, Lever.AGENCY, Lever.COURT)


@dataclass(frozen=True, slots=True)
class ArchetypeLaw:
    """One archetype; ``responds`` is the log of the hazard ratio that a lever brings."""

    admin_block: float = field(metadata=SHARE)
    dispute_weight: float = field(metadata=POSITIVE)
    liquidity: float = field(metadata=ANY)
    bargains: bool
    responds: Mapping[str, float] = field(metadata={"low": 0, "high": 5})


@dataclass(frozen=True, slots=True)
class LeverLaw:
    """One lever: shares, days, euros a contact, minutes of a collector, points of relation.

    ``repeat`` is what is left of the effect each time it is used again on the same delay.
    """

    reach: float = field(metadata=SHARE)
    half_life: float = field(metadata={"low": 0.5, "high": 400})
    discovery: float = field(metadata=SHARE)
    cost: float = field(metadata=POSITIVE)
    talk_cost: float = field(metadata=POSITIVE)
    minutes: int = field(metadata=DAYS)
    talk_minutes: int = field(metadata=DAYS)
    relation: float = field(metadata=ANY)
    belief: float = field(metadata=SHARE)
    repeat: float = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class PromiseLaw:
    """What a promise is worth: a rise of the hazard around its day."""

    obtained: float = field(metadata=SHARE)
    boost: float = field(metadata=POSITIVE)
    boost_short_of_cash: float = field(metadata=POSITIVE)
    belief_lost: float = field(metadata=SHARE)
    chase_days: int = field(metadata=DAYS)
    kept_share: float = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class CustomerLaw:
    """Liquidity, relation, belief, attrition and orders of a customer."""

    liquidity_return: float = field(metadata=SHARE)
    liquidity_noise: float = field(metadata=POSITIVE)
    liquidity_on_paying: float = field(metadata=POSITIVE)
    liquidity_on_default: float = field(metadata=POSITIVE)
    relation_rest: float = field(metadata=POSITIVE)
    relation_return: float = field(metadata=SHARE)
    belief_start: float = field(metadata=SHARE)
    belief_on_delay: float = field(metadata=POSITIVE)
    belief_fade: float = field(metadata=SHARE)
    monthly_attrition: float = field(metadata=SHARE)
    attrition_scale: float = field(metadata={"low": 1, "high": 100})
    hold_base: float = field(metadata=POSITIVE)
    hold_dependence: float = field(metadata=POSITIVE)
    volume_by_15_days: float = field(metadata=SHARE)
    asks_base: float = field(metadata=SHARE)
    asks_dependence: float = field(metadata=SHARE)
    sale_saved: float = field(metadata=SHARE)
    relation_limit: float = field(metadata=ANY)
    relation_hold: float = field(metadata=ANY)


@dataclass(frozen=True, slots=True)
class BlockLaw:
    """Invoices that cannot be paid: what is missing or contested, until found and fixed.

    ``drag`` is the mean delay (days) of such an invoice under the reference policy, which the
    calibration of delays already holds.
    """

    admin_days: float = field(metadata=DAYS)
    drag: float = field(metadata=DAYS)
    fix_sigma: float = field(metadata=POSITIVE)
    spontaneous: float = field(metadata=SHARE)
    credited: float = field(metadata=SHARE)
    credit_low: float = field(metadata=SHARE)
    credit_high: float = field(metadata=SHARE)
    relation_per_day: float = field(metadata=ANY)
    relation_solved: float = field(metadata=ANY)
    desk_cost: float = field(metadata=POSITIVE)
    desk_reference_days: float = field(metadata={"low": 1, "high": 400})


@dataclass(frozen=True, slots=True)
class MoneyLaw:
    """Rates a year and shares; ``lost_years`` is the margin lost with a customer, in years."""

    carry_rate: float = field(metadata=SHARE)
    loss_given_default: float = field(metadata=SHARE)
    loss_with_title: float = field(metadata=SHARE)
    agency_fee: float = field(metadata=SHARE)
    lost_years: float = field(metadata=POSITIVE)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """All the parameters; ``reference`` is the policy under which the calibration was read.

    It is a list of days after the due date, with the lever used on each.
    """

    archetypes: Mapping[str, ArchetypeLaw]
    levers: Mapping[str, LeverLaw]
    promises: PromiseLaw
    customers: CustomerLaw
    blocks: BlockLaw
    money: MoneyLaw
    reference_days: tuple[int, ...] = field(metadata=DAYS)
    reference_levers: tuple[str, ...] = field(metadata={"choices": LEVERS})
    confidence: Confidence = Confidence.PEDAGOGICAL


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the year takes for granted beyond the reference model; each may be switched off.

    - ``seasonality``: orders follow the months of the supplier's scenario.
    - ``slow_months``: August and December lengthen the delays of those who pay late.
    - ``partial_payments``: some invoices are paid in two parts.
    - ``contagion``: a failure raises the risk of the other customers of the sector for a while.
    - ``desk_cost``: each dispute costs its handling, the more so the faster the desk.
    - ``adverse_selection``: customers short of cash order more from who still delivers.
    - ``exact_due``: most invoices of punctual customers are paid on their very due date.
    - ``own_fate``: in draw 0 customers fail on the hidden day of the portfolio.
    - ``stress``: multiplies every default hazard (1: a calm year, 3: a crisis).
    - ``contagion_rate`` and ``contagion_half_life``: size and days of the contagion.
    """

    seasonality: bool = True
    slow_months: bool = True
    partial_payments: bool = True
    contagion: bool = True
    desk_cost: bool = True
    adverse_selection: bool = True
    exact_due: bool = True
    own_fate: bool = True
    stress: float = field(default=1.0, metadata={"low": 0, "high": 20})
    contagion_rate: float = field(default=0.15, metadata={"low": 0, "high": 5})
    contagion_half_life: float = field(default=60.0, metadata={"low": 1, "high": 400})
