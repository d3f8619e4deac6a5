"""People and what they do in a browser, in the words of a training."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

from simulator.domain.exercises.question import PartKind, Question
from simulator.domain.quiz.question import Quiz, QuizKind

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
"""Nothing spills; not ``innerWidth``, which a telephone widens to the page that spills."""
OFFLINE = "Failed to load resource"
"""What Chromium writes of every answer over 399 and of a server that is away; judged elsewhere."""


@dataclass
class Watch:
    """Sees what no person should cause: script errors, broken policy, requests to other hosts."""

    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def over(self, page: Page, address: str) -> Page:
        """Look over a page from now on."""

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and not message.text.startswith(OFFLINE):
                self.faults.append(f"{page.url}: {message.text}")

        def request(asked: Request) -> None:
            self.requests.append(asked.url)
            if not asked.url.startswith((address + "/", "data:", "blob:")):
                self.faults.append(f"{page.url} asks {asked.url}")

        def response(answer: Response) -> None:
            broken = answer.status >= 500 or (answer.status >= 400 and "/static/" in answer.url)
            if broken:
                self.faults.append(f"{answer.url} answers {answer.status}")

        page.on("console", console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", request)
        page.on("response", response)
        return page


class Person:
    """Somebody with a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, path: str) -> None:
        self.page.goto(path)

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        """Expect texts on the page."""
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)

    def arrives(self) -> None:
        """Wait for the whole page: until its scripts are there, they hear nothing."""
        self.page.wait_for_load_state()

    def clicks(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press a button or follow a link by its name."""
        place = within or self.page
        button = place.get_by_role("button", name=name)
        button.or_(place.get_by_role("link", name=name)).first.click()
        self.arrives()

    def confirms(self) -> None:
        """Say yes in the box that asks."""
        self.page.get_by_role("dialog").locator(".button.main").click()
        self.arrives()

    def follows(self, name: str) -> None:
        """Follow a link of the menu."""
        self.page.get_by_role("navigation").get_by_role("link", name=name).click()
        self.arrives()

    def draws_a_signature(self) -> None:
        """Draw in the frame, in two strokes."""
        pad = self.page.locator("[data-signature]")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for height in (0.3, 0.7):
            mouse.move(box["x"] + 20, box["y"] + height * box["height"])
            mouse.down()
            mouse.move(box["x"] + 120, box["y"] + (1 - height) * box["height"], steps=8)
            mouse.up()

    def gets(self, link: Locator) -> bytes:
        """Return the file behind a link, asked with this browser's cookies."""
        address = link.get_attribute("href")
        assert address is not None
        answer = self.page.context.request.get(address)
        assert answer.ok, f"{address} answers {answer.status}"
        return answer.body()


class TrainerAtWork(Person):
    """The trainer at the desk."""

    def opens_the_one_time_link(self, secret: str) -> None:
        self.goes_to(f"/connexion/{secret}")
        self.clicks("Ouvrir ma session")
        self.reads("Formations")

    def creates_a_training(self, programme: str, *, place: str) -> str:
        """Return the code that the room will type."""
        self.clicks("Nouvelle formation")
        self.page.get_by_label("Programme").select_option(programme)
        self.page.get_by_label("Lieu").fill(place)
        self.page.get_by_label("Nombre de clients").fill("40")
        self.clicks("Créer la formation")
        self.reads("Personne n’est encore entré")
        return self.page.locator(".join-code").first.inner_text().strip()

    def opens_a_half_day(self, rank: int) -> None:
        self.page.get_by_role("button", name="Tout ouvrir").nth(rank).click()
        expect(self.page.get_by_role("status").first).to_contain_text("sur tous les écrans")

    def sees_in_the_room(self, name: str, text: str) -> None:
        """Expect a text on somebody's line of the live grid, with no reload."""
        line = self.page.get_by_role("row").filter(has_text=name)
        expect(line).to_contain_text(text)

    def opens_the_signing_of(self, rank: int) -> None:
        self.follows("Émargement")
        self.page.get_by_role("rowheader").nth(rank).get_by_role("link").click()
        self.arrives()
        self.clicks("Ouvrir l’émargement")

    def countersigns(self) -> None:
        self.page.reload()
        self.draws_a_signature()
        self.clicks("Contresigner et clore")
        self.reads("Demi-journée contresignée et close")

    def judges(self, name: str, objectives: int, level: str) -> None:
        self.follows("Certificats")
        self.clicks("évaluation des acquis")
        for rank in range(1, objectives + 1):
            self.page.get_by_label(f"{name}, objectif {rank}").select_option(label=level)
        self.clicks("Enregistrer les acquis")
        self.reads("Acquis enregistrés")

    def issues_everything(self) -> None:
        self.follows("Certificats")
        self.clicks("Émettre tous les certificats")
        self.reads("Certificat de réalisation : 1 émis".replace(" :", "\u202f:"))
        self.clicks("Émettre toutes les attestations")
        self.reads("Attestation de fin de formation : 1 émis".replace(" :", "\u202f:"))

    def downloads_the_archive(self, folder: Path) -> list[str]:
        with self.page.expect_download() as caught:
            self.clicks("Tout télécharger (zip)")
        kept = folder / "certificats.zip"
        caught.value.save_as(kept)
        with zipfile.ZipFile(kept) as archive:
            assert archive.testzip() is None
            return archive.namelist()


class TraineeAtWork(Person):
    """Somebody who follows the training."""

    def joins(self, code: str, first: str, last: str, company: str = "") -> str:
        """Return the resume link that is shown on arrival."""
        self.goes_to("/")
        self.page.get_by_label("Code de la formation").fill(code)
        self.clicks("Continuer")
        self.page.get_by_label("Prénom").fill(first)
        self.page.get_by_label("Nom", exact=True).fill(last)
        self.page.get_by_label("Entreprise").fill(company)
        self.clicks("Entrer dans la formation")
        self.reads("Votre lien de reprise")
        return self.page.locator("a[href*='/reprendre/']").inner_text().strip()

    def opens(self, title: str) -> None:
        """Open an activity of the agenda."""
        self.goes_to("/salle")
        self.page.get_by_role("link", name=title, exact=True).click()
        self.arrives()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def types(self, question: Question, answers: Mapping[str, str]) -> None:
        """Fill an exercise, part by part, as its form asks."""
        for part in question.parts:
            given = answers.get(part.name, "")
            named = self.page.locator(f"[name='{part.name}']")
            if part.kind in {PartKind.NUMBER, PartKind.TEXT}:
                named.fill(given)
            elif part.kind is PartKind.ORDER:
                self.orders(named, given.split(","))
            else:
                self.ticks(part.name, [each for each in given.split(",") if each])

    def answers(self, quiz: Quiz, answers: Mapping[str, str]) -> None:
        """Fill a quiz."""
        for question in quiz.questions:
            given = answers[question.id]
            named = self.page.locator(f"[name='{question.id}']")
            if question.kind is QuizKind.NUMERIC:
                named.fill(given)
            elif question.kind is QuizKind.ORDERING:
                self.orders(named, given.split(","))
            else:
                self.ticks(question.id, given.split(","))

    def ticks(self, name: str, values: Iterable[str]) -> None:
        """Choose these options, and no other where several may be chosen."""
        chosen = set(values)
        for box in self.page.locator(f"[name='{name}']").all():
            if box.get_attribute("value") in chosen:
                box.check()
            elif box.get_attribute("type") == "checkbox":
                box.uncheck()

    def orders(self, places: Locator, names: list[str]) -> None:
        for rank, name in enumerate(names):
            places.nth(rank).select_option(name)

    def sends(self) -> None:
        self.page.get_by_role("button", name="Envoyer mes réponses").click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']")

    def is_told(self, text: str | re.Pattern[str]) -> None:
        """Expect the line that says whether what is typed is kept."""
        expect(self.page.locator("[data-saved]")).to_have_text(text)

    def gives_an_opinion(self) -> None:
        """Fill the hot evaluation from the address that the agenda gives."""
        self.goes_to("/salle/evaluation")
        for group in self.page.get_by_role("group").all():
            group.get_by_role("radio").nth(3).check()
        self.clicks("Envoyer mon avis")
        self.reads("Merci")


class StrangerAtWork(Person):
    """Somebody who checks a document."""

    def checks(self, number: str) -> None:
        self.goes_to("/verifier")
        self.page.get_by_label("Numéro du document").fill(number)
        self.clicks("Vérifier")
