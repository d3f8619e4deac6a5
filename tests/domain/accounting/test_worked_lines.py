"""The lines of the year-end table, by hand, and what stands at its edges."""

from decimal import Decimal

from simulator.domain.accounting.write_downs import (
    Doubtful,
    Grounds,
    Method,
    history_rates,
    tax_treatment,
    year_end,
)
from simulator.domain.money import ZERO
from simulator.domain.results import NotComputable, Unit
from tests.domain.collection.lawbook import case, eur, pct


def test_a_row_shows_its_net_its_write_down_and_its_adjustment():
    given_, _ = case("GL-50")
    gross, rate = eur(given_["claim_ttc"]), pct(given_["vat_rate"])
    claim = Doubtful("X", gross, rate, pct(given_["new_loss_pct"]), eur(2400))
    (row,) = year_end([claim]).rows
    assert [(s.name, s.formula.replace("\u202f", " "), s.value, s.unit) for s in row.steps()] == [
        ("ht", "9 600,00 € ÷ (1 + 20,00 %)", eur(8000), Unit.CENTS),
        ("required", "8 000,00 € × 75,00 %", eur(6000), Unit.CENTS),
        ("adjustment", "6 000,00 € − 2 400,00 €", eur(3600), Unit.CENTS),
    ]


def test_a_band_without_a_past_is_named():
    assert history_rates({"1–30": ZERO}, {}) == NotComputable("no_exposure", {"band": "1–30"})


def test_a_write_down_of_nothing_is_not_refused():
    found = tax_treatment(ZERO, Method.CLAIM_BY_CLAIM, Grounds())
    assert (found.deductible, found.add_back, found.missing) == (0, 0, ())


def test_a_claim_may_be_lost_whole():
    (row,) = year_end([Doubtful("X", eur(1200), Decimal("0.2"), Decimal(1))]).rows
    assert row.required == eur(1000)
