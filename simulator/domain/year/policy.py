"""A credit policy: everything that a credit manager decides for a year, validated when made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from simulator.domain.collection.reminders import Channel, Stop
from simulator.domain.money import Cents
from simulator.domain.refusals import OutOfRange, UnknownChoice
from simulator.domain.year.behaviour import Lever

CLASSES = ("A", "B", "C", "D")
STAKES = ("A", "B", "C")
LONGEST_TERMS = 60
"""Legal ceiling in days from the invoice (C. com. L441-10, 2026); public bodies keep theirs."""


class Who(StrEnum):
    """In whose hands a contact is."""

    AUTOMATIC = "automatic"
    COLLECTOR = "collector"
    SALES = "sales"
    MANAGER = "manager"


class Priority(StrEnum):
    """How the day's work is put in order when it is too much."""

    AMOUNT = "amount"
    AGE = "age"
    AMOUNT_AND_AGE = "amount_and_age"
    RISK = "risk"


class Cap(StrEnum):
    """Where limits come from."""

    NONE = "none"
    FILE = "file"  # the line written in the customer's file
    NEED = "need"  # yearly purchases and terms, by class


@dataclass(frozen=True, slots=True)
class Step:
    """One contact: days after the due date of the oldest item, and under what condition.

    ``announces`` says that the message announces a consequence: it must then come.
    """

    offset: int = field(metadata={"low": -60, "high": 365})
    channel: Channel
    template: str = "friendly"
    who: Who = Who.AUTOMATIC
    min_overdue: int = field(default=0, metadata={"low": 0})
    announces: bool = False
    stops: tuple[Stop, ...] = (Stop.DISPUTED, Stop.PROMISED)

    def __post_init__(self) -> None:
        """Refuse days and amounts without meaning (``OutOfRange``)."""
        _within("offset", self.offset, -60, 365)
        _within("min_overdue", self.min_overdue, 0, None)

    @property
    def lever(self) -> Lever:
        """Return what this contact is for the customer."""
        if self.who is Who.SALES or self.channel is Channel.VISIT:
            return Lever.SALES
        if self.channel is Channel.PHONE and self.who is Who.MANAGER:
            return Lever.DIRECTOR
        if self.channel is Channel.EMAIL and self.offset <= 0:
            return Lever.PRE_DUE
        return _LEVERS[self.channel]


