"""A lesson's Markdown as blocks for documents: each construct, and every lesson that ships."""

from __future__ import annotations

import pytest

from simulator.content.blocks import blocks_of, inside, plain
from simulator.services import catalogue


def blocks(text: str) -> list[dict]:
    return blocks_of(text, lambda name: f"<{name}>")


def words(text: str) -> dict:
    return {"kind": "text", "content": text}


def test_a_heading_keeps_its_level_and_a_line_its_emphasis():
    assert blocks("### Un *vrai* **titre** `x` ~~non~~") == [
        {
            "kind": "heading",
            "level": 3,
            "text": [
                words("Un "),
                {"kind": "emph", "text": [words("vrai")]},
                words(" "),
                {"kind": "strong", "text": [words("titre")]},
                words(" "),
                {"kind": "code", "content": "x"},
                words(" "),
                {"kind": "struck", "text": [words("non")]},
            ],
        }
    ]


def test_a_figure_is_written_by_the_reader_and_the_ends_of_lines_are_kept():
    (paragraph,) = blocks("Vous avez {{ customer_count }} clients\nici\\\nlà.")
    assert paragraph["text"] == [
        words("Vous avez "),
        words("<customer_count>"),
        words(" clients"),
        words(" "),
        words("ici"),
        {"kind": "break"},
        words("là."),
    ]


def test_lists_hold_blocks_and_say_where_they_start():
    ordered, bullets = blocks("3. trois\n4. quatre\n   - dedans\n\n<!-- -->\n\n- point")[::2]
    assert (ordered["ordered"], ordered["start"], len(ordered["items"])) == (True, 3, 2)
    assert ordered["items"][1][1]["items"] == [[{"kind": "paragraph", "text": [words("dedans")]}]]
    assert (bullets["ordered"], bullets["start"]) == (False, 1)


def test_a_table_has_its_head_its_rows_and_the_side_of_each_column():
    (table,) = blocks("| a | b | c |\n|---|---:|:--:|\n| 1 | {{ x }} | |\n")
    assert table == {
        "kind": "table",
        "align": ["left", "right", "center"],
        "head": [[words("a")], [words("b")], [words("c")]],
        "rows": [[[words("1")], [words("<x>")], []]],
    }


def test_a_box_has_its_usual_title_or_its_own():
    memo, trap = blocks("::: memo\nUn.\n:::\n\n::: piege Attention\n- deux\n:::\n")
    assert (memo["name"], memo["title"], plain(memo["blocks"])) == ("memo", "À retenir", "Un.")
    assert (trap["name"], trap["title"], plain(trap["blocks"])) == ("piege", "Attention", "deux")


def test_quotes_code_rules_and_links():
    quote, code, rule, link = blocks("> dit\n\n```\na = 1\n```\n\n---\n\n[voir](lecon:autre)")
    assert (quote["kind"], plain(quote["blocks"])) == ("quote", "dit")
    assert code == {"kind": "code", "content": "a = 1"}
    assert rule == {"kind": "rule"}
    assert link["text"] == [{"kind": "link", "to": "lecon:autre", "text": [words("voir")]}]


def test_a_formula_alone_is_a_block_and_inside_a_line_it_is_a_piece():
    alone, block, line = blocks("$$a$$\n\n$$\nb = 1\n$$\n\nSoit $c$ et $$d$$.")
    assert (alone["kind"], alone["alt"]) == ("formula", "a")
    assert (block["kind"], block["alt"]) == ("formula", "b = 1")
    assert [piece["kind"] for piece in line["text"]] == ["text", "maths", "text", "maths", "text"]
    assert plain([line]) == "Soit c et d."


def test_words_are_separated_between_cells_and_after_a_break():
    assert plain(blocks("| a | b |\n|---|---|\n| c | d |\n")).split() == ["a", "b", "c", "d"]
    assert plain(blocks("un\\\ndeux **trois**")) == "un deux trois"


@pytest.mark.parametrize("lesson", catalogue.content().lessons.values(), ids=lambda one: one.id)
def test_no_lesson_that_ships_loses_a_word_of_its_prose(lesson):
    drawings = {one.name: one for one in lesson.drawings}
    found = blocks_of(lesson.text, lambda name: name, drawings)
    said = plain(found)
    for name in lesson.figures:
        assert name in said
    assert sum(block["kind"] == "box" for block in found) == lesson.text.count("\n:::") // 2
    for heading in lesson.headings:
        assert heading.text in said
    assert "{{" not in said
    assert all(isinstance(held, list) for block in found for held in inside(block))
