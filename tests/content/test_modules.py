"""Lessons filled for a reader."""

from simulator.content.modules import read_lesson
from tests.content import site


def lesson(tmp_path):
    root = site.write(tmp_path)
    path = root / site.SHORT["lesson"]
    found, problems = read_lesson(path, "l.md", ["customer_count"])
    assert problems == []
    return found


def test_a_lesson_is_filled_with_the_readers_figures(tmp_path):
    page = lesson(tmp_path).filled({"customer_count": "1\u202f200 <b>"})
    assert "1\u202f200 &lt;b&gt;</span> clients" in page
    assert 'href="exercice:feuille"' in page


def test_a_figure_that_the_reader_has_not_is_a_dash(tmp_path):
    assert ">—</span> clients" in lesson(tmp_path).filled({})


def test_links_get_the_addresses_of_the_site(tmp_path):
    page = lesson(tmp_path).filled({}, lambda kind, target: f"/{kind}s/{target}")
    assert 'href="/exercices/feuille"' in page


def test_a_lesson_knows_its_headings_and_figures(tmp_path):
    found = lesson(tmp_path)
    assert [heading.anchor for heading in found.headings] == ["un-titre"]
    assert found.figures == {"customer_count"}
