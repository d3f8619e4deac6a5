"""People who read pages and send the forms that are on them, without a browser."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from simulator.content.programmes import Programme
from tests.classroom import STROKES

WORDS = "Dit en quelques mots, comme à la fin d’une journée."
SOME_DAY = "2026-12-01"
BOXES = "input[name], select[name], textarea[name]"


@dataclass
class Robot:
    """Somebody who goes from page to page."""

    browser: FlaskClient

    def opens(self, path: str) -> Tag:
        """Return what a page says, between its menu and its foot."""
        answer = self.browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        main = BeautifulSoup(answer.text, "html.parser").main
        assert main is not None, path
        return main

    def file(self, path: str) -> bytes:
        answer = self.browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return bytes(answer.data)

    def presses(self, path: str, **form: str) -> str:
        """Press a button that has a form of its own; return where it leads."""
        answer = self.browser.post(path, data=form)
        assert answer.status_code == 303, (path, answer.status_code, _faults(answer.text))
        return str(answer.headers["Location"])

    def fills(self, path: str, /, **typed: str | list[str]) -> str:
        """Fill the form of a page and send it; return where it leads."""
        form = self.opens(path).find("form", method="post")
        assert isinstance(form, Tag), path
        unknown = set(typed) - {str(box["name"]) for box in form.select("[name]")}
        assert not unknown, (path, unknown)
        target = str(form.get("action") or path)
        answer = self.browser.post(target, data={**_proposed(form), **typed})
        assert answer.status_code == 303, (path, answer.status_code, _faults(answer.text))
        return str(answer.headers["Location"])

    def completes(self, path: str) -> None:
        """Answer all that the form of a page asks: the last of the choices, words, a day."""
        form = self.opens(path).find("form", method="post")
        assert isinstance(form, Tag), path
        typed = {str(box["name"]): _said(box) for box in form.select(BOXES) if _asks(box)}
        self.fills(path, **typed)


def _asks(box: Tag) -> bool:
    return box.name == "textarea" or box.get("type") in {"radio", "date", "text"}


def _said(box: Tag) -> str:
    kinds = {"radio": str(box.get("value")), "date": SOME_DAY}
    return kinds.get(str(box.get("type")), WORDS)


def _proposed(form: Tag) -> dict[str, str | list[str]]:
    """Return what a form sends when nothing is touched."""
    found: dict[str, list[str]] = {}
    for box in form.select(BOXES):
        value = _value(box)
        if value is not None:
            found.setdefault(str(box["name"]), []).append(value)
    return dict(found)


def _value(box: Tag) -> str | None:
    if box.name == "textarea":
        return box.get_text()
    if box.name == "select":
        chosen = box.find("option", selected=True) or box.find("option")
        return str(chosen["value"]) if isinstance(chosen, Tag) else None
    kind = box.get("type")
    if kind in {"checkbox", "radio"} and not box.has_attr("checked"):
        return None
    return None if kind == "submit" else str(box.get("value", ""))


def _faults(page: str) -> list[str]:
    found = BeautifulSoup(page, "html.parser").select(".fault, .refused, h1")
    return [one.get_text(" ", strip=True) for one in found]


@dataclass
class TrainerRobot(Robot):
    """The trainer: creates, opens, countersigns, judges, issues."""

    desk: str = ""

    def creates(self, programme: Programme, scenario: str) -> None:
        new = {"programme": programme.id, "scenario": scenario}
        self.desk = self.fills("/formations/nouvelle", **new)

    def opens_the_half_day(self, number: int) -> None:
        self.presses(f"{self.desk}/demi-journees/{number}/ouvrir")

    def plays_a_live_quiz(self, quiz: str, somebody: Robot) -> None:
        """Ask one question to the room, close it, and read the results."""
        page = f"{self.desk}/quiz-direct/nouveau/{quiz}"
        first = self.opens(page).find("input", {"name": "questions"})
        assert isinstance(first, Tag)
        game = self.fills(page, questions=[str(first["value"])])
        somebody.opens("/jeu")
        self.presses(f"{game}/action", act="next", seen="-1")
        assert somebody.opens("/jeu").find("form"), "a question to answer"
        self.presses(f"{game}/action", act="finish", seen="0")
        self.opens(f"{game}/resultats")

    def holds_a_committee(self, somebody: Robot, credit_file: dict[str, str]) -> None:
        """Open a sitting where one file is prepared, voted and decided."""
        self.presses(f"{self.desk}/comite")
        listed = somebody.opens("/salle/comite").select_one("tbody a")
        assert listed is not None
        somebody.fills(str(listed["href"]), **credit_file, submit="1")
        assert listed.get_text() in self.opens(f"{self.desk}/comite").get_text()
        self.presses(f"{self.desk}/comite", close="1")

    def has_it_signed(self, number: int, somebody: Robot) -> None:
        """Open a half-day for signature, have it signed, countersign it."""
        self.presses(f"{self.desk}/emargement/{number}/ouvrir")
        somebody.fills("/salle/emargement", strokes=STROKES)
        self.fills(f"{self.desk}/emargement/{number}", strokes=STROKES)

    def judges_and_issues(self) -> None:
        page = f"{self.desk}/acquis"
        levels = {str(box["name"]): "acquired" for box in self.opens(page).find_all("select")}
        assert levels
        self.fills(page, **levels)
        for kind in ("certificat", "attestation"):
            self.presses(f"{self.desk}/certificats/tous/{kind}")

    def reads_the_progress(self) -> list[tuple[str, str]]:
        """Return what the list of the room says of its only trainee: titles, and what is done."""
        text = self.file(f"{self.desk}/exports/avancement.csv").decode("utf-8-sig")
        heads, row = csv.reader(io.StringIO(text), delimiter=";")
        return list(zip(heads[2:], row[2:], strict=True))
