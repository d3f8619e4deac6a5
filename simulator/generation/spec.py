"""What a portfolio is made from: the shared calibration and a supplier's scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from simulator.domain.results import Confidence

SHARE = {"low": 0, "high": 1}
POSITIVE = {"low": 0}
DAYS = {"low": 0, "high": 400}
LN = {"low": -20, "high": 30}
TOTAL_ONE = {"low": 0, "high": 1, "sums_to": 1}
TWELVE = {"low": 0, "high": 20, "length": 12}


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector of customers.

    Days are days of sales or purchases, rates are fractions of sales.
    """

    label: str
    naf: str
    default_rate: float = field(metadata=SHARE)
    va_rate: float = field(metadata=SHARE)
    va_sd: float = field(metadata=SHARE)
    ebe_margin: float = field(metadata=SHARE)
    fixed_assets_to_sales: float = field(metadata=POSITIVE)
    inventory_days: float = field(metadata=DAYS)
    client_days: float = field(metadata=DAYS)
    supplier_days: float = field(metadata=DAYS)
    equity_ratio: float = field(metadata=SHARE)
    growth: float = field(metadata={"low": -0.5, "high": 0.5})
    dispute_rate: float = field(metadata=SHARE)
    delay_shift: float = field(metadata={"low": -2, "high": 2})
    terms: Mapping[str, float] = field(metadata=TOTAL_ONE)
    methods: Mapping[str, float] = field(metadata=TOTAL_ONE)
    sales: Mapping[str, float] = field(metadata=TOTAL_ONE)
    bought: Mapping[str, float] = field(metadata=TOTAL_ONE)
    public: bool = False


@dataclass(frozen=True, slots=True)
class SizeClass:
    """One size of customers: sales are lognormal, in thousands of euros."""

    headcount: tuple[int, ...] = field(metadata={"low": 0, "length": 2})
    ln_sales_mu: float = field(metadata=LN)
    ln_sales_sigma: float = field(metadata=POSITIVE)
    pd_multiplier: float = field(metadata=POSITIVE)
    payment_runs: Mapping[str, float] = field(metadata=TOTAL_ONE)


@dataclass(frozen=True, slots=True)
class Profile:
    """One way of paying: the law of a customer's mean delay in days, and its weight by size."""

    law: str = field(metadata={"choices": ("normal", "lognormal")})
    centre: float = field(metadata={"low": -60, "high": 400})
    spread: float = field(metadata=POSITIVE)
    weights: Mapping[str, float] = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class Latent:
    """How the hidden health drives default and punctuality."""

    yearly_persistence: float = field(metadata=SHARE)
    hazard_slope: float = field(metadata=POSITIVE)
    punctuality_correlation: float = field(metadata=SHARE)
    pd_cap: float = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class StatementLaw:
    """How the hidden health drives accounts; rates are fractions, days are days of sales."""

    growth_health: float
    growth_noise: float
    ebe_health: float
    ebe_noise: float
    depreciation_rate: float = field(metadata=SHARE)
    client_days_health: float
    supplier_days_health: float
    equity_health: float
    equity_noise: float
    cash_days_median: float = field(metadata=DAYS)
    cash_health: float
    interest_base: float = field(metadata=SHARE)
    interest_health: float = field(metadata=SHARE)
    production_tax_on_va: float = field(metadata=SHARE)
    income_tax_rate: float = field(metadata=SHARE)
    payout: float = field(metadata=SHARE)
    social_tax_debt_on_va: float = field(metadata=SHARE)
    other_current_on_sales: float = field(metadata=SHARE)
    short_term_base: float = field(metadata=SHARE)
    short_term_health: float


@dataclass(frozen=True, slots=True)
class Invoicing:
    """Yearly purchases of a customer (euros, excluding VAT), number and amounts of its invoices."""

    ln_purchases_mu: float = field(metadata=LN)
    ln_purchases_sigma: float = field(metadata=POSITIVE)
    correlation_with_sales: float = field(metadata=SHARE)
    ln_invoices_mu: float = field(metadata=LN)
    invoices_elasticity: float = field(metadata=SHARE)
    ln_invoices_noise: float = field(metadata=POSITIVE)
    ln_amount_within: float = field(metadata=POSITIVE)
    largest_customer_share: float = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class Paying:
    """How an invoice is paid around its customer's mean delay (days)."""

    sd_floor: float = field(metadata=POSITIVE)
    sd_slope: float = field(metadata=POSITIVE)
    persistence: float = field(metadata=SHARE)
    exact_due_punctual: float = field(metadata=SHARE)
    exact_due_other: float = field(metadata=SHARE)
    days_per_ln_amount: float = field(metadata={"low": -20, "high": 20})
    weekdays: tuple[float, ...] = field(metadata={"low": 0, "high": 1, "length": 5})
    extra_days_by_month: tuple[float, ...] = field(metadata={**TWELVE, "low": -30})
    two_payments: float = field(metadata=SHARE)
    short_payments: float = field(metadata=SHARE)
    drift_window: int = field(metadata=DAYS)
    drift_share: float = field(metadata=SHARE)
    drift_days: tuple[int, ...] = field(metadata={"low": 0, "high": 400, "length": 2})


@dataclass(frozen=True, slots=True)
class DisputeLaw:
    """Disputes: how long they delay payment, their causes, how many end in a credit note."""

    delay_median: float = field(metadata=DAYS)
    delay_sigma: float = field(metadata=POSITIVE)
    causes: Mapping[str, float] = field(metadata=TOTAL_ONE)
    returns: float = field(metadata=SHARE)
    founded: float = field(metadata=SHARE)
    credited_when_founded: float = field(metadata=SHARE)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything that is not the story of one supplier."""

    sectors: Mapping[str, Sector]
    sizes: Mapping[str, SizeClass]
    profiles: Mapping[str, Profile]
    latent: Latent
    statements: StatementLaw
    invoicing: Invoicing
    paying: Paying
    disputes: DisputeLaw


@dataclass(frozen=True, slots=True)
class SupplierSpec:
    """The supplier of a scenario; the story is French, one paragraph a line."""

    name: str
    activity: str
    story: str
    margin_rate: Decimal = field(metadata=SHARE)
    vat_rate: Decimal = field(metadata=SHARE)
    goods: tuple[str, ...]
    sales_reps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """The customers of a supplier.

    Shares of sectors and sizes, and how they differ from the rest.
    """

    sectors: Mapping[str, float] = field(metadata=TOTAL_ONE)
    sizes: Mapping[str, float] = field(metadata=TOTAL_ONE)
    purchases_factor: float = field(default=1.0, metadata={"low": 0.01, "high": 1000})
    dispute_factor: float = field(default=1.0, metadata={"low": 0, "high": 5})
    default_factor: float = field(default=1.0, metadata={"low": 0, "high": 10})
    delay_shift: float = field(default=0.0, metadata={"low": -2, "high": 2})
    newcomers: float = field(default=0.12, metadata=SHARE)
    terms: Mapping[str, Mapping[str, float]] = field(default_factory=dict, metadata=TOTAL_ONE)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One playable supplier: ``key`` is its file name, ``seasonality`` the weight of each month."""

    key: str
    title: str
    summary: str
    supplier: SupplierSpec
    customers: Mix
    seasonality: tuple[float, ...] = field(metadata={**TWELVE, "low": 0.01})
    playable: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One realism bar: the range in which a measure of a portfolio must fall."""

    low: float
    high: float
    hard: bool
    reference: str
    source: str
    confidence: Confidence
    pooled: tuple[float, ...] = ()
    fewest: int = field(default=1, metadata={"low": 1})
