"""What is typed is never lost: another device, a reload, a server away, a back button, two tabs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from simulator.domain.exercises.question import Part, PartKind, Question
from simulator.services import catalogue, portfolios
from simulator.services.trainees import Trainee
from simulator.services.trainings import Planned
from simulator.web.db import db
from tests.conftest import Clock, House
from tests.journeys.conftest import DESK
from tests.journeys.people import TraineeAtWork, Watch
from tools import serving

EXERCISE = "conan-holder-pas-a-pas"
KEPT = re.compile(r"^Enregistré à \d\d:\d\d$")
NOT_YET = re.compile("Pas encore enregistré")


@pytest.fixture
def trainee(house: House) -> Trainee:
    """Return somebody of a training whose one exercise is open."""
    title = catalogue.exercise(EXERCISE).title
    planned = (Planned(0, "exercise", EXERCISE, title, 30),)
    return house.trainee(house.training(house.trainer(), planned))


@pytest.fixture
def question(house: House, trainee: Trainee) -> Question:
    with house.app.app_context():
        portfolio = portfolios.of_trainee(db.session(), trainee.id, house.clock())
        db.session.commit()
        return catalogue.question(EXERCISE, portfolio, 0)


def figures(question: Question) -> list[Part]:
    return [part for part in question.parts if part.kind is PartKind.NUMBER]


def test_the_resume_link_brings_everything_back_on_another_device(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    open_browser: Callable[..., TraineeAtWork],
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    first = figures(question)[0]
    elodie.field(first.name).fill("0,123")
    elodie.is_told(KEPT)
    elodie.page.context.clear_cookies()
    elodie.goes_to("/salle")
    elodie.reads("Rejoindre une formation")

    laptop = open_browser(TraineeAtWork, **DESK)
    laptop.goes_to(resume_path(trainee))
    laptop.opens(question.title)

    expect(laptop.field(first.name)).to_have_value("0,123")


def test_what_is_typed_is_kept_by_itself_and_the_page_says_when(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    clock: Clock,
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    clock.forward(minutes=17)
    answers = question.solved()
    elodie.types(question, answers)
    elodie.is_told("Enregistré à 09:47")

    elodie.page.reload()

    elodie.is_told("Enregistré à 09:47")
    for part in figures(question):
        expect(elodie.field(part.name)).to_have_value(answers[part.name])
    choice = next(part for part in question.parts if part.kind is PartKind.CHOICE)
    chosen = elodie.page.locator(f"[name='{choice.name}']:checked")
    assert chosen.get_attribute("value") == answers[choice.name]


def test_a_server_that_is_away_is_said_and_what_was_typed_is_kept_when_it_is_back(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    site: serving.Site,
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    name = figures(question)[1].name
    site.stop()
    elodie.field(name).fill("0,456")
    elodie.is_told(NOT_YET)

    site.start()

    elodie.is_told(KEPT)
    elodie.page.reload()
    expect(elodie.field(name)).to_have_value("0,456")


def test_leaving_and_coming_back_at_once_keeps_what_was_typed(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    name = figures(question)[0].name
    elodie.field(name).fill("0,789")
    elodie.follows("Portefeuille")
    elodie.reads("Portefeuille clients")

    elodie.page.go_back()

    expect(elodie.field(name)).to_have_value("0,789")


def test_what_is_typed_before_the_script_is_there_is_kept(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.goes_to("/salle")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    elodie.page.context.route("**/js/draft*", hold)
    elodie.page.get_by_role("link", name=question.title, exact=True).click(no_wait_after=True)
    name = figures(question)[0].name
    elodie.field(name).fill("0,789")
    for _ in range(2_400):
        if held:
            break
        elodie.page.wait_for_timeout(50)
    for route in held:
        route.continue_()

    elodie.is_told(KEPT)
    elodie.page.context.unroute_all(behavior="ignoreErrors")
    elodie.page.reload()
    expect(elodie.field(name)).to_have_value("0,789")


def test_what_the_server_never_received_is_found_again_on_coming_back(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    resume_path: Callable[[Trainee], str],
) -> None:
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    first, second = (part.name for part in figures(question)[:2])
    elodie.page.context.route("**/brouillon", lambda _route: None)  # sent, never arrived
    elodie.field(first).fill("0,789")
    elodie.field(second).fill("0,5")
    elodie.follows("Portefeuille")
    elodie.reads("Portefeuille clients")

    elodie.page.go_back()

    expect(elodie.field(first)).to_have_value("0,789")
    expect(elodie.field(second)).to_have_value("0,5")
    elodie.page.context.unroute_all(behavior="ignoreErrors")
    elodie.page.reload()
    elodie.is_told(KEPT)


def test_two_tabs_keep_what_was_typed_in_each(
    question: Question,
    trainee: Trainee,
    elodie: TraineeAtWork,
    watch: Watch,
    site: serving.Site,
    resume_path: Callable[[Trainee], str],
) -> None:
    first, second = (part.name for part in figures(question)[:2])
    elodie.goes_to(resume_path(trainee))
    elodie.opens(question.title)
    other = TraineeAtWork(watch.over(elodie.page.context.new_page(), site.address))
    other.opens(question.title)

    elodie.field(first).fill("0,111")
    elodie.is_told(KEPT)
    other.field(second).fill("0,222")
    other.is_told(KEPT)

    for tab in (elodie, other):
        tab.page.reload()
        expect(tab.field(first)).to_have_value("0,111")
        expect(tab.field(second)).to_have_value("0,222")
