"""YAML read as text."""

import pytest

from simulator.content.yaml_text import read_yaml


@pytest.mark.parametrize("text", ["no", "01234", "12:30", "1.10", "~", "2026-01-01", "1e3", "oui"])
def test_a_scalar_stays_what_was_typed(text):
    source, problems = read_yaml(f"cle: {text}", "f.yaml")
    assert source.data == {"cle": text}
    assert problems == []


def test_every_value_has_its_line():
    source, _ = read_yaml("a: 1\nb:\n  - x\n  - c: 2\n", "f.yaml", offset=10)
    assert source.line(("a",)) == 11
    assert source.line(("b", 1, "c")) == 14
    assert source.line(("b", 1, "absent", "deeper")) == 14
    assert source.line(()) == 11
    assert source.problem(("b",), "code", "Non.").line == 12


def test_a_repeated_key_is_refused_at_its_line_and_the_first_is_kept():
    source, problems = read_yaml("a: 1\na: 2\n", "f.yaml")
    assert source.data == {"a": "1"}
    assert [(one.code, one.line) for one in problems] == [("yaml-duplicate-key", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1", "yaml-syntax"),
        ("a: 'b", "yaml-syntax"),
        ("a: \x01", "yaml-syntax"),
        ("", "yaml-empty"),
        ("? [a, b]\n: c", "yaml-key"),
        ("[" * 40 + "]" * 40, "yaml-deep"),
    ],
)
def test_what_cannot_be_read_is_a_problem(text, code):
    _, problems = read_yaml(text, "f.yaml")
    assert code in [one.code for one in problems]
