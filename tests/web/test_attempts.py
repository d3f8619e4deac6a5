"""Exercises and quizzes in the browser: what is typed is never lost."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import func, select

from simulator.services import attempts, catalogue
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.web.db import db
from tests import classroom
from tests.classroom import Classroom
from tests.conftest import House
from tests.practice import HINT, QUIZ


class Screen:
    """The first trainee's browser."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.room: Classroom = house.classroom()
        self.browser: FlaskClient = house.as_trainee(self.room.people[0])
        self.address = f"/salle/exercices/{self.room.exercise}"
        self.quiz = f"/salle/quiz/{self.room.quiz}"

    def right(self) -> dict[str, str]:
        with self.house.app.app_context():
            found = classroom.right(
                db.session(), self.room.people[0], self.room.exercise, self.house.clock()
            )
            db.session.commit()
            return found

    def page(self, address: str = "") -> BeautifulSoup:
        return BeautifulSoup(self.browser.get(address or self.address).text, "html.parser")

    def count(self) -> int:
        with self.house.app.app_context():
            found = db.session().scalar(select(func.count()).select_from(SubmissionRow)) or 0
            db.session().rollback()
            return found

    def close(self, activity: int) -> None:
        base = f"/formations/{self.room.training_id}/activites/{activity}"
        self.house.as_trainer(self.room.trainer).post(f"{base}/closed")


@pytest.fixture
def screen(house: House) -> Screen:
    return Screen(house)


def value(page: BeautifulSoup, name: str) -> str:
    field = page.select_one(f"input[name={name}]")
    assert field is not None
    return str(field.get("value"))


def test_right_answers_are_acknowledged_and_the_page_can_be_reloaded(screen: Screen) -> None:
    sent = screen.browser.post(screen.address, data={**screen.right(), "client_id": "un"})

    assert sent.status_code == 303
    assert sent.headers["Location"] == f"{screen.address}#resultat"
    for _ in range(2):
        text = screen.page().get_text()
        assert "Résultat : 100 %".replace(" :", "\u202f:").replace(" %", "\u202f%") in text
    assert screen.count() == 1


def test_a_double_click_is_one_submission(screen: Screen) -> None:
    form = {**screen.right(), "client_id": value(screen.page(), "client_id"), "submit": "1"}

    assert [screen.browser.post(screen.address, data=form).status_code for _ in range(3)] == [
        303
    ] * 3
    assert screen.count() == 1


def test_two_tabs_have_click_ids_of_their_own(screen: Screen) -> None:
    ids = {value(screen.page(), "client_id") for _ in range(2)}

    assert len(ids) == 2
    for client in (*ids, ""):
        screen.browser.post(screen.address, data={"own_funds": "1", "client_id": client})
    assert screen.count() == 3


def test_going_back_after_sending_shows_what_was_sent(screen: Screen) -> None:
    screen.browser.post(screen.address, data={"own_funds": "1 234", "client_id": "un"})

    assert value(screen.page(), "own_funds") == "1 234"


def test_an_unreadable_figure_comes_back_at_its_field_and_is_not_counted(screen: Screen) -> None:
    answer = screen.browser.post(
        screen.address, data={"own_funds": "douze", "debts": "3 k€", "client_id": "un"}
    )

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert (value(page, "own_funds"), value(page, "debts")) == ("douze", "3 k€")
    field = page.select_one("input[name=own_funds]")
    assert field is not None
    assert field["aria-invalid"] == "true"
    assert "n’est pas un nombre lisible" in page.get_text()
    assert "n’a pas été compté" in page.get_text()
    assert screen.count() == 0


def test_a_closed_exercise_refuses_and_keeps_what_was_typed(screen: Screen) -> None:
    screen.close(screen.room.exercise)

    sent = screen.browser.post(screen.address, data={"own_funds": "77", "client_id": "un"})
    hinted = screen.browser.post(
        f"{screen.address}/indice/{HINT}".replace("#", "%23"), data={"own_funds": "88"}
    )

    for answer, typed in ((sent, "77"), (hinted, "88")):
        assert answer.status_code == 422
        assert "elles restent affichées" in answer.text
        assert value(BeautifulSoup(answer.text, "html.parser"), "own_funds") == typed
    assert screen.count() == 0


def test_a_draft_says_the_moment_it_was_kept_and_a_refused_one_says_why(screen: Screen) -> None:
    kept = screen.browser.post(
        f"{screen.address}/brouillon", data={"own_funds": "5", "submit": "1"}
    )
    assert (kept.status_code, kept.json) == (200, {"saved": "09:30"})
    screen.house.clock.forward(minutes=10)
    screen.close(screen.room.exercise)
    late = screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "6"})

    assert late.status_code == 409
    assert "fermée" in late.json["refused"]  # type: ignore[index]
    assert value(screen.page(), "own_funds") == "5"


def test_a_draft_that_cannot_be_written_is_not_acknowledged(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        msg = "disk full"
        raise OSError(msg)

    screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "5"})
    with monkeypatch.context() as broken:
        broken.setattr("simulator.web.db.commit", full)
        with pytest.raises(OSError, match="disk full"):
            screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "6"})

    assert value(screen.page(), "own_funds") == "5"