_LEVERS = {
    Channel.EMAIL: Lever.EMAIL,
    Channel.SMS: Lever.SMS,
    Channel.PORTAL: Lever.PORTAL,
    Channel.PHONE: Lever.CALL,
    Channel.LETTER: Lever.LETTER,
    Channel.REGISTERED: Lever.REGISTERED,
    Channel.AGENCY: Lever.AGENCY,
    Channel.COURT: Lever.COURT,
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A sequence of contacts, days growing; an empty one never chases."""

    code: str
    title: str = ""
    summary: str = ""
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse days that do not grow (``OutOfRange``)."""
        for before, step in zip(self.steps, self.steps[1:], strict=False):
            _within(f"{self.code}.offset", step.offset, before.offset + 1, None)


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers of one scenario, on what is visible; an empty condition takes everybody.

    ``late_from`` keeps those whose mean delay over the last year is at least so many days.
    """

    code: str
    scenario: str
    classes: tuple[str, ...] = field(default=(), metadata={"choices": CLASSES})
    stakes: tuple[str, ...] = field(default=(), metadata={"choices": STAKES})
    sectors: tuple[str, ...] = ()
    public_only: bool = False
    late_from: int = field(default=-999, metadata={"low": -999, "high": 400})

    def __post_init__(self) -> None:
        """Refuse classes and stakes that do not exist (``UnknownChoice``)."""
        _known("classes", self.classes, CLASSES)
        _known("stakes", self.stakes, STAKES)


@dataclass(frozen=True, slots=True)
class Terms:
    """Payment terms: days, then the end of that month if asked."""

    days: int = field(metadata={"low": 0, "high": LONGEST_TERMS})
    end_of_month: bool = False

    def __post_init__(self) -> None:
        """Refuse terms beyond the law (``OutOfRange``): 60 days, or 45 to the end of a month."""
        _within("days", self.days, 0, 45 if self.end_of_month else LONGEST_TERMS)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits: their origin, a factor on them, a coefficient by class on the need."""

    cap: Cap = Cap.NEED
    factor: float = field(default=1.0, metadata={"low": 0, "high": 10})
    by_class: Mapping[str, float] = field(
        default_factory=lambda: {"A": 3.0, "B": 2.3, "C": 1.5, "D": 0.8},
        metadata={"low": 0, "high": 20},
    )

    def __post_init__(self) -> None:
        """Refuse a factor or a class without meaning."""
        _within("factor", self.factor, 0, 10)
        _known("by_class", tuple(self.by_class), CLASSES)


@dataclass(frozen=True, slots=True)
class Hold:
    """Orders stopped from ``after_days`` late and an overdue amount; 0 day: never."""

    after_days: int = field(default=0, metadata={"low": 0, "high": 365})
    min_overdue: int = field(default=0, metadata={"low": 0})
    spared_stakes: tuple[str, ...] = field(default=(), metadata={"choices": STAKES})

    def __post_init__(self) -> None:
        """Refuse days and amounts without meaning."""
        _within("after_days", self.after_days, 0, 365)
        _within("hold.min_overdue", self.min_overdue, 0, None)
        _known("spared_stakes", self.spared_stakes, STAKES)


@dataclass(frozen=True, slots=True)
class Insurance:
    """Credit insurance: rate on insured sales excluding VAT, quota, cover by class of need.

    Shipping to a customer more than ``stop_days`` late loses the cover.
    """

    on: bool = False
    premium_rate: float = field(default=0.0025, metadata={"low": 0, "high": 0.1})
    quota: float = field(default=0.9, metadata={"low": 0, "high": 1})
    cover: Mapping[str, float] = field(
        default_factory=lambda: {"A": 1.2, "B": 1.0, "C": 0.6, "D": 0.0},
        metadata={"low": 0, "high": 5},
    )
    stop_days: int = field(default=60, metadata={"low": 1, "high": 365})

    def __post_init__(self) -> None:
        """Refuse shares and classes without meaning."""
        _within("premium_rate", self.premium_rate, 0, 0.1)
        _within("quota", self.quota, 0, 1)
        _known("cover", tuple(self.cover), CLASSES)


@dataclass(frozen=True, slots=True)
class Factoring:
    """Sales assigned to a factor by class: commission on them, advance and its yearly rate."""

    on: bool = False
    classes: tuple[str, ...] = field(default=CLASSES, metadata={"choices": CLASSES})
    commission: float = field(default=0.008, metadata={"low": 0, "high": 0.1})
    advance: float = field(default=0.9, metadata={"low": 0, "high": 1})
    rate: float = field(default=0.055, metadata={"low": 0, "high": 0.5})
    without_recourse: bool = False

    def __post_init__(self) -> None:
        """Refuse shares and classes without meaning."""
        _within("commission", self.commission, 0, 0.1)
        _within("advance", self.advance, 0, 1)
        _known("classes", self.classes, CLASSES)


@dataclass(frozen=True, slots=True)
class Discount:
    """Early-payment discount: a share of the invoice when paid within some days; 0: none."""

    rate: float = field(default=0.0, metadata={"low": 0, "high": 0.2})
    within_days: int = field(default=10, metadata={"low": 0, "high": 59})

    def __post_init__(self) -> None:
        """Refuse a rate or days without meaning."""
        _within("discount.rate", self.rate, 0, 0.2)
        _within("within_days", self.within_days, 0, 59)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided customer by customer: limits in cents, risk classes, scenarios, terms.

    A limit decided holds until the day of its expiry, that day excluded; the rule of the policy
    takes its place then.
    """

    limits: Mapping[int, Cents] = field(default_factory=dict)
    classes: Mapping[int, str] = field(default_factory=dict)
    scenarios: Mapping[int, str] = field(default_factory=dict)
    terms: Mapping[int, Terms] = field(default_factory=dict)
    expiries: Mapping[int, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse limits below zero and unknown classes."""
        for limit in self.limits.values():
            _within("limit", limit, 0, None)
        _known("classes", tuple(self.classes.values()), CLASSES)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy; the first segment that takes a customer gives its scenario, else none chases."""

    code: str
    title: str = ""
    summary: str = ""
    scenarios: tuple[Scenario, ...] = ()
    segments: tuple[Segment, ...] = ()
    terms: Mapping[str, Terms] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    hold: Hold = field(default_factory=Hold)
    dispute_days: int = field(default=30, metadata={"low": 1, "high": 365})
    insurance: Insurance = field(default_factory=Insurance)
    factoring: Factoring = field(default_factory=Factoring)
    discount: Discount = field(default_factory=Discount)
    capacity_minutes: int = field(default=480, metadata={"low": 0, "high": 100_000})
    priority: Priority = Priority.AMOUNT_AND_AGE
    call_quality: float = field(default=1.0, metadata={"low": 0.5, "high": 1.3})
    retention_of_title: bool = False
    decisions: Decisions = field(default_factory=Decisions)

    def __post_init__(self) -> None:
        """Refuse what contradicts itself: unknown scenarios or classes, days out of range."""
        codes = tuple(scenario.code for scenario in self.scenarios)
        _known("segments", tuple(segment.scenario for segment in self.segments), codes)
        _known("decisions.scenarios", tuple(self.decisions.scenarios.values()), codes)
        _known("terms", tuple(self.terms), CLASSES)
        _within("dispute_days", self.dispute_days, 1, 365)
        _within("capacity_minutes", self.capacity_minutes, 0, 100_000)
        _within("call_quality", self.call_quality, 0.5, 1.3)


def _within(name: str, value: float, low: float, high: float | None) -> None:
    if value < low or (high is not None and value > high):
        raise OutOfRange(name, value, low, high)


def _known(name: str, values: Sequence[str], choices: tuple[str, ...]) -> None:
    for value in values:
        if value not in choices:
            raise UnknownChoice(name, value, choices)
