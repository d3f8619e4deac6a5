"""Files that strangers send, read in a process apart with limits of time, memory and size.

The child has no secret in its environment and may write nothing but its answer. On POSIX the
kernel holds it to its limits; on Windows there is the time limit and the end of the process. A
reader that crashes, loops or swells takes only itself.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from simulator.domain.refusals import Refusal

MEBIBYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from simulator.exchange.guard import child; sys.exit(child(sys.argv[1:]))"
)
_DONE, _REFUSED = b"+", b"-"
START_UP = 10
"""Seconds that a child may take to start, on a machine that does many things."""
_CHUNK = 256 * 1024
_SIGXCPU = 24
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL")


@dataclass(eq=False)
class UploadRefused(Refusal):
    """A file that is not read; ``reason`` is a code.

    ``empty``, ``too_large``, ``too_long``, ``too_much_memory``, ``crashed``, ``not_a_zip``,
    ``too_many_parts``, ``inflates``, ``encrypted``, ``entities``, ``binary``, ``old_workbook``,
    ``not_a_workbook``, ``a_page``, ``too_many_rows``, ``no_rows``.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a file may cost: bytes as sent and once inflated, seconds, bytes of memory."""

    size: int = 40 * MEBIBYTE
    inflated: int = 400 * MEBIBYTE
    parts: int = 2_000
    seconds: int = 30
    memory: int = 1024 * MEBIBYTE
    answer: int = 256 * MEBIBYTE


def guarded(task: str, path: Path, bounds: Bounds | None = None) -> bytes:
    """Return what ``task`` ("module:function") makes of a file, in a child process.

    The function takes a path and bounds, and returns bytes. Raises ``UploadRefused`` when the file
    is too large, when the function refuses it, or when the child exceeds a limit.
    """
    limits = Bounds() if bounds is None else bounds
    size = path.stat().st_size
    if not size:
        raise UploadRefused("empty")
    if size > limits.size:
        raise UploadRefused("too_large")
    with tempfile.TemporaryFile() as answer:
        code = _run([task, str(path), json.dumps(asdict(limits))], limits, answer)
        length = answer.seek(0, os.SEEK_END)
        answer.seek(0)
        if length > limits.answer:
            raise UploadRefused("too_large")
        first, content = answer.read(1), answer.read()
    if code == 0 and first == _DONE:
        return content
    if code == 0 and first == _REFUSED:
        raise UploadRefused(content.decode("ascii"))
    raise UploadRefused("too_long" if code == -_SIGXCPU else "crashed")


def _run(arguments: list[str], limits: Bounds, answer: IO[bytes]) -> int:
    command = [sys.executable, "-I", "-c", _BOOT, str(ROOT), *arguments]
    process = subprocess.Popen(  # noqa: S603 — our own interpreter and module, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=_environment(os.environ),
        close_fds=True,
    )
    try:
        # A busy machine gives a process less than a second a second; start-up is ours.
        return process.wait(2 * limits.seconds + START_UP)
    except subprocess.TimeoutExpired as error:
        raise UploadRefused("too_long") from error
    finally:
        process.kill()
        process.wait()


def _environment(known: Mapping[str, str]) -> dict[str, str]:
    """Return what a child needs: no key, no address of a database."""
    kept = {name: value for name, value in known.items() if name in _KEPT or name[:3] == "COV"}
    return kept | {"OPENPYXL_LXML": "False", "OPENBLAS_NUM_THREADS": "1"}


def child(arguments: list[str]) -> int:
    """Run a task under its limits and write its answer; the main function of the child."""
    task, path, given = arguments
    limits = Bounds(**json.loads(given))
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints spoils nothing
        _limit(limits)
        answer.write(_answer(task, Path(path), limits))
    return 0


def _answer(task: str, path: Path, limits: Bounds) -> bytes:
    module, _, name = task.partition(":")
    function = getattr(importlib.import_module(module), name)
    try:
        content: bytes = function(path, limits)
    except UploadRefused as refusal:
        return _REFUSED + refusal.reason.encode("ascii")
    except MemoryError:
        return _REFUSED + b"too_much_memory"
    return _DONE + content


def _limit(limits: Bounds) -> None:
    """Give the kernel the limits, where it takes some."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — POSIX only

    wanted = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: limits.answer,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        with suppress(ValueError, OSError):  # a stricter limit is already set
            # The second past the soft limit lets the signal say which limit it was.
            resource.setrlimit(kind, (value, value + (kind == resource.RLIMIT_CPU)))


def check_zip(path: Path, limits: Bounds) -> tuple[str, ...]:
    """Return the names of the parts of a zip archive that is safe to open.

    Every part is inflated and counted, for headers lie; XML that declares entities is refused.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts:
                raise UploadRefused("too_many_parts")
            left = limits.inflated
            for part in parts:
                left -= _inflated(archive, part, left)
            return tuple(part.filename for part in parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise UploadRefused("not_a_zip") from error


def _inflated(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    if part.flag_bits & 1:
        raise UploadRefused("encrypted")
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    for chunk in _chunks(archive, part):
        size += len(chunk)
        if size > left:
            raise UploadRefused("inflates")
        if is_xml:
            # Without the zeros, UTF-16 reads as ASCII.
            seen = (tail + chunk).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise UploadRefused("entities")
            tail = chunk[-32:]
    return size


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
