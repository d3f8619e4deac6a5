"""French typography."""

import pytest

from simulator.content.problems import Level
from simulator.content.typography import check_source, faults_of
from simulator.content.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Combien ?", "typo-space"),
        ("Combien?", "typo-space"),
        ("Bien ; oui", "typo-space"),
        ("10 % de", "typo-space"),
        ("10% de", "typo-space"),
        ("Ainsi : oui", "typo-colon"),
        ("Ainsi: oui", "typo-colon"),
        ("« oui »", "typo-guillemets"),
        ("«oui»", "typo-guillemets"),
        ('Il dit "oui"', "typo-quotes"),
        ("Alors...", "typo-dots"),
    ],
)
def test_a_fault_is_seen(text, code):
    assert code in [found for _, found, _ in faults_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Combien\u202f? Bien\u202f; oui\u202f!",
        "Ainsi\u00a0: 10\u202f% de «\u202foui\u202f».",
        "Ainsi\u202f: oui…",
        "à 12:30, voir https://exemple.example/?a=b",
        "`a: b ? c` et $x : y ; z$",
        "une valeur {x|percent.1} et {{ name }}",
        "(en %)\u202f?".replace("en %", "%"),
        "[lien](lecon:x)",
    ],
)
def test_good_typography_is_left_alone(text):
    assert list(faults_of(text)) == []


def test_the_line_of_a_fault_is_counted():
    assert [line for line, _, _ in faults_of("un\ndeux ?\ntrois !")] == [1, 2]


def test_prose_is_looked_at_and_keys_are_not():
    text = 'title: Combien ?\nformula: "a ? b"\nlist:\n  - "Oui !"\nlong: |\n  un\n  deux ?\n'
    source, _ = read_yaml(text, "f.yaml")
    found = list(check_source(source))
    assert [(one.line, one.level) for one in found] == [
        (1, Level.WARNING),
        (4, Level.WARNING),
        (7, Level.WARNING),
    ]
