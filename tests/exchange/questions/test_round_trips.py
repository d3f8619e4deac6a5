"""What goes out comes back: every question of every kind, in GIFT and in Moodle XML."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.exchange.questions import gift, gift_writer, moodle_writer, moodle_xml, trees
from simulator.exchange.questions.records import Found, dump, load
from tests.exchange.questions.made import found


def kept(items: list[Found]) -> list[tuple[object, ...]]:
    return [(each.question, each.title, each.category) for each in items]


def grouped(items: list[Found]) -> list[Found]:
    """A file says categories one after the other; one that comes back to none cannot say so."""
    return sorted(items, key=lambda each: each.category)


@settings(max_examples=60)
@given(st.lists(found(), min_size=1, max_size=3).map(grouped))
def test_gift_out_and_in_is_the_same(items: list[Found]) -> None:
    content, left = gift_writer.write(items)
    reasons = {trouble.reason for trouble in left}
    written = [each for each in items if not gift_writer.unwritable(each)]

    back = gift.read(content.decode())

    assert reasons <= {"arrow"}
    assert (back.faults, back.skipped) == ((), ())
    assert kept(list(back.found)) == kept(written)


@settings(max_examples=60)
@given(st.lists(found(), min_size=1, max_size=3).map(grouped))
def test_moodle_xml_out_and_in_is_the_same(items: list[Found]) -> None:
    text, encoding = trees.decoded(moodle_writer.write(items))
    back = moodle_xml.read(text, encoding)

    assert encoding == "utf-8"
    assert (back.faults, back.skipped) == ((), ())
    assert kept(list(back.found)) == kept(items)


@settings(max_examples=15)
@given(st.lists(found(), max_size=3))
def test_what_the_child_says_is_what_it_read(items: list[Found]) -> None:
    contents = gift.read(gift_writer.write(items)[0].decode())

    assert load(dump(contents)) == contents


@settings(max_examples=150)
@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("{}=~#:\\%->\n\n[]T1.")),
        max_size=120,
    )
)
@example("{#=1e99:0}")
@example("::a::{=%50%}")
@example("{}{")
def test_whatever_is_written_is_read_or_has_its_line(text: str) -> None:
    back = gift.read(text)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    for trouble in (*back.faults, *back.skipped):
        assert 1 <= trouble.line <= lines
    assert all(1 <= each.line <= lines for each in back.found)
