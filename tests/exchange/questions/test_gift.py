"""GIFT as people write it: every form of its documentation, and the ways files go wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from simulator.domain.quiz.grading import grade
from simulator.exchange.questions import gift
from simulator.exchange.questions.records import MOST_QUESTIONS, Found


def only(text: str) -> Found:
    back = gift.read(text)
    assert (back.faults, back.skipped) == ((), ()), back
    (found,) = back.found
    return found


def share(found: Found, raw: str) -> Fraction:
    return grade(found.question, raw).fraction


def texts(found: Found) -> list[str]:
    return [option.text for option in found.question.options]


def test_one_choice_with_what_is_said_of_each_answer() -> None:
    found = only(
        "::Encours:: Que compte l'encours client ? {\n"
        "  = les factures non réglées # oui, échues ou non\n"
        "  ~ les commandes#elles ne sont pas facturées\n"
        "  ~ les stocks\n"
        "  #### L'encours est un solde.\n}"
    )

    assert (found.title, found.line) == ("Encours", 1)
    assert found.question.kind == "single"
    assert found.question.rights == ("o1",)
    assert [o.why for o in found.question.options] == [
        "oui, échues ou non",
        "elles ne sont pas facturées",
        "",
    ]
    assert found.question.explanation == "L'encours est un solde."


def test_several_choices_with_their_weights() -> None:
    found = only("Deux garanties {~%50%caution ~%50%gage ~%-100%relance ~appel}")

    assert found.question.kind == "multiple"
    assert share(found, "o1,o2") == 1
    assert share(found, "o1") == Fraction(1, 2)
    assert share(found, "o1,o2,o3") == 0
    assert share(found, "o1,o4") == Fraction(1, 2)


@pytest.mark.parametrize("third", ["33.33333", "33.3333", "33.33", "33,33333"])
def test_a_third_is_a_third_however_it_is_rounded(third: str) -> None:
    found = only(f"Trois {{~%{third}%a ~%{third}%b ~%{third}%c ~%-{third}%d}}")

    assert share(found, "o1,o2,o3") == 1
    assert share(found, "o1") == Fraction(1, 3)
    assert found.notices == ()


def test_a_right_answer_may_be_partly_right() -> None:
    found = only("Délai {=30 jours ~%50%un mois ~60 jours}")

    assert found.question.kind == "single"
    assert [share(found, f"o{n}") for n in (1, 2, 3)] == [1, Fraction(1, 2), 0]


def test_weights_that_do_not_make_a_whole_are_scaled_and_said() -> None:
    found = only("Drôle {~%50%a ~%25%b ~%-10%c}")

    assert found.notices == ("weights",)
    assert share(found, "o1,o2") == 1
    assert share(found, "o1") == Fraction(2, 3)


@pytest.mark.parametrize(
    ("body", "right"),
    [("T", "true"), ("TRUE", "true"), ("F", "false"), ("FALSE", "false"), (" true ", "true")],
)
def test_true_or_false(body: str, right: str) -> None:
    found = only(f"La LME plafonne les délais. {{{body}}}")

    assert found.question.kind == "true_false"
    assert found.question.rights == (right,)


def test_true_or_false_says_first_what_was_wrong() -> None:
    found = only("L'escompte est un délai. {FALSE#Non, une avance.#Bien vu.}")
    whys = {option.name: option.why for option in found.question.options}

    assert whys == {"true": "Non, une avance.", "false": "Bien vu."}


@pytest.mark.parametrize(
    ("body", "right", "wrong"),
    [
        ("#3:2", ["1", "3", "5"], ["0,9", "5,1"]),
        ("#1..5", ["1", "2,5", "5"], ["0", "6"]),
        ("#1822", ["1822", "1 822"], ["1821"]),
        ("#=1822:0 =%50%1822:2", ["1822"], ["1825"]),
        ("#-2.5:0.5", ["-3", "−2,5", "-2"], ["-1,9", "2,5"]),
        ("#3.141..3.142", ["3,1415"], ["3,15"]),
        ("#.5:0", ["0,5"], ["5"]),
        ("#1e3:1E1", ["990", "1010"], ["989"]),
        ("#20", ["20", "20 %", "20 jours"], ["21 %", "0,2"]),
    ],
)
def test_figures(body: str, right: list[str], wrong: list[str]) -> None:
    found = only(f"Combien ? {{{body}}}")

    assert found.question.kind == "numeric"
    assert [share(found, raw) for raw in right] == [1] * len(right)
    assert [share(found, raw) for raw in wrong] == [0] * len(wrong)


def test_a_near_figure_earns_its_share() -> None:
    found = only("Année {#=1822:0#juste =%50%1822:2#presque\n~#faux}")

    assert [share(found, raw) for raw in ("1822", "1820", "1819")] == [1, Fraction(1, 2), 0]
    assert found.question.also[0].why == "presque"
    assert found.question.explanation == "juste"
    assert found.notices == ("feedback",)


def test_words() -> None:
    found = only("Le service ? {=credit management =%50%crédit#presque =*client*}")

    assert found.question.kind == "short"
    right = ("Credit  Management", "CRÉDIT MANAGEMENT", "le compte client 411")
    assert [share(found, raw) for raw in right] == [1, 1, 1]
    assert share(found, "credit") == Fraction(1, 2)
    assert share(found, "compta") == 0


def test_pairs_with_one_that_only_misleads() -> None:
    found = only("Associez {\n=DSO -> un délai\n=BFR -> un besoin #bien\n= -> un bénéfice\n}")

    assert found.question.kind == "matching"
    assert [(o.text, o.match) for o in found.question.options] == [
        ("DSO", "un délai"),
        ("BFR", "un besoin"),
        ("", "un bénéfice"),
    ]
    assert found.question.matches == ("un besoin", "un bénéfice", "un délai")
    assert share(found, "p1=3,p2=1") == 1
    assert share(found, "p1=3,p2=2") == Fraction(1, 2)


def test_a_word_that_is_missing() -> None:
    found = only("La mise en demeure {=interpelle ~prescrit} le débiteur.")

    assert found.question.text == f"La mise en demeure {gift.GAP} le débiteur."
    assert only("On attend {=trente ~dix}.").question.text == f"On attend {gift.GAP}."


def test_an_essay_a_description_and_an_opinion() -> None:
    assert only("Décrivez votre processus. {}").question.kind == "open"
    assert only("Lisez bien ce qui suit.\nC'est long.").question.kind == "note"
    opinion = only("Votre avis ? {~oui ~non}")
    assert (opinion.question.kind, opinion.notices) == ("opinion", ("opinion",))


def test_signs_are_escaped() -> None:
    found = only(r"::a\:b:: Que vaut \{x\} si x \= 2 \~ 3 \# \\ ?\nFin {=2 \= x\: oui ~\{\}}")

    assert found.title == "a:b"
    assert found.question.text == "Que vaut {x} si x = 2 ~ 3 # \\\\ ?\nFin"
    assert texts(found) == ["2 = x: oui", "{}"]


@pytest.mark.parametrize(
    "formula", [r"\frac{a}{b} \neq 2", r"\frac\{a\}\{b\} \neq 2", r"\sum_{i=1}^{n} x_i"]
)
def test_formulas_are_formulas_escaped_or_not(formula: str) -> None:
    found = only(f"Soit $${formula}$$ alors {{=$$x_{{1}}=2$$ ~rien}}")

    assert (
        found.question.text
        == f"Soit $${formula.replace(chr(92) + '{', '{').replace(chr(92) + '}', '}')}$$ alors"
    )
    assert texts(found) == ["$$x_{1}=2$$", "rien"]


def test_formulas_between_parentheses() -> None:
    assert only(r"Le taux \\(i_\{t\}\\) vaut {T}").question.text == "Le taux $i_{t}$ vaut"
    assert only(r"Le taux \(i_{t}\) vaut {T}").question.text == "Le taux $i_{t}$ vaut"


def test_html_is_cleaned_and_said_in_markdown() -> None:
    found = only(
        "[html]<p>Le <b>DSO</b> &eacute;lev&eacute;&nbsp;\\: <script>alert(1)</script></p>\n"
        '<ul><li onclick\\="x">un</li><li>deux</li></ul><img src\\="a.png" alt\\="courbe"> {T}'
    )

    assert found.question.text == "Le **DSO** élevé\u00a0:\n• un\n• deux\n[image : courbe]"
    assert found.notices == ("image",)


def test_each_answer_may_have_its_format() -> None:
    found = only("[plain]Pour <5 & *2* {=[html]<em>oui</em> ~[plain]*non* ~[markdown]**x**}")

    assert found.question.text == r"Pour <5 & \*2\*"
    assert texts(found) == ["*oui*", r"\*non\*", "**x**"]


def test_moodles_own_format_keeps_its_lines() -> None:
    assert (
        only("[moodle]une ligne <b>et</b>\nl'autre {T}").question.text
        == "une ligne **et**\nl'autre"
    )


def test_categories_comments_tags_and_names() -> None:
    back = gift.read(
        "// rien\n$CATEGORY: $course$/top/Risque/Scores//notes\n\n"
        "// question: 12  name: X [id:q-12] [tag:score] [tag:risque]\n::X:: Un {T}\n\n"
        "$category: tc\n// seule\n\n::Y:: Deux {F}\n"
    )

    assert [(f.category, f.line, f.question.id) for f in back.found] == [
        ("Risque/Scores/notes", 5, "q-12"),
        ("tc", 10, "q"),
    ]
    assert back.found[0].question.tags == ("score", "risque")
    assert back.found[1].question.tags == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_and_comments_inside_braces(end: str) -> None:
    text = "::Q:: Long {\n\n  =oui\n\n// peut-être\n\t~non  \n\n}\n\n\n::R:: Suite\n\n{T}\n"
    back = gift.read(text.replace("\n", end))

    assert back.faults == ()
    assert [(f.title, f.line, f.question.kind) for f in back.found] == [
        ("Q", 1, "single"),
        ("R", 11, "true_false"),
    ]


def test_a_title_is_made_of_the_first_words() -> None:
    long = "Que dit la loi du délai de paiement maximal entre deux entreprises françaises ? {T}"
    assert only(long).title == "Que dit la loi du délai de paiement maximal entre deux…"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("bon {T}\n\n::x:: Trou {\n=a\n~b\n\n\n::y:: suite {T}", 3, "unclosed"),
        ("a {=b ~c\n", 1, "unclosed"),
        ("texte\n} fin", 2, "unopened"),
        ("::titre sans fin {T}", 1, "title"),
        ("a {\n=b\n~\n~c}", 3, "empty_option"),
        ("a {\n=b\n=%abc%d\n~e}", 3, "number"),
        ("a {\n~%150%b\n~c}", 2, "percent"),
        ("a {#\n=douze}", 2, "number"),
        ("a {#1,000}", 1, "thousands"),
        ("a {#1,234,567}", 1, "thousands"),
        ("a {#\n\n12 34,5\n}", 3, "number"),
        ("a {#1,234.50}", 1, "number"),
        ("a {#1\u202f234:1,234}", 1, "thousands"),
        ("a {#}", 1, "no_answer"),
        ("a {# ~#raté}", 1, "no_answer"),
        ("a {peut-être}", 1, "no_sign"),
        ("a {\n\nseul =b ~c}", 3, "no_sign"),
        ("a {=b -> c\n=d}", 2, "pairs"),
        ("a {=b -> c}", 1, "too_few_options"),
        ("a {=b -> c =d -> c}", 1, "no_wrong_option"),
        ("a {=b ~b}", 1, "duplicate_option"),
        ("a {=b ~c}\nd {T}", 2, "several_groups"),
        ("{=a ~b}", 1, "no_text"),
        ("a {~%50%b ~%50%c}", 1, "no_wrong_option"),
        ("a {=*}", 1, "empty_option"),
    ],
)
def test_what_is_broken_has_its_line_and_its_reason(text: str, line: int, reason: str) -> None:
    back = gift.read(text)

    assert [(fault.line, fault.reason) for fault in back.faults] == [(line, reason)]


@pytest.mark.parametrize(
    "text", ["Trou {1:MC:=a~b}", "Le {1:SHORTANSWER:=a} et {2:NUMERICAL:=3:1}", "X {:MCV:a~=b}"]
)
def test_gapped_texts_are_left_aside_with_their_name(text: str) -> None:
    back = gift.read(f"un {{T}}\n\n::Trous:: {text}")

    assert [(s.line, s.title, s.reason) for s in back.skipped] == [(3, "Trous", "cloze")]
    assert len(back.found) == 1


def test_what_follows_a_fault_is_still_read() -> None:
    back = gift.read("a {=b ~c\n\n::d:: e {T}\n\nf {F}")

    assert [fault.line for fault in back.faults] == [1]
    assert [found.line for found in back.found] == [3, 5]


def test_there_is_a_most() -> None:
    back = gift.read("q {T}\n\n" * (MOST_QUESTIONS + 5))

    assert len(back.found) == MOST_QUESTIONS
    assert [fault.reason for fault in back.faults] == ["too_many"]


def test_a_mark_that_lies_is_ignored() -> None:
    for mark in (
        '{"kind":"single"}',
        "{",
        '{"kind":"x","level":9,"points":"1","minutes":"1","reference":"","unit":"","cased":false}',
        '{"kind":"x","level":1,"points":"1/0","minutes":"1","reference":"","unit":"","cased":0}',
        '{"kind":"x","level":1,"points":"1e9","minutes":"1","reference":"","unit":"","cased":0}',
        '{"kind":"x","level":1,"points":"1","minutes":"1","reference":"","unit":"m","cased":0}',
    ):
        found = only(f"// [encours:{mark}]\n*a* {{=1 ~2}}")
        assert (found.question.level, found.question.points) == (1, 1)
        assert found.question.text == r"\*a\*"
