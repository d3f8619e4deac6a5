"""Paper sheets: set again as a PDF of our own, attached to a half-day, taken out with proofs."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.documents import typesetting
from simulator.domain.refusals import NotFound
from simulator.exchange.guard import UploadRefused
from simulator.services import scans
from simulator.services.scans import MOST_FILES, MOST_PAGES, Read, TooManyScans
from simulator.services.trainings import HalfDay, Training
from simulator.store.audit import AuditRow
from tests.conftest import House
from tests.documents.reading import check_standards
from tests.exchange.test_scans import photograph

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def paper(pages: int = 1, *, active: bool = False, locked: bool = False) -> bytes:
    """Return a PDF as a scanner makes it, with what a scanner would not put there."""
    one = typesetting.pdf("essai.typ", {"organisation": "Essai", "legal": [], "logo": ""}, NOW)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one)) as pdf:
        for _ in range(pages - 1):
            pdf.pages.append(pdf.pages[0])
        if active:
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            pdf.Root.OpenAction = pdf.make_indirect(script)
            pdf.attachments["virus.exe"] = b"MZ"
        guard = pikepdf.Encryption(owner="a", user="b") if locked else None
        pdf.save(out, encryption=guard or False)
    return out.getvalue()


def test_a_photograph_becomes_an_archive_s_pdf_the_right_way_up() -> None:
    found = scans.read(photograph(6))

    assert found.pages == 1
    assert b"Secret" not in found.body
    check_standards(found.body)
    with pikepdf.open(io.BytesIO(found.body)) as pdf:
        assert pdf.docinfo.get("/Title") == "Feuille d’émargement signée sur papier"


def test_a_pdf_keeps_its_pages_and_nothing_that_acts() -> None:
    found = scans.read(paper(3, active=True))

    assert found.pages == 3
    with pikepdf.open(io.BytesIO(found.body)) as pdf:
        assert len(pdf.pages) == 3
        assert "/OpenAction" not in pdf.Root
        assert not pdf.attachments
    assert b"app.alert" not in found.body


def test_sheets_that_come_with_a_training_are_read_as_those_that_are_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scans.check([])
    scans.check([(paper(), 1), (paper(3), 3)])
    # What the child process refuses does not hang on its being one.
    monkeypatch.setattr(scans, "guarded", lambda _task, path, bounds: scans.counted(path, bounds))
    for sheets in (
        [(paper(), 1), (paper(3), 2)],
        [(paper(), 1), (b"<html>", 1)],
        [(photograph(), 1)],
        [(b"%PDF-1.7 rien", 1)],
        [(paper(locked=True), 1)],
        [(paper(MOST_PAGES + 1), MOST_PAGES + 1)],
    ):
        with pytest.raises(UploadRefused):
            scans.check(sheets)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"GIF89a", "not_a_scan"),
        (photograph()[:200], "not_a_scan"),
        (b"%PDF-1.7 rien", "not_a_scan"),
        (paper(locked=True), "not_a_scan"),
        (paper(MOST_PAGES + 1), "too_many_pages"),
        (b"%PDF-" + bytes(scans.LARGEST), "too_large"),
    ],
    ids=["empty", "other", "cut", "no page", "locked", "long", "heavy"],
)
def test_what_is_no_sheet_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UploadRefused) as caught:
        scans.read(content)

    assert caught.value.reason == reason


def test_a_scan_is_kept_with_its_half_day_shown_and_taken_away(
    house: House, session: Session
) -> None:
    trainer = house.trainer()
    here, there = house.training(trainer), house.training(trainer, seed=5)
    training, other = session.get_one(Training, here), session.get_one(Training, there)
    half = session.get_one(HalfDay, training.half_days[1].id)

    scans.keep(session, trainer, half, Read(b"%PDF un", 2), "C:\\photos\\feuille\x07.jpg", NOW)
    scans.keep(session, trainer, half, Read(b"%PDF deux", 1), "", NOW)

    first, second = scans.of_training(session, training)
    assert (first.half_day_id, first.name, first.pages) == (half.id, "feuille.jpg", 2)
    assert second.name == "feuille"
    assert scans.body(session, training, first.id) == b"%PDF un"
    for wanted in (first.id, 9999):
        with pytest.raises(NotFound):
            scans.body(session, other, wanted)
    assert scans.remove(session, trainer, training, first.id, NOW) == half.id
    assert [one.id for one in scans.of_training(session, training)] == [second.id]
    logged = [
        (row.action, row.data["digest"])
        for row in session.scalars(select(AuditRow).order_by(AuditRow.id))
        if row.action.startswith("attendance.scan")
    ]
    assert [action.partition(".")[2] for action, _ in logged] == [
        "scanned",
        "scanned",
        "scan_removed",
    ]
    assert logged[0][1] == logged[2][1] != logged[1][1]


def test_a_half_day_has_a_few_scans_and_no_more(house: House, session: Session) -> None:
    trainer = house.trainer()
    training = session.get_one(Training, house.training(trainer))
    half = training.half_days[0]
    for _ in range(MOST_FILES):
        scans.keep(session, trainer, half, Read(b"%PDF", 1), "a.pdf", NOW)

    with pytest.raises(TooManyScans):
        scans.keep(session, trainer, half, Read(b"%PDF", 1), "a.pdf", NOW)
