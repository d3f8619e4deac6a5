"""Two days of training with twelve simulated trainees, from « new training » to the evidence.

The server is killed twice in the middle of their work: nothing is lost, nothing is done twice, and
what the Qualiopi folder holds at the end is all that they did.
"""

from __future__ import annotations

import http.client
import io
import re
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from simulator.domain.tables import FIRST_ROW
from simulator.services import catalogue, databases, rehearsals, signatures, trainers
from simulator.services.trainings import Training
from simulator.store.attempts import AttemptRow, SubmissionRow
from simulator.store.attendances import SignatureRow
from simulator.store.calls import CallRow
from simulator.store.contributions import ContributionRow
from simulator.store.positionings import PositioningRow
from simulator.web.clock import system_now
from tests.classroom import STROKES
from tests.databases import empty, postgres_url, shared_root
from tests.documents.reading import text_of
from tests.served import PATIENCE, Browser, Served
from tools.serving import free_port

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PROGRAMME = "ACC-CTX"
PEOPLE = 12
DAYS = 2
SEED = 20261123
NO_PROOF = "ce document ne certifie rien"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def served(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    url = ""
    if request.param == "postgresql":
        url = postgres_url(shared_root(tmp_path_factory.getbasetemp()), "killed")
        empty(url)
        databases.upgrade(url)
    made = Served(tmp_path / "instance", free_port(), url)
    made.start()
    yield made
    made.close()


class Claire(Browser):
    """The trainer, with the addresses of her rehearsal once it is started."""

    desk = ""

    def signs_in(self) -> None:
        with self.served.session() as session:
            person = trainers.add(session, "Claire Fontaine", "claire@organisme.example", None, AT)
            secret = trainers.one_time_link(session, person.id, system_now())
            session.commit()
        self.reads_token(self.get(f"/connexion/{secret}"))
        self.reads_token(self.post(f"/connexion/{secret}"))

    def creates_a_training_to_rehearse(self) -> None:
        page = self.post(
            "/formations/nouvelle",
            programme=PROGRAMME,
            first_day="2026-11-23",
            morning="09:00",
            afternoon="13:30",
            place="Lyon",
            client="",
            scenario="negoce-materiaux",
            customers="30",
            rehearse="oui",
        )
        assert "Répéter seul" in page
        with self.served.session() as session:  # the rehearsal has the figures of its training
            session.get_one(Training, 1).seed = SEED
            session.commit()
        page = self.post("/formations/1/repetition", people=str(PEOPLE))
        assert "Conduire la répétition" in page
        self.desk = "/formations/2"

    def asks(self, step: str) -> str:
        return self.post(f"{self.desk}/repetition/{step}")

    def countersigns(self, half_day: int) -> None:
        page = self.post(f"{self.desk}/emargement/{half_day}/cloturer", strokes=STROKES)
        assert "contresignée" in page

    def judges(self) -> None:
        """Keep the levels that the page suggests."""
        page = BeautifulSoup(self.get(f"{self.desk}/acquis"), "html.parser")
        levels = {}
        for box in page.find_all("select"):
            chosen = box.find("option", selected=True)
            levels[box["name"]] = chosen["value"] if chosen else "in_progress"
        assert len(levels) == PEOPLE * len(catalogue.programme(PROGRAMME).objectives)
        self.post(f"{self.desk}/acquis", **levels)

    def issues_the_documents(self) -> None:
        for kind in ("certificat", "attestation"):
            page = self.post(f"{self.desk}/certificats/tous/{kind}")
            assert re.search(rf": {PEOPLE} émis", page.replace("\u202f", " ").replace(" :", ":"))
        with zipfile.ZipFile(io.BytesIO(self.file(f"{self.desk}/certificats.zip"))) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
        assert len(names) == len(set(names)) == 2 * PEOPLE
        assert all("REPETITION-" in name for name in names)

    def reads_the_evidence(self) -> dict[str, list[str]]:
        """Return what the page of the folder counts: what is kept, what is expected."""
        page = BeautifulSoup(self.get(f"{self.desk}/qualiopi"), "html.parser")
        assert "Tout ce que le simulateur peut prouver est au dossier" in page.get_text()
        rows = page.select("tbody tr")
        return {row.th.get_text(): [cell.get_text() for cell in row("td")] for row in rows}


def _killed_at_work(served: Served, claire: Claire, step: str) -> bool:
    """Kill the server once the bots have begun a step, and ask again after a start.

    Return whether it died before it had answered: on a machine that does too much at once, it may
    have been done already.
    """
    before = _count(served, SubmissionRow)
    gone: list[bool] = []

    def ask() -> None:
        try:
            claire.asks(step)
        except (OSError, http.client.HTTPException):
            gone.append(True)

    asking = threading.Thread(target=ask)
    asking.start()
    _until(lambda: _count(served, SubmissionRow) > before)
    served.kill()
    asking.join(timeout=PATIENCE)
    assert not asking.is_alive()
    kept = _count(served, SubmissionRow)

    served.start()
    claire.asks(step)

    # It may have died between its last line and its answer: then nothing was left to do.
    assert _count(served, SubmissionRow) >= kept
    return bool(gone)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def _count(served: Served, table: type) -> int:
    with served.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _work(session: Session) -> dict[str, Counter[int]]:
    """Return how much each trainee did of everything."""
    sent = select(AttemptRow.trainee_id).join(SubmissionRow)
    counted = {"sent": Counter(session.scalars(sent).all())}
    for table in (AttemptRow, CallRow, PositioningRow, ContributionRow, SignatureRow):
        counted[table.__tablename__] = Counter(session.scalars(select(table.trainee_id)).all())
    return counted


def test_two_days_are_played_to_the_archive_with_the_server_killed_twice(served: Served) -> None:
    claire = Claire(served, PATIENCE)
    claire.signs_in()
    claire.creates_a_training_to_rehearse()
    with served.session() as session:
        halves = [half.id for half in session.get_one(Training, 2).half_days]
    assert len(halves) == 2 * DAYS

    claire.asks("accueil")
    died = []
    for place, half in enumerate(halves):
        step = f"demi-journees/{half}/travail"
        if place in {0, 2}:
            died.append(_killed_at_work(served, claire, step))
        else:
            claire.asks(step)
        assert "ont signé" in claire.asks(f"demi-journees/{half}/signature")
        claire.countersigns(half)
    claire.asks("bilan")
    assert any(died), "the server was to be killed before it answered"

    with served.session() as session:
        done = _work(session)
        training = session.get_one(Training, 2)
        progress = rehearsals.progress(session, training)
        assert (progress.welcomed, progress.concluded) == (PEOPLE, PEOPLE)
        assert signatures.broken(session, training.id) is None
        assert all(step.signed == PEOPLE for step in progress.steps)  # or stated absent
        assert min(done["sent"].values()) > 0
        last_hash = signatures.last_hash(session, training.id)
    for step in ("accueil", f"demi-journees/{halves[0]}/travail", "bilan"):
        claire.asks(step)  # had a kill lost something, asking again would do it now
    with served.session() as session:
        assert _work(session) == done

    assert "recommand" in claire.post(f"{claire.desk}/evaluations/ouvrir").lower()
    claire.judges()
    claire.issues_the_documents()
    evidence = claire.reads_the_evidence()
    assert evidence["Autopositionnements avant"][:2] == [str(PEOPLE)] * 2
    assert evidence["Demi-journées contresignées"][:2] == [str(2 * DAYS)] * 2
    assert evidence["Attestations et certificats émis"][:2] == [str(2 * PEOPLE)] * 2
    _holds_everything(claire.file(f"{claire.desk}/qualiopi.zip"), last_hash)
    page = claire.get("/formations")
    assert "Aucune formation" not in page
    assert "Répétition" not in page


def _holds_everything(body: bytes, last_hash: str) -> None:
    """Read the Qualiopi folder as an auditor would."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    printed = {name: body for name, body in files.items() if name.endswith(".pdf")}
    assert all(body[:5] == b"%PDF-" for body in printed.values())
    index = "".join(text_of(files.pop("index.pdf")).split())  # a long name goes over two lines
    for name in files:
        assert name.split("/")[1] in index, name

    attestations = [name for name in files if "/attestation-" in name]
    assert len(attestations) == PEOPLE
    assert NO_PROOF in text_of(files[attestations[0]])
    sheets = [name for name in files if re.search(r"indicateur-12/emargement-2026-.*\.pdf", name)]
    assert len(sheets) == 2 * DAYS
    assert last_hash[:8] in text_of(files[sheets[-1]])
    assert f"Stagiaires {PEOPLE} " in text_of(files["indicateur-02/bilan.pdf"])

    assert len(_lines(files["indicateur-04/positionnement-avant.xlsx"])) == PEOPLE
    assert len(_lines(files["indicateur-11/positionnement-apres.xlsx"])) == PEOPLE
    assert len(_lines(files["indicateur-11/avancement.xlsx"])) == PEOPLE
    judged = _lines(files["indicateur-11/acquis.xlsx"])
    assert len(judged) == PEOPLE
    assert all(all(line) for line in judged), "a level for each objective"
    assert len(_lines(files["indicateur-12/emargement.xlsx"])) == PEOPLE * 2 * DAYS
    opinions = _lines(files["indicateur-30/evaluations.xlsx"])
    assert opinions
    assert all(sum(map(int, line[2:])) == PEOPLE for line in opinions), "a grade from each"
    assert "indicateur-31/reclamations.xlsx" in files


def _lines(workbook: bytes) -> list[list[str]]:
    """Return the rows of the first list of a workbook, below the titles of its columns."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    rows = sheet.iter_rows(min_row=FIRST_ROW, values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]
