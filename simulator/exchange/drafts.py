"""A file being imported: kept an hour at most beside the database, readable by its owner only.

The name of the file on disk holds its end and a secret; what the person sent is never kept as it
was, only its cells. Whoever reads or writes drafts sweeps those that are over.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from simulator.domain.refusals import Refusal

FOLDER = "imports"
KEPT = timedelta(hours=1)
_NAME = re.compile(r"(?P<end>[0-9]{1,12})-(?P<token>[0-9a-f]{32})\.gz")


@dataclass(eq=False)
class DraftGone(Refusal):
    """A draft that is over, or never was."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is kept: whose it is (``owner``), how it is to be read (JSON), its cells."""

    owner: tuple[int, ...]
    plan: dict[str, object]
    grid: bytes


def save(instance: Path, draft: Draft, now: datetime, token: str | None = None) -> str:
    """Keep a draft and return its token; one that has a token keeps its end."""
    folder = _folder(instance)
    sweep(instance, now)
    if token is None:
        end, token = int((now + KEPT).timestamp()), token_hex(16)
    else:
        end = int(_match(_find(folder, token))["end"])
    head = json.dumps({"owner": draft.owner, "plan": draft.plan}).encode()
    content = gzip.compress(head + b"\n" + draft.grid, 1)
    target = folder / f"{end}-{token}.gz"
    partial = folder / f".{token_hex(8)}"
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    partial.replace(target)
    return token


def load(instance: Path, token: str, owner: tuple[int, ...], now: datetime) -> Draft:
    """Return a draft of this owner; ``DraftGone`` when it is over or another's."""
    sweep(instance, now)
    path = _find(_folder(instance), token)
    head, _, grid = gzip.decompress(path.read_bytes()).partition(b"\n")
    kept = json.loads(head)
    if tuple(kept["owner"]) != owner:
        raise DraftGone
    return Draft(owner, kept["plan"], grid)


def forget(instance: Path, token: str) -> None:
    """Delete a draft, if it is still there."""
    with suppress(DraftGone, OSError):
        _find(_folder(instance), token).unlink()


def sweep(instance: Path, now: datetime) -> int:
    """Delete the drafts that are over and what an interrupted save left; return how many."""
    folder, gone = instance / FOLDER, 0
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):  # another process swept it
            if _over(path, now):
                path.unlink()
                gone += 1
    return gone


def _over(path: Path, now: datetime) -> bool:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > KEPT
    return int(match["end"]) <= now.timestamp()


def _folder(instance: Path) -> Path:
    folder = instance / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _find(folder: Path, token: str) -> Path:
    if re.fullmatch(r"[0-9a-f]{32}", token):
        for path in folder.glob(f"*-{token}.gz"):
            return path
    raise DraftGone


def _match(path: Path) -> re.Match[str]:
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise DraftGone
    return match
