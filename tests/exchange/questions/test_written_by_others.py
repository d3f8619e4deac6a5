"""Files as other people and other programs write them: encodings, languages, escapes, figures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from simulator.exchange.questions import gift
from simulator.exchange.questions.opening import contents_of
from simulator.exchange.questions.records import Contents

BOM = "\ufeff"

# The commented examples that Moodle's own documentation of GIFT gives (question types, ranges).
DOCUMENTED = """// true/false
::Q1:: 1+1=2 {T}

::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

::Q3:: Two plus {=two =2} equals four.

::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }

::Q5:: What is a number from 1 to 5? {#3:2}

::Q6:: What is a number from 1 to 5? {#1..5}
// translated on import to the same as Q5

::Q7:: When was Ulysses S. Grant born? {#
         =1822:0      # Correct! Full credit
         =%50%1822:2  # He was born in 1822. Half credit for being close.
}

::Q8:: How are you? {}
"""

EXPORTED = r"""// question: 0  name: Switch category to $course$/top/Défaut pour CR01/Taux // TVA
$CATEGORY: $course$/top/Défaut pour CR01/Taux // TVA


// question: 1234  name: Pénalités
::Pénalités \: un calcul::[html]<p>1 200 €, 30 jours de retard, taux \: 10 %.<br></p>{
	=<p>9,86 €</p>#<p>1 200 × 10 % × 30 / 365 \= 9,86 €</p>
	~%-33.33333%<p>10,00 €</p>#<p>360 au lieu de 365</p>
	~<p>\{1 200\} \# \~</p>
	####<p>Article L441-10.</p>
}


// question: 1235  name: multilingue
::[fr]::[html]<p><span lang\="en" class\="multilang">Term</span>
<span lang\="fr" class\="multilang">Délai</span></p>{
	~%50%<p>\{mlang fr\}Oui\{mlang\}\{mlang en\}Yes\{mlang\}</p>
	~%50%<p>Aussi</p>
	~%-100%<p>Non</p>
}
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Contents:
    path = folder / "questions"
    path.write_bytes(text.encode(encoding))
    back = contents_of(path)
    assert (back.faults, back.skipped) == ((), ()), back
    return back


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_documented_examples_of_gift_are_all_understood(tmp_path: Path, end: str) -> None:
    back = written(tmp_path, BOM + DOCUMENTED.replace("\n", end))

    assert [(found.title, found.line, found.question.kind.value) for found in back.found] == [
        ("Q1", 2, "true_false"),
        ("Q2", 4, "single"),
        ("Q3", 7, "short"),
        ("Q4", 9, "matching"),
        ("Q5", 11, "numeric"),
        ("Q6", 13, "numeric"),
        ("Q7", 16, "numeric"),
        ("Q8", 21, "open"),
    ]
    given = [found.question.answer for found in back.found[4:6]]
    assert {(each.value, each.tolerance) for each in given if each} == {(Fraction(3), Fraction(2))}


def test_an_export_of_moodle_keeps_its_category_its_shares_and_its_french(tmp_path: Path) -> None:
    choice, several = written(tmp_path, EXPORTED).found

    assert (choice.category, choice.title) == (
        "Défaut pour CR01/Taux / TVA",
        "Pénalités : un calcul",
    )
    assert choice.question.text == "1 200 €, 30 jours de retard, taux : 10 %."
    assert [(each.text, each.share, each.why) for each in choice.question.options] == [
        ("9,86 €", 1, "1 200 × 10 % × 30 / 365 = 9,86 €"),
        ("10,00 €", Fraction(-1, 3), "360 au lieu de 365"),
        ("{1 200} # ~", 0, ""),
    ]
    assert choice.question.explanation == "Article L441-10."
    assert several.question.text == "Délai"
    assert [each.text for each in several.question.options] == ["Oui", "Aussi", "Non"]
    assert several.notices == ("language",)


def test_a_text_of_an_old_notepad_is_read_as_it_was_written(tmp_path: Path) -> None:
    text = "Créance « échue » – vrai ?{V}\r\n".replace("{V}", "{F#Non, il faut un risque…#}")

    (found,) = written(tmp_path, text, "cp1252").found

    assert found.question.text == "Créance « échue » – vrai ?"
    assert found.question.options[0].why == "Non, il faut un risque…"


@pytest.mark.parametrize(
    ("figure", "value", "tolerance"),
    [
        ("1 234,5", "1234.5", "0"),
        ("1\u202f234\u202f567,89:0,01", "1234567.89", "0.01"),
        ("1\u00a0200..1\u00a0300,50", "1250.25", "50.25"),
        ("-1 234,5", "-1234.5", "0"),
        ("\u22121\u2009234", "-1234", "0"),
        ("1 234,567", "1234.567", "0"),
        ("0,125:0,001", "0.125", "0.001"),
        ("1234,5", "1234.5", "0"),
        ("3:0.2", "3", "0.2"),
        ("3.1..3.2", "3.15", "0.05"),
        (".5", "0.5", "0"),
        ("1.5E3:1e1", "1500", "10"),
    ],
)
def test_figures_are_read_as_french_people_write_them(
    figure: str, value: str, tolerance: str
) -> None:
    (found,) = gift.read(f"Combien ? {{#{figure}}}").found

    assert found.question.answer is not None
    assert found.question.answer.value == Fraction(value)
    assert found.question.answer.tolerance == Fraction(tolerance)


MOODLE = """<?xml version="1.0" encoding="windows-1252"?>
<quiz>
<!-- question: 0  -->
  <question type="category">
    <category><text>$course$/top/Relance</text></category>
    <info format="moodle_auto_format"><text>La catégorie par défaut</text></info>
  </question>
  <question type="numerical">
    <name><text>Pénalités</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Lisez <img src="@@PLUGINFILE@@/bilan%20N.png" alt="le bilan"></p>]]></text>
<file name="bilan N.png" path="/" encoding="base64">iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB</file>
    </questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <answer fraction="100" format="moodle_auto_format">
      <text>1 234,56</text>
      <tolerance>0,01</tolerance>
    </answer>
    <units><unit><multiplier>1</multiplier><unit_name>€</unit_name></unit></units>
  </question>
  <question type="shortanswer">
    <name><text>{mlang en}Name{mlang}{mlang other}Sigle{mlang}</text></name>
    <questiontext format="markdown"><text>**Sigle** du délai moyen</text></questiontext>
    <usecase>0</usecase>
    <answer fraction="100" format="moodle_auto_format"><text>DSO</text></answer>
    <answer fraction="33.333" format="moodle_auto_format"><text>D.S.O*</text></answer>
  </question>
</quiz>
"""


def test_an_export_in_xml_of_a_windows_with_an_image_a_unit_and_a_wildcard(
    tmp_path: Path,
) -> None:
    figure, words = written(tmp_path, MOODLE.replace("\n", "\r\n"), "cp1252").found

    assert (figure.category, figure.line) == ("Relance", 8)
    assert figure.notices == ("file", "image")
    assert figure.question.text == "Lisez [image : le bilan]"
    assert figure.question.answer is not None
    assert figure.question.answer.measure.name == "euro"
    assert figure.question.answer.value == 123456  # cents
    assert figure.question.answer.tolerance == 1
    assert (words.title, words.question.text) == ("Sigle", "**Sigle** du délai moyen")
    assert words.notices == ("wildcard",)
    assert [each.share for each in words.question.options] == [None, Fraction(1, 3)]
