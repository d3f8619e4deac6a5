"""The toolbox: every calculator, by family and by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulator.domain.refusals import UnknownChoice
from simulator.services.calculators.model import Calculator, Family
from simulator.services.calculators.shelves import (
    afdcc,
    ageing,
    altman,
    bad_debts,
    balances,
    bdf_z,
    carry,
    cash,
    collecting,
    conan_holder,
    credit_cost,
    declarations,
    discount,
    disputes,
    dso,
    due_dates,
    entries,
    exposures,
    factoring,
    functional_balance,
    guarantees,
    imputation,
    indicator_cost,
    injonction,
    insurance,
    insurance_claims,
    legality,
    limit_caps,
    limit_combination,
    limit_decisions,
    limit_needs,
    limit_season,
    limitation,
    losses,
    margins,
    payment_days,
    penalties,
    points,
    proceedings,
    promises,
    public_buyers,
    ranking,
    ratios,
    revendication,
    rolls,
    rotations,
    routes,
    tax_return,
    team,
    upstream,
    working_capital,
    write_downs,
)

ALL: tuple[Calculator, ...] = (
    *balances.CALCULATORS,
    *functional_balance.CALCULATORS,
    *tax_return.CALCULATORS,
    *ratios.CALCULATORS,
    *rotations.CALCULATORS,
    *conan_holder.CALCULATORS,
    *bdf_z.CALCULATORS,
    *afdcc.CALCULATORS,
    *altman.CALCULATORS,
    *points.CALCULATORS,
    *ranking.CALCULATORS,
    *limit_needs.CALCULATORS,
    *limit_season.CALCULATORS,
    *limit_caps.CALCULATORS,
    *limit_combination.CALCULATORS,
    *limit_decisions.CALCULATORS,
    *margins.CALCULATORS,
    *carry.CALCULATORS,
    *credit_cost.CALCULATORS,
    *guarantees.CALCULATORS,
    *insurance.CALCULATORS,
    *insurance_claims.CALCULATORS,
    *factoring.CALCULATORS,
    *discount.CALCULATORS,
    *due_dates.CALCULATORS,
    *legality.CALCULATORS,
    *penalties.CALCULATORS,
    *public_buyers.CALCULATORS,
    *imputation.CALCULATORS,
    *limitation.CALCULATORS,
    *routes.CALCULATORS,
    *injonction.CALCULATORS,
    *declarations.CALCULATORS,
    *revendication.CALCULATORS,
    *proceedings.CALCULATORS,
    *working_capital.CALCULATORS,
    *write_downs.CALCULATORS,
    *bad_debts.CALCULATORS,
    *entries.CALCULATORS,
    *dso.CALCULATORS,
    *payment_days.CALCULATORS,
    *ageing.CALCULATORS,
    *collecting.CALCULATORS,
    *disputes.CALCULATORS,
    *promises.CALCULATORS,
    *team.CALCULATORS,
    *exposures.CALCULATORS,
    *rolls.CALCULATORS,
    *losses.CALCULATORS,
    *indicator_cost.CALCULATORS,
    *upstream.CALCULATORS,
    *cash.CALCULATORS,
)
BY_SLUG: Mapping[str, Calculator] = MappingProxyType({one.slug: one for one in ALL})


def find(slug: str) -> Calculator:
    """Return a calculator by name; ``UnknownChoice`` when there is none."""
    found = BY_SLUG.get(slug)
    if found is None:
        raise UnknownChoice("calculator", slug, tuple(BY_SLUG))
    return found


def of_family(family: Family) -> tuple[Calculator, ...]:
    """Return the calculators of a shelf, in their order."""
    return tuple(one for one in ALL if one.family is family)
