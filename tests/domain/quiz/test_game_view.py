"""What each role sees: the key is in no view of a phone or of the projector before the reveal."""

from dataclasses import asdict, replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from simulator.domain.quiz.game import Act, Asked, Game, Phase, Rules, Teams
from simulator.domain.quiz.live_scoring import Given, Score, Standing
from simulator.domain.quiz.live_view import Role, Room, names, on_screen, tokens, view
from simulator.domain.quiz.question import QuizOption
from tests.domain.quiz.test_game import at, figure, played, question

EVERY = (
    question("single"),
    question("multiple", True, True, False, False),
    question("true_false", True, False),
    question("ordering", None, None, None, None),
    question("opinion", None, None),
    question("numeric", answer=figure()),
)
TRUTH = (
    replace(
        question("true_false", True, False),
        options=(QuizOption("true", "Vrai", right=True), QuizOption("false", "Faux", right=False)),
    ),
)
LINE = (Standing(1, 1, False, Score(Fraction(100), Fraction(1), timedelta(0))),)
ROOM = Room(seed=7, expected=4, people=LINE, teams=LINE)


def game_of(asked, **rules):
    return Game((Asked(asked, timedelta(seconds=60)),), Rules(**rules))


def with_other_key(asked, turn):
    """Return the same question to the eye, of which everything secret is otherwise."""
    if asked.answer is not None:
        return replace(
            asked,
            answer=figure(Fraction(turn, 7)),
            explanation=f"autre {turn}",
            reference=f"ailleurs {turn}",
        )
    count = len(asked.options)
    if asked.kind == "ordering":
        turned = asked.options[turn % count :] + asked.options[: turn % count]
        new = tuple(replace(o, name=f"i{n}", why=f"w{turn}") for n, o in enumerate(turned, 1))
    else:
        rights = [o.right for o in asked.options]
        rights = rights[turn % count :] + rights[: turn % count]
        new = tuple(
            replace(o, right=right, why=f"w{turn}")
            for o, right in zip(asked.options, rights, strict=True)
        )
    return replace(asked, options=new, explanation=f"autre {turn}", reference=f"ailleurs {turn}")


MOMENTS = {
    "lobby": ([], 0),
    "talking": ([("next", 0)], 1),
    "asking": ([("next", 0)], 20),
    "paused": ([("next", 0), ("pause", 20)], 30),
    "closed": ([("next", 0), ("close", 20)], 30),
    "ran out": ([("next", 0)], 500),
}


@sampled(
    asked=st.sampled_from(EVERY),
    turn=st.integers(1, 5),
    seed=st.integers(0, 2**31),
    moment=st.sampled_from(sorted(MOMENTS)),
    role=st.sampled_from([Role.PLAYER, Role.PROJECTOR]),
    teams=st.sampled_from(list(Teams)),
    concealed=st.booleans(),
)
def test_a_view_before_the_reveal_is_the_same_whatever_the_key(
    asked, turn, seed, moment, role, teams, concealed
):
    """Two games that differ by their key only look the same: nothing can be learnt of it."""
    acts, second = MOMENTS[moment]
    room = replace(ROOM, seed=seed)
    seen = []
    for each in (asked, with_other_key(asked, turn)):
        start = replace(game_of(each, teams=teams, talk=timedelta(seconds=10)), concealed=concealed)
        seen.append(view(played(start, *acts), role, at(second), room))

    assert seen[0] == seen[1]


@sampled(
    asked=st.sampled_from(EVERY),
    turn=st.integers(1, 5),
    moment=st.sampled_from(["lobby", "talking", "asking", "paused"]),
)
def test_the_trainer_too_sees_no_key_while_answers_come(asked, turn, moment):
    acts, second = MOMENTS[moment]
    first, other = (
        view(played(game_of(each), *acts), Role.TRAINER, at(second), ROOM)
        for each in (asked, with_other_key(asked, turn))
    )

    assert first == other


@pytest.mark.parametrize("asked", EVERY, ids=lambda asked: asked.kind.value)
@pytest.mark.parametrize("role", list(Role))
def test_after_the_reveal_everybody_reads_the_key_and_the_why(asked, role):
    seen = view(played(game_of(asked), ("next", 0), ("reveal", 60)), role, at(61), ROOM)

    assert seen.explanation == "Parce que."
    assert seen.reference == "Leçon"
    assert [c.why for c in seen.choices if c.text == "texte 2"] == ["car 2"] * bool(asked.options)
    if asked.answer is not None:
        assert seen.right_answer == "36,73\u202f%"
    if asked.kind == "single":
        assert [c.text for c in seen.choices if c.right] == ["texte 2"]
    if asked.kind == "ordering":
        assert [c.text for c in sorted(seen.choices, key=lambda c: c.place)] == [
            "texte 1",
            "texte 2",
            "texte 3",
            "texte 4",
        ]


def answers(asked, *raws):
    """Return what people 1, 2, 3… answered, as the database gives it back."""
    return tuple(
        Given(0, who, Fraction(raw == "i2"), timedelta(seconds=3), tokens(asked, 7, raw))
        for who, raw in enumerate(raws, 1)
    )


def votes(seen):
    return {choice.text: choice.votes for choice in seen.choices}


