"""The library of letters: complete in both languages, each level saying what it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.letters import load_letters, read_letter
from simulator.domain.collection.letters import Letter
from simulator.domain.collection.reminders import review_message
from tests.domain.collection.procedure_files import levels

ROOT = Path(__file__).resolve().parents[2] / "content" / "letters"
LEVELS = levels()
LETTERS, PROBLEMS = load_letters(ROOT, "letters")
TEN = {
    *("courtoisie-avant-echeance", "relance-1", "relance-2", "derniere-relance"),
    *("mise-en-demeure", "releve-de-compte", "accuse-de-litige", "confirmation-de-promesse"),
    *("echeancier", "blocage-de-commande"),
}


def test_the_library_is_whole_and_without_a_fault() -> None:
    assert PROBLEMS == []
    assert set(LETTERS) == TEN
    orders = [one.order for one in LETTERS.values()]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda one: one.id)
def test_both_languages_have_the_same_paragraphs(letter: Letter) -> None:
    french = [(one.sheet, one.when) for one in letter.fr.body]
    english = [(one.sheet, one.when) for one in letter.en.body]

    assert french == english
    assert letter.fr.body[0].text != letter.en.body[0].text


@pytest.mark.parametrize(
    "letter", [one for one in LETTERS.values() if one.level], ids=lambda one: one.id
)
def test_a_reminder_says_what_its_level_requires_and_nothing_forbidden(letter: Letter) -> None:
    level = next(one for one in LEVELS if one.code == letter.level)

    assert review_message(level, letter.mentions).compliant


def test_the_five_levels_before_handover_each_have_a_letter() -> None:
    assert [one.level for one in LETTERS.values() if one.level] == [
        level.code for level in LEVELS if level.code != "handover"
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_formal_notice_says_its_name_its_basis_and_its_date(language: str) -> None:
    body = LETTERS["mise-en-demeure"].wording(language).body
    text = " ".join(one.text for one in body)

    for words in ("mise en demeure", "441-10", "441-5", "1344", "{{ deadline }}", "{{ fee }}"):
        assert words in text.lower() or words in text


@pytest.mark.parametrize("name", ["courtoisie-avant-echeance", "relance-1", "releve-de-compte"])
def test_a_friendly_letter_threatens_nobody(name: str) -> None:
    for language in ("fr", "en"):
        text = " ".join(one.text for one in LETTERS[name].wording(language).body).lower()
        for word in ("mise en demeure", "pénalité", "tribunal", "court", "penalt", "interest"):
            assert word not in text


GOOD = """id: essai
order: 1
needs: late
fr: {title: T, use: U, subject: "{{ today }}", body: [{text: Bonjour}]}
en: {title: T, use: U, subject: S, body: [{text: Hello}]}
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("text: Bonjour", 'text: "{{ secret }}"', "letter-name"),
        ("text: Hello", 'text: "{% for x in y %}"', "letter-name"),
        ("text: Bonjour", "sheet: late, text: Deux", "letter-paragraph"),
        ("text: Hello", "when: public", "letter-paragraph"),
        ("id: essai", "id: Autre", "id"),
        ("needs: late", "needs: rien", "record-enum"),
        ("title: T, use: U, subject: S", "use: U, subject: S", "record-missing"),
        ("text: Bonjour", 'text: "Bonjour !"', "typo-space"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text(GOOD, encoding="utf-8")
    letter, problems = read_letter(path, "letters/essai.yaml")
    assert letter is not None
    assert problems == []
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    _, problems = read_letter(path, "letters/essai.yaml")
    assert any(code in one.code for one in problems), problems


@pytest.mark.parametrize("text", ["id: [", "- un\n- deux\n"])
def test_a_file_that_is_not_a_letter_is_told_and_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    letters, problems = load_letters(tmp_path, "letters")

    assert letters == {}
    assert problems
