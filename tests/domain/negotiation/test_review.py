"""The graph of a script, and which line a typed one is taken for."""

from __future__ import annotations

from simulator.domain.negotiation.heard import Found, Heard
from simulator.domain.negotiation.intents import Intent, KnockOut
from simulator.domain.negotiation.matching import best
from simulator.domain.negotiation.review import (
    Fault,
    failures,
    faults,
    good_roads,
    reachable,
    unknown_targets,
)
from simulator.domain.negotiation.script import Branch, Line, Node, Worth
from tests.domain.negotiation.small import NODES, REACTIONS, option, script

SAYS = (Line(text="Oui ?"),)


def node(*options) -> Node:
    return Node(says=SAYS, options=options)


def test_the_small_script_is_sound() -> None:
    assert faults(script()) == ()
    assert reachable(script()) == {"debut", "suite"}
    # from each of two openings, three lines that are not bad, two of which end well
    assert len(list(good_roads(script()))) == 4
    assert set(failures(script())) == {
        ("debut", "reproche"),
        ("debut", "cadeau"),
        ("suite", "attente"),
        ("suite", "menace"),
        ("suite", "si"),
        ("suite", "encore"),
    }


def test_the_map_of_a_script_has_every_option() -> None:
    edges = [(where, one.id, to) for where, one, to in script().edges()]

    assert ("debut", "bonjour", "suite") in edges
    assert ("suite", "si", "@refus") in edges
    assert ("suite", "si", "@promesse") in edges


def test_a_stay_is_an_edge_to_oneself() -> None:
    given = script(nodes={**NODES, "debut": node(option("reste", Intent.PLAN, to="."))})

    assert ("debut", "reste", "debut") in [(a, one.id, b) for a, one, b in given.edges()]


def test_places_that_do_not_exist_are_named() -> None:
    given = script(
        start="rien",
        nodes={"debut": node(option("x", Intent.PLAN, to="ailleurs"))},
        reactions=(option("y", Intent.PLAN, to="@jamais"),),
    )

    assert list(unknown_targets(given)) == [
        Fault("start", "rien"),
        Fault("target", "debut", "ailleurs"),
        Fault("target", "", "@jamais"),
    ]


def test_the_last_branch_has_no_condition() -> None:
    branches = (Branch(to="@refus", when="trust > 1"),)
    given = script(nodes={"debut": node(option("x", Intent.PLAN, to=branches))})

    assert faults(given) == (Fault("last_branch", "debut", "x"),)


def test_two_options_of_one_name_are_refused() -> None:
    twice = option("x", Intent.PLAN, to="@promesse")

    assert faults(script(nodes={"debut": node(twice, twice)})) == (
        Fault("duplicate", "debut", "x"),
    )


def test_what_is_never_reached_and_what_never_ends_are_named() -> None:
    given = script(
        nodes={
            **NODES,
            "perdu": node(option("x", Intent.PLAN, to="@promesse")),
            "boucle": node(option("y", Intent.PLAN, to=".")),
        }
    )

    assert set(faults(given)) == {
        Fault("unreachable", "perdu"),
        Fault("unreachable", "boucle"),
        Fault("endless", "boucle"),
    }


def test_a_poor_script_is_refused() -> None:
    given = script(nodes={"debut": node(option("x", Intent.PLAN, to="@promesse"))})

    assert set(faults(given)) == {
        Fault("good_roads", "debut", "1"),
        Fault("failures", "debut", "0"),
    }


def test_a_loop_is_walked_once() -> None:
    back = node(
        option("retour", Intent.PLAN, to="debut"), option("fin", Intent.DATE, to="@promesse")
    )
    given = script(nodes={"debut": node(option("x", Intent.PLAN, to="b")), "b": back})

    assert reachable(given) == {"debut", "b"}
    assert list(good_roads(given)) == [(("debut", "x"), ("b", "fin"))]


def test_a_knock_out_is_a_failure_wherever_it_leads() -> None:
    given = script(
        nodes={
            "debut": node(
                option("x", Intent.PLAN, to="@promesse", knock_out=KnockOut.BEYOND_MANDATE)
            )
        }
    )

    assert failures(given) == (("debut", "x"),)


def heard(*intents: Intent, text: str = "") -> Heard:
    return Heard(text, tuple(Found(one, 90, 0, 1) for one in intents))


def taken(given: Heard) -> str:
    found = best(given, NODES["suite"].options, REACTIONS, lambda one: one.say)
    return found.id if found else ""


def test_the_option_of_which_most_was_heard_is_taken() -> None:
    assert taken(heard(Intent.REQUEST, Intent.DATE, Intent.MEANS)) == "date"
    assert taken(heard(Intent.CONDITIONAL, Intent.DATE)) == "si"


def test_without_its_heart_an_option_is_not_taken() -> None:
    assert taken(heard(Intent.DATE, Intent.MEANS, Intent.AMOUNT)) == ""


def test_the_very_words_of_an_option_are_it_whatever_was_heard() -> None:
    assert taken(heard(text="date pour {overdue}")) == "date"


def test_a_knock_out_goes_before_the_rest() -> None:
    threat = heard(Intent.REQUEST, Intent.DATE, Intent.ILLEGAL_THREAT)
    found = best(threat, NODES["debut"].options, REACTIONS, lambda one: one.say)

    assert taken(threat) == "menace"
    assert found is not None
    assert found.id == "menace_illicite"


def test_what_no_option_foresees_meets_a_reaction() -> None:
    assert taken(heard(Intent.EMPATHY)) == "ecoute"


def test_nothing_heard_is_nothing() -> None:
    assert taken(heard()) == ""
    assert best(heard(), (), REACTIONS, lambda one: one.say) is None


def test_worths_are_ordered() -> None:
    ranks = [one.rank for one in (Worth.BAD, Worth.POOR, Worth.GOOD, Worth.EXCELLENT)]

    assert ranks == [0, 1, 2, 3]
