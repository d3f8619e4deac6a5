"""A round of role-play: its clock, the order of assessments, what each role is served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.training.rotation import Role
from simulator.domain.training.triads import (
    AUTHORS,
    Act,
    Author,
    NotAssessing,
    NotYourTurn,
    Part,
    Phase,
    Round,
    WrongAct,
    check_turn,
    readable,
    sees,
    waited,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW = Round(timedelta(minutes=5), timedelta(minutes=8))


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def minutes(span: timedelta | None) -> float:
    assert span is not None
    return span.total_seconds() / 60


PREPARING = NEW.after(Act.PREPARE, at(0))
PLAYING = PREPARING.after(Act.PLAY, at(4))


def test_a_round_goes_from_groups_to_debrief() -> None:
    assert NEW.phase(at(0)) is Phase.FORMING
    assert PREPARING.phase(at(3)) is Phase.PREPARING
    assert minutes(PREPARING.left(at(3))) == 2
    assert PREPARING.phase(at(9)) is Phase.PREPARING  # nobody calls before the trainer says so
    assert minutes(PREPARING.left(at(9))) == 0
    assert PLAYING.phase(at(11.9)) is Phase.PLAYING
    ended = PLAYING.after(Act.END, at(10))
    assert ended.phase(at(10)) is Phase.ASSESSING
    assert minutes(ended.elapsed(at(30))) == 6
    assert ended.left(at(10)) == timedelta(0)
    assert ended.after(Act.CLOSE, at(20)).phase(at(20)) is Phase.CLOSED


def test_a_call_whose_time_is_over_is_assessed_by_itself() -> None:
    assert PLAYING.phase(at(12)) is Phase.ASSESSING
    closed = PLAYING.after(Act.CLOSE, at(30))
    assert closed.ended_at == at(12)
    assert closed.phase(at(31)) is Phase.CLOSED


def test_a_round_may_begin_without_preparation() -> None:
    begun = NEW.after(Act.PLAY, at(2))

    assert begun.phase(at(3)) is Phase.PLAYING
    assert begun.prepared_at == at(2)


def test_a_pause_stops_the_clock_and_what_it_counts() -> None:
    paused = PLAYING.after(Act.PAUSE, at(6))
    assert paused.phase(at(60)) is Phase.PLAYING
    assert minutes(paused.left(at(60))) == 6
    again = paused.after(Act.RESUME, at(60))
    assert minutes(again.left(at(61))) == 5
    assert minutes(again.elapsed(at(61))) == 3  # two before the pause, one after
    assert paused.after(Act.END, at(60)).ended_at == at(6)


def test_preparation_pauses_too() -> None:
    again = PREPARING.after(Act.PAUSE, at(1)).after(Act.RESUME, at(11))

    assert minutes(again.left(at(11))) == 4
    assert again.elapsed(at(11)) is None
    assert PREPARING.after(Act.PAUSE, at(1)).after(Act.PLAY, at(2)).paused_at is None


@pytest.mark.parametrize(
    ("round_", "now", "left"),
    [(PREPARING, 3, 3), (PREPARING, 9, 1), (PLAYING, 10, 3), (PLAYING, 15, 1)],
)
def test_a_minute_more_is_a_whole_minute_even_after_the_bell(
    round_: Round, now: float, left: float
) -> None:
    more = round_.after(Act.MINUTE, at(now))

    assert minutes(more.left(at(now))) == left


def test_time_after_the_bell_is_not_part_of_the_call() -> None:
    more = PLAYING.after(Act.MINUTE, at(15))  # the bell was at 12

    assert more.phase(at(15)) is Phase.PLAYING
    assert minutes(more.elapsed(at(15))) == 8


@pytest.mark.parametrize(
    ("round_", "now", "acts"),
    [
        (NEW, 0, {Act.PREPARE, Act.PLAY}),
        (PREPARING, 1, {Act.PLAY, Act.PAUSE, Act.MINUTE}),
        (PLAYING, 5, {Act.PAUSE, Act.MINUTE, Act.END}),
        (PLAYING.after(Act.PAUSE, at(5)), 6, {Act.RESUME, Act.MINUTE, Act.END}),
        (PLAYING, 20, {Act.MINUTE, Act.CLOSE}),
        (PLAYING.after(Act.END, at(6)), 7, {Act.CLOSE}),
        (PLAYING.after(Act.END, at(6)).after(Act.CLOSE, at(7)), 8, set()),
    ],
)
def test_only_acts_that_have_a_sense_are_possible(
    round_: Round, now: float, acts: set[Act]
) -> None:
    assert set(round_.possible(at(now))) == acts
    for act in set(Act) - acts:
        with pytest.raises(WrongAct) as refused:
            round_.after(act, at(now))
        assert refused.value.phase == round_.phase(at(now))


@given(st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 600)), max_size=25))
def test_whatever_the_trainer_presses_the_clock_stays_sane(
    presses: list[tuple[Act, int]],
) -> None:
    round_, now = NEW, NINE
    for act, seconds in presses:
        now += timedelta(seconds=seconds)
        before = round_.phase(now)
        if act in round_.possible(now):
            round_ = round_.after(act, now)
        assert round_.left(now) >= timedelta(0)
        elapsed = round_.elapsed(now)
        assert elapsed is None or timedelta(0) <= elapsed <= now - NINE
        order = list(Phase)
        back = act is Act.MINUTE and before is Phase.ASSESSING
        assert back or order.index(round_.phase(now)) >= order.index(before)


def test_grids_come_in_order_and_pairs_have_no_observer() -> None:
    assert waited([], observed=True) is Author.SELF
    assert waited([Author.SELF, Author.CUSTOMER], observed=True) is Author.OBSERVER
    assert waited([Author.SELF], observed=False) is Author.TRAINER
    assert waited(list(Author), observed=True) is None


@pytest.mark.parametrize("phase", sorted(set(Phase) - {Phase.ASSESSING}))
@pytest.mark.parametrize("author", Author)
def test_nothing_is_assessed_before_the_end_nor_after_the_debrief(
    phase: Phase, author: Author
) -> None:
    with pytest.raises(NotAssessing):
        check_turn(author, [], phase, observed=True)


@pytest.mark.parametrize(
    ("author", "given_", "waits"),
    [
        (Author.OBSERVER, [], Author.SELF),
        (Author.TRAINER, [Author.SELF], Author.OBSERVER),
        (Author.TRAINER, [], Author.SELF),
    ],
)
def test_a_grid_before_its_turn_is_refused(
    author: Author, given_: list[Author], waits: Author
) -> None:
    with pytest.raises(NotYourTurn) as refused:
        check_turn(author, given_, Phase.ASSESSING, observed=True)

    assert refused.value.waits == waits


@pytest.mark.parametrize(
    ("author", "given_", "observed"),
    [
        (Author.SELF, [], True),
        (Author.CUSTOMER, [], True),
        (Author.OBSERVER, [Author.SELF], True),
        (Author.OBSERVER, [Author.SELF, Author.OBSERVER, Author.TRAINER], True),
        (Author.TRAINER, [Author.SELF], False),
        (Author.TRAINER, [Author.SELF, Author.OBSERVER], True),
    ],
)
def test_a_grid_in_its_turn_is_taken(
    author: Author, given_: list[Author], *, observed: bool
) -> None:
    check_turn(author, given_, Phase.ASSESSING, observed=observed)


@pytest.mark.parametrize("author", Author)
def test_nobody_reads_another_before_giving_theirs(author: Author) -> None:
    for phase in set(Phase) - {Phase.CLOSED}:
        assert readable(author, list(Author), phase, mine=False) == frozenset()


def test_trainees_read_the_others_at_the_debrief_and_the_trainer_after_their_own() -> None:
    given_ = [Author.SELF, Author.OBSERVER, Author.TRAINER]

    for author in (Author.SELF, Author.CUSTOMER, Author.OBSERVER):
        assert readable(author, given_, Phase.ASSESSING, mine=True) == {author}
    assert readable(Author.TRAINER, given_, Phase.ASSESSING, mine=True) == set(given_)
    for author in Author:
        assert readable(author, given_, Phase.CLOSED, mine=False) == set(given_)


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.PLAYING, Phase.ASSESSING])
def test_the_secret_brief_is_the_customer_s_alone(phase: Phase) -> None:
    assert Part.BRIEF in sees(Role.CUSTOMER, phase)
    assert Part.BRIEF not in sees(Role.COLLECTOR, phase) | sees(Role.OBSERVER, phase)
    assert Part.FILE not in sees(Role.CUSTOMER, phase) | sees(Role.OBSERVER, phase)
    assert Part.NOTES not in sees(Role.COLLECTOR, phase) | sees(Role.CUSTOMER, phase)


def test_nothing_is_served_before_the_groups_are_settled_and_all_of_it_after() -> None:
    for role in Role:
        assert sees(role, Phase.FORMING) == frozenset()
        assert sees(role, Phase.CLOSED) == frozenset(Part)
    assert sees(None, Phase.FORMING) == frozenset(Part)


def test_each_role_has_its_assessment() -> None:
    assert {AUTHORS[role] for role in Role} == set(Author) - {Author.TRAINER}
