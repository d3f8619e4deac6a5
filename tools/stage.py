"""A temporary installation with a training in progress and one that is over, behind a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.domain.dashboards.kpis import KPIS
from simulator.domain.training import rehearsal
from simulator.services import (
    certificates,
    corrections,
    follow_ups,
    letters,
    rehearsals,
    trainees,
    trainers,
    trainings,
)
from simulator.services.trainings import Training
from simulator.web.db import db
from tools import calls, classroom, serving, years
from tools.classroom import Classroom

NOW = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 23)
EARLIER = datetime(2026, 10, 6, 16, 40, tzinfo=UTC)
EARLIER_DAY = date(2026, 10, 5)
KEY = "k" * 40


@dataclass(frozen=True, slots=True)
class Stage:
    """What the pictures are of: the links that sign people in, and the addresses of pages."""

    site: serving.Site
    trainer_id: int
    trainee_link: str
    paths: dict[str, str]

    def new_secret(self) -> str:
        """Return the secret of a new one-time link of the trainer."""
        with self.site.app.app_context():
            secret = trainers.one_time_link(db.session(), self.trainer_id, NOW)
            db.session.commit()
        return secret


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Serve a temporary installation with its two trainings."""
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'encours.sqlite3'}",
        secret_key=KEY,
        port=serving.free_port(),
        threads=16,
    )
    serving.empty_database(settings.database_url)
    site = serving.Site(settings)
    site.at(lambda: NOW)
    with site.app.app_context():
        stage_of = _furnished(db.session(), site)
        db.session.commit()
    site.start()
    try:
        yield stage_of
    finally:
        site.stop()


def _furnished(session: Session, site: serving.Site) -> Stage:
    person = classroom.trainer(session, EARLIER)
    over = classroom.make(session, person, EARLIER, EARLIER_DAY)
    classroom.work(session, over, EARLIER)
    classroom.answer_quizzes(session, over, EARLIER)
    classroom.sign(session, over, 4, missing={3: 1, 6: 2})
    classroom.finish(session, over, EARLIER)
    trainings.close(session, person, session.get_one(Training, over.training_id), EARLIER)
    room = classroom.make(session, person, NOW, FIRST_DAY, opened=3)
    classroom.work(session, room, NOW)
    classroom.sign(session, room, 2, missing={4: 1})
    training = session.get_one(Training, room.training_id)
    classroom.start_signing(session, room, training.half_days[2])
    classroom.sign_some(session, room, training.half_days[2], people=range(1, 6))
    rehearsed = rehearsals.start(session, person, training, rehearsal.FEWEST, NOW)
    letter = years.play(session, room.people[0], NOW)
    made = calls.play(session, room.people[0], NOW)
    token = trainees.resume_token(KEY, room.people[0])
    return Stage(
        site,
        person.id,
        f"/reprendre/{token}",
        _public_paths(session, room, over)
        | _mine_paths(session, room)
        | _desk_paths(session, room, over)
        | _year_paths(room, letter)
        | calls.paths(made, room.training_id)
        | _work_paths(session, room)
        | {
            "rehearse": f"{_desk(training)}/repetition",
            "rehearsal": f"{_desk(rehearsed)}/repetition",
        },
    )


def _desk(training: Training) -> str:
    return f"/formations/{training.id}"


def _mine_paths(session: Session, room: Classroom) -> dict[str, str]:
    """Return the pages of a trainee."""
    lesson = classroom.activity(session, room, "conan-holder")
    exercise = classroom.activity(session, room, "conan-holder-pas-a-pas")
    fresh = classroom.activity(session, room, "points-de-risque-un-client")
    quiz = classroom.activity(session, room, "quiz-enjeux")
    debtor = letters.debtors(session, room.people[0], NOW)[0].number
    return {
        "room": "/salle",
        "me": "/salle/moi",
        "portfolio": "/salle/portefeuille",
        "ageing": "/salle/balance-agee",
        "supplier": "/salle/entreprise",
        "customer": "/salle/clients/3",
        "ledger": "/salle/clients/5?tout=1",
        "lesson": f"/salle/lecons/{lesson.id}",
        "exercise": f"/salle/exercices/{exercise.id}",
        "open_exercise": f"/salle/exercices/{fresh.id}",
        "quiz": f"/salle/quiz/{quiz.id}",
        "sign": "/salle/emargement",
        "documents": "/salle/certificats",
        "evaluation": "/salle/evaluation",
        "positioning": "/salle/positionnement/avant",
        "progress": "/salle/positionnement/apres",
        "round_table": "/salle/tour-de-table",
        "stories": "/salle/experiences",
        "plan": "/salle/plan-d-action",
        "role_plays": "/salle/trinomes",
        "letters": "/salle/lettres",
        "letters_to": f"/salle/lettres/{debtor}",
        "letter": f"/salle/lettres/{debtor}/releve-de-compte",
        "workbook": f"/salle/exercices/{fresh.id}/classeur",
        "receipts": "/salle/encaissements",
        "lines": "/salle/lignes",
        "line_case": "/salle/lignes/cas-pratique",
        "openings": "/salle/ouverture-de-compte",
        "opening": "/salle/ouverture-de-compte/0",
        "committee": "/salle/comite",
        "glossary": "/salle/glossaire",
        "workbench": "/salle/atelier-kpi",
        "indicator": f"/salle/atelier-kpi/{next(iter(KPIS))}",
        "dashboard": "/salle/tableau-de-bord",
        "complaint": "/salle/signaler",
        "wait": "/jeu",
    }