def test_counts_come_once_closed_and_never_to_a_phone():
    asked = EVERY[0]
    room = replace(ROOM, answers=answers(asked, "i1", "i2", "i2"))
    asking = played(game_of(asked), ("next", 0))
    closed = played(asking, ("close", 20))
    counted = {"texte 1": 1, "texte 2": 2, "texte 3": 0}
    hidden = dict.fromkeys(counted)

    assert votes(view(asking, Role.TRAINER, at(10), room)) == hidden
    assert view(asking, Role.PROJECTOR, at(10), room).answered == 3
    assert view(asking, Role.PLAYER, at(10), room).answered is None
    assert votes(view(closed, Role.PROJECTOR, at(30), room)) == counted
    assert votes(view(closed, Role.PLAYER, at(30), room)) == hidden
    secret = played(closed, ("conceal", 25))
    assert votes(view(secret, Role.PROJECTOR, at(30), room)) == hidden
    assert votes(view(secret, Role.TRAINER, at(30), room)) == counted


def test_the_trainer_alone_reads_who_answered_what_wrong_answers_first():
    asked = EVERY[0]
    room = replace(ROOM, answers=answers(asked, "i1", "i2", "i3", "i1"))
    closed = played(game_of(asked), ("next", 0), ("close", 20))

    groups = view(closed, Role.TRAINER, at(30), room).groups
    assert [(group.subjects, group.right) for group in groups] == [
        ((1, 4), False),
        ((3,), False),
        ((2,), True),
    ]
    assert view(closed, Role.PROJECTOR, at(30), room).groups == ()
    assert view(closed, Role.PLAYER, at(30), room).groups == ()


def test_the_order_in_which_boxes_were_ticked_makes_no_other_group():
    asked = EVERY[1]
    room = replace(ROOM, answers=answers(asked, "i1,i3", "i3,i1"))
    closed = played(game_of(asked), ("next", 0), ("close", 20))

    assert [g.subjects for g in view(closed, Role.TRAINER, at(30), room).groups] == [(1, 2)]


def test_an_order_is_not_counted_option_by_option():
    asked = EVERY[3]
    room = replace(ROOM, answers=answers(asked, "i1,i2,i3,i4"))
    closed = played(game_of(asked), ("next", 0), ("close", 20))

    assert set(votes(view(closed, Role.TRAINER, at(30), room)).values()) == {None}


@pytest.mark.parametrize("role", list(Role))
def test_opinions_are_counts_shown_at_the_reveal_and_only_when_nobody_can_be_guessed(role):
    asked = EVERY[4]
    closed = played(game_of(asked), ("next", 0), ("close", 20))
    out = played(closed, ("reveal", 21))

    def seen(state, *counts):
        tally = {0: dict(zip(("i1", "i2"), counts, strict=True))}
        return view(state, role, at(30), replace(ROOM, tallies=tally))

    hidden = {"texte 1": None, "texte 2": None}
    assert votes(seen(closed, 3, 4)) == hidden
    assert votes(seen(out, 1, 1)) == hidden
    shown = hidden if role is Role.PLAYER else {"texte 1": 3, "texte 2": 4}
    assert votes(seen(out, 3, 4)) == shown
    assert seen(out, 3, 4).groups == ()
    assert votes(view(out, role, at(30), ROOM)) == hidden


@pytest.mark.parametrize(
    ("role", "second", "finished", "people", "teams"),
    [
        (Role.PLAYER, 61, True, False, False),
        (Role.PROJECTOR, 61, False, False, True),
        (Role.PROJECTOR, 61, True, True, True),
        (Role.TRAINER, 61, False, True, True),
    ],
)
def test_rankings_are_the_trainers_and_the_podium_is_for_the_end(
    role, second, finished, people, teams
):
    state = played(game_of(EVERY[0]), ("next", 0), ("reveal", 60))
    if finished:
        state = played(state, ("finish", 60))
    seen = view(state, role, at(second), ROOM)

    assert (bool(seen.people), bool(seen.teams)) == (people, teams)
    concealed = view(played(state, ("conceal", 61)), role, at(62), ROOM)
    assert bool(concealed.people) == (people and role is Role.TRAINER)


def test_only_the_trainer_has_acts():
    lobby = game_of(EVERY[0])

    assert Act.NEXT in view(lobby, Role.TRAINER, at(0), ROOM).acts
    assert view(lobby, Role.PLAYER, at(0), ROOM).acts == ()
    assert view(lobby, Role.PLAYER, at(0), ROOM).phase is Phase.LOBBY


@sampled(st.sampled_from(EVERY[:5]), st.integers(0, 2**31))
def test_what_a_phone_sends_comes_back_as_the_names_of_the_content(asked, seed):
    raw = ",".join(option.name for option in asked.options)

    assert names(asked, seed, ",".join(tokens(asked, seed, raw))) == raw
    assert sorted(o.name for o in on_screen(asked, seed)) == sorted(raw.split(","))


def test_a_token_that_is_on_no_screen_is_no_option():
    assert names(EVERY[0], 7, "9,i1,") == "?9,?i1"


def test_a_figure_is_its_own_token():
    assert names(EVERY[5], 7, "12,5 %") == "12,5 %"
    assert tokens(EVERY[5], 7, " 12,5 % ") == ("12,5 %",)


def test_true_comes_before_false():
    assert [o.text for o in on_screen(TRUTH[0], 99)] == ["Vrai", "Faux"]


def test_a_view_is_plain_data():
    assert asdict(view(game_of(EVERY[0]), Role.PLAYER, at(0), ROOM))["count"] == 1
