"""The question bank of an organisation: what is kept, found, changed, brought in and taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.quiz.question import QuizKind, QuizOption, QuizQuestion
from simulator.domain.refusals import NotFound
from simulator.exchange.drafts import DraftGone
from simulator.exchange.guard import UploadRefused
from simulator.services import question_files, questions, quizzes
from simulator.services.question_files import FaultyFile
from simulator.services.questions import BankFull, Wanted
from simulator.services.trainers import Trainer
from simulator.store.questions import BankQuestionRow, BankVersionRow
from tests.conftest import Clock, House


def truth(text: str, *tags: str, level: int = 1) -> QuizQuestion:
    options = (QuizOption("true", "Vrai", right=True), QuizOption("false", "Faux", right=False))
    return QuizQuestion("q", QuizKind.TRUE_FALSE, text, options, tags=tags, level=level)


@pytest.fixture
def claire(house: House) -> Trainer:
    return house.trainer()


@pytest.fixture
def odile(house: House) -> Trainer:
    return house.trainer("Odile Ailleurs", organisation="Un autre organisme")


def titles(session: Session, trainer: Trainer, **wanted: object) -> list[str]:
    return [line.title for line in questions.listed(session, trainer, Wanted(**wanted))]


def versions(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(BankVersionRow)) or 0


def test_a_question_is_found_by_words_tag_category_kind_and_level(
    session: Session, claire: Trainer, clock: Clock
) -> None:
    for title, category, question in (
        ("Délai", "Loi", truth("Le plafond est de 60 jours", "LME", "délais")),
        ("Escompte", "Banque", truth("L’escompte est un crédit", "trésorerie", level=3)),
        ("100 %_sûr", "", truth("Rien n’est sûr")),
    ):
        questions.create(session, claire, title, category, question, clock())

    assert titles(session, claire) == ["100 %_sûr", "Escompte", "Délai"]
    assert titles(session, claire, text="DELAI plafond") == ["Délai"]
    assert titles(session, claire, text="%_") == ["100 %_sûr"]
    assert titles(session, claire, tag="tresorerie") == ["Escompte"]
    assert titles(session, claire, tag="tréso") == []
    assert titles(session, claire, category="Loi") == ["Délai"]
    assert titles(session, claire, level=3) == ["Escompte"]
    assert titles(session, claire, kind="single") == []
    assert questions.tags(session, claire) == ("LME", "délais", "trésorerie")
    assert questions.categories(session, claire) == ("Banque", "Loi")


def test_organisations_are_strictly_apart(
    session: Session, claire: Trainer, odile: Trainer, clock: Clock
) -> None:
    number = questions.create(session, claire, "À nous", "Ici", truth("Oui", "nous"), clock())

    assert titles(session, odile) == []
    assert questions.tags(session, odile) == ()
    assert questions.categories(session, odile) == ()
    for act in (
        lambda: questions.get(session, odile, number),
        lambda: questions.edit(session, odile, number, "x", "", truth("Non"), clock()),
        lambda: questions.duplicate(session, odile, number, "(copie)", clock()),
        lambda: questions.set_archived(session, odile, number, clock(), archived=True),
        lambda: question_files.exported(session, odile, [number], "gift"),
    ):
        with pytest.raises(NotFound):
            act()
    assert questions.get(session, claire, number).title == "À nous"


def test_a_version_that_a_quiz_holds_stays_as_it_is(
    session: Session, claire: Trainer, clock: Clock
) -> None:
    number = questions.create(session, claire, "T", "", truth("Première"), clock())
    assert questions.edit(session, claire, number, "T", "", truth("Corrigée"), clock()) == 1
    quiz = quizzes.create(session, claire, "Quiz", clock())
    quizzes.add(session, claire, quiz, [number], [])

    assert questions.get(session, claire, number).held
    assert questions.edit(session, claire, number, "T2", "", truth("Corrigée"), clock()) == 1
    assert questions.edit(session, claire, number, "T2", "", truth("Nouvelle"), clock()) == 2
    assert questions.edit(session, claire, number, "T2", "", truth("Encore"), clock()) == 2

    (item,) = quizzes.get(session, claire, quiz).items
    assert (item.question.text, item.newer, item.title) == ("Corrigée", True, "T2")
    assert questions.get(session, claire, number).question.text == "Encore"
    assert versions(session) == 2
    quizzes.refresh(session, claire, quiz, item.id)
    (item,) = quizzes.get(session, claire, quiz).items
    assert (item.question.text, item.newer) == ("Encore", False)


def test_a_copy_is_another_question_and_an_archived_one_is_out_of_sight(
    session: Session, claire: Trainer, clock: Clock
) -> None:
    number = questions.create(session, claire, "T" * 120, "C", truth("Oui", "a"), clock())
    copy = questions.duplicate(session, claire, number, "(copie)", clock())
    questions.set_archived(session, claire, number, clock(), archived=True)

    assert titles(session, claire) == [f"{'T' * 112} (copie)"]
    assert titles(session, claire, archived=True) == ["T" * 120]
    kept = questions.get(session, claire, copy)
    assert (kept.question.id, kept.question.tags) == (f"b{copy}", ("a",))
    questions.set_archived(session, claire, number, clock(), archived=False)
    assert len(titles(session, claire)) == 2


GIFT = "::A:: Un ? {T}\n\n$CATEGORY: Loi\n\n::B:: Deux ? {=oui ~non}\n\n::C:: Trou {1:MC:=a~b}\n"


def test_a_file_is_read_kept_an_hour_and_brought_in_whole(
    session: Session, claire: Trainer, clock: Clock, tmp_path: Path
) -> None:
    contents = question_files.read(GIFT.encode("cp1252"))
    token = question_files.keep(tmp_path, claire, contents, clock())
    opened = question_files.opened(tmp_path, claire, token, clock())
    assert opened == contents
    assert titles(session, claire) == []

    brought = question_files.bring_in(session, claire, opened, clock())

    assert (brought.added, brought.known) == (2, 0)
    assert titles(session, claire) == ["A", "B"]
    again = question_files.bring_in(session, claire, opened, clock())
    assert (again.added, again.known) == (0, 2)
    assert len(question_files.known(session, claire, opened.found)) == 2


def test_a_draft_is_its_trainers_and_ends(
    claire: Trainer, odile: Trainer, clock: Clock, tmp_path: Path
) -> None:
    token = question_files.keep(tmp_path, claire, question_files.read(GIFT.encode()), clock())

    with pytest.raises(DraftGone):
        question_files.opened(tmp_path, odile, token, clock())
    with pytest.raises(DraftGone):
        question_files.forget(tmp_path, odile, token, clock())
    with pytest.raises(DraftGone):
        question_files.opened(tmp_path, claire, token, clock() + timedelta(minutes=61))


def test_of_a_broken_file_nothing_comes_in_unless_it_is_asked(
    session: Session, claire: Trainer, clock: Clock
) -> None:
    contents = question_files.read(f"{GIFT}\n::D:: Cassée {{=a\n".encode())

    with pytest.raises(FaultyFile, match="1"):
        question_files.bring_in(session, claire, contents, clock())
    assert titles(session, claire) == []
    brought = question_files.bring_in(session, claire, contents, clock(), without_faults=True)
    assert brought.added == 2


def test_what_is_not_a_file_of_questions_is_refused() -> None:
    with pytest.raises(UploadRefused, match="entities"):
        question_files.read(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><quiz/>')


@pytest.mark.parametrize("form", ["gift", "xml"])
def test_what_is_exported_comes_back_as_known(
    session: Session, claire: Trainer, odile: Trainer, clock: Clock, form: str
) -> None:
    numbers = [
        questions.create(session, claire, "A", "Loi", truth("**Oui**", "t", level=2), clock()),
        questions.create(
            session, claire, "B", "", replace(truth("Non"), points=Fraction(3)), clock()
        ),
    ]
    body, left = question_files.exported(session, claire, numbers, form)
    contents = question_files.read(body)

    assert left == ()
    assert question_files.bring_in(session, claire, contents, clock()).known == 2
    assert question_files.bring_in(session, odile, contents, clock()).added == 2
    assert [line.level for line in questions.listed(session, odile, Wanted(text="oui"))] == [2]


def test_a_bank_has_an_end(
    session: Session, claire: Trainer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 1)
    contents = question_files.read(GIFT.encode())

    with pytest.raises(BankFull):
        question_files.bring_in(session, claire, contents, clock())
    questions.create(session, claire, "A", "", truth("Oui"), clock())
    with pytest.raises(BankFull):
        questions.create(session, claire, "B", "", truth("Non"), clock())
    assert session.scalar(select(func.count()).select_from(BankQuestionRow)) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_to_fill_in_is_read(form: str) -> None:
    contents = question_files.read(question_files.template(form))

    assert contents.form == form
    assert (len(contents.found), contents.faults) == (9, ())
