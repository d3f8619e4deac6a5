"""The live quiz by its pages: what each screen receives, and when."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.quiz import live_view
from simulator.services import catalogue, game_answers, game_results, games
from simulator.services.game_answers import Outcome, Receipt, Sent
from simulator.store.games import GameAnswerRow, GamePlayerRow
from simulator.store.trainings import TraineeRow
from simulator.web import game_frames
from simulator.web.db import db
from simulator.web.game_writer import Writer
from tests.conftest import Clock, House
from tests.web.game_table import JSON, QUIZ, Table


@pytest.fixture
def table(house: House, clock: Clock) -> Table:
    return Table(house, clock)


def test_a_quiz_goes_from_the_lobby_to_the_results(table: Table) -> None:
    table.enter()
    assert "3 personnes prêtes" in table.state(table.claire, table.here)["html"]

    assert table.act("next") == 204
    right = table.right()
    wrong = next(t for t in "1234" if t != right)
    assert table.answer(table.phones[0], right).status_code == 200
    assert table.answer(table.phones[1], wrong).status_code == 200
    assert "2 réponses" in table.state(table.claire, f"{table.here}/projecteur")["html"]
    assert table.act("close") == 204
    assert table.act("reveal") == 204

    seen = table.state(table.phones[0], table.jeu)
    assert "bonne réponse" in seen["html"]
    assert "Juste" in seen["mine"]["html"]
    assert "100, 1er sur 3" in seen["mine"]["html"]
    assert table.act("finish") == 204
    page = table.claire.get(f"{table.here}/resultats").get_data(as_text=True)
    assert "Martin Élodie" in page


def test_the_key_is_in_nothing_a_phone_or_the_projector_receives_before_the_reveal(
    table: Table,
) -> None:
    table.enter()
    first = table.quiz.questions[0]
    secrets = [first.explanation, *(o.why for o in first.options), "bonne réponse", 'class="right"']
    for act, phase in (("next", "asking"), ("close", "closed"), ("reveal", "revealed")):
        assert table.act(act) == 204
        assert table.state(table.claire, table.here)["phase"] == phase
        received = [
            browser.get(at, headers=kind).get_data(as_text=True)
            for browser, at in (
                (table.phones[0], table.jeu),
                (table.claire, f"{table.here}/projecteur"),
            )
            for at, kind in ((at, {}), (f"{at}/etat", JSON))
        ]
        for text in received:
            shown = [secret for secret in secrets if secret[:40] in text]
            assert bool(shown) == (phase == "revealed"), shown


def test_the_same_answer_sent_again_is_the_same_answer_and_another_is_refused(table: Table) -> None:
    table.enter()
    table.act("next")
    first = table.answer(table.phones[0], "1", "clic-1")
    again = table.answer(table.phones[0], "1", "clic-1")
    other = table.answer(table.phones[0], "2", "clic-2")

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
    assert again.json == first.json
    assert "déjà enregistrée" in other.get_data(as_text=True)
    assert table.count(GameAnswerRow) == 1


def test_an_answer_of_somebody_who_left_the_training_or_was_never_in_it_is_refused(
    table: Table,
) -> None:
    table.enter()
    table.act("next")
    leaver = table.room.people[0]
    gone = f"/formations/{table.room.training_id}/stagiaires/{leaver.id}/retirer"
    assert table.claire.post(gone).status_code == 303
    stranger = table.house.app.test_client()

    assert table.answer(table.phones[0], "1").status_code == 403
    assert table.answer(stranger, "1").status_code == 403
    assert table.answer(table.phones[1], "1").status_code == 200
    assert table.count(GameAnswerRow) == 1


def test_what_breaks_one_answer_takes_nothing_from_those_that_came_with_it(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    table.enter()
    table.act("next")
    at = table.clock()
    good, bad = (
        Sent(table.game_id, person.id, person.stamp, 0, "1", name, at)
        for person, name in zip(table.room.people, ("bon", "mauvais"), strict=False)
    )

    def keep(session: Session, sent: Sequence[Sent]) -> list[Outcome]:
        if any(each.client_id == "mauvais" for each in sent):
            raise RuntimeError("cassé")
        return game_answers.keep(session, sent)

    writer = Writer(table.house.app, keep)
    waiting: list[tuple[Sent, Future[Receipt]]] = [(good, Future()), (bad, Future())]
    writer._write(waiting)

    assert waiting[0][1].result(0).received_at == at
    assert isinstance(waiting[1][1].exception(0), RuntimeError)
    assert table.count(GameAnswerRow) == 1
    assert "a shared transaction failed" in caplog.text


def test_a_phone_that_listens_is_there_without_asking(table: Table, clock: Clock) -> None:
    table.enter()
    clock.forward(minutes=5)
    with table.house.app.app_context():
        here, away = table.room.people[0].id, table.room.people[1].id
        game_frames.present(frozenset({f"{game_frames.PHONE}{here}", f"{game_frames.STAFF}1"}))
        game_frames.present(frozenset())
        seen = dict(db.session().execute(select(TraineeRow.id, TraineeRow.seen_at)).all())
    assert seen[here] == clock()
    assert seen[away] < clock()


def test_an_answer_that_was_kept_is_acknowledged_even_after_the_bell(
    table: Table, clock: Clock
) -> None:
    """The network lost the acknowledgement: the phone sends again once the question is closed."""
    table.enter()
    table.act("next")
    table.answer(table.phones[0], "1", "clic-1")
    table.act("close")
    clock.forward(minutes=2)

    assert table.answer(table.phones[0], "1", "clic-1").status_code == 200
    assert table.answer(table.phones[1], "1", "clic-2").status_code == 409
    assert table.count(GameAnswerRow) == 1


def test_where_the_rules_say_so_an_answer_changes_until_the_bell(
    house: House, clock: Clock
) -> None:
    table = Table(house, clock, changes="y")
    table.enter()
    table.act("next")
    right = table.right()
    table.answer(table.phones[0], next(t for t in "1234" if t != right), "a")
    table.answer(table.phones[0], right, "b")
    table.act("close")
    table.act("reveal")

    assert "Juste" in table.state(table.phones[0], table.jeu)["mine"]["html"]
    assert table.count(GameAnswerRow) == 2, "rows are only added"


def test_a_reload_a_second_tab_and_a_late_arrival_keep_or_find_their_place(table: Table) -> None:
    table.phones[0].get(table.jeu)
    table.act("next")
    table.answer(table.phones[0], "2")

    second_tab = table.house.as_trainee(table.room.people[0])
    assert "Réponse enregistrée" in second_tab.get(table.jeu).get_data(as_text=True)
    assert table.state(second_tab, table.jeu)["mine"]["tokens"] == ["2"]
    assert table.phones[1].get(table.jeu).status_code == 200
    assert table.answer(table.phones[1], "1").status_code == 200
    assert table.count(GamePlayerRow) == 2


def test_a_locked_room_keeps_those_who_are_in_and_a_removed_person_out(table: Table) -> None:
    table.phones[0].get(table.jeu)
    table.act("lock")

    assert table.phones[0].get(table.jeu).status_code == 200
    late = table.phones[1].get(table.jeu)
    assert late.status_code == 409
    assert "fermée" in late.get_data(as_text=True)
    with table.house.app.app_context():
        player = db.session().scalars(select(GamePlayerRow)).one().id
    table.claire.post(f"{table.here}/joueurs/{player}/remove")
    assert table.phones[0].get(table.jeu).status_code == 409
    assert table.state(table.phones[0], table.jeu)["mine"]["out"] is True
    table.claire.post(f"{table.here}/joueurs/{player}/readmit")
    assert table.phones[0].get(table.jeu).status_code == 200


def test_a_name_is_corrected_and_hidden_from_the_projector_only(table: Table) -> None:
    table.enter()
    with table.house.app.app_context():
        player = db.session().scalars(select(GamePlayerRow).order_by(GamePlayerRow.id)).first()
        assert player is not None
        assert player.name == "Élodie M."
        number = player.id
    table.claire.post(f"{table.here}/joueurs/{number}/name", data={"name": "Zouzou"})
    assert "Zouzou" in table.state(table.claire, table.here)["html"]
    table.claire.post(f"{table.here}/joueurs/{number}/hide")
    table.act("next")
    table.answer(table.phones[0], table.right())
    table.act("close")
    table.act("reveal")
    table.act("finish")

    assert "Zouzou" not in table.state(table.claire, f"{table.here}/projecteur")["html"]
    assert "Nom masqué" in table.state(table.claire, f"{table.here}/projecteur")["html"]
    assert "Zouzou" in table.state(table.claire, table.here)["html"]


def test_opinions_leave_no_trace_of_who_chose_what(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (live_view, game_results):  # three people are enough for this room
        monkeypatch.setattr(module, "SMALLEST_POLL", 3)
    table.enter()
    opinion = next(q for q in table.quiz.questions if q.kind == "opinion")
    table.go_to(opinion.id)
    for phone, choice in zip(table.phones, "112", strict=True):
        assert table.answer(phone, choice).json["tokens"] == []
    table.act("close")
    table.act("reveal")

    with table.house.app.app_context():
        rows = db.session().scalars(select(GameAnswerRow)).all()
        assert {(row.raw, row.fraction, row.elapsed_ms) for row in rows} == {("", "0", 0)}
    table.act("finish")
    exported = table.claire.get(f"{table.here}/resultats.csv").data.decode("utf-8-sig")
    people = exported.split("Question;")[0]
    assert not any(option.text in people for option in opinion.options)
    counts = sorted(
        int(line.split(";")[1])
        for line in exported.splitlines()
        if any(option.text in line for option in opinion.options)
    )
    assert counts == [0, 0, 1, 2]


def test_the_marks_join_the_record_of_who_took_part(table: Table) -> None:
    table.enter()
    table.act("next")
    table.answer(table.phones[0], table.right())
    table.act("close")
    table.act("reveal")
    table.act("finish")

    grid = table.claire.get(f"/formations/{table.room.training_id}/etat").get_data(as_text=True)
    assert "100\u202f%" in grid
    mine = table.phones[0].get("/salle").get_data(as_text=True)
    others = table.phones[1].get("/salle").get_data(as_text=True)
    assert "100\u202f%" in mine
    assert "100\u202f%" not in others


def test_one_pen_a_team_one_answer_and_another_member_may_take_it(
    house: House, clock: Clock
) -> None:
    table = Table(house, clock, teams="pen", together="yes")
    table.enter()
    made = table.phones[0].post(f"{table.jeu}/equipe", data={"name": "Les Relanceurs"})
    assert made.status_code == 303
    team = table.state(table.phones[1], table.jeu)["mine"]["html"].split('name="team" value="')[1]
    table.phones[1].post(f"{table.jeu}/equipe", data={"team": team.split('"')[0]})
    table.act("next")

    assert table.answer(table.phones[2], "1").status_code == 409  # no team
    assert table.answer(table.phones[1], "1").status_code == 409  # no pen
    table.phones[1].post(f"{table.jeu}/equipe", data={"pen": "1"})
    assert table.answer(table.phones[1], table.right()).status_code == 200
    table.act("close")
    table.act("reveal")
    for phone in table.phones[:2]:
        assert "Points de l’équipe" in table.state(phone, table.jeu)["mine"]["html"]
    assert "Les Relanceurs" in table.state(table.claire, f"{table.here}/projecteur")["html"]


def test_the_trainer_draws_teams_of_equal_size(house: House, clock: Clock) -> None:
    table = Table(house, clock, teams="mean")
    table.enter()
    table.claire.post(f"{table.here}/equipes", data={"count": "2"})

    with house.app.app_context():
        teams = [p.team_id for p in db.session().scalars(select(GamePlayerRow))]
    assert None not in teams
    assert sorted(teams.count(team) for team in set(teams)) == [1, 2]
    refused = table.phones[0].post(f"{table.jeu}/equipe", data={"name": "À moi"}, headers=JSON)
    assert refused.status_code == 409


def test_pressing_twice_does_not_skip_a_question(table: Table) -> None:
    table.enter()
    assert table.act("next", -1) == 204
    assert table.act("next", -1) == 409
    assert table.state(table.claire, table.here)["number"] == 1


def test_a_second_game_waits_for_the_first_to_end(table: Table) -> None:
    form = {"questions": [table.quiz.questions[0].id], "time": "60"}
    again = table.claire.post(f"{table.desk}/nouveau/{QUIZ}", data=form)

    assert again.status_code == 422
    assert "en cours" in again.get_data(as_text=True)


def test_a_game_without_question_or_with_pace_and_no_limit_is_refused(
    house: House, clock: Clock
) -> None:
    room = house.classroom()
    claire = house.as_trainer(room.trainer)
    address = f"/formations/{room.training_id}/quiz-direct/nouveau/{QUIZ}"
    questions = [catalogue.quiz(QUIZ).questions[0].id]

    assert claire.get(address).status_code == 200
    assert claire.post(address, data={}).status_code == 422
    paced = claire.post(address, data={"questions": questions, "scoring": "pace", "time": "none"})
    assert paced.status_code == 422


def test_what_did_not_change_costs_nothing(table: Table) -> None:
    table.enter()
    first = table.phones[0].get(f"{table.jeu}/etat", headers=JSON)
    tag = first.headers["ETag"]

    again = table.phones[0].get(f"{table.jeu}/etat", headers={**JSON, "If-None-Match": tag})
    assert again.status_code == 304
    table.act("next")
    then = table.phones[0].get(f"{table.jeu}/etat", headers={**JSON, "If-None-Match": tag})
    assert then.status_code == 200


def test_time_closes_a_question_on_every_screen_without_anybody(table: Table, clock: Clock) -> None:
    table.enter()
    table.act("next")
    clock.forward(seconds=61)

    assert table.state(table.phones[0], table.jeu)["phase"] == "closed"
    assert table.state(table.claire, table.here)["phase"] == "closed"


def test_the_code_leads_to_the_game_and_proves_that_a_phone_reached_us(table: Table) -> None:
    code = table.house.code(table.room.training_id)
    far = {"environ_base": {"REMOTE_ADDR": "192.0.2.77"}}
    assert "Aucun téléphone" in table.state(table.claire, table.here)["html"]

    stranger = table.house.app.test_client().get(f"/q/{code}", **far)
    assert stranger.headers["Location"] == f"/rejoindre/{code}"
    assert "192.0.2.77" in table.state(table.claire, table.here)["html"]
    assert table.phones[0].get(f"/q/{code}").headers["Location"] == table.jeu
    assert table.phones[0].get("/q/AAAAAA").headers["Location"] == "/rejoindre/AAAAAA"
    table.act("finish")
    assert table.phones[0].get(f"/q/{code}").headers["Location"] == "/salle"


def test_the_agenda_calls_to_the_game(table: Table) -> None:
    assert table.jeu in table.phones[0].get("/salle").get_data(as_text=True)
    assert table.jeu in table.phones[0].get("/salle/etat").get_data(as_text=True)


def test_every_page_of_the_trainer_answers(table: Table) -> None:
    table.enter()
    for path in ("", "/projecteur", "/joueurs", "/resultats"):
        assert table.claire.get(f"{table.here}{path}").status_code == 200
    assert table.claire.get(table.desk).status_code == 200
    assert table.claire.post(f"{table.here}/action", data={}).status_code == 400


def test_a_restart_between_question_and_answer_loses_nothing(table: Table) -> None:
    """What is kept in memory may be lost at any time: forget it all, as a new process would."""
    from simulator.services import game_screens
    from simulator.web import game_frames

    table.enter()
    table.act("next")
    table.answer(table.phones[0], table.right())
    games._questions.clear()
    game_screens._standings.clear()
    game_frames._frames.clear()
    game_frames.setup(table.house.app)

    assert table.answer(table.phones[1], table.right()).status_code == 200
    table.act("close")
    table.act("reveal")
    assert "ex æquo" in table.state(table.phones[0], table.jeu)["mine"]["html"]
    assert "ex æquo" in table.state(table.phones[1], table.jeu)["mine"]["html"]
