"""The mail that confirms the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.engagement import Engagement, Instalment
from simulator.domain.negotiation.recap import graded
from tests.domain.negotiation.small import facts

ONE = Engagement(
    (Instalment(Cents(9_000_00), date(2026, 11, 27)),),
    Means.TRANSFER,
    "Alix Rousseau",
    written=True,
    vague=False,
    quality=80,
)
PLAN = replace(
    ONE,
    instalments=(
        Instalment(Cents(3_000_00), date(2026, 11, 27)),
        Instalment(Cents(6_000_00), date(2026, 12, 28)),
    ),
)
MAIL = """Bonjour Madame Rousseau,

Comme convenu ce jour, vous réglez 9 000 € par virement le 27 novembre 2026,
pour la facture 4512.

Bien cordialement,
Léa Morin
"""


def missing(text: str, obtained: Engagement = ONE) -> set[str]:
    return {item.code for item in graded(text, obtained, facts()).items if not item.present}


def test_a_good_mail_has_the_whole_mark() -> None:
    assert missing(MAIL) == set()
    assert graded(MAIL, ONE, facts()).score == 100


def test_an_empty_mail_has_only_its_manners() -> None:
    assert graded("", ONE, facts()).score == 14  # nothing rude


def test_each_fault_costs_itself() -> None:
    assert missing(MAIL.replace("9 000", "9 100")) == {"amount"}
    assert missing(MAIL.replace("27 novembre", "28 novembre")) == {"dates"}
    assert missing(MAIL.replace("virement", "chèque")) == {"means"}
    assert missing(MAIL.replace("la facture 4512", "votre compte")) == {"reference"}
    assert missing(MAIL.replace("Rousseau", "")) == {"signatory"}
    assert missing(MAIL.replace("Bonjour ", "Chère ")) == {"greeting"}
    assert missing(MAIL.replace("Bien cordialement,", "")) == {"polite"}
    assert missing(MAIL + "C'est inadmissible.") == {"tone"}
    assert missing(MAIL + "Sinon je préviens vos clients.") == {"tone"}


def test_a_mail_may_open_without_a_greeting() -> None:
    assert missing(MAIL.replace("Bonjour Madame", "Madame")) == set()


def test_a_plan_needs_every_day_and_its_first_amount() -> None:
    text = MAIL.replace("9 000 €", "3 000 €")

    assert missing(text, PLAN) == {"dates"}
    assert missing(text + "Le solde le 28 décembre 2026.", PLAN) == set()


def test_any_means_do_when_none_was_agreed() -> None:
    free = replace(ONE, means=None, signatory="")

    assert missing(MAIL.replace("virement", "chèque"), free) == set()
    assert missing(MAIL.replace("par virement", ""), free) == {"means"}
