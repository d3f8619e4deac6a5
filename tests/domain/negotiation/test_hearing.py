"""Hearing: measured on lines that nothing is tuned on, and rule by rule."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.normalise import LONGEST, corrected, plain, sentences
from tools.hearing import (
    KNOCK_OUTS,
    REPORT,
    THREATS,
    false_alarms,
    listened,
    main,
    report,
    scores,
    utterances,
)

ON = date(2026, 11, 20)
LINES = list(utterances())
TEST = listened([one for one in LINES if one.test])
LEAST = 6
"""Under so many lines a percentage says nothing."""


def said(text: str) -> frozenset[Intent]:
    return hear(text, ON).intents


def test_the_corpus_is_large_without_repeats_and_shared_in_two() -> None:
    assert len(LINES) >= 600
    assert len({one.text for one in LINES}) == len(LINES)
    assert len(TEST) >= 500
    assert not {one.text for one, _ in TEST if one.file == "reglage"}
    assert {intent for one, _ in TEST for intent in one.labels} == set(Intent)


@pytest.mark.parametrize("intent", Intent)
def test_each_intent_is_heard_on_lines_kept_for_the_measure(intent: Intent) -> None:
    score = scores(TEST)[intent]

    assert score.precision >= 0.75
    assert score.recall >= 0.55 if score.right + score.missed >= LEAST else 0.5


def test_hearing_as_a_whole_is_good() -> None:
    table = scores(TEST).values()
    right, missed, wrong = (
        sum(getattr(one, p) for one in table) for p in ("right", "missed", "wrong")
    )

    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9


@pytest.mark.parametrize("kinds", [THREATS, KNOCK_OUTS])
def test_harmless_lines_are_hardly_ever_heard_as_a_threat(kinds) -> None:
    alarms, harmless = false_alarms(TEST, kinds)

    assert harmless > 300
    assert len(alarms) / harmless < 0.03


def test_the_report_on_the_shelf_is_the_present_one() -> None:
    assert REPORT.read_text(encoding="utf-8") == report(LINES)


def test_the_tool_lists_what_is_wrong_on_the_other_part_only(capsys) -> None:
    main(["--tune"])
    shown = capsys.readouterr().out

    kept = {one.text for one in LINES if one.test}
    assert not kept & set(shown.splitlines())


def test_the_tool_writes_the_report(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tools.hearing.REPORT", tmp_path / "page.md")
    main([])

    assert "| intention |" in (tmp_path / "page.md").read_text(encoding="utf-8")


def test_what_was_understood_is_shown_in_the_words_typed() -> None:
    text = "Bonjour, pouvez-vous me faire un virement de 3 000 € vendredi ?"
    heard = hear(text, ON)
    shown = {one.intent: text[one.start : one.end] for one in heard.found}

    assert shown[Intent.GREETING] == "Bonjour"
    assert shown[Intent.MEANS] == "virement"
    assert shown[Intent.AMOUNT].startswith("3 000")
    assert shown[Intent.DATE] == "vendredi"
    assert heard.amounts == (3_000_00,)
    assert heard.day == date(2026, 11, 27)
    assert heard.means is Means.TRANSFER


@pytest.mark.parametrize("text", ["", "…", "   ", "?!"])
def test_no_word_is_a_silence(text: str) -> None:
    assert said(text) == {Intent.SILENCE}


def test_nothing_sure_is_said_so() -> None:
    assert hear("Le ciel est bleu.", ON).unsure
    assert not hear("Bonjour.", ON).unsure


def test_the_patterns_can_be_made_ready_before_the_first_line() -> None:
    from simulator.domain.negotiation import hearing

    hearing._compiled.cache_clear()
    hearing.ready()

    assert hearing._compiled.cache_info().currsize == 1


def test_a_condition_makes_a_gift_an_exchange() -> None:
    assert Intent.CONCESSION in said("Je vous accorde un mois.")
    exchange = said("Je vous accorde un mois si vous payez la moitié demain.")
    assert Intent.CONDITIONAL in exchange
    assert Intent.CONCESSION not in exchange


def test_a_refusal_is_not_a_gift() -> None:
    assert Intent.CONCESSION not in said("Je ne peux pas vous accorder un mois de plus.")


def test_a_denied_threat_is_not_one() -> None:
    assert said("Je ne vais pas prévenir vos clients.") & KNOCK_OUTS == frozenset()
    assert Intent.ILLEGAL_THREAT in said("Je vais prévenir vos clients.")


def test_a_title_that_one_has_not_is_a_false_identity() -> None:
    assert Intent.FALSE_IDENTITY in said("Je suis huissier de justice.")
    assert Intent.FALSE_IDENTITY not in said("Je ne suis pas huissier de justice.")


def test_only_the_intent_awaited_lifts_a_weak_sign(monkeypatch) -> None:
    from simulator.domain.negotiation import hearing

    weak = {Intent.PLAN: ((40, __import__("re").compile("(?<= )peut etre(?= )")),)}
    monkeypatch.setattr(hearing, "_compiled", lambda: weak)

    assert hearing.hear("Peut être.", ON).unsure
    assert hearing.hear("Peut être.", ON, frozenset({Intent.PLAN})).intents == {Intent.PLAN}


def test_the_surest_sign_of_an_intent_is_kept() -> None:
    heard = hear("Bonjour. Bonsoir.", ON)

    assert [one.intent for one in heard.found] == [Intent.GREETING]
    assert heard.found[0].start == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("virment", "virement"),
        ("demeur", "demeure"),
        ("contentieu", "contentieux"),
        ("magasin", "magasin"),
        ("penalites", "penalites"),
        ("oui", "oui"),
    ],
)
def test_typos_are_brought_to_known_words_and_others_left(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


def test_accents_case_and_ligatures_do_not_count() -> None:
    assert plain("Échéancier, CŒUR") == "echeancier, coeur"


def test_short_forms_are_opened_and_keep_their_place() -> None:
    (sentence,) = sentences("rdv vs")

    assert sentence.words == ("rendez", "vous", "vous")
    assert sentence.starts == (0, 0, 4)


def test_what_is_too_long_is_not_read() -> None:
    assert sentences("a " * LONGEST)[0].ends[-1] <= LONGEST


def test_owed_gives_its_meaning_to_a_share() -> None:
    assert hear("Versez un tiers.", ON, owed=Cents(9_000_00)).amounts == (3_000_00,)