def _desk_paths(session: Session, room: Classroom, over: Classroom) -> dict[str, str]:
    """Return the pages of the trainer."""
    desk, past = f"/formations/{room.training_id}", f"/formations/{over.training_id}"
    training = session.get_one(Training, room.training_id)
    half, person = training.half_days[2], room.people[0]
    exercise = classroom.activity(session, room, "conan-holder-pas-a-pas")
    return {
        "trainings": "/formations",
        "new": "/formations/nouvelle",
        "account": "/compte",
        "organisation": "/organisme",
        "desk": desk,
        "projector": f"{desk}/projecteur",
        "people": f"{desk}/stagiaires",
        "person": f"{desk}/stagiaires/{person.id}",
        "half_day": f"{desk}/demi-journees/{training.half_days[3].id}",
        "attendance": f"{desk}/emargement",
        "sheet": f"{desk}/emargement/{half.id}",
        "correct": f"{desk}/emargement/{half.id}/correction/{room.people[1].id}",
        "code": f"{desk}/emargement/{half.id}/code",
        "positions": f"{desk}/positionnement",
        "board": f"{desk}/tour-de-table",
        "advice": f"{desk}/conseils/{person.id}",
        "evaluations": f"{past}/evaluations",
        "achievements": f"{past}/acquis",
        "certificates": f"{past}/certificats",
        "games": f"{desk}/quiz-direct",
        "triads": f"{desk}/jeux-de-role",
        "triad_results": f"{desk}/jeux-de-role/resultats",
        "new_game": f"{desk}/quiz-direct/nouveau/quiz-enjeux",
        "import": f"{desk}/grand-livre",
    } | _more_desk_paths(desk, past, person.id, exercise.id)


def _more_desk_paths(desk: str, past: str, person: int, exercise: int) -> dict[str, str]:
    return {
        "bank": "/banque",
        "new_question": "/banque/nouvelle",
        "upload": "/banque/importer",
        "own_quizzes": "/mes-quiz",
        "coverage": "/couverture",
        "open_file": "/formations/reprendre",
        "complaints": "/reclamations",
        "script": f"{desk}/deroule",
        "duplicate": f"{desk}/dupliquer",
        "roster": f"{desk}/liste",
        "log": f"{desk}/journal",
        "notes": f"{desk}/notes",
        "reset": f"{desk}/activites/{exercise}/remise-a-zero/{person}",
        "line_cases": f"{desk}/cas-des-lignes",
        "committees": f"{desk}/comite",
        "committee_screen": f"{desk}/comite/projecteur",
        "cube": f"{desk}/cube",
        "dashboards": f"{desk}/tableaux-de-bord",
        "dashboards_screen": f"{desk}/tableaux-de-bord/projection",
        "file": f"{past}/dossier",
        "qualiopi": f"{past}/qualiopi",
        "follow_up": f"{past}/suivi",
        "person_data": f"{desk}/stagiaires/{person}/donnees",
    }


def _public_paths(session: Session, room: Classroom, over: Classroom) -> dict[str, str]:
    """Return the pages of people who have no session."""
    training = session.get_one(Training, room.training_id)
    past = session.get_one(Training, over.training_id)
    number = certificates.lines(session, past)
    issued = next(iter(number[0].issued.values()))
    return {
        "home": "/",
        "sign_in": "/connexion",
        "link": "/connexion/secret-deja-servi",
        "join": f"/rejoindre/{training.join_code}",
        "check": "/verifier",
        "checked": f"/verifier/{issued.number}",
        "missing": "/nulle-part",
        "privacy": "/donnees-personnelles",
        "thanks": "/suivi",
        "followed": f"/suivi/{follow_ups.links(past, KEY)[0].token}",
        "tools": "/outils",
        "tool": "/outils/conan-holder",
    }


def _work_paths(session: Session, room: Classroom) -> dict[str, str]:
    """Return the pages of the trainer on an exercise that was done."""
    exercise = classroom.activity(session, room, "conan-holder-pas-a-pas")
    fresh = classroom.activity(session, room, "points-de-risque-un-client")
    works = f"/formations/{room.training_id}/travaux/{exercise.id}"
    return {
        "works": works,
        "work_compare": f"{works}/recorriger",
        "work_figures": f"{works}/statistiques",
        "work_projector": f"{works}/projecteur",
        "work_paper": f"{works}/papier?corrige=1",
        "work_teams": f"{works}/equipes",
        "work_copy": f"{works}/copies/{corrections.of_activity(session, exercise)[0].id}",
        "my_team": f"/salle/exercices/{fresh.id}/equipe",
    }


def _year_paths(room: Classroom, letter: int) -> dict[str, str]:
    """Return the pages of the year of the first person, and those of the trainer."""
    mine, group = "/salle/annee", f"/formations/{room.training_id}/annee"
    return {
        "year": mine,
        "year_policy": f"{mine}/politique",
        "year_segments": f"{mine}/politique/segments",
        "year_scenario": f"{mine}/politique/scenarios/standard",
        "year_agenda": f"{mine}/agenda",
        "year_boards": f"{mine}/suivi",
        "year_accounts": f"{mine}/comptes",
        "year_account": f"{mine}/comptes/0",
        "year_letters": f"{mine}/courriers",
        "year_letter": f"{mine}/courriers/{letter}",
        "year_debrief": f"{mine}/bilan",
        "year_what_if": f"{mine}/bilan/et-si?client=0&acte=call&le=2026-12-01",
        "year_ranking": f"{mine}/classement",
        "year_group": group,
        "year_projector": f"{group}/projecteur",
        "year_review": f"{group}/stagiaires/{room.people[0].id}",
    }
