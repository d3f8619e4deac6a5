"""Logos: drawn by a child process, printed on documents, each organisation its own."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from simulator.documents.programmes import Session as Run
from simulator.documents.programmes import convocations
from simulator.exchange.guard import UploadRefused
from simulator.services import logos, organisations
from tests.conftest import MORNING, Clock, House
from tests.documents.reading import check_standards

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<rect width="40" height="20" fill="#1f3f8f"/></svg>'
)


def picture(form: str, width: int = 60, height: int = 30) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#1f3f8f").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("content", [DRAWING, picture("PNG"), picture("JPEG")])
def test_a_logo_is_kept_and_printed(
    session: Session, house: House, clock: Clock, content: bytes
) -> None:
    trainer = house.trainer()

    logos.keep(session, trainer, logos.read(content), clock())

    identity = organisations.identity(session, trainer.organisation_id)
    assert identity["logo"].startswith("<svg")
    half = (MORNING, MORNING, 210)
    body = convocations(Run("t", "r", "Lyon", "C", (half,), ("o",)), (), identity, MORNING)
    check_standards(body)
    logos.remove(session, trainer, clock())
    assert organisations.identity(session, trainer.organisation_id)["logo"] == ""


def test_organisations_do_not_share_a_logo_nor_their_words(
    session: Session, house: House, clock: Clock
) -> None:
    mine = house.trainer()
    other = house.trainer("Odile Ailleurs", organisation="Un autre organisme")
    known = organisations.get(session, mine.organisation_id)

    logos.keep(session, mine, logos.read(DRAWING), clock())
    organisations.change(session, mine, {**known, "convocation": "A", "legal_mentions": "B"})

    theirs = organisations.identity(session, other.organisation_id)
    assert (theirs["logo"], theirs["convocation"], theirs["legal_mentions"]) == ("", "", "")


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


PIXEL = base64.b64encode(picture("PNG", 1, 1)).decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"x" * (logos.LARGEST + 1), "too_large"),
        (b"GIF89a", "not_an_image"),
        (b"%PDF-1.7", "not_an_image"),
        (b"<html><svg/></html>", "not_an_image"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "not_an_image"),
        (picture("PNG", 2001, 1), "too_many_pixels"),
        (picture("JPEG", 1, 2001), "too_many_pixels"),
        (picture("PNG")[:60], "not_an_image"),
        (b"\xff\xd8\xff", "not_an_image"),
        (svg("<script>1</script>"), "active"),
        (svg("<text>Martin</text>"), "active"),
        (svg("<rect onclick='a()'/>"), "active"),
        (svg("<rect fill='url(https://x.example/a)'/>"), "active"),
        (svg("<rect style='fill:url(//x.example)'/>"), "active"),
        (svg("<foreignObject/>"), "active"),
        (svg(f"<image href='data:image/png;base64,{PIXEL}'/>"), "active"),
        (svg("<use href='https://x.example/a.svg#b'/>"), "active"),
    ],
)
def test_what_is_not_a_logo_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        logos.read(content)

    assert refused.value.reason == reason
