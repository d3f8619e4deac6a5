"""The handbook of each programme: its lessons in order, the demonstration's figures, kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.documents import handbooks as printed
from simulator.domain.refusals import NotFound
from simulator.services import catalogue, handbooks
from tests.documents.reading import check_standards, text_of

PROGRAMMES = sorted(catalogue.content().programmes)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_handbook_has_the_lessons_of_its_programme_once_and_in_order(name: str) -> None:
    programme = catalogue.programme(name)
    book = handbooks.book_of(programme, "Organisme")
    found = [chapter.id for part in book.parts for chapter in part.chapters]
    named = [
        activity.removeprefix("lesson:")
        for half in programme.half_days
        for activity in half.activities
        if activity.startswith("lesson:")
    ]
    assert found == list(dict.fromkeys(named))
    planned = [one for one in catalogue.plan(name) if one.kind == "lesson"]
    given = {(chapter.id, chapter.minutes) for part in book.parts for chapter in part.chapters}
    assert given == {(one.reference, one.minutes) for one in planned}
    assert len(found) > 10
    assert len(book.letters) == 10
    terms = [term for term, _ in book.glossary]
    assert terms.index("échéance") < terms.index("escompte de règlement") < terms.index("TTC")
    assert all(pair[0].language == "fr" and pair[1].language == "en" for pair in book.letters)


def flat(text: str) -> str:
    return "".join(text.split())


def test_a_handbook_is_printed_and_reads_back() -> None:
    longest = max(PROGRAMMES, key=lambda name: len(catalogue.programme(name).topics))
    handbooks._printed.clear()
    body = handbooks.handbook(longest, "Organisme d’essai")
    check_standards(body)
    text = flat(text_of(body))
    book = handbooks.book_of(catalogue.programme(longest), "Organisme d’essai")
    assert flat(book.supplier) in text
    for part in book.parts:
        for chapter in part.chapters:
            # in the contents, above the lesson, above its memo sheet
            assert text.count(flat(chapter.title)) >= 3, chapter.title
    assert "{{" not in text


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_programme_has_its_handbook(name: str) -> None:
    assert handbooks.handbook(name, "Organisme d’essai").startswith(b"%PDF-")


def test_the_same_content_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def paper(book: printed.Handbook) -> bytes:
        asked.append(book.organisation)
        return book.organisation.encode()

    monkeypatch.setattr(printed, "handbook", paper)
    handbooks._printed.clear()
    names = [f"Organisme {number}" for number in range(handbooks._KEPT + 1)]
    for name in (*names, *names[1:], names[0]):
        assert handbooks.handbook("JCF-GFIN-14", name) == name.encode()
    assert asked == [*names, names[0]]
    handbooks._printed.clear()


def test_another_wording_is_another_handbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "handbook", lambda book: repr(book).encode())
    handbooks._printed.clear()
    programme = catalogue.programme("REC-IMP")
    first = handbooks.handbook("REC-IMP", "Organisme")
    changed = replace(programme, objectives=("recouvrer sans se fâcher",))
    monkeypatch.setattr(catalogue, "programme", lambda _: changed)
    assert handbooks.handbook("REC-IMP", "Organisme") != first
    handbooks._printed.clear()


def test_no_programme_no_handbook() -> None:
    with pytest.raises(NotFound):
        handbooks.handbook("ABSENT", "Organisme")


def test_a_programme_without_a_lesson_has_no_handbook(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = replace(catalogue.programme("REC-IMP"), half_days=())
    monkeypatch.setattr(catalogue, "programme", lambda _: bare)
    with pytest.raises(NotFound):
        handbooks.handbook("REC-IMP", "Organisme")
