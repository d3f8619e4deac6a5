"""Amounts, days and means as people say them. The call is on Friday 20 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation import extraction
from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.normalise import sentences

ON = date(2026, 11, 20)
OWED = Cents(9_000_00)


def amounts(text: str) -> list[int]:
    return [int(piece.value) for one in sentences(text) for piece in extraction.amounts(one, OWED)]


def days(text: str) -> list[date | None]:
    return [piece.value for one in sentences(text) for piece in extraction.days(one, ON)]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("3 000 €", 3_000_00),
        ("3\u202f000\u202f€", 3_000_00),
        ("3000", 3_000_00),
        ("3.000 euros", 3_000_00),
        ("1 234,56 €", 1_234_56),
        ("5k€", 5_000_00),
        ("5 k", 5_000_00),
        ("12 mille euros", 12_000_00),
        ("50 euros", 50_00),
        ("1500 balles", 1_500_00),
        ("la moitié", 4_500_00),
        ("un tiers", 3_000_00),
        ("les deux tiers", 6_000_00),
        ("le quart", 2_250_00),
        ("la totalité", 9_000_00),
        ("20 %", 1_800_00),
        ("30 pour cent", 2_700_00),
        ("deux mille cinq cents euros", 2_500_00),
        ("douze mille euros", 12_000_00),
        ("quinze cents euros", 1_500_00),
        ("quatre vingts euros", 80_00),
        ("trois mille", 3_000_00),
        ("mille euros", 1_000_00),
        ("4 x 250 euros", 250_00),
    ],
)
def test_an_amount_is_read(text: str, cents: int) -> None:
    assert amounts(text) == [cents]


@pytest.mark.parametrize(
    "text",
    [
        "60 jours",
        "la facture 4512",
        "facture n° 8871",
        "le 15",
        "10 factures",
        "trois fois",
        "deux mois",
        "le 30 novembre",
        "dans 120 jours",
        "rien",
    ],
)
def test_what_is_not_an_amount_is_left(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("demain", date(2026, 11, 23)),  # Saturday: the next working day
        ("après-demain", date(2026, 11, 23)),
        ("aujourd'hui", ON),
        ("ce soir", ON),
        ("vendredi", date(2026, 11, 27)),
        ("vendredi prochain", date(2026, 11, 27)),
        ("lundi", date(2026, 11, 23)),
        ("lundi en huit", date(2026, 11, 30)),
        ("mardi en quinze", date(2026, 12, 8)),
        ("fin de mois", date(2026, 11, 30)),
        ("fin du mois", date(2026, 11, 30)),
        ("fin décembre", date(2026, 12, 31)),
        ("fin janvier", date(2027, 1, 31)),
        ("mi-décembre", date(2026, 12, 15)),
        ("dans huit jours", date(2026, 11, 30)),  # Saturday 28
        ("sous 48 h", date(2026, 11, 23)),
        ("sous 24 heures", date(2026, 11, 23)),
        ("dans deux semaines", date(2026, 12, 4)),
        ("dans un mois", date(2026, 12, 21)),  # Sunday 20
        ("d'ici quelques jours", None),
        ("le 25", date(2026, 11, 25)),
        ("le 15", date(2026, 12, 15)),
        ("le 1er décembre", date(2026, 12, 1)),
        ("le premier décembre", date(2026, 12, 1)),
        ("le 30 novembre", date(2026, 11, 30)),
        ("lundi 23", date(2026, 11, 23)),
        ("le 5 janvier", date(2027, 1, 5)),
        ("échue le 15 octobre", None),
        ("le 15 octobre", None),
        ("due depuis le 12", None),
        ("le 5/12", date(2026, 12, 5)),
        ("le 5/12/2026", date(2026, 12, 5)),
        ("le 31 novembre", date(2026, 11, 30)),
        ("le 45", None),
        ("le 5/14", None),
    ],
)
def test_a_day_is_read_and_a_past_or_vague_one_has_no_value(text: str, day: date | None) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize("text", ["le 3000 €", "le 15 €", "rien", "le 20 %"])
def test_what_is_not_a_day_is_left(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("par virement", Means.TRANSFER),
        ("un chèque", Means.CHEQUE),
        ("en prélèvement", Means.DIRECT_DEBIT),
        ("une LCR", Means.BILL),
        ("par carte bancaire", Means.CARD),
    ],
)
def test_means_are_read(text: str, kind: Means) -> None:
    (sentence,) = sentences(text)

    assert [piece.value for piece in extraction.means(sentence)] == [kind]


def test_the_end_of_the_week_is_friday() -> None:
    assert days("en fin de semaine") == [date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Payez la semaine prochaine.", date(2026, 11, 27)),
        ("Rendez-vous l'année prochaine.", date(2027, 12, 31)),
        ("Avant le mois prochain, réglez.", date(2026, 12, 31)),
        ("sous huitaine", date(2026, 11, 27)),
        ("d'ici la fin de l'année", date(2026, 12, 31)),
        ("courant décembre", date(2026, 12, 31)),
        ("en mars", date(2027, 3, 31)),
        ("mi-mars", date(2027, 3, 15)),
        ("le quinze janvier", date(2027, 1, 15)),
        ("le trente et un décembre", date(2026, 12, 31)),
        ("livré en septembre", None),
        ("dû depuis le deux novembre", None),
        ("le beau mois de mars", None),
    ],
)
def test_days_are_heard_as_they_are_spoken(text: str, day: date | None) -> None:
    assert hear(text, date(2026, 11, 20)).day == day
