"""Journal entries: reading lines, judging an entry, the type."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.domain.accounting.entries import Line, credit, debit
from simulator.domain.exercises.booking import (
    LONGEST_ENTRY,
    JournalJudge,
    WrongEntry,
    read_entry,
)
from simulator.domain.exercises.checks import faults
from simulator.domain.exercises.context import Degenerate
from simulator.domain.exercises.question import Claim, Part, PartKind, Verdict
from simulator.domain.exercises.world import World
from simulator.domain.money import Cents
from simulator.domain.reading import Unreadable
from tests import make
from tests.domain.exercises.examples import JOURNAL

WORLD = World(make.portfolio(1, 40))

# 1 200,00 € lost: 1 000,00 € without VAT, 200,00 € of VAT
LOSS = (
    debit("6541", Cents(100_000)),
    debit("44571", Cents(20_000)),
    credit("416", Cents(120_000)),
)
GROSS = (debit("6541", Cents(120_000)), credit("416", Cents(120_000)))


def judge(*wrong):
    return JournalJudge(
        Part("loss", PartKind.JOURNAL, "Perte", Fraction(2)),
        LOSS,
        accepts={"6541": ("654",)},
        wrong=tuple(WrongEntry(code, lines, Fraction(1, 4), "dit") for code, lines in wrong),
        feedback={"right": "oui", "unbalanced": "débits", "reversed": "sens", "entry": "ligne"},
    )


def test_lines_are_read_as_typed():
    assert read_entry("6541 ; 1 000,00 € ;\n\n44571\t200\t\n416;;1200.00") == LOSS
    assert read_entry("512 ; 12") == (debit("512", Cents(1_200)),)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("416", "not_a_line"),
        ("416;1;2;3", "not_a_line"),
        ("client ; 12", "not_an_account"),
        ("4 ; 12", "not_an_account"),
        ("416 ; 12 ; 12", "two_sides"),
        ("416 ; ;", "no_amount"),
        ("416 ; douze", "not_a_number"),
        ("416 ; -12", "not_an_amount"),
        ("416 ; 12,345", "not_an_amount"),
        ("416 ; 12 %", "not_an_amount"),
        ("1" * (LONGEST_ENTRY + 1), "too_long"),
    ],
)
def test_what_is_not_an_entry_is_sent_back_with_its_reason(raw, reason):
    with pytest.raises(Unreadable) as caught:
        read_entry(raw)
    assert caught.value.reason == reason
    found = judge().judge(raw, {})
    assert (found.verdict, found.reason) == (Verdict.UNREADABLE, reason)


@pytest.mark.parametrize(
    "raw",
    [
        "6541;1000;\n44571;200;\n416;;1200",
        "416;;1200\n44571;200\n6541;1000",
        "416100;;1200\n44571;200\n65410;1000",
        "416;;700\n416;;500\n44571;200\n6541;400\n6541;600",
        "654;1000\n44571;200\n416;;1200",
    ],
)
def test_any_order_split_or_subdivision_is_right(raw):
    found = judge().judge(raw, {})
    assert (found.verdict, found.fraction, found.feedback) == (Verdict.RIGHT, 1, "oui")


def test_a_foreseen_entry_is_named():
    found = judge(("TVA", GROSS)).judge("416;;1200\n6541;1200", {})
    assert (found.verdict, found.code, found.fraction) == (
        Verdict.MISTAKE,
        "TVA",
        Fraction(1, 4),
    )
    assert found.echo == "416 crédit 1\u202f200,00\u202f€ · 6541 débit 1\u202f200,00\u202f€"


def test_an_entry_out_of_balance_keeps_half_of_its_right_lines():
    found = judge().judge("6541;1000\n44571;200\n416;;1100", {})
    assert (found.code, found.feedback) == ("DESEQUILIBRE", "débits")
    assert found.fraction == Fraction(2, 3) / 2


def test_sides_put_for_each_other_are_named():
    found = judge().judge("6541;;1000\n44571;;200\n416;1200", {})
    assert (found.code, found.fraction, found.feedback) == ("SENS_INVERSE", 0, "sens")


def test_one_line_wrong_costs_its_share():
    partly = judge().judge("6541;1000\n4456;200\n416;;1200", {})
    assert (partly.verdict, partly.fraction) == (Verdict.PARTIAL, Fraction(2, 3))
    nothing = judge().judge("512;5\n401;;5", {})
    assert (nothing.verdict, nothing.fraction, nothing.feedback) == (Verdict.WRONG, 0, "ligne")
    assert judge().blank({}).verdict is Verdict.BLANK


def test_samples_leave_out_what_a_mistake_already_says():
    swapped = tuple(Line(one.account, one.credit, one.debit) for one in LOSS)
    codes = [sample.code for sample in judge(("A_L_ENVERS", swapped)).samples()]
    assert codes == ["right", "A_L_ENVERS", "DESEQUILIBRE", "unreadable"]
    assert judge().expected.startswith("6541 débit 1\u202f000,00\u202f€ · 44571")


def test_the_type_asks_figures_then_entries():
    asked = JOURNAL.question(WORLD)
    assert [part.kind for part in asked.parts] == [PartKind.NUMBER, PartKind.JOURNAL]
    (booking,) = asked.judges[1:]
    codes = {s.code for s in booking.samples() if s.claim is Claim.MISTAKE}
    assert codes == {"HORS_TAXES", "DESEQUILIBRE", "SENS_INVERSE"}
    left = asked.judges[0].figures["claim_left"]
    assert [(line.account, line.debit, line.credit) for line in booking.lines] == [
        ("416", left, 0),
        ("411", 0, left),
    ]
    wrong = next(one for one in booking.wrong if one.code == "HORS_TAXES")
    assert wrong.feedback.startswith("Il manque la TVA de ")
    assert {line.debit + line.credit for line in wrong.lines} == {asked.judges[0].value}


def test_usual_sentences_about_figures_are_not_said_of_an_entry():
    general = {"right": "C’est juste : {expected}.", "unbalanced": "Équilibrez."}
    asked = replace(JOURNAL, feedback=general).question(WORLD)
    assert asked.judges[1].feedback == {"right": "", "unbalanced": "Équilibrez."}


def built(**more):
    (booking,) = JOURNAL.bookings
    sheet = replace(JOURNAL, bookings=(replace(booking, **more),))
    owner = JOURNAL.question(WORLD).customers[0]
    return sheet.build(WORLD, (WORLD.portfolio.customers[owner],), 0)


def test_a_variant_without_its_entry_or_its_mistake_is_refused():
    with pytest.raises(Degenerate) as caught:
        built(entry="penalties")  # no law here
    assert caught.value.reason == "no_entry"
    same = replace(JOURNAL.bookings[0].mistakes[1], required=True)
    with pytest.raises(Degenerate) as caught:
        built(mistakes=(same,))
    assert caught.value.reason == "mistake_hidden:MEME"


def test_a_mistake_may_leave_a_line_out():
    lone = replace(JOURNAL.bookings[0].mistakes[0], amounts={}, without=("411",))
    (path,) = built(mistakes=(lone,)).judges[1].wrong
    assert [line.account for line in path.lines] == ["416"]


def test_faults_of_a_journal_are_named():
    (booking,) = JOURNAL.bookings
    mistake = replace(booking.mistakes[0], amounts={"416": "ghost"}, code="bas")
    wrong = replace(
        JOURNAL, bookings=(replace(booking, name="net", entry="nothing", mistakes=(mistake,)),)
    )
    assert {(fault.path, fault.code) for fault in faults(wrong)} == {
        (("bookings", 0, "name"), "duplicate_name"),
        (("bookings", 0, "entry"), "unknown_entry"),
        (("bookings", 0, "mistakes", 0, "code"), "bad_code"),
        (("bookings", 0, "mistakes", 0, "amounts", "416"), "unknown_name"),
    }
