"""The whole job in two browsers: from the one-time link to a document that a stranger checks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from simulator.domain.exercises.question import Question
from simulator.services import catalogue, portfolios, trainers
from simulator.services.trainings import Planned, Training
from simulator.web.db import db
from tests.conftest import House
from tests.journeys.people import StrangerAtWork, TraineeAtWork, TrainerAtWork
from tools import classroom

PROGRAMME = "ACC-CTX"
NAME = "Élodie Martin"


def planned(kind: str) -> Planned:
    """Return the first activity of a kind in the first half-day of the programme."""
    return next(
        item for item in catalogue.plan(PROGRAMME) if item.half_day == 0 and item.kind == kind
    )


def question_of(house: House, reference: str) -> Question:
    with house.app.app_context():
        training = db.session().query(Training).one()
        portfolio = portfolios.of_trainee(db.session(), training.trainees[0].id, house.clock())
        return catalogue.question(reference, portfolio, 0)


def test_a_training_goes_from_a_link_to_a_certificate_that_a_stranger_checks(
    house: House,
    claire: TrainerAtWork,
    elodie: TraineeAtWork,
    stranger: StrangerAtWork,
    tmp_path: Path,
) -> None:
    person = house.trainer()
    with house.app.app_context():
        secret = trainers.one_time_link(db.session(), person.id, house.clock())
        db.session.commit()
    claire.opens_the_one_time_link(secret)
    code = claire.creates_a_training(PROGRAMME, place="Lyon")
    claire.opens_a_half_day(0)

    elodie.joins(code, "Élodie", "Martin", "Ateliers du Rhône")
    claire.sees_in_the_room(NAME, "Agenda")
    _reads_a_lesson_and_her_portfolio(elodie)
    claire.sees_in_the_room(NAME, planned("lesson").title)
    _does_an_exercise_wrong_then_right(house, elodie, claire)
    _answers_the_quiz(elodie, claire)

    _signs_every_half_day(claire, elodie)
    elodie.gives_an_opinion()
    objectives = catalogue.programme(PROGRAMME).objectives
    claire.judges("Martin Élodie", len(objectives), "Acquis")
    claire.issues_everything()
    number = _downloads(claire, elodie, tmp_path)

    stranger.checks(number)
    stranger.reads("authentique", NAME, "14")
    stranger.checks("2026-99999-XXXX")
    stranger.reads("Aucun document")


def _reads_a_lesson_and_her_portfolio(elodie: TraineeAtWork) -> None:
    elodie.opens(planned("lesson").title)
    expect(elodie.page.get_by_role("article")).to_be_visible()
    elodie.follows("Portefeuille")
    elodie.reads("Portefeuille clients")
    customer = elodie.page.get_by_role("table").get_by_role("link").first
    name = customer.inner_text()
    customer.click()
    elodie.reads(name, "Identité", "Compte client")
    elodie.follows("Balance âgée")
    elodie.reads("Non échu", "Total")


def _does_an_exercise_wrong_then_right(
    house: House, elodie: TraineeAtWork, claire: TrainerAtWork
) -> None:
    item = planned("exercise")
    question = question_of(house, item.reference)
    elodie.opens(item.title)
    elodie.types(question, classroom.wrong(question, 0))
    elodie.sends()
    elodie.reads("Résultat")
    expect(elodie.page.locator(".graded.wrong").first).to_be_visible()
    elodie.types(question, question.solved())
    elodie.sends()
    elodie.reads("Tout est juste")
    claire.follows("Pupitre")
    claire.sees_in_the_room(NAME, "100")


def _answers_the_quiz(elodie: TraineeAtWork, claire: TrainerAtWork) -> None:
    item = planned("quiz")
    claire.sees_in_the_room(NAME, planned("exercise").title)
    elodie.opens(item.title)
    quiz = catalogue.quiz(item.reference)
    elodie.answers(quiz, classroom.quiz_answers(quiz))
    elodie.sends()
    elodie.reads("Résultat")
    expect(elodie.page.locator(".graded.wrong")).to_have_count(0)
    claire.sees_in_the_room(NAME, item.title)


def _signs_every_half_day(claire: TrainerAtWork, elodie: TraineeAtWork) -> None:
    for rank in range(4):
        claire.opens_the_signing_of(rank)
        elodie.goes_to("/salle")
        elodie.clicks("Signer maintenant")
        elodie.draws_a_signature()
        elodie.clicks("Signer")
        elodie.reads("Signature enregistrée")
        claire.countersigns()
        assert claire.gets(claire.page.get_by_role("link", name="Feuille en PDF"))[:5] == b"%PDF-"


def _downloads(claire: TrainerAtWork, elodie: TraineeAtWork, folder: Path) -> str:
    """Return the number of the certificate."""
    links = claire.page.get_by_role("table").locator("a[href$='.pdf']")
    expect(links).to_have_count(2)
    numbers = sorted(links.all_inner_texts())
    for link in links.all():
        assert claire.gets(link)[:5] == b"%PDF-"
    names = claire.downloads_the_archive(folder)
    assert sorted(name.rsplit("-", 3)[1:][0] for name in names) == ["2026", "2026"]
    assert len(names) == 2
    elodie.follows("Documents")
    mine = elodie.page.get_by_role("main").locator("a[href*='/certificats/']")
    expect(mine).to_have_count(2)
    for link in mine.all():
        assert elodie.gets(link)[:5] == b"%PDF-"
    return numbers[0]
