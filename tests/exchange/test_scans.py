"""What a photograph says of itself beside what is seen on it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from simulator.exchange.guard import UploadRefused
from simulator.exchange.scans import bare, kind


def photograph(turned: int | None = None, maker: str = "Appareil-Secret") -> bytes:
    """Return a JPEG of 30 × 20 with a red corner, as a phone writes it."""
    picture = Image.new("RGB", (30, 20), "white")
    picture.paste("red", (0, 0, 10, 10))
    told = Image.Exif()
    told[0x010F] = maker
    if turned is not None:
        told[0x0112] = turned
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=told, comment=b"un commentaire")
    return out.getvalue()


@pytest.mark.parametrize("turned", [None, 1, 3, 6, 8])
def test_a_photograph_keeps_which_way_up_it_is_and_nothing_else(turned: int | None) -> None:
    made = bare(photograph(turned) + b"Secret apres la fin")

    assert b"Secret" not in made
    assert b"commentaire" not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (30, 20)
        assert picture.getexif().get(0x0112, 1) == (turned or 1)
        assert len(picture.getexif()) <= 1
        picture.load()


@pytest.mark.parametrize(
    "told",
    [b"XX", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\0\x01", b"II*\0\x08\0\0\0\0\0"],
)
def test_a_directory_that_makes_no_sense_says_nothing(told: bytes) -> None:
    part = b"Exif\0\0" + told
    body = photograph()
    forged = body[:2] + b"\xff\xe1" + (len(part) + 2).to_bytes(2) + part + body[2:]

    with Image.open(io.BytesIO(bare(forged))) as picture:
        assert dict(picture.getexif()) == {}


@pytest.mark.parametrize("body", [b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\x04ab", b"\xff\xd8abcdef"])
def test_a_photograph_without_a_picture_is_refused(body: bytes) -> None:
    with pytest.raises(UploadRefused):
        bare(body)


def test_a_file_is_of_the_kind_that_its_first_bytes_say() -> None:
    out = io.BytesIO()
    Image.new("L", (2, 2)).save(out, "PNG")

    assert [kind(body) for body in (photograph(), out.getvalue(), b"%PDF-1.4")] == [
        "jpg",
        "png",
        "pdf",
    ]
    with pytest.raises(UploadRefused):
        kind(b"GIF89a")
