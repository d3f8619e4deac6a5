"""The grid from a call, and the debrief."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.negotiation.debrief import debrief
from simulator.domain.negotiation.engagement import Draft
from simulator.domain.negotiation.grid import CAP, WEIGHTS, Criterion, filled_grid
from simulator.domain.negotiation.intents import Effects, Intent, KnockOut, State
from simulator.domain.negotiation.script import Worth
from simulator.domain.negotiation.talk import Choice, Move, Talk, Turn, Words, answer
from tests.domain.negotiation.small import ON, cast, facts, talk

CALM = State(50, 15)


def turn(*intents: Intent, worth=Worth.GOOD, node="debut", before=CALM, after=CALM) -> Turn:
    return Turn(Move("x", "…"), node, frozenset(intents), worth, "", before, after, "…")


def call(*turns: Turn, state=CALM, draft: Draft | None = None) -> Talk:
    return replace(talk(), turns=turns, state=state, draft=draft or Draft())


def level(criterion: Criterion, of: Talk, **given) -> int:
    return next(m.level for m in filled_grid(of, **given).marks if m.criterion is criterion)


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(Criterion)


def test_the_marks_are_in_the_order_of_the_grid() -> None:
    marks = filled_grid(call()).marks

    assert [mark.criterion for mark in marks] == list(Criterion)
    assert marks[0].weight == 12


I = Intent
FULL_OPENING = (I.IDENTIFICATION, I.AMOUNT, I.DATE)
WARM = State(54, 10)
ANGRY = State(50, 70)


@pytest.mark.parametrize(
    ("criterion", "turns", "expected"),
    [
        (Criterion.OPENING, [], 0),
        (Criterion.OPENING, [turn(I.EMPATHY)], 0),
        (Criterion.OPENING, [turn(I.AMOUNT, I.DATE)], 1),
        (Criterion.OPENING, [turn(*FULL_OPENING)], 2),
        (Criterion.OPENING, [turn(*FULL_OPENING), turn(I.SILENCE)], 3),
        (Criterion.OPENING, [turn(I.BLAME), turn(I.BLAME), turn(*FULL_OPENING)], 0),
        (Criterion.LISTENING, [turn(I.CLOSED_QUESTION)], 0),
        (Criterion.LISTENING, [turn(I.OPEN_QUESTION)], 1),
        (Criterion.LISTENING, [turn(I.OPEN_QUESTION)] * 2, 2),
        (Criterion.LISTENING, [turn(I.OPEN_QUESTION)] * 2 + [turn(I.PROOF)], 2),
        (Criterion.REFORMULATION, [turn(I.OPEN_QUESTION)], 0),
        (Criterion.REFORMULATION, [turn(I.REFORMULATION)], 1),
        (Criterion.REFORMULATION, [turn(I.OPEN_QUESTION), turn(I.REFORMULATION)], 2),
        (Criterion.REFORMULATION, [turn(I.OPEN_QUESTION), turn(I.REFORMULATION, after=WARM)], 3),
        (Criterion.REFORMULATION, [turn(I.REFORMULATION, after=WARM)], 1),
        (Criterion.OBJECTIONS, [turn(I.PLAN)], 0),
        (Criterion.OBJECTIONS, [turn(I.PLAN, node="suite", worth=Worth.EXCELLENT)], 3),
        (Criterion.OBJECTIONS, [turn(node="suite"), turn(node="suite", worth=Worth.BAD)], 1),
        (Criterion.OBJECTIONS, [turn(node="suite", worth=None)], 1),
        (Criterion.FIRMNESS, [turn(I.REQUEST, I.DATE), turn(I.WAIT)], 0),
        (Criterion.FIRMNESS, [turn(I.EMPATHY)], 1),
        (Criterion.FIRMNESS, [turn(I.REQUEST)], 1),
        (Criterion.FIRMNESS, [turn(I.REQUEST, I.DATE)], 2),
        (Criterion.FIRMNESS, [turn(I.REQUEST, I.DATE), turn(I.CONSEQUENCE)], 3),
        (Criterion.FIRMNESS, [turn(I.PLAN, I.AMOUNT), turn(I.CONSEQUENCE, before=ANGRY)], 2),
        (Criterion.EMPATHY, [], 2),
        (Criterion.EMPATHY, [turn(I.INSULT)], 0),
        (Criterion.EMPATHY, [turn(I.BLAME)] * 2, 0),
        (Criterion.EMPATHY, [turn(I.BLAME)], 1),
        (Criterion.EMPATHY, [turn(I.EMPATHY)], 2),
        (Criterion.NEGOTIATION, [turn(I.REQUEST)], 1),
        (Criterion.NEGOTIATION, [turn(I.PLAN)], 2),
        (Criterion.NEGOTIATION, [turn(I.CONDITIONAL)], 2),
        (Criterion.NEGOTIATION, [turn(I.CONDITIONAL), turn(I.GUARANTEE)], 3),
        (Criterion.NEGOTIATION, [turn(I.CONDITIONAL)] * 2, 3),
        (Criterion.NEGOTIATION, [turn(I.CONDITIONAL), turn(I.CONCESSION)], 0),
        (Criterion.RECAP, [], 0),
        (Criterion.RECAP, [turn(I.CLOSING)], 1),
        (Criterion.RECAP, [turn(I.RECAP)], 2),
    ],
)
def test_each_anchor_of_the_grid(criterion, turns, expected) -> None:
    assert level(criterion, call(*turns)) == expected


def test_a_cause_understood_makes_listening_complete() -> None:
    turns = [turn(I.OPEN_QUESTION)] * 2 + [turn(I.PROOF)]

    assert level(Criterion.LISTENING, call(*turns, state=State(50, 15, 30))) == 3


def test_calm_brought_back_makes_empathy_complete() -> None:
    assert level(Criterion.EMPATHY, call(turn(I.EMPATHY), state=State(50, 10))) == 3
    assert level(Criterion.EMPATHY, call(turn(I.EMPATHY), state=State(50, 16))) == 1


@pytest.mark.parametrize(
    ("draft", "turns", "expected"),
    [
        (Draft(), [], 0),
        (Draft(signatory=True), [], 1),
        (Draft(facts().open, ON), [], 1),
        (Draft(facts().open, ON, signatory=True), [], 2),
        (Draft(facts().open, ON, cast() and 0, signatory=True), [], 2),
        (Draft(facts().open, ON, 0, signatory=True, written=True), [], 3),
        (Draft(facts().open, ON, 0, signatory=True), [turn(I.CONSEQUENCE)], 3),
    ],
)
def test_the_close_counts_what_was_obtained(draft, turns, expected) -> None:
    assert level(Criterion.CLOSE, call(*turns, draft=draft)) == expected


@pytest.mark.parametrize(("mail", "expected"), [(60, 3), (59, 2), (0, 2), (None, 0)])
def test_the_mail_counts_for_the_recap(mail, expected) -> None:
    assert level(Criterion.RECAP, call(), recap=mail) == expected


@pytest.mark.parametrize(("trust", "expected"), [(24, 0), (25, 1), (45, 2), (60, 3)])
def test_the_relation_is_the_trust_that_is_left(trust, expected) -> None:
    assert level(Criterion.RELATION, call(state=State(trust, 15))) == expected


def test_the_preparation_comes_from_before_the_call() -> None:
    assert level(Criterion.PREPARATION, call(), preparation=3) == 3


def test_a_knock_out_caps_the_mark() -> None:
    good = [
        turn(*FULL_OPENING, I.OPEN_QUESTION, I.REQUEST),
        turn(I.OPEN_QUESTION, I.PROOF),
        turn(I.REFORMULATION, after=WARM),
        turn(I.CONDITIONAL, I.PLAN, I.AMOUNT, I.DATE, I.CONSEQUENCE, node="suite"),
    ]
    done = Draft(facts().open, ON, 0, signatory=True, written=True)
    clean = call(*good, state=State(70, 10, 40), draft=done)
    spoilt = replace(
        clean, turns=(*good[:-1], replace(good[-1], knock_outs=(KnockOut.BEYOND_MANDATE,)))
    )

    assert filled_grid(clean, 3, 90).score > 80
    assert filled_grid(spoilt, 3, 90).raw > 80
    assert filled_grid(spoilt, 3, 90).score == CAP


def test_a_low_mark_is_not_raised_to_the_cap() -> None:
    poor = call(replace(turn(I.INSULT), knock_outs=(KnockOut.INSULT,)))

    assert filled_grid(poor).score < CAP


def played() -> Talk:
    return answer(answer(talk(), Choice("pourquoi")), Choice("attente"))


def test_the_debrief_tells_what_was_hidden() -> None:
    found = debrief(played())

    assert found.hidden.secret == "Tout est dit à Alix Rousseau."
    assert found.hidden.cause == "Un creux."
    assert (found.hidden.temper, found.hidden.faith, found.hidden.cash) == ("calme", 80, 6_000_00)
    assert found.opening == "Allô ?"
    assert found.ending is not None
    assert found.engagement is None


def test_each_line_has_its_reason_its_effect_and_what_an_expert_would_have_said() -> None:
    first, second = debrief(played()).notes

    assert first.why == "parce que pourquoi"
    assert first.moved == Effects(trust=3, irritation=-1, understanding=14)
    assert first.expert is not None
    assert first.expert.option == "bonjour"
    assert [one.worth.rank for one in second.others] == sorted(
        (one.worth.rank for one in second.others), reverse=True
    )
    assert second.expert is not None
    assert second.expert.text == "date pour 9\u202f000\u202f€"


def test_the_best_line_has_nothing_above_it() -> None:
    found = debrief(answer(talk(), Choice("bonjour")))

    assert found.notes[0].expert is None
    assert found.roads_not_taken == ()
    assert found.best == found.worst == 0


def test_the_best_and_the_worst_lines_are_named() -> None:
    found = debrief(played())

    assert (found.best, found.worst) == (0, 1)
    assert [note.rank for note in found.roads_not_taken] == [0, 1]


def test_a_knock_out_is_the_worst_line() -> None:
    end = answer(played_open(), Choice("menace"))

    assert debrief(end).worst == 1
    assert debrief(end).notes[1].knock_outs == (KnockOut.ILLEGAL_THREAT,)


def played_open() -> Talk:
    return answer(talk(), Choice("bonjour"))


def test_a_line_not_understood_says_so() -> None:
    (note,) = debrief(answer(talk(), Words("Le ciel est bleu."))).notes

    assert not note.understood
    assert note.worth is None
    assert note.expert is not None


def test_a_call_without_a_line_has_neither_best_nor_worst() -> None:
    found = debrief(talk())

    assert (found.best, found.worst) == (None, None)
    assert found.ending is None
