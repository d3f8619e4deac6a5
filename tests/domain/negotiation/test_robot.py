"""A robot plays the real scripts: every moment is reached, every call ends, nothing loops."""

from __future__ import annotations

from functools import lru_cache

import pytest

from simulator.content.negotiations import load_negotiations
from simulator.domain.luck import Luck
from simulator.domain.negotiation.casting import cast
from simulator.domain.negotiation.debrief import debrief
from simulator.domain.negotiation.facts import facts_of
from simulator.domain.negotiation.grid import CAP
from simulator.domain.negotiation.intents import KnockOut
from simulator.domain.negotiation.review import (
    FAILURES,
    GOOD_ROADS,
    failures,
    faults,
    good_roads,
    reachable,
)
from simulator.domain.negotiation.script import Script, Success
from simulator.domain.negotiation.talk import Choice, Talk, Words, answer, begin
from simulator.domain.portfolio import Hidden
from simulator.domain.refusals import NotPositive
from simulator.paths import SCENARIOS
from tests.make import portfolio

TALKS = 1000
LINES = (
    "Je comprends. Qu'est-ce qui bloque ?",
    "Pouvez-vous faire un virement de 3 000 € vendredi ?",
    "Si vous réglez la moitié demain, je débloque la commande.",
    "Si je comprends bien, il manque une signature.",
    "…",
    "C'est inadmissible.",
    "Je ne peux pas accepter.",
    "D'accord, j'attends votre retour.",
    "Il fait beau.",
    "Je vous confirme par mail.",
    "Au revoir.",
    "On oublie les pénalités.",
)
THREAT = "Je vais prévenir vos clients et votre banque."


@lru_cache(maxsize=1)
def scripts() -> tuple[Script, ...]:
    found, problems = load_negotiations(SCENARIOS / "negotiations")
    assert problems == []
    return tuple(found.scripts.values())


@lru_cache(maxsize=1)
def debtors():
    """Return the book and what it says of each customer who has something overdue."""
    book = portfolio()
    found = []
    for customer in book.customers:
        try:
            found.append(facts_of(book, customer.id, book.as_of, "Léa Morin"))
        except NotPositive:
            continue
    return book, found


def start(seed: int) -> Talk:
    luck, (_, owing) = Luck(seed), debtors()
    script = scripts()[seed % len(scripts())]
    facts = owing[luck.below(len(owing), "who")]
    health = (-3.0, -0.5, 0.5, 3.0)[luck.below(4, "health")]
    profile = ("ponctuel", "en_tension", "essai")[luck.below(3, "profile")]
    return begin(script, facts, cast(script, facts, Hidden(health, profile, None), seed))


def step(talk: Talk, seed: int) -> Talk:
    """Choose a line, or type one, at random."""
    luck, turn = Luck(seed), len(talk.turns)
    if luck.below(3, "typed", turn) == 0:
        return answer(talk, Words(LINES[luck.below(len(LINES), "line", turn)]))
    options = talk.options()
    return answer(talk, Choice(options[luck.below(len(options), "option", turn)].id))


def play(seed: int) -> Talk:
    talk = start(seed)
    while not talk.over:
        talk = step(talk, seed)
        assert len(talk.turns) <= talk.script.turns
    return talk


def test_there_are_at_least_sixteen_scripts() -> None:
    assert len(scripts()) >= 16


def test_the_scripts_cover_the_forty_objections() -> None:
    met = {one for script in scripts() for one in script.objections}

    assert met == {f"O{number:02d}" for number in range(1, 41)}


def test_every_objection_of_a_script_is_met_at_a_moment() -> None:
    missing = [
        (script.id, one)
        for script in scripts()
        for one in script.objections
        if not any(one in node.objections for node in script.nodes.values())
    ]

    assert missing == []


@pytest.mark.parametrize("script", scripts(), ids=lambda one: one.id)
def test_a_script_is_sound(script: Script) -> None:
    assert faults(script) == ()
    assert reachable(script) == set(script.nodes)
    assert len(list(good_roads(script))) >= GOOD_ROADS
    assert len(failures(script)) >= FAILURES


@pytest.mark.parametrize("script", scripts(), ids=lambda one: one.id)
def test_each_good_road_can_be_walked_by_somebody(script: Script) -> None:
    """At least three of the roads drawn end well when they are played, with some customer."""
    _, owing = debtors()
    walked = set()
    for road in list(good_roads(script))[:60]:
        for seed in range(6):
            facts = owing[seed % len(owing)]
            who = cast(script, facts, Hidden(0.5, "ponctuel", None), seed)
            talk = begin(script, facts, who)
            for node, option in road:
                if talk.over or talk.node != node:
                    break
                talk = answer(talk, Choice(option))
            if talk.ended is not None and talk.ended.success is Success.GOOD:
                walked.add(road)
                break

    assert len(walked) >= GOOD_ROADS


@pytest.mark.parametrize("script", scripts(), ids=lambda one: one.id)
def test_a_typed_line_of_the_script_is_taken_for_itself(script: Script) -> None:
    """What an author wrote, typed as it is, leads where choosing it leads."""
    _, owing = debtors()
    talk = begin(script, owing[0], cast(script, owing[0], Hidden(0.0, "essai", None), 1))
    for option in talk.options():
        typed = answer(talk, Words(talk.wording(option)))

        assert typed.turns[0].move.option in {option.id, "menace_illicite", "divulgation"}


def test_a_thousand_talks_behave() -> None:
    visited: set[tuple[str, str]] = set()
    endings = set()
    for seed in range(TALKS):
        talk = play(seed)
        visited |= {(talk.script.id, turn.node) for turn in talk.turns}
        endings.add(talk.ending)
        for turn in talk.turns:
            for value in (turn.after.trust, turn.after.irritation, turn.after.commitment):
                assert 0 <= value <= 100
            assert turn.reply
            assert "{" not in turn.reply + turn.move.text
        obtained = talk.engagement()
        assert obtained is None or (0 <= obtained.quality <= 100 and obtained.amount > 0)
        assert 0 <= debrief(talk).grid.score <= 100

    assert visited == {(script.id, node) for script in scripts() for node in script.nodes}
    assert {"promesse", "plan", "partiel", "rupture", "report", "abandon", "refus"} <= endings


def test_the_same_seed_gives_the_same_talk() -> None:
    assert play(12) == play(12)


def test_an_illegal_threat_always_caps_the_mark() -> None:
    for seed in range(60):
        talk = start(seed)
        for _ in range(seed % 3):
            talk = talk if talk.over else step(talk, seed)
        if talk.over:
            continue
        talk = answer(talk, Words(THREAT))

        assert KnockOut.ILLEGAL_THREAT in talk.knock_outs
        assert debrief(talk, 3, 100).grid.score <= CAP
