"""Fictional names: never one of the file, and exchanged among customers by named draws."""

from __future__ import annotations

from datetime import date

from simulator.domain.firm import Identity, Size
from simulator.exchange import pseudonyms
from simulator.exchange.pseudonyms import Wanted
from simulator.generation.build import generate
from simulator.generation.strangers import Strangers

SINCE = date(2024, 5, 1)


class Numbered:
    """Names that are their ranks."""

    def identity(self, rank: int, since: date, *, public: bool = False) -> Identity:
        return Identity(
            f"Nom{rank:03d}",
            "000",
            "SAS",
            "",
            "gros",
            Size.PME,
            since,
            "rue",
            "75001",
            "Paris",
            "Léa",
            f"x@n{rank}.example",
            "01",
            3,
            None,
            public,
        )


def names(count: int, forbidden: list[str]) -> list[str]:
    wanted = [Wanted(SINCE, public=False)] * count
    return [i.name for i in pseudonyms.compose(wanted, Numbered(), forbidden)]


def test_a_name_of_the_file_is_drawn_again_and_the_others_stay() -> None:
    assert names(4, []) == ["Nom000", "Nom001", "Nom002", "Nom003"]
    assert names(4, ["NOM 002"]) == ["Nom000", "Nom001", "Nom002", "Nom003"]
    assert names(4, ["nom002", "Nom004"]) == ["Nom000", "Nom001", "Nom005", "Nom003"]


def test_a_word_that_no_draw_avoids_is_given_up() -> None:
    assert len(names(3, ["example", "le"])) == 3


def test_strangers_are_distinct_older_than_their_first_invoice_and_repeatable() -> None:
    strangers = Strangers(11, "negoce-materiaux")
    made = [strangers.identity(rank, SINCE, public=rank % 5 == 0) for rank in range(300)]

    assert len({identity.name for identity in made}) == 300
    assert len({identity.siren for identity in made}) == 300
    assert all(identity.created < SINCE for identity in made)
    assert made[7] == Strangers(11, "negoce-materiaux").identity(7, SINCE)
    assert made[7] != Strangers(12, "negoce-materiaux").identity(7, SINCE)
    assert {identity.sector for identity in made if identity.public} == {"public"}
    assert len({identity.sector for identity in made}) > 3


def test_customers_exchange_their_names_and_nothing_else() -> None:
    portfolio = generate("negoce-materiaux", 3, 60, as_of=date(2026, 6, 30))

    first, again = pseudonyms.exchanged(portfolio, 5), pseudonyms.exchanged(portfolio, 5)
    other = pseudonyms.exchanged(portfolio, 6)

    def shown(which: object) -> list[str]:
        return [customer.identity.name for customer in which.customers]  # type: ignore[attr-defined]

    assert shown(first) == shown(again) != shown(other)
    assert sorted(shown(first)) == sorted(shown(portfolio))
    assert first.ledger is portfolio.ledger
    for before, after in zip(portfolio.customers, first.customers, strict=True):
        assert before.identity.public == after.identity.public
        assert before.identity.created == after.identity.created
        assert before.since == after.since
