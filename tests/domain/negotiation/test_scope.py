"""Whose threat it is: denied, told of others or withdrawn, it is not the speaker's."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.intents import Intent

ON = date(2026, 11, 20)
GRAVE = {
    Intent.CONSEQUENCE,
    Intent.ILLEGAL_THREAT,
    Intent.FALSE_IDENTITY,
    Intent.THIRD_PARTY,
    Intent.INSULT,
}


def heard(text: str) -> set[Intent]:
    return set(hear(text, ON).intents) & GRAVE


@pytest.mark.parametrize(
    "text",
    [
        "Je ne vais pas saisir le tribunal.",
        "on va pas bloquer vos commandes pour si peu",
        "Inutile de vous mettre en demeure, on va s'arranger.",
        "Loin de moi l'idée de vous envoyer un huissier.",
        "Personne ne veut passer le dossier au contentieux.",
        "Plutôt que de publier un avis sur Google, trouvons un accord.",
    ],
)
def test_a_threat_denied_is_none(text: str) -> None:
    assert heard(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Votre transporteur menace de porter plainte.",
        "Vous aviez déposé plainte contre le livreur ?",
        "Si je comprends bien, c'est l'huissier de votre bailleur qui bloque tout",
        "J'ai lu que votre concurrent a été mis en prison, mais passons.",
        "La mise en demeure est partie par erreur.",
        "Vos commandes ne sont plus bloquées.",
    ],
)
def test_what_others_do_and_what_is_withdrawn_is_no_threat(text: str) -> None:
    assert heard(text) == set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Je ne vais pas attendre, le dossier part au contentieux.", Intent.CONSEQUENCE),
        ("Vous ne payez pas, alors je vais saisir le tribunal.", Intent.CONSEQUENCE),
        ("Ce n'est pas sérieux, je vais prévenir vos clients.", Intent.ILLEGAL_THREAT),
        ("Je n'hésiterai pas à débarquer chez vous.", Intent.ILLEGAL_THREAT),
        ("Votre banque est déjà au courant de vos impayés.", Intent.ILLEGAL_THREAT),
        ("Je vous fais mettre en faillite.", Intent.ILLEGAL_THREAT),
    ],
)
def test_a_threat_stays_one_whatever_else_is_denied(text: str, meant: Intent) -> None:
    assert meant in heard(text)


@pytest.mark.parametrize("word", ["valeur", "valeurs", "aboutis", "déciles"])
def test_a_word_near_an_insult_is_none(word: str) -> None:
    assert Intent.INSULT not in heard(f"Parlons des {word} de la commande.")


def test_c_alone_is_read_as_c_est() -> None:
    assert Intent.EMPATHY in hear("c pas simple", ON).intents
    assert hear("c est noté", ON).intents == hear("c'est noté", ON).intents


def test_a_month_gone_by_is_a_date_without_a_day() -> None:
    heard_of = hear("Vous nous devez 8 200 euros depuis septembre.", ON)

    assert Intent.DATE in heard_of.intents
    assert heard_of.day is None
