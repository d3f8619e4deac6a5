"""A call: what a line does, where it leads, how it ends, and that it can be kept and replayed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.intents import Effects, Intent, KnockOut, State, effect_of
from simulator.domain.negotiation.script import Node, Option, Worth
from simulator.domain.negotiation.storage import OtherScript, from_data, to_data
from simulator.domain.negotiation.talk import (
    Choice,
    Move,
    TalkOver,
    Words,
    answer,
    listen,
    overruled,
    played,
    replayed,
    rewound,
)
from simulator.domain.refusals import UnknownChoice
from tests.domain.negotiation.small import NODES, cast, option, script, talk


def test_a_call_starts_with_what_the_other_person_says() -> None:
    start = talk()

    assert start.said == "Allô ?"
    assert not start.over
    assert start.ended is None
    assert start.state == State(50, 15)
    assert {one.id for one in start.options()} == {"bonjour", "pourquoi", "reproche", "cadeau"}


def test_a_temper_has_its_own_opening() -> None:
    assert talk(who=cast(temper="agressif")).said == "Quoi encore ?"


def test_a_chosen_line_is_said_with_the_customers_figures_and_moves_the_state() -> None:
    after = answer(talk(), Choice("bonjour"))

    assert after.turns[0].move.text == "bonjour pour 9\u202f000\u202f€"
    assert after.said == "Et pour 9\u202f000\u202f€ ?"
    # identification +4 trust, amount +6 commitment
    assert after.state == State(54, 15, 0, 6)


def test_the_call_given_is_left_as_it_was() -> None:
    start = talk()
    answer(start, Choice("bonjour"))

    assert start.turns == ()


def test_a_good_call_ends_with_an_engagement() -> None:
    end = answer(answer(talk(), Choice("bonjour")), Choice("date"))

    assert end.ending == "promesse"
    assert end.said == "Au revoir."
    assert end.options() == ()
    obtained = end.engagement()
    assert obtained is not None
    assert obtained.amount == 9_000_00
    assert obtained.instalments[0].due == date(2026, 11, 27)
    assert obtained.means is Means.TRANSFER
    assert obtained.signatory == "Alix Rousseau"
    assert not obtained.written


def test_nothing_can_be_said_once_it_is_over() -> None:
    end = answer(talk(), Choice("reproche"))

    assert end.ended is not None
    with pytest.raises(TalkOver):
        answer(end, Choice("bonjour"))


def test_an_option_of_another_moment_is_refused() -> None:
    with pytest.raises(UnknownChoice):
        answer(talk(), Choice("date"))


def test_a_move_that_the_script_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownChoice):
        played(talk(), Move("inconnu", "…"))


def test_an_option_with_a_condition_waits_for_it() -> None:
    after = answer(talk(), Choice("bonjour"))
    for _ in range(2):
        assert "encore" not in {one.id for one in after.options()}
        after = answer(after, Words("Je comprends."))

    assert "encore" in {one.id for one in after.options()}


def test_a_typed_line_is_taken_for_the_option_it_means() -> None:
    after = answer(talk(), Words("Bonjour, ici Léa Morin, service crédit, pour 9 000 € échus."))

    assert after.turns[0].move.option == "bonjour"
    assert Intent.GREETING in after.turns[0].intents


def test_a_typed_engagement_has_only_what_was_said() -> None:
    suite = answer(talk(), Choice("bonjour"))
    end = answer(suite, Words("Pouvez-vous régler 4 000 € le 24 novembre ?"))
    obtained = end.engagement()

    assert obtained is not None
    assert obtained.amount == Cents(4_000_00)
    assert obtained.instalments[0].due == date(2026, 11, 24)
    assert obtained.means is None
    assert obtained.signatory == ""


def test_a_line_not_understood_is_asked_again_and_costs_a_little() -> None:
    after = answer(talk(), Words("Le ciel est bleu."))

    assert after.said == "Comment ?"
    assert after.node == "debut"
    assert after.turns[0].worth is None
    assert after.state.irritation == talk().state.irritation + 3


def test_a_line_foreseen_nowhere_meets_a_shared_reaction() -> None:
    after = answer(talk(), Words("Je comprends, ce n'est pas facile."))

    assert after.turns[0].move.option == "ecoute"
    assert after.said == "Merci."
    assert after.node == "debut"


def test_a_reaction_without_words_leaves_a_silence() -> None:
    suite = answer(talk(), Choice("bonjour"))

    assert answer(suite, Words("Pourquoi ?")).said == "…"


def test_an_illegal_threat_typed_is_a_knock_out() -> None:
    after = answer(talk(), Words("Je vais prévenir vos clients."))

    assert after.knock_outs == (KnockOut.ILLEGAL_THREAT,)
    assert after.ending == "refus"


def test_a_threat_chosen_is_a_knock_out_once() -> None:
    after = answer(answer(talk(), Choice("bonjour")), Choice("menace"))

    assert after.knock_outs == (KnockOut.ILLEGAL_THREAT,)


def test_pressure_in_an_insolvency_is_a_knock_out() -> None:
    after = answer(talk(script(insolvent=True)), Words("Je vais vous mettre en demeure."))

    assert after.knock_outs == (KnockOut.INSOLVENCY_PRESSURE,)
    assert answer(talk(), Words("Je vais vous mettre en demeure.")).knock_outs == ()


def test_an_authors_knock_out_counts() -> None:
    given = option("abandon", Intent.PLAN, to="@refus", knock_out=KnockOut.BEYOND_MANDATE)
    nodes = {**NODES, "debut": Node(says=NODES["debut"].says, options=(given,))}

    after = answer(talk(script(nodes=nodes)), Choice("abandon"))

    assert after.knock_outs == (KnockOut.BEYOND_MANDATE,)


def test_a_branch_depends_on_the_state() -> None:
    calm = answer(answer(talk(), Choice("bonjour")), Choice("si"))
    angry = answer(talk(who=cast(temper="agressif")), Choice("bonjour"))
    for _ in range(3):
        angry = answer(angry, Words("Je vais vous mettre en demeure."))
    angry = answer(angry, Choice("si"))

    assert calm.ending == "promesse"
    assert angry.ending == "refus"


def test_irritation_at_its_height_ends_the_call() -> None:
    nodes = {
        **NODES,
        "debut": Node(
            says=NODES["debut"].says,
            options=(option("pire", Intent.BLAME, effects=Effects(irritation=100)),),
        ),
    }

    assert answer(talk(script(nodes=nodes)), Choice("pire")).ending == "hang_up"


def test_patience_has_an_end() -> None:
    after = talk(script(turns=2))
    after = answer(after, Words("Je comprends."))
    assert not after.over

    assert answer(after, Words("Je comprends.")).ending == "time"


def test_time_has_an_end_too() -> None:
    assert answer(talk(script(minutes=0)), Choice("bonjour")).ending == "time"


def test_an_ending_reached_in_time_is_not_taken_away() -> None:
    assert answer(talk(script(minutes=0)), Choice("reproche")).ending == "refus"


def test_what_helps_stops_helping_after_the_second_time() -> None:
    state = State(50, 50, 0, 0)

    assert effect_of(Intent.EMPATHY, state, 1) == Effects(trust=6, irritation=-10)
    assert effect_of(Intent.EMPATHY, state, 2) == Effects()
    assert effect_of(Intent.BLAME, state, 5) == Effects(trust=-8, irritation=14)


def test_pressure_helps_on_somebody_calm_and_harms_on_somebody_upset() -> None:
    assert effect_of(Intent.CONSEQUENCE, State(50, 59), 0).commitment == 10
    assert effect_of(Intent.CONSEQUENCE, State(50, 60), 0).commitment == -5


def test_a_call_can_be_taken_back_to_any_point() -> None:
    end = answer(answer(talk(), Choice("bonjour")), Choice("date"))

    assert rewound(end, 1) == answer(talk(), Choice("bonjour"))
    assert rewound(end, 0) == talk()


def test_moves_after_the_end_are_dropped() -> None:
    end = answer(talk(), Choice("reproche"))

    assert replayed(talk(), [end.turns[0].move] * 3) == end


def test_the_trainer_may_say_what_a_line_was() -> None:
    heard = answer(talk(), Words("Le ciel est bleu."))
    after = overruled(heard, 0, "pourquoi")

    assert after.turns[0].move.text == "Le ciel est bleu."
    assert after.turns[0].intents == frozenset({Intent.OPEN_QUESTION})
    assert after.turns[0].move.overruled
    assert after.node == "suite"


def test_an_overruled_line_obtains_all_that_the_option_has() -> None:
    suite = answer(answer(talk(), Choice("bonjour")), Words("Le ciel est bleu."))

    after = overruled(suite, 1, "date")

    assert after.draft.amount == 9_000_00
    assert after.draft.signatory


def test_listening_changes_nothing_and_knows_what_is_owed() -> None:
    heard = listen(talk(), "Payez la moitié.")

    assert heard.amounts == (4_500_00,)


def test_a_call_kept_as_json_comes_back_the_same() -> None:
    middle = answer(talk(), Words("Pourquoi ce retard ?"))
    unheard = answer(middle, Words("hm"))
    end = answer(unheard, Words("Pouvez-vous faire un virement de 4 000 € lundi ?"))

    kept = json.loads(json.dumps(to_data(end)))

    assert from_data(end.script, kept) == end


def test_a_chosen_call_comes_back_the_same() -> None:
    end = answer(answer(talk(), Choice("bonjour")), Choice("si"))

    assert from_data(end.script, json.loads(json.dumps(to_data(end)))) == end


@pytest.mark.parametrize("other", [script(version=2), script(id="autre")])
def test_a_call_of_another_script_is_refused(other) -> None:
    with pytest.raises(OtherScript):
        from_data(other, to_data(talk()))


def test_a_line_without_any_that_fits_is_silent() -> None:
    mute = Option(
        id="mute",
        intents=(Intent.OPEN_QUESTION,),
        to=".",
        worth=Worth.GOOD,
        why="",
        say="Dites-moi tout",
    )
    nodes = {**NODES, "debut": Node(says=(), options=(mute,))}

    assert talk(script(nodes=nodes)).said == ""
