"""The machine of the live quiz: phases, time, pauses, and what the trainer may do when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.game import (
    Act,
    AnswersClosed,
    Asked,
    BadRules,
    Game,
    Phase,
    Rules,
    Scoring,
    Teams,
    WrongMoment,
)
from simulator.domain.quiz.live_snapshot import frozen, thawed
from simulator.domain.quiz.question import Answer, QuizKind, QuizOption, QuizQuestion

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(seconds):
    return START + timedelta(seconds=seconds)


def options(*rights):
    return tuple(
        QuizOption(f"i{n}", f"texte {n}", right, f"car {n}") for n, right in enumerate(rights, 1)
    )


def question(kind="single", *rights, name="q", answer=None, points=1):
    rights = rights or (False, True, False)
    return QuizQuestion(
        name,
        QuizKind(kind),
        "Énoncé ?",
        () if answer else options(*rights),
        answer,
        explanation="Parce que.",
        reference="Leçon",
        points=Fraction(points),
    )


def figure(value="3673/10000"):
    return Answer(Fraction(value), Fraction(1, 10000), MEASURES["percent"])


def game(count=3, limit=60, **rules):
    seconds = None if limit is None else timedelta(seconds=limit)
    asked = tuple(Asked(question(name=f"q{n}"), seconds) for n in range(count))
    return Game(asked, Rules(**rules))


def played(start, *acts):
    """Return a game after acts, each with the second it happens at."""
    for act, second in acts:
        start = start.after(Act(act), at(second))
    return start


def test_a_question_is_asked_closes_by_itself_and_is_revealed_by_the_trainer():
    lobby = game()
    assert lobby.phase(START) is Phase.LOBBY
    assert lobby.next_change(START) is None

    asked = played(lobby, ("next", 0))
    assert asked.phase(at(59.9)) is Phase.ASKING
    assert asked.next_change(at(1)) == at(60)
    assert asked.phase(at(60)) is Phase.CLOSED
    assert asked.next_change(at(60)) is None
    assert played(asked, ("reveal", 61)).phase(at(62)) is Phase.REVEALED


def test_talk_comes_before_answers_and_is_not_counted():
    asked = played(game(teams=Teams.MEAN, talk=timedelta(seconds=30)), ("next", 0))

    assert asked.phase(at(29)) is Phase.TALKING
    assert asked.next_change(at(29)) == at(30)
    assert asked.phase(at(30)) is Phase.ASKING
    assert asked.run.elapsed(at(34)) == timedelta(seconds=4)
    assert asked.phase(at(90)) is Phase.CLOSED
    with pytest.raises(AnswersClosed):
        asked.run.elapsed(at(29))


def test_a_pause_stops_the_clock_and_takes_no_answer():
    paused = played(game(), ("next", 0), ("pause", 20))
    assert paused.phase(at(500)) is Phase.ASKING
    assert paused.next_change(at(500)) is None
    assert not paused.run.takes(at(30))

    again = played(paused, ("resume", 120))
    assert again.run.elapsed(at(125)) == timedelta(seconds=25)
    assert again.phase(at(159)) is Phase.ASKING
    assert again.phase(at(160)) is Phase.CLOSED


def test_a_pause_during_the_talk_pushes_everything():
    paused = played(game(talk=timedelta(seconds=30)), ("next", 0), ("pause", 10))
    assert paused.phase(at(100)) is Phase.TALKING

    again = played(paused, ("resume", 110))
    assert again.phase(at(129)) is Phase.TALKING
    assert again.phase(at(130)) is Phase.ASKING
    assert again.phase(at(190)) is Phase.CLOSED


def test_more_time_extends_the_talk_the_answers_or_opens_again():
    talking = played(game(talk=timedelta(seconds=30)), ("next", 0), ("extend", 5))
    assert talking.next_change(at(6)) == at(45)
    asking = played(game(), ("next", 0), ("extend", 5))
    assert asking.next_change(at(6)) == at(75)
    closed = played(game(), ("next", 0), ("close", 10), ("extend", 30))
    assert closed.phase(at(31)) is Phase.ASKING
    assert closed.next_change(at(31)) == at(45)
    ran_out = played(game(), ("next", 0), ("extend", 70))
    assert ran_out.phase(at(84)) is Phase.ASKING


@pytest.mark.parametrize(
    ("acts", "second", "taken"),
    [
        ([("next", 0)], 60, True),
        ([("next", 0)], 61.5, True),
        ([("next", 0)], 61.6, False),
        ([("next", 0), ("close", 10)], 11.4, True),
        ([("next", 0), ("close", 10)], 11.6, False),
        ([("next", 0), ("close", 10), ("reveal", 10.2)], 10.3, False),
        ([("next", 0)], -1, False),
    ],
)
def test_the_bell_has_a_short_grace_and_the_key_none(acts, second, taken):
    assert played(game(), *acts).run.takes(at(second)) is taken


def test_without_a_limit_only_the_trainer_closes():
    asked = played(game(limit=None), ("next", 0))

    assert asked.phase(at(10_000)) is Phase.ASKING
    assert asked.next_change(at(1)) is None
    assert asked.run.takes(at(10_000))
    assert Act.EXTEND not in asked.possible(at(1))
    assert played(asked, ("close", 20)).phase(at(20)) is Phase.CLOSED


def test_going_back_reads_again_and_asks_nothing_twice():
    second = played(game(), ("next", 0), ("reveal", 60), ("next", 70), ("close", 80))
    back = played(second, ("back", 90))
    assert (back.index, back.phase(at(91))) == (0, Phase.REVEALED)

    again = played(back, ("next", 95))
    assert (again.index, again.phase(at(96))) == (1, Phase.CLOSED)
    assert again.runs == second.runs


def test_finishing_closes_what_was_open_and_brings_every_key_out():
    over = played(game(), ("next", 0), ("close", 10), ("next", 20), ("finish", 30))

    assert over.phase(at(31)) is Phase.FINISHED
    assert over.revealed() == (0, 1)
    assert over.runs[1].closed_at == at(30)
    assert over.next_change(at(31)) is None
    assert set(over.possible(at(31))) == {Act.CONCEAL, Act.LOCK}


def test_only_what_was_revealed_is_out_before_the_end():
    assert played(game(), ("next", 0), ("reveal", 60), ("next", 70)).revealed() == (0,)


def test_hiding_and_locking_may_be_undone():
    hidden = played(game(), ("conceal", 0), ("lock", 0))
    assert (hidden.concealed, hidden.locked) == (True, True)

    shown = played(hidden, ("show", 1), ("unlock", 1))
    assert (shown.concealed, shown.locked) == (False, False)


@pytest.mark.parametrize(
    ("acts", "second", "possible"),
    [
        ([], 0, {"next", "conceal", "lock", "finish"}),
        ([("next", 0)], 1, {"pause", "extend", "close", "conceal", "lock", "finish"}),
        ([("next", 0), ("pause", 1)], 2, {"resume", "close", "conceal", "lock", "finish"}),
        ([("next", 0)], 60, {"next", "extend", "reveal", "conceal", "lock", "finish"}),
        ([("next", 0), ("reveal", 60)], 61, {"next", "conceal", "lock", "finish"}),
    ],
)
def test_the_desk_offers_what_has_a_sense_now_and_refuses_the_rest(acts, second, possible):
    now = played(game(), *acts)

    assert {act.value for act in now.possible(at(second))} == possible
    for act in Act:
        if act.value not in possible:
            with pytest.raises(WrongMoment):
                now.after(act, at(second))


def test_the_last_question_has_no_next_and_the_first_no_back():
    one = played(game(1), ("next", 0), ("reveal", 60))

    assert not {Act.NEXT, Act.BACK} & set(one.possible(at(61)))


def test_a_game_needs_a_question_and_pace_a_limit():
    with pytest.raises(BadRules, match="no_question"):
        Game((), Rules())
    with pytest.raises(BadRules, match="pace"):
        game(limit=None, scoring=Scoring.PACE)


@given(st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 40)), max_size=40))
def test_whatever_the_trainer_presses_time_and_keys_stay_in_order(pressed):
    now, state = START, game(talk=timedelta(seconds=5))
    for act, wait in pressed:
        now += timedelta(seconds=wait)
        if act not in state.possible(now):
            with pytest.raises(WrongMoment):
                state.after(act, now)
            continue
        before = set(state.revealed())
        state = state.after(act, now)
        assert before <= set(state.revealed())
        for run in state.runs.values():
            assert run.asked_at <= run.opened_at
            assert run.closes_at is None or run.opened_at <= run.closes_at
            assert run.revealed_at is None or not run.takes(now)
    assert -1 <= state.index < 3


@pytest.mark.parametrize(
    "kept",
    [
        question("single"),
        question("multiple", True, True, False),
        question("true_false", True, False),
        question("ordering", None, None, None),
        question("opinion", None, None),
        question("numeric", answer=figure()),
        replace(question(), tags=("A/1",), level=3, points=Fraction(5, 2), minutes=Fraction(3, 2)),
    ],
)
def test_a_question_comes_back_from_plain_data_as_it_was(kept):
    import json

    assert thawed(json.loads(json.dumps(frozen(kept)))) == kept
