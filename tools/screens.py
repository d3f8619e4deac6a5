"""Screenshots of the main pages, with a class at work: ``python -m tools.screens``.

A temporary installation, a training in progress and one that is over, a Chromium without a screen;
what is written to ``docs/screens`` is what people see, in few enough colours to be light.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import Session

from simulator.config import Settings
from simulator.services import databases, trainees, trainers, trainings
from simulator.services.trainings import Training
from simulator.web.db import db
from tools import chromium, classroom, serving
from tools.classroom import Classroom

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
NOW = datetime(2026, 11, 24, 14, 20, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 23)
EARLIER = datetime(2026, 10, 6, 16, 40, tzinfo=UTC)
EARLIER_DAY = date(2026, 10, 5)
LIGHTEST = 200_000
COLOURS = (256, 128, 64, 32)
KEY = "k" * 40


@dataclass(frozen=True, slots=True)
class Screen:
    """A size of window and a theme."""

    width: int
    height: int
    dark: bool = False


DESKTOP, PHONE = Screen(1280, 800), Screen(360, 740)
NIGHT, NIGHT_PHONE = Screen(1280, 800, dark=True), Screen(360, 740, dark=True)
WALL = Screen(1920, 1080)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, whose browser, the page, the window; ``tallest`` cuts long pages."""

    name: str
    who: str  # "stranger", "trainer", "trainee"
    path: str
    screen: Screen
    tallest: int = 1400


@dataclass(frozen=True, slots=True)
class Stage:
    """What the pictures are of: the links that sign people in, and the addresses of pages."""

    site: serving.Site
    trainer_link: str
    trainee_link: str
    paths: dict[str, str]


def shots(paths: dict[str, str]) -> tuple[Shot, ...]:
    """Return the pictures of the documentation."""
    return (
        Shot("01-accueil", "stranger", "/", PHONE),
        Shot("02-formations", "trainer", "/formations", DESKTOP),
        Shot("03-nouvelle-formation", "trainer", "/formations/nouvelle", DESKTOP),
        Shot("04-pupitre", "trainer", paths["desk"], DESKTOP),
        Shot("04-pupitre-sombre", "trainer", paths["desk"], NIGHT),
        Shot("05-projecteur", "trainer", paths["projector"], WALL),
        Shot("06-agenda", "trainee", "/salle", DESKTOP),
        Shot("06-agenda-telephone", "trainee", "/salle", PHONE),
        Shot("07-lecon-telephone", "trainee", paths["lesson"], PHONE),
        Shot("08-portefeuille", "trainee", "/salle/portefeuille", DESKTOP),
        Shot("08-portefeuille-telephone", "trainee", "/salle/portefeuille", PHONE),
        Shot("09-client", "trainee", paths["customer"], DESKTOP, 2200),
        Shot("09-client-sombre", "trainee", paths["customer"], NIGHT),
        Shot("10-balance-agee", "trainee", "/salle/balance-agee", DESKTOP),
        Shot("11-exercice", "trainee", paths["exercise"], DESKTOP, 2200),
        Shot("11-exercice-telephone", "trainee", paths["exercise"], PHONE, 2200),
        Shot("12-signature-telephone", "trainee", "/salle/emargement", PHONE),
        Shot("13-emargement", "trainer", paths["sheet"], DESKTOP),
        Shot("14-certificats", "trainer", paths["certificates"], DESKTOP),
    )


def others(paths: dict[str, str]) -> tuple[Shot, ...]:
    """Return the other pages, to look at all of them before a release."""
    stranger = ("/", "/connexion", "/verifier", "/rejoindre/" + paths["code"], "/nulle-part")
    trainee = ("/salle/moi", "/salle/entreprise", "/salle/certificats", "/salle/evaluation")
    trainer = ("/organisme", "/compte")
    names = ("lesson", "quiz", "open_exercise")
    desks = ("attendance", "people", "person", "half_day", "evaluations", "achievements", "correct")
    asked = [("stranger", path) for path in stranger]
    asked += [("trainee", path) for path in (*trainee, *(paths[name] for name in names))]
    asked += [("trainer", path) for path in (*trainer, *(paths[name] for name in desks))]
    return tuple(
        Shot(f"z-{who}-{path.strip('/').replace('/', '-')}-{screen.width}", who, path, screen, 1800)
        for who, path in asked
        for screen in (DESKTOP, PHONE)
    )


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
    databases.upgrade(settings.database_url)
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
    secret = trainers.one_time_link(session, person.id, NOW)
    token = trainees.resume_token(KEY, room.people[0])
    return Stage(
        site,
        f"/connexion/{secret}",
        f"/reprendre/{token}",
        _paths(session, room, over),
    )


