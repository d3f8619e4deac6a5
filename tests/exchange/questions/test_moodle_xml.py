"""Moodle XML as Moodle and others write it, and what strangers put in XML."""

from __future__ import annotations

from fractions import Fraction

import pytest

from simulator.domain.quiz.grading import grade
from simulator.exchange.guard import UploadRefused
from simulator.exchange.questions import moodle_xml, trees
from simulator.exchange.questions.records import Contents, Found

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'


def read(body: str) -> Contents:
    return moodle_xml.read(*trees.decoded((HEAD + body + "\n</quiz>").encode()))


def asked(kind: str, inside: str, text: str = "<p>Énoncé</p>") -> str:
    return (
        f'<question type="{kind}">\n<name><text>Nom</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>\n'
        f"{inside}\n</question>"
    )


def only(kind: str, inside: str, text: str = "<p>Énoncé</p>") -> Found:
    back = read(asked(kind, inside, text))
    assert (back.faults, back.skipped) == ((), ()), back
    (found,) = back.found
    return found


def answer(text: str, fraction: str = "0", more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


def test_one_choice_with_feedback_tags_and_grade() -> None:
    said = '<feedback format="html"><text>&lt;p&gt;Bien&lt;/p&gt;</text></feedback>'
    found = only(
        "multichoice",
        '<generalfeedback format="html"><text>Pourquoi</text></generalfeedback>'
        "<defaultgrade>2.0000000</defaultgrade><idnumber>Q7</idnumber><single>true</single>"
        + answer("&lt;p&gt;un &lt;em&gt;délai&lt;/em&gt;&lt;/p&gt;", "100", said)
        + answer("un montant")
        + "<tags><tag><text>dso</text></tag><tag><text>KPI</text></tag></tags>",
    )

    assert (found.question.id, found.question.tags, found.question.points) == (
        "Q7",
        ("dso", "KPI"),
        Fraction(2),
    )
    assert found.question.kind == "single"
    assert [(o.text, o.right, o.why) for o in found.question.options] == [
        ("un *délai*", True, "Bien"),
        ("un montant", False, ""),
    ]
    assert found.question.explanation == "Pourquoi"


def test_several_choices() -> None:
    found = only(
        "multichoice",
        "<single>false</single>"
        + answer("a", "33.33333")
        + answer("b", "33.33333")
        + answer("c", "33.33333")
        + answer("d", "-50"),
    )

    assert found.question.kind == "multiple"
    assert grade(found.question, "o1,o2,o3").fraction == 1
    assert grade(found.question, "o1,o2,o3,o4").fraction == Fraction(1, 2)


def test_true_or_false() -> None:
    found = only("truefalse", answer("true") + answer("false", "100"))

    assert found.question.rights == ("false",)


def test_figures_with_a_unit_of_ours() -> None:
    units = "<units><unit><multiplier>1</multiplier><unit_name>€</unit_name></unit></units>"
    found = only("numerical", answer("12.5", "100", "<tolerance>0.5</tolerance>") + units)

    assert found.question.answer is not None
    assert found.question.answer.measure.sign == "€"
    assert grade(found.question, "13").fraction == 1
    assert grade(found.question, "0,013 k€").fraction == 1
    assert grade(found.question, "13 %").fraction == 0


def test_a_unit_that_is_not_ours_is_said() -> None:
    units = "<units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit></units>"
    found = only("numerical", answer("12", "100") + answer("*", "0") + units)

    assert found.notices == ("unit",)
    assert grade(found.question, "12").fraction == 1


def test_words_with_capitals_that_count() -> None:
    found = only("shortanswer", "<usecase>1</usecase>" + answer("LME", "100"))

    assert (grade(found.question, "LME").fraction, grade(found.question, "lme").fraction) == (1, 0)


def test_pairs_with_one_that_only_misleads() -> None:
    pair = (
        '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
    )
    found = only(
        "matching",
        pair.format("&lt;p&gt;a&lt;/p&gt;", "1") + pair.format("b", "2") + pair.format("", "3"),
    )

    assert [(o.text, o.match) for o in found.question.options] == [
        ("a", "1"),
        ("b", "2"),
        ("", "3"),
    ]


def test_an_order_an_essay_and_a_description() -> None:
    order = only("ordering", "".join(answer(text, "100") for text in "abc"))
    essay = only("essay", '<graderinfo format="html"><text>Attendu</text></graderinfo>')

    assert [o.text for o in order.question.options] == ["a", "b", "c"]
    assert (essay.question.kind, essay.question.explanation) == ("open", "Attendu")
    assert only("description", "").question.kind == "note"


def test_images_stay_behind_and_that_is_said() -> None:
    text = '<p>Lisez <img src="@@PLUGINFILE@@/bilan.png" alt="le bilan"></p>'
    body = asked("description", "", text).replace(
        "</questiontext>",
        '<file name="bilan.png" encoding="base64">iVBORw0KGgo=</file></questiontext>',
    )
    (found,) = read(body).found

    assert found.question.text == "Lisez [image : le bilan]"
    assert found.notices == ("file", "image")


@pytest.mark.parametrize(
    "text",
    [
        '<img src=x onerror="alert(1)">',
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<style>*{}</style>x",
        "<iframe src='//x'></iframe>x",
    ],
)
def test_nothing_that_acts_comes_in(text: str) -> None:
    from simulator.content.markdown import render_inline

    shown = render_inline(only("description", "", f"{text} lu").question.text)

    assert "alert" not in shown
    assert "<img" not in shown
    assert "<style" not in shown


def test_categories_and_kinds_that_are_not_ours() -> None:
    back = read(
        '<question type="category"><category><text>$course$/top/A/B</text></category></question>\n'
        + asked("truefalse", answer("true", "100") + answer("false"))
        + "\n"
        + asked("cloze", "")
        + "\n"
        + asked("calculated", "")
    )

    assert [found.category for found in back.found] == ["A/B"]
    assert [(s.title, s.reason, s.detail) for s in back.skipped] == [
        ("Nom", "cloze", "cloze"),
        ("Nom", "kind", "calculated"),
    ]
    assert [s.line for s in back.skipped] == [9, 14]


@pytest.mark.parametrize(
    ("kind", "inside", "line", "reason"),
    [
        ("truefalse", answer("true"), 3, "truth"),
        ("truefalse", answer("true") + answer("false"), 3, "rights"),
        ("numerical", "\n" + answer("douze", "100"), 7, "number"),
        ("numerical", "", 3, "no_answer"),
        ("multichoice", answer("a", "100"), 3, "too_few_options"),
        ("multichoice", "\n\n" + answer("", "100"), 8, "empty_option"),
        ("multichoice", answer("a", "cent"), 6, "number"),
        ("matching", "<subquestion><text>a</text></subquestion>", 6, "pairs"),
        ("shortanswer", answer(" ", "100"), 6, "empty_option"),
        ("description", "<defaultgrade>x</defaultgrade>", 3, "number"),
    ],
)
def test_what_is_broken_has_its_line(kind: str, inside: str, line: int, reason: str) -> None:
    back = read(asked(kind, inside))

    assert [(fault.line, fault.reason) for fault in back.faults] == [(line, reason)]
    assert back.found == ()


def test_what_is_not_xml_says_where_it_stops() -> None:
    back = read('<question type="essay">\n<name></question>')

    assert [(fault.line, fault.reason) for fault in back.faults] == [(4, "xml")]
    assert "colonne" in back.faults[0].detail
    assert back.found == ()


def test_a_sign_that_a_word_processor_left_stops_nothing_and_moves_no_line() -> None:
    back = read(asked("essay", "", "Racontez\x0b.") + "\n" + asked("numerical", ""))

    assert [found.question.text for found in back.found] == ["Racontez ."]
    assert [fault.line for fault in back.faults] == [8]


def test_what_is_not_a_quiz_is_said() -> None:
    back = moodle_xml.read("<rss><channel/></rss>")

    assert [(fault.reason, fault.detail) for fault in back.faults] == [("not_a_quiz", "rss")]


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE quiz [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
        '<!DOCTYPE quiz SYSTEM "http://x.example/a.dtd"><quiz/>',
    ],
)
def test_bombs_are_refused(bomb: str) -> None:
    with pytest.raises(UploadRefused, match="entities"):
        moodle_xml.read(bomb)


def test_depth_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = moodle_xml.read("<quiz>" + "<a>" * 50 + "</a>" * 50 + "</quiz>")
    monkeypatch.setattr(trees, "MOST_NODES", 10)
    wide = moodle_xml.read("<quiz>" + "<a/>" * 20 + "</quiz>")

    assert [fault.reason for fault in deep.faults] == ["too_deep"]
    assert [fault.reason for fault in wide.faults] == ["too_many"]


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-8", "cp1252"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
        ("UTF-8", "utf-16"),
    ],
)
def test_a_file_is_read_for_what_it_is(declared: str, real: str) -> None:
    body = asked("description", "", "L’été coûte 5 €")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<quiz>{body}</quiz>'
    (found,) = moodle_xml.read(*trees.decoded(text.encode(real))).found

    assert found.question.text == "L’été coûte 5 €"
