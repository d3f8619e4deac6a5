"""The credit committee: who sees, who votes, what is decided."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.money import Cents, cents
from simulator.domain.training.committee import (
    LONGEST,
    OF_FILE,
    OF_MINUTES,
    AboveProposal,
    AuthorVotes,
    CastingVoteNeeded,
    Choice,
    Decision,
    NoQuorum,
    Outcome,
    Part,
    Stage,
    Tally,
    Viewer,
    WrongStage,
    decide,
    may_vote,
    parts,
    quorum,
    seats,
    tally,
    understand,
)

AUTHOR, VOTER = 1, 2
MEMBERS = ("sales", "finance", "general_management")
PROPOSAL = cents(30_000)
DAY = date(2026, 11, 23)
FILE = {
    "request": "50 000 €",
    "need": "42 k€",
    "proposal": "30000",
    "guarantee": "surety",
    "conditions": "caution du dirigeant",
    "justification": "Un plafond à 30 k€ suffit.",
}


@pytest.mark.parametrize("viewer", Viewer)
def test_a_draft_is_its_author_s_alone(viewer: Viewer) -> None:
    assert bool(parts(Stage.DRAFT, viewer)) == (viewer is Viewer.AUTHOR)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.VOTING])
@pytest.mark.parametrize("viewer", Viewer)
def test_nobody_reads_counts_before_the_vote_is_closed(stage: Stage, viewer: Viewer) -> None:
    assert not parts(stage, viewer) & {Part.COUNTS, Part.MINUTES}
    assert parts(Stage.CLOSED, viewer) >= {Part.FILE, Part.COUNTS, Part.MINUTES}


def test_only_members_have_a_ballot_and_only_during_the_vote() -> None:
    having = {(s, v) for s in Stage for v in Viewer if Part.BALLOT in parts(s, v)}
    assert having == {(Stage.VOTING, Viewer.MEMBER)}
    assert Part.TURNOUT in parts(Stage.VOTING, Viewer.SCREEN)


def test_an_author_does_not_vote_and_votes_have_their_time() -> None:
    may_vote(Stage.VOTING, AUTHOR, VOTER)
    with pytest.raises(AuthorVotes):
        may_vote(Stage.VOTING, AUTHOR, AUTHOR)
    for stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.CLOSED):
        with pytest.raises(WrongStage):
            may_vote(stage, AUTHOR, VOTER)


def test_seats_turn_with_the_files() -> None:
    assert seats([7, 3, 5, 9], MEMBERS, 0) == {
        3: "sales",
        5: "finance",
        7: "general_management",
        9: "sales",
    }
    assert seats([3], MEMBERS, 1) == {3: "finance"}


@given(st.sets(st.integers(1, 60), min_size=3), st.integers(0, 100))
def test_every_member_has_a_seat_in_a_room_of_three(voters: set[int], turn: int) -> None:
    assert set(seats(sorted(voters), MEMBERS, turn).values()) == set(MEMBERS)


def test_a_small_room_needs_all_it_has() -> None:
    assert (quorum(0, 2), quorum(1, 2), quorum(3, 2)) == (0, 1, 2)


def test_the_majority_decides() -> None:
    won = decide(Tally(2, 1), 2, 2, PROPOSAL, PROPOSAL)
    lost = decide(Tally(1, 2, 5), 2, 2, PROPOSAL, PROPOSAL)

    assert won == Decision(Outcome.GRANTED, PROPOSAL, None)
    assert lost == Decision(Outcome.REFUSED, None, None)


def test_the_chair_tightens_and_never_widens() -> None:
    assert decide(Tally(1), 1, 1, PROPOSAL, cents(20_000)).amount == cents(20_000)
    with pytest.raises(AboveProposal) as caught:
        decide(Tally(1), 1, 1, PROPOSAL, cents(30_001))
    assert (caught.value.amount, caught.value.proposal) == (cents(30_001), PROPOSAL)


def test_a_tie_is_the_chair_s() -> None:
    for casting in (None, Choice.ABSTAIN):
        with pytest.raises(CastingVoteNeeded):
            decide(Tally(1, 1), 2, 2, PROPOSAL, PROPOSAL, casting)
    kept = decide(Tally(1, 1), 2, 2, PROPOSAL, PROPOSAL, Choice.FOR)
    assert kept == Decision(Outcome.GRANTED, PROPOSAL, Choice.FOR)
    against = decide(Tally(1, 1), 2, 2, PROPOSAL, PROPOSAL, Choice.AGAINST)
    assert against == Decision(Outcome.REFUSED, None, Choice.AGAINST)


def test_a_casting_vote_counts_for_nothing_without_a_tie() -> None:
    found = decide(Tally(2, 1), 2, 2, PROPOSAL, PROPOSAL, Choice.AGAINST)
    assert found == Decision(Outcome.GRANTED, PROPOSAL, None)


def test_without_a_quorum_nothing_is_decided() -> None:
    with pytest.raises(NoQuorum) as caught:
        decide(Tally(9), 1, 2, PROPOSAL, PROPOSAL)
    assert (caught.value.present, caught.value.needed) == (1, 2)


@given(st.lists(st.sampled_from(Choice)))
def test_every_vote_is_counted_once_and_abstaining_changes_no_majority(
    votes: list[Choice],
) -> None:
    count = tally(votes)
    assert count.cast == len(votes)
    found = decide(count, 2, 2, PROPOSAL, PROPOSAL, Choice.AGAINST)
    more = decide(tally([*votes, Choice.ABSTAIN]), 2, 2, PROPOSAL, PROPOSAL, Choice.AGAINST)
    assert found == more
    one_more = tally([*votes, Choice.FOR])
    if found.outcome is Outcome.GRANTED:
        assert decide(one_more, 2, 2, PROPOSAL, PROPOSAL).outcome is Outcome.GRANTED


def test_a_file_is_read_as_french_hands_type_it() -> None:
    entry = understand(OF_FILE, FILE, DAY)

    assert entry.faults == {}
    assert entry.amounts == {
        "request": cents(50_000),
        "need": cents(42_000),
        "proposal": cents(30_000),
    }
    assert entry.texts["guarantee"] == "surety"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("request", "", "missing"),
        ("request", "beaucoup", "figure"),
        ("request", "-5", "figure"),
        ("request", "12 j", "figure"),
        ("request", "0,001", "figure"),
        ("request", "100 000 001", "figure"),
        ("guarantee", "promesse", "choice"),
        ("justification", "x" * (LONGEST + 1), "long"),
        ("conditions", "   ", "missing"),
    ],
)
def test_what_does_not_hold_is_named_at_its_field(name: str, text: str, code: str) -> None:
    assert understand(OF_FILE, {**FILE, name: text}, DAY).faults == {name: code}


def test_a_line_of_nothing_is_an_amount() -> None:
    assert understand(OF_FILE, {**FILE, "proposal": "0"}, DAY).amounts["proposal"] == Cents(0)


@pytest.mark.parametrize(
    ("text", "code"),
    [("2027-05-23", None), ("23/05/2027", None), ("bientôt", "day"), ("2026-11-23", "past")],
)
def test_minutes_expire_after_the_day_of_the_portfolio(text: str, code: str | None) -> None:
    typed = {"amount": "0", "conditions": "aucune", "reasons": "Risque.", "expiry": text}

    entry = understand(OF_MINUTES, typed, DAY)

    assert entry.faults.get("expiry") == code
    assert entry.days == ({} if code else {"expiry": date(2027, 5, 23)})
