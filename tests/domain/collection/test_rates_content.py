"""The dated tables say what was published, and refuse what was not."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from simulator.domain.rates import LawBook
from simulator.domain.refusals import MissingRate, UnknownChoice
from simulator.domain.results import Confidence, weakest
from tests.domain.collection.lawbook import LAW, ROOT, eur, read_yaml

PATHS = sorted(ROOT.glob("content/rates/*.yaml"))
UNITS = {"ratio", "euros", "days", "months", "years", "count"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_rate_file_follows_the_schema(path):
    data = read_yaml(str(path))
    assert data["name"] == path.stem
    assert data["unit"] in UNITS
    for row in data["entries"]:
        assert row["source"].strip()
        if data["unit"] in {"days", "months", "years", "count"}:
            assert Decimal(row["value"]) == int(Decimal(row["value"]))


@pytest.mark.parametrize("name", sorted(LAW.tables))
def test_the_entries_of_a_table_neither_overlap_nor_go_backwards(name):
    rates = LAW.table(name).rates
    for rate in rates:
        assert rate.end is None or rate.start <= rate.end
    for before, after in pairwise(rates):
        assert before.end is not None
        assert before.end < after.start


@pytest.mark.parametrize("name", ["legal_interest_professionals", "ecb_refinancing"])
def test_the_rates_have_no_hole_before_their_last_day(name):
    rates = LAW.table(name).rates
    for before, after in pairwise(rates):
        assert before.end + timedelta(days=1) == after.start


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2016-01-01", "0.0005"),
        ("2016-07-01", "0"),
        ("2022-07-01", "0"),
        ("2023-01-01", "0.025"),
        ("2023-07-01", "0.04"),
        ("2024-01-01", "0.045"),
        ("2024-07-01", "0.0425"),
        ("2025-01-01", "0.0315"),
        ("2025-07-01", "0.0215"),
        ("2026-01-01", "0.0215"),
        ("2026-07-01", "0.024"),
    ],
)
def test_the_ecb_rate_at_each_anchor_is_the_published_one(day, value):
    assert LAW.on("ecb_refinancing", date.fromisoformat(day)).value == Decimal(value)


def test_what_is_not_known_is_refused_and_never_prolonged():
    with pytest.raises(MissingRate):
        LAW.on("ecb_refinancing", date(2027, 1, 1))
    with pytest.raises(MissingRate):
        LAW.on("legal_interest_professionals", date(2027, 1, 1))


def test_values_after_april_2026_are_marked_as_probable():
    assert LAW.on("ecb_refinancing", date(2026, 7, 1)).confidence == Confidence.PROBABLE
    assert LAW.on("legal_interest_professionals", date(2026, 7, 1)).confidence == "probable"
    assert LAW.on("legal_interest_professionals", date(2026, 6, 30)).confidence == "certain"


def test_a_law_book_reads_counts_and_amounts():
    assert LAW.count("term_agreed_days", date(2026, 1, 1)) == 60
    assert LAW.amount("fixed_indemnity", date(2026, 1, 1)) == eur(40)


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(UnknownChoice) as caught:
        LawBook({}).on("nothing", date(2026, 1, 1))
    assert caught.value.choices == ()


def test_the_weakest_level_of_proof_wins():
    assert weakest() == Confidence.CERTAIN
    assert weakest(Confidence.CERTAIN, Confidence.PROBABLE) == Confidence.PROBABLE
    assert weakest(Confidence.NOT_PUBLIC, Confidence.DISPUTED) == Confidence.NOT_PUBLIC