def _paths(session: Session, room: Classroom, over: Classroom) -> dict[str, str]:
    desk, past = f"/formations/{room.training_id}", f"/formations/{over.training_id}"
    training = session.get_one(Training, room.training_id)
    lesson = classroom.activities(session, room, "lesson")[5]
    exercises = classroom.activities(session, room, "exercise")
    quiz = next(row for row in training.activities if row.kind == "quiz")
    quiz.state = "open"
    half = training.half_days[2]
    return {
        "desk": desk,
        "projector": f"{desk}/projecteur",
        "code": training.join_code,
        "people": f"{desk}/stagiaires",
        "person": f"{desk}/stagiaires/{room.people[0].id}",
        "half_day": f"{desk}/demi-journees/{training.half_days[3].id}",
        "attendance": f"{desk}/emargement",
        "sheet": f"{desk}/emargement/{half.id}",
        "correct": f"{desk}/emargement/{half.id}/correction/{room.people[1].id}",
        "lesson": f"/salle/lecons/{lesson.id}",
        "exercise": f"/salle/exercices/{exercises[1].id}",
        "open_exercise": f"/salle/exercices/{exercises[-1].id}",
        "quiz": f"/salle/quiz/{quiz.id}",
        "customer": "/salle/clients/3",
        "evaluations": f"{past}/evaluations",
        "achievements": f"{past}/acquis",
        "certificates": f"{past}/certificats",
    }


def take(page: Page, shot: Shot) -> bytes:
    """Return the picture of a page, in as few colours as keep it under the limit."""
    page.wait_for_load_state("networkidle")
    tall = page.evaluate("document.documentElement.scrollHeight")
    high = max(shot.screen.height, min(tall, shot.tallest))
    page.set_viewport_size({"width": shot.screen.width, "height": high})
    raw = page.screenshot(animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    best = raw
    for colours in COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        best = min(best, out.getvalue(), key=len)
        if len(best) < LIGHTEST:
            break
    return best


def _pages(browser: Browser, place: Stage, screen: Screen) -> dict[str, Page]:
    """Return a browser for each person, signed in by the stage's cookies."""
    found = {}
    for who in ("stranger", "trainer", "trainee"):
        context = browser.new_context(
            base_url=place.site.address,
            viewport={"width": screen.width, "height": screen.height},
            color_scheme="dark" if screen.dark else "light",
            locale="fr-FR",
            timezone_id="Europe/Paris",
            has_touch=screen.width < 500,
        )
        found[who] = context.new_page()
    return found


def _sign_in(
    place: Stage, pages: dict[str, Page], kept: dict[str, list[dict[str, object]]]
) -> None:
    """Sign in once, the trainer's link being good once; later windows take the same cookies."""
    for who, page in pages.items():
        if who in kept:
            page.context.add_cookies(kept[who])  # type: ignore[arg-type] # as they came
            continue
        if who == "trainer":
            page.goto(place.trainer_link)
            page.get_by_role("button", name="Ouvrir ma session").click()
        if who == "trainee":
            page.goto(place.trainee_link)
        kept[who] = list(page.context.cookies())  # type: ignore[arg-type] # typed dictionaries


def run(out: Path, *, everything: bool) -> list[tuple[str, int]]:
    """Write the pictures; return their names and sizes in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as place:
        wanted = shots(place.paths) + (others(place.paths) if everything else ())
        kept: dict[str, list[dict[str, object]]] = {}
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=chromium.executable(), args=list(chromium.ARGUMENTS)
            )
            for screen in dict.fromkeys(shot.screen for shot in wanted):
                pages = _pages(browser, place, screen)
                _sign_in(place, pages, kept)
                for shot in (shot for shot in wanted if shot.screen == screen):
                    page = pages[shot.who]
                    page.set_viewport_size({"width": screen.width, "height": screen.height})
                    page.goto(shot.path)
                    picture = take(page, shot)
                    (out / f"{shot.name}.png").write_bytes(picture)
                    written.append((shot.name, len(picture)))
            browser.close()
    return sorted(written)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Captures d’écran de la documentation.")
    parser.add_argument("--out", type=Path, default=OUT, help="dossier à remplir")
    parser.add_argument("--all", action="store_true", help="toutes les pages, pour les relire")
    asked = parser.parse_args()
    for name, size in run(asked.out, everything=asked.all):
        print(f"{size / 1000:7.0f} ko  {name}")


if __name__ == "__main__":
    main()
