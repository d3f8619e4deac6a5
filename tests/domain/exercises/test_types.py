"""The contract of every type of exercise, on several portfolios."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.domain.exercises.context import Degenerate, NoSuitableCustomer
from simulator.domain.exercises.drawing import Flaw, flaws, proved
from simulator.domain.exercises.question import Claim, PartKind, Verdict
from simulator.domain.exercises.specification import BandSpec, MistakeSpec
from simulator.domain.exercises.types import TYPES
from simulator.domain.exercises.world import World
from tests import make
from tests.domain.exercises import examples
from tests.domain.exercises.examples import EVERY, WORKSHEET, judge, number, question

WORLDS = [World(make.portfolio(seed, 40)) for seed in range(1, 6)]


def ids(exercise):
    return exercise.id


def test_every_type_has_an_example():
    assert {exercise.kind for exercise in EVERY} == set(TYPES)
    assert all(type(exercise) is TYPES[exercise.type] for exercise in EVERY)
    assert all(kind.__doc__ for kind in TYPES.values())


@pytest.mark.parametrize("exercise", EVERY, ids=ids)
@pytest.mark.parametrize("world", WORLDS, ids=range(5))
def test_the_right_entries_earn_everything(exercise, world):
    asked = exercise.question(world)
    graded = asked.grade(asked.solved())
    assert graded.fraction == 1
    assert graded.counts


@pytest.mark.parametrize("exercise", EVERY, ids=ids)
def test_each_sample_gets_its_code(exercise):
    asked = exercise.question(WORLDS[0])
    solved = asked.solved()
    for one in asked.judges:
        for sample in one.samples():
            graded = asked.grade({**solved, one.part.name: sample.raw})
            assert graded.part(one.part.name).code == sample.code
            assert graded.counts == (sample.claim is not Claim.UNREADABLE)


@pytest.mark.parametrize("exercise", EVERY, ids=ids)
def test_the_same_world_gives_the_same_question(exercise):
    again = World(WORLDS[0].portfolio)
    first, second = exercise.question(WORLDS[0]), exercise.question(again)
    assert first.statement == second.statement
    assert first.parts == second.parts
    assert first.solved() == second.solved()


@pytest.mark.parametrize("exercise", [WORKSHEET, examples.PICK, examples.ORDERING], ids=ids)
def test_another_variant_is_about_others(exercise):
    drawn = {exercise.question(WORLDS[0], variant).customers for variant in range(5)}
    assert len(drawn) > 1


@pytest.mark.parametrize("exercise", EVERY, ids=ids)
def test_parts_have_labels_points_and_distinct_names(exercise):
    asked = exercise.question(WORLDS[1])
    names = [part.name for part in asked.parts]
    assert len(set(names)) == len(names)
    for part in asked.parts:
        assert part.label
        assert part.points > 0 or part.kind is PartKind.TEXT
        typed = {PartKind.NUMBER, PartKind.TEXT, PartKind.DATE, PartKind.JOURNAL, PartKind.FORMULA}
        assert bool(part.choices) == (part.kind not in typed)
    assert "{" not in asked.statement


@pytest.mark.parametrize("exercise", EVERY, ids=ids)
def test_a_portfolio_without_a_suitable_customer_is_refused(exercise):
    if exercise.id == "etapes":
        pytest.skip("a fixed order needs no customer")
    with pytest.raises(NoSuitableCustomer) as caught:
        replace(exercise, where="0").question(WORLDS[0])
    assert caught.value.exercise == exercise.id


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(EVERY), st.text(max_size=30), st.integers(0, 8))
def test_random_entries_never_raise_and_never_earn_everything(exercise, text, which):
    asked = exercise.question(WORLDS[2])
    part = asked.parts[which % len(asked.parts)]
    graded = asked.grade({part.name: text})
    assert graded.fraction < 1 or len(asked.parts) == 1


def test_a_worksheet_carries_errors_and_its_table_shows_two_years():
    asked = WORKSHEET.question(WORLDS[0])
    rate = Fraction(asked.judges[0].value) * 100
    wrong = f"{float(rate + 3):.2f}".replace(".", ",")
    twice = f"{float(2 * (rate + 3)):.2f}".replace(".", ",")
    graded = asked.grade({"rate": wrong, "twice": twice})
    assert graded.part("twice").verdict is Verdict.CARRIED
    assert len(asked.documents[0].columns) == 2
    assert asked.solution[0].computed.count("÷") == 1
    assert asked.parts[0].hints[0].text.startswith("Sur ")


def test_a_worksheet_needs_no_conclusion():
    asked = replace(WORKSHEET, conclusion=None).question(WORLDS[0])
    assert [part.name for part in asked.parts] == ["rate", "twice"]


def test_a_class_follows_the_trainees_own_score():
    asked = WORKSHEET.question(WORLDS[0])
    right = asked.judges[0].value
    own, grade = ("5", "poor") if right > Fraction(1, 10) else ("20", "good")
    graded = asked.grade({"rate": own, "grade": grade})
    assert graded.part("grade").verdict is Verdict.CARRIED
    assert asked.grade({"grade": grade}).part("grade").verdict in (
        Verdict.WRONG,
        Verdict.MISTAKE,
    )


def test_a_figure_that_disagrees_with_the_house_is_never_shown():
    wrong = replace(WORKSHEET, parts=(number("rate", "ebe / value_added", agrees="ebe_rate"),))
    with pytest.raises(NoSuitableCustomer):
        replace(wrong, conclusion=None).question(WORLDS[0])
    customer = WORLDS[0].portfolio.customers[0]
    with pytest.raises(Degenerate) as caught:
        replace(wrong, conclusion=None).build(WORLDS[0], (customer,), 0)
    assert caught.value.reason == "disagrees"


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (number("rate", "0 * FL"), "zero"),
        (number("rate", "FL / (ebe - ebe)"), "zero_denominator"),
        (
            number(
                "rate",
                "ebe / FL",
                mistakes=(
                    MistakeSpec(code="MEME", formula="ebe / FL", feedback="", required=True),
                ),
            ),
            "mistake_hidden:MEME",
        ),
    ],
)
def test_a_degenerate_variant_is_refused(part, reason):
    customer = WORLDS[0].portfolio.customers[0]
    sheet = replace(WORKSHEET, parts=(part,), conclusion=None)
    with pytest.raises(Degenerate) as caught:
        sheet.build(WORLDS[0], (customer,), 0)
    assert caught.value.reason == reason


def test_a_mistake_that_does_not_show_is_left_out():
    hidden = MistakeSpec(code="MEME", formula="ebe / FL", feedback="")
    sheet = replace(WORKSHEET, parts=(number("rate", "ebe / FL", mistakes=(hidden,)),))
    asked = replace(sheet, conclusion=None).question(WORLDS[0])
    assert [sample.code for sample in asked.judges[0].samples()] == ["right", "unreadable"]


def test_a_required_mistake_of_a_class_must_show():
    same = MistakeSpec(code="MEME", formula="rate", feedback="", required=True)
    missing = MistakeSpec(code="RIEN", formula="rate / 0", feedback="")
    customer = WORLDS[0].portfolio.customers[0]
    for mistakes, fails in (((same,), True), ((missing,), False)):
        sheet = replace(WORKSHEET, conclusion=replace(WORKSHEET.conclusion, mistakes=mistakes))
        if fails:
            with pytest.raises(Degenerate):
                sheet.build(WORLDS[0], (customer,), 0)
        else:
            assert sheet.build(WORLDS[0], (customer,), 0).judges


def test_a_score_on_a_bound_is_replaced():
    wide = replace(WORKSHEET.conclusion, margin=Fraction(10))
    with pytest.raises(NoSuitableCustomer):
        replace(WORKSHEET, conclusion=wide).question(WORLDS[0])


def test_customers_to_class_must_not_all_be_alike():
    one_band = replace(
        examples.CLASSING.ask,
        bands=(
            BandSpec(name="all", label="Tous", above=Fraction(-1000)),
            BandSpec(name="none", label="Aucun"),
        ),
    )
    with pytest.raises(NoSuitableCustomer):
        replace(examples.CLASSING, ask=one_band).question(WORLDS[0])


def test_a_neighbouring_class_keeps_its_share():
    asked = examples.CLASSING.question(WORLDS[0])
    order = ["top", "mid", "low"]
    for one in asked.judges:
        rank = order.index(one.right)
        near = order[rank + 1] if rank < 2 else order[1]
        found = one.judge(near, {})
        assert found.verdict in (Verdict.PARTIAL, Verdict.MISTAKE)
        assert one.judge("nowhere", {}).reason == "unknown_choice"


def test_a_choice_without_a_single_right_option_is_refused():
    for right in ("0", "1"):
        options = tuple(replace(option, right=right) for option in examples.PICK.options)
        with pytest.raises(NoSuitableCustomer):
            replace(examples.PICK, options=options).question(WORLDS[0])


def test_a_decision_needs_one_right_answer_and_enough_facts():
    same = tuple(replace(one, worth="1") for one in examples.DECISION.decisions)
    with pytest.raises(NoSuitableCustomer):
        replace(examples.DECISION, decisions=same).question(WORLDS[0])
    with pytest.raises(NoSuitableCustomer):
        replace(examples.DECISION, needed=Fraction(9)).question(WORLDS[0])


def test_ticking_every_fact_of_a_file_earns_nothing():
    asked = examples.DECISION.question(WORLDS[0])
    facts = next(part for part in asked.parts if part.name == "facts")
    every = ",".join(choice.name for choice in facts.choices)
    assert asked.grade({"facts": every}).part("facts").fraction == 0


def test_pairs_that_read_the_same_are_refused():
    twins = replace(examples.MATCHING, decoys=("aucun", "aucun"))
    with pytest.raises(NoSuitableCustomer):
        twins.question(WORLDS[0])


def test_customers_to_order_must_be_apart():
    with pytest.raises(NoSuitableCustomer):
        replace(examples.ORDERING, gap=Fraction(10**12)).question(WORLDS[0])
    with pytest.raises(NoSuitableCustomer):
        replace(examples.ORDERING, score="exposure / 0").question(WORLDS[0])


def test_flaws_are_named():
    lost = judge(wrong=[("CACHE", "a / b + 0.0004")])
    refused = judge(places=0, tolerance="1/100000")
    assert flaws(question(lost)) == (Flaw("first", "mistake_unseen:CACHE", "12,5\u202f%: right"),)
    assert [flaw.reason for flaw in flaws(question(refused))] == ["solution_refused"]
    assert not proved(question(refused))


def test_an_exercise_that_never_proves_gives_up():
    never = number("rate", "ebe / FL", places=0, tolerance=examples.ToleranceSpec())
    with pytest.raises(NoSuitableCustomer) as caught:
        replace(WORKSHEET, parts=(never,), conclusion=None).question(World(make.portfolio(1, 90)))
    assert caught.value.tried == 60


def test_customers_whose_score_does_not_exist_are_passed_over():
    ordering = replace(examples.ORDERING, score="conan_holder", gap=Fraction(0), count=30)
    for exercise in (examples.CLASSING, ordering):
        asked = replace(exercise, where="1").question(WORLDS[3])
        assert all("conan_holder" in figures_of(WORLDS[3], one) for one in asked.customers)


def figures_of(world, customer):
    return world.figures(world.portfolio.customers[customer])


def test_a_formula_with_conditions_is_not_spelt_out():
    sheet = replace(WORKSHEET, parts=(number("rate", "ebe / FL if FL > 0 else 0"),))
    asked = replace(sheet, conclusion=None).question(WORLDS[0])
    assert asked.solution[0].computed == ""
