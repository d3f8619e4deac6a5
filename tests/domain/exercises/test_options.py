"""Judging choices, lists, orders and texts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.exercises.options import (
    LONGEST_TEXT,
    ChoiceJudge,
    ChoicesJudge,
    OrderJudge,
    TextJudge,
    Worth,
    names_in,
)
from simulator.domain.exercises.question import Choice, Part, PartKind

NAMES = tuple(Choice(name, name.upper()) for name in "abcd")


def part(kind):
    return Part("p", kind, "?", Fraction(1), choices=NAMES)


CHOICE = ChoiceJudge(
    part(PartKind.CHOICE),
    {
        "a": Worth(Fraction(1), "", "oui"),
        "b": Worth(Fraction(1, 2), "PRUDENT", "presque"),
        "c": Worth(Fraction(1, 4), "", ""),
        "d": Worth(Fraction(0), "", ""),
    },
)
CHOICES = ChoicesJudge(
    part(PartKind.CHOICES),
    credits={"a": Fraction(1), "b": Fraction(1)},
    debits={"c": Fraction(1, 2), "d": Fraction(1, 4)},
    codes={"c": Worth(Fraction(0), "FAUX", "c est faux")},
    enough=Fraction(2),
)
ORDER = OrderJudge(part(PartKind.ORDER), ("a", "b", "c", "d"), "ENVERS", "à l'envers")


@pytest.mark.parametrize(
    ("raw", "verdict", "fraction", "code"),
    [
        ("a", "right", 1, ""),
        (" b ", "mistake", Fraction(1, 2), "PRUDENT"),
        ("c", "partial", Fraction(1, 4), ""),
        ("d", "wrong", 0, ""),
        ("e", "unreadable", 0, ""),
    ],
)
def test_a_choice_is_worth_what_the_file_says(raw, verdict, fraction, code):
    given_ = CHOICE.judge(raw, {})
    assert (given_.verdict, given_.fraction, given_.code) == (verdict, fraction, code)


@pytest.mark.parametrize(
    ("raw", "verdict", "fraction"),
    [
        ("a,b", "right", 1),
        ("b, a", "right", 1),
        ("a", "partial", Fraction(1, 2)),
        ("a,a", "partial", Fraction(1, 2)),
        ("a,b,c", "mistake", Fraction(1, 2)),
        ("a,b,d", "partial", Fraction(3, 4)),
        ("c", "mistake", 0),
        ("a,b,c,d", "mistake", Fraction(1, 4)),
        ("d", "wrong", 0),
        ("a,z", "unreadable", 0),
        (",", "unreadable", 0),
    ],
)
def test_right_ticks_earn_and_wrong_ones_take_back(raw, verdict, fraction):
    given_ = CHOICES.judge(raw, {})
    assert (given_.verdict, given_.fraction) == (verdict, fraction)


@pytest.mark.parametrize(
    ("raw", "verdict", "fraction"),
    [
        ("a,b,c,d", "right", 1),
        ("b,a,c,d", "partial", Fraction(2, 3)),
        ("a,d,c,b", "wrong", 0),
        ("d,c,b,a", "mistake", 0),
        ("a,b,c", "unreadable", 0),
        ("a,b,c,c", "unreadable", 0),
    ],
)
def test_an_order_earns_by_pairs(raw, verdict, fraction):
    given_ = ORDER.judge(raw, {})
    assert (given_.verdict, given_.fraction) == (verdict, fraction)


def test_an_order_without_a_code_for_the_reverse_is_wrong():
    plain = OrderJudge(part(PartKind.ORDER), ("a", "b", "c", "d"))
    assert plain.judge("d,c,b,a", {}).verdict == "wrong"
    assert plain.samples()[1].code == "wrong"


def test_a_text_is_kept_for_the_trainer():
    one = TextJudge(part(PartKind.TEXT))
    assert one.judge(" bien vu ", {}).echo == "bien vu"
    assert one.judge("x" * (LONGEST_TEXT + 1), {}).reason == "too_long"
    assert one.expected == ""
    assert one.blank({}).verdict == "blank"


def test_what_is_expected_is_said_with_labels():
    assert CHOICE.expected == "A"
    assert CHOICES.expected == "A ; B"
    assert ORDER.expected == "A > B > C > D"


@pytest.mark.parametrize("one", [CHOICE, CHOICES, ORDER])
def test_every_sample_does_what_it_claims(one):
    for sample in one.samples():
        found = one.judge(sample.raw, {})
        assert (found.code or found.verdict.value) == sample.code
    assert one.blank({}).fraction == 0


def test_a_wrong_tick_without_a_code_is_a_mistake_when_it_speaks():
    spoken = ChoicesJudge(
        part(PartKind.CHOICES),
        {"a": Fraction(1)},
        {"c": Fraction(1), "d": Fraction(1, 2)},
        {"c": Worth(Fraction(0), "", "non")},
        Fraction(1),
    )
    assert [sample.code for sample in spoken.samples()] == [
        "right",
        "mistake",
        "partial",
        "unreadable",
    ]


def test_a_tick_that_costs_nothing_proves_nothing():
    free = ChoicesJudge(
        part(PartKind.CHOICES), {"a": Fraction(1)}, {"c": Fraction(0)}, {}, Fraction(1)
    )
    assert [sample.code for sample in free.samples()] == ["right", "unreadable"]


@given(st.text(max_size=40))
def test_nothing_raises_and_random_texts_are_not_right(text):
    for one in (CHOICE, CHOICES, ORDER):
        found = one.judge(text, {})
        assert found.fraction < 1 or names_in(text) in {("a",), ("a", "b"), ("b", "a")}


def test_what_was_ticked_is_said_back_with_its_feedback():
    assert CHOICE.judge(" b ", {}).echo == "B"
    assert CHOICE.judge("b", {}).feedback == "presque"
    ticked = CHOICES.judge("a,c", {})
    assert (ticked.echo, ticked.feedback, ticked.code) == ("A ; C", "c est faux", "FAUX")
    assert CHOICES.judge("a,b", {}).feedback == ""
