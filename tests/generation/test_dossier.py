"""Credit files: limits, ratings, insurer's decisions and what is said of customers."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from statistics import mean

import numpy as np
import pytest

from simulator.domain.luck import Luck
from simulator.domain.portfolio import Portfolio, SourceKind
from simulator.generation import accounts, cohort, dossier, hearsay
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.dossier import GRADES, rounded
from simulator.generation.identities import identities, of
from simulator.generation.library import calibration, scenario
from simulator.generation.orders import purchases
from tests.generation.conftest import AS_OF

LETTERS = {"A": 750e6, "B": 150e6, "C": 50e6, "D": 30e6, "E": 15e6, "F": 7.5e6, "G": 1.5e6,
           "H": 1.25e6, "J": 0.5e6, "K": 0.25e6, "L": 0.1e6, "M": 0}  # fmt: skip


def exposures(portfolio: Portfolio) -> np.ndarray:
    documents, payments = portfolio.ledger.documents, portfolio.ledger.payments
    left = documents.gross.copy()
    np.subtract.at(left, payments.document, payments.amount)
    total = np.zeros(len(portfolio.customers), dtype=np.int64)
    np.add.at(total, documents.customer, left)
    return total


def failed(portfolio: Portfolio) -> list[bool]:
    return [h.default_on is not None and h.default_on <= portfolio.as_of for h in portfolio.hidden]


def test_some_limits_are_missing_and_some_are_exceeded(panel: Portfolio) -> None:
    limits = [customer.limit for customer in panel.customers]
    known = [
        (limit, exposure)
        for limit, exposure in zip(limits, exposures(panel).tolist(), strict=True)
        if limit is not None
    ]

    assert 0.08 < limits.count(None) / len(limits) < 0.16
    assert 0.05 < mean(exposure > limit for limit, exposure in known) < 0.25


@pytest.mark.parametrize(
    ("euros", "limit"),
    [(0.0, 1_000), (1_000.0, 1_000), (1_001.0, 1_500), (2_400.0, 3_000), (3_500.0, 5_000),
     (8_001.0, 10_000), (10_001.0, 15_000), (123_456.0, 150_000), (2_100_000.0, 3_000_000)],
)  # fmt: skip
def test_limits_are_round(euros: float, limit: int) -> None:
    assert rounded(np.array([euros])).tolist() == [limit]


def test_ratings_have_the_letter_of_the_sales(panel: Portfolio) -> None:
    for customer in panel.customers:
        if customer.identity.public:
            assert customer.cotation is None
            continue
        assert customer.cotation is not None
        sales = customer.statements[-1]["FL"] / 100
        expected = next(letter for letter, least in LETTERS.items() if sales >= least * 0.9999)
        assert customer.cotation[0] == expected


def test_a_firm_that_failed_is_rated_p_and_no_longer_insured(panel: Portfolio) -> None:
    for customer, gone in zip(panel.customers, failed(panel), strict=True):
        if gone:
            assert customer.cotation is not None
            assert customer.cotation.endswith("P")
            assert customer.insurer is None or customer.insurer.granted == 0
            assert customer.sources[0].kind == SourceKind.BODACC or any(
                "jugement" in source.text for source in customer.sources
            )
        else:
            assert (customer.cotation or "").endswith("P") is False


def test_better_health_gives_better_ratings(panel: Portfolio) -> None:
    pairs = [
        (hidden.health, GRADES.index(customer.cotation[1:]))
        for customer, hidden in zip(panel.customers, panel.hidden, strict=True)
        if customer.cotation and customer.cotation[1:] in GRADES
    ]
    health, grade = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))

    assert -0.95 < np.corrcoef(health, grade)[0, 1] < -0.7
    assert grade.min() <= 2
    assert grade.max() >= 17


def test_the_insurer_refuses_the_weak_more_often(panel: Portfolio) -> None:
    decided = [
        (hidden.health, customer.insurer)
        for customer, hidden in zip(panel.customers, panel.hidden, strict=True)
        if customer.insurer is not None
    ]
    refused = [health for health, decision in decided if decision.granted == 0]
    granted = [health for health, decision in decided if decision.granted > 0]

    assert 0.2 < len(decided) / len(panel.customers) < 0.6
    assert 0.05 < len(refused) / len(decided) < 0.3
    assert mean(refused) < mean(granted) - 0.8
    assert all(decision.dated <= panel.as_of for _, decision in decided)


def test_sources_are_dated_and_written(panel: Portfolio) -> None:
    for customer in panel.customers:
        texts = [source.text for source in customer.sources]
        assert len(set(texts)) == len(texts)
        for source in customer.sources:
            assert "{" not in source.text
            assert min(customer.since, panel.as_of) <= source.dated <= panel.as_of
        assert list(customer.sources) == sorted(
            customer.sources, key=lambda s: s.dated, reverse=True
        ) or len({s.dated for s in customer.sources}) < len(texts)


def test_some_information_is_old_and_some_customers_have_none(panel: Portfolio) -> None:
    sources = [source for customer in panel.customers for source in customer.sources]
    old = [s for s in sources if s.dated < panel.as_of - timedelta(days=600)]

    assert 0.05 < len(old) / len(sources) < 0.25
    assert 0.1 < mean(not customer.sources for customer in panel.customers) < 0.35
    assert set(Counter(source.kind for source in sources)) == set(SourceKind)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("tuiles", "de tuiles"), ("enduits", "d’enduits"), ("octobre 2026", "d’octobre 2026"),
     ("août 2026", "d’août 2026"), ("Écrous", "d’Écrous"),
     ("haricots", "de haricots")],
)  # fmt: skip
def test_words_are_elided(words: str, expected: str) -> None:
    assert of(words) == expected


def test_only_insured_customers_have_news_of_the_insurer(panel: Portfolio) -> None:
    told = [c for c in panel.customers if any(s.kind == SourceKind.INSURER for s in c.sources)]

    assert told
    assert all(customer.insurer is not None for customer in told)


def test_public_bodies_are_spoken_of_as_such(panel: Portfolio) -> None:
    texts = [s.text for c in panel.customers if c.identity.public for s in c.sources]

    assert texts
    assert not any("actionnariat" in text or "capital social" in text for text in texts)


def surroundings(frame: Frame, group: Cohort, yearly: np.ndarray) -> list[tuple[object, ...]]:
    """Return all that surrounds the ledger of each customer."""
    statements = accounts.statements(frame, group)
    credit = dossier.files(frame, group, yearly)
    who = identities(frame, group, statements)
    insured = [file.insurer is not None for file in credit]
    said = hearsay.sources(frame, group, who, ["Nadia Ferrand"] * len(group), insured)
    return list(zip(statements, credit, who, said, strict=True))


@pytest.mark.parametrize("first", [20, 59])
def test_some_customers_alone_have_what_they_have_among_the_others(first: int) -> None:
    frame = Frame(Luck(7), scenario("sous-traitance-industrielle"), calibration(), AS_OF, 24)
    group = cohort.draw(frame, 60)
    yearly, rows = purchases(frame, group), slice(first, 40 if first < 40 else 60)

    whole = surroundings(frame, group, yearly)

    assert surroundings(frame, group.part(rows), yearly[rows]) == whole[rows]