def test_a_hint_shows_its_price_before_and_its_text_after_and_keeps_what_is_typed(
    screen: Screen,
) -> None:
    button = screen.page().select_one("button[formaction]")
    assert button is not None
    assert "−25\u202f%" in button.get_text()
    assert "25\u202f%" in str(button["data-confirm"])

    opened = screen.browser.post(str(button["formaction"]), data={"debts": "42"})
    assert opened.headers["Location"] == f"{screen.address}#champ-own_funds"
    page = screen.page()
    assert "la ligne DL du passif" in page.get_text()
    assert value(page, "debts") == "42"
    assert page.select_one("button[formaction]") is None


def test_a_hint_that_does_not_exist_is_not_found(screen: Screen) -> None:
    assert screen.browser.post(f"{screen.address}/indice/rien").status_code == 404


def test_the_correction_shows_the_solution_and_stops_the_grading(screen: Screen) -> None:
    assert screen.page().select_one("#correction") is None
    screen.browser.post(screen.address, data={"own_funds": "1", "client_id": "un"})
    shown = screen.browser.post(f"{screen.address}/correction")

    assert shown.headers["Location"] == f"{screen.address}#correction"
    assert "Capital, réserves et résultat." in screen.page().get_text()
    late = screen.browser.post(screen.address, data={**screen.right(), "client_id": "deux"})
    assert late.status_code == 422
    assert "n’est plus noté" in late.text
    assert screen.count() == 1


def test_other_figures_are_another_page_with_its_own_draft(screen: Screen) -> None:
    other = f"{screen.address}?variante=1"
    screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "1"})
    screen.browser.post(f"{screen.address}/brouillon?variante=1", data={"own_funds": "2"})

    assert value(screen.page(), "own_funds") == "1"
    assert value(screen.page(other), "own_funds") == "2"
    assert "sans effet sur la note" in screen.page(other).get_text()
    sent = screen.browser.post(other, data={"own_funds": "2", "client_id": "un"})
    assert sent.headers["Location"] == f"{other}#resultat"


@pytest.mark.parametrize("variant", ["-5", "x", "999999999999", "1.5"])
def test_a_variant_that_makes_no_sense_is_brought_back_in_bounds(
    screen: Screen, variant: str
) -> None:
    assert screen.browser.get(screen.address, query_string={"variante": variant}).status_code == 200


@pytest.mark.parametrize(
    "form", [{"own_funds": "1" * 5001}, {f"p{rank}": "1" for rank in range(401)}]
)
def test_what_nobody_types_is_refused_in_words(screen: Screen, form: dict[str, str]) -> None:
    answer = screen.browser.post(screen.address, data=form)

    assert answer.status_code == 422
    assert "5000 caractères" in answer.text


def test_a_sign_that_no_database_keeps_is_kept_as_typed(screen: Screen) -> None:
    saved = screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "1\x002<b>"})

    assert saved.status_code == 200
    assert "<b>" not in str(screen.page().select_one("input[name=own_funds]")).partition(">")[0][:0]
    assert value(screen.page(), "own_funds").endswith("2<b>")


def test_a_quiz_is_sent_once_explained_and_not_sent_again(screen: Screen) -> None:
    assert "bonne réponse" not in screen.page(screen.quiz).get_text()
    question = next(q for q in catalogue.quiz(QUIZ).questions if q.rights)
    form = {question.id: ",".join(question.rights)}
    sent = screen.browser.post(screen.quiz, data={**form, "client_id": "un"})
    again = screen.browser.post(screen.quiz, data={**form, "client_id": "un"})
    other = screen.browser.post(screen.quiz, data={**form, "client_id": "deux"})

    assert (sent.status_code, again.status_code, other.status_code) == (303, 303, 422)
    assert "un quiz se répond une fois" in other.text
    text = screen.page(screen.quiz).get_text()
    assert "(bonne réponse)" in text
    assert "1 bonnes réponses" not in text
    assert screen.count() == 1


def test_a_quiz_keeps_its_draft_and_refuses_it_once_closed(screen: Screen) -> None:
    question = next(q for q in catalogue.quiz(QUIZ).questions if q.answer is not None)
    kept = screen.browser.post(f"{screen.quiz}/brouillon", data={question.id: "12,5"})
    assert kept.json == {"saved": "09:30"}
    assert value(screen.page(screen.quiz), question.id) == "12,5"

    screen.close(screen.room.quiz)
    assert screen.browser.post(f"{screen.quiz}/brouillon", data={}).status_code == 409
    closed = screen.browser.post(screen.quiz, data={question.id: "99", "client_id": "un"})
    assert closed.status_code == 422
    assert value(BeautifulSoup(closed.text, "html.parser"), question.id) == "99"


def test_several_boxes_of_one_question_are_kept_together(screen: Screen) -> None:
    names = {q.id: [o.name for o in q.options] for q in catalogue.quiz(QUIZ).questions if q.options}
    name, options = next(iter(names.items()))
    screen.browser.post(f"{screen.quiz}/brouillon", data={name: options[:2]})

    with screen.house.app.app_context():
        assert db.session().scalars(select(AttemptRow.draft)).one() == {name: ",".join(options[:2])}
        db.session().rollback()
    checked = screen.page(screen.quiz).select(f"input[name={name}][checked]")
    assert {str(box["value"]) for box in checked} == set(options[:2])


def test_a_trainee_never_reads_the_work_of_another(screen: Screen) -> None:
    screen.browser.post(f"{screen.address}/brouillon", data={"own_funds": "13579"})
    neighbour = screen.house.as_trainee(screen.room.people[1])

    assert "13579" not in neighbour.get(screen.address).text
    assert attempts.LONGEST_ANSWER == 5000
