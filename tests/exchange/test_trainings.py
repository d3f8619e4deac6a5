"""The file of a training: whole, or refused in words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from simulator.exchange import trainings
from simulator.exchange.trainings import (
    Bundle,
    DamagedTrainingFile,
    HeavyTraining,
    NotATrainingFile,
    OtherTrainingFile,
    pack,
    unpack,
)

WHOLE = Bundle({"title": "Recouvrer"}, {"trainings": [{"id": 1, "title": "é"}]}, {"a.bin": b"\0x"})


def changed(content: bytes, part: str, new: bytes | None) -> bytes:
    """Return the file with one part replaced, or taken away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            if name != part:
                made.writestr(name, old.read(name))
            elif new is not None:
                made.writestr(name, new)
    return out.getvalue()


def test_what_is_packed_comes_back_and_the_same_training_gives_the_same_bytes() -> None:
    assert unpack(pack(WHOLE)) == WHOLE
    assert pack(WHOLE) == pack(WHOLE)


def test_what_could_not_be_read_back_is_refused_before_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heavy = replace(WHOLE, snapshots={"a.bin": bytes(3 * 1024 * 1024)})
    for most in range(3 * 1024 * 1024 - 2048, 3 * 1024 * 1024 + 4096, 256):
        monkeypatch.setattr(trainings, "MOST_BYTES", most)
        try:
            trainings.check_weight(heavy)
        except HeavyTraining:
            continue
        content = pack(heavy)
        assert len(content) <= most
        assert unpack(content) == heavy

    monkeypatch.setattr(trainings, "MOST_BYTES", 2 * 1024 * 1024)
    with pytest.raises(HeavyTraining) as caught:
        trainings.check_weight(heavy)
    assert (caught.value.size, caught.value.most) == (4, 2)
    trainings.check_weight(WHOLE)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", pack(WHOLE)[:200]])
def test_what_is_no_archive_is_no_training(content: bytes) -> None:
    with pytest.raises(NotATrainingFile):
        unpack(content)


def test_an_archive_of_something_else_is_no_training() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("lettre.docx", b"bonjour")

    with pytest.raises(NotATrainingFile):
        unpack(out.getvalue())


@pytest.mark.parametrize("part", ["lignes.json", "instantanes/a.bin"])
@pytest.mark.parametrize("new", [b"{}", None])
def test_a_part_that_changed_or_is_gone_is_named(part: str, new: bytes | None) -> None:
    with pytest.raises(DamagedTrainingFile) as caught:
        unpack(changed(pack(WHOLE), part, new))

    assert caught.value.part == part


@pytest.mark.parametrize(
    ("manifest", "refusal"),
    [
        (b"{", DamagedTrainingFile),
        (b"[]", NotATrainingFile),
        (b'{"format": "autre"}', NotATrainingFile),
        (b'{"format": "encours-formation", "version": 2}', OtherTrainingFile),
        (b'{"format": "encours-formation", "version": "x"}', OtherTrainingFile),
        (b'{"format": "encours-formation", "version": 1}', DamagedTrainingFile),
        (
            b'{"format": "encours-formation", "version": 1, "facts": {}, "sha256": {}}',
            DamagedTrainingFile,
        ),
    ],
)
def test_a_manifest_that_does_not_hold_is_refused(
    manifest: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        unpack(changed(pack(WHOLE), "manifeste.json", manifest))


@pytest.mark.parametrize("rows", [["x"], {"trainings": 3}, {"trainings": [3]}])
def test_rows_that_are_no_rows_are_damaged(rows: object) -> None:
    with pytest.raises(DamagedTrainingFile):
        unpack(pack(Bundle({}, rows)))  # type: ignore[arg-type] # a forged file
