"""Every code that accounts and scores can give, for who words them."""

from __future__ import annotations

from typing import Final

REASONS: Final = frozenset(
    {
        "caf_not_positive",
        "cost_not_positive",
        "debts_not_positive",
        "denominator_not_positive",
        "ebe_not_positive",
        "equity_not_positive",
        "excluded_sector",
        "flow_not_positive",
        "goods_sold_not_positive",
        "invested_not_positive",
        "market_value_unknown",
        "missing_notes",
        "no_interest",
        "no_population",
        "norm_not_positive",
        "not_for_trade",
        "permanent_capital_not_positive",
        "previous_value_added_not_positive",
        "production_not_positive",
        "purchases_not_positive",
        "stock_not_positive",
        "total_assets_not_positive",
        "turnover_not_positive",
        "value_added_not_positive",
    }
)
"""Reasons of a ``NotComputable``."""

WARNINGS: Final = frozenset(
    {
        "incoherent_balance_sheet",
        "knock_out",
        "old_disposal_accounts",
        "out_of_domain_headcount",
        "out_of_domain_sector",
        "out_of_domain_size",
        "pcg_2025_crossed",
        "pd_of_balanced_sample",
        "pd_to_be_confirmed",
        "pedagogical",
        "ratios_look_like_fractions",
        "transfers_removed_in_2025",
        "units_probable",
        "weights_do_not_add_up_to_100",
        "year_not_twelve_months",
        "zones_probable",
    }
)
"""Warnings; a grid adds the code of its knock-out, AFDCC 3 ``<ratio>_<reason>``."""

BANNERS: Final = frozenset({"pedagogical_afdcc", "pedagogical_grid"})
"""Sentences that must stay on the page as long as the score does."""
