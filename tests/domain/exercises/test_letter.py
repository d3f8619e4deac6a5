"""A letter is read for what it says, its amounts, its dates, and what it must not say."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises import prose
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.letter import LONGEST_LETTER, LetterJudge, Mention
from simulator.domain.exercises.question import Part, PartKind, Verdict
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises.examples import LETTER


def mention(code, weight=1, **more):
    given_ = {"says": (), "amount": None, "day": None, **more}
    return Mention(code.lower(), code, f"Il manque {code}.", weight=Fraction(weight), **given_)


PART = Part("letter", PartKind.TEXT, "Lettre", Fraction(4))
JUDGE = LetterJudge(
    PART,
    (
        mention("SOMME", 2, amount=123456),
        mention("DATE", day=date(2026, 3, 7)),
        mention("DEMEURE", says=("mise en demeure", "met* en demeure")),
    ),
    LETTER.forbidden,
    "",
    5,
)
WHOLE = "Mise en demeure : réglez 1 234,56 € échus le 7 mars 2026."


def judged(text):
    return JUDGE.judge(text, {})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "Nous vous mettons EN DEMEURE de régler 1\u202f234,56\u202feuros, échus le 07/03/2026.",
        "MISE EN DEMEURE de payer 1234,56 EUR dus depuis le 7 mars 2026",
    ],
)
def test_a_letter_that_has_everything_earns_everything(text):
    assert (judged(text).verdict, judged(text).fraction) == (Verdict.RIGHT, 1)


@pytest.mark.parametrize(
    ("text", "code", "fraction"),
    [
        (WHOLE.replace("56", "65"), "SOMME", Fraction(1, 2)),
        (WHOLE.replace("1 234,56", "11 234,56"), "SOMME", Fraction(1, 2)),
        (WHOLE.replace("7 mars", "8 mars"), "DATE", Fraction(3, 4)),
        (WHOLE.replace("demeure", "retard"), "DEMEURE", Fraction(3, 4)),
        (WHOLE + " Nous porterons plainte.", "MENACE", Fraction(1, 2)),
        ("une lettre qui ne dit rien", "SOMME", 0),
        ("plainte plainte plainte et encore plainte", "MENACE", 0),
    ],
)
def test_what_is_missing_or_forbidden_is_named_and_costs_its_share(text, code, fraction):
    found = judged(text)
    assert (found.code, found.fraction) == (code, fraction)
    assert found.feedback


def test_what_is_no_letter_is_sent_back():
    assert judged("Bonjour.").reason == "too_short"
    assert judged("a " * LONGEST_LETTER).reason == "too_long"
    assert JUDGE.blank({}).verdict is Verdict.BLANK
    assert JUDGE.expected == "somme ; date ; demeure"


def test_the_model_of_an_example_is_filled_with_the_customer_s_figures():
    asked = LETTER.question(World(make.portfolio(2, 40)))
    (step,) = asked.solution

    assert "{" not in step.text
    assert asked.judges[0].mentions[2].feedback.startswith("Pour ")
    with_words = replace(LETTER, solution="Une lettre :")
    assert with_words.question(World(make.portfolio(2, 40))).solution[0].text.startswith("Une")


def test_an_amount_that_is_nothing_makes_no_letter():
    world = World(make.portfolio(2, 40))
    customer = world.portfolio.customers[LETTER.question(world).customers[0]]
    free = replace(LETTER, mentions=(replace(LETTER.mentions[0], amount="claim_left * 0"),))
    with pytest.raises(Degenerate):
        free.build(world, (customer,), 0)


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("article L. 441-10, II du code", "L 441 10", True),
        ("article L.441-10 du code", "L. 441-10", True),
        ("article L 441-1", "L 441 10", False),
        ("la mise, puis la demeure", "mise + demeure", True),
        ("la mise", "mise + demeure", False),
        ("nous porterons l’œuvre", "porter* l'oeuvre", True),
        ("apporterons", "porter*", False),
        ("un vol de nuit", "vol", True),
        ("volontiers", "vol", False),
        ("quoi que ce soit", " ", False),
        ("x", "*", False),
    ],
)
def test_words_are_compared_as_a_reader_would(text, wanted, said):
    assert prose.says(prose.words(text), wanted) is said


def test_amounts_and_dates_of_a_text():
    assert prose.amounts("1 234,5 € puis 40 € et 12.500,00") >= {123450, 4000, 1250000}
    assert prose.dates("le 1er mars 2026, le 31/02/2026, le 2 foo 2026") == {date(2026, 3, 1)}


@given(st.text(max_size=300))
def test_no_text_ever_raises(text):
    found = judged(text)
    assert 0 <= found.fraction <= 1
