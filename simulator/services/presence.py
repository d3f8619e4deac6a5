"""Whether a server is working on an instance: a lock that the system lets go of when it stops.

POSIX has shared locks on a file; Windows has exclusive locks on bytes, so each server there takes
one byte of its own and who wants to be alone takes them all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.domain.refusals import Refusal

LOCK_NAME = "server.lock"
_BYTES = 1024


@dataclass(eq=False)
class ServerRunning(Refusal):
    """A server is working on this instance."""

    instance: str


@contextmanager
def serving(instance: Path) -> Iterator[None]:
    """Say for a while that a server is at work; several may be."""
    with _file(instance) as handle:
        _lock(handle, alone=False)
        yield


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Keep servers away for a while; ``ServerRunning`` when there is one."""
    with _file(instance) as handle:
        try:
            _lock(handle, alone=True)
        except OSError as error:
            raise ServerRunning(str(instance)) from error
        yield


def is_served(instance: Path) -> bool:
    """Say whether a server is at work."""
    with suppress(ServerRunning), alone(instance):
        return False
    return True


@contextmanager
def _file(instance: Path) -> Iterator[int]:
    handle = os.open(instance / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover - another system
    import msvcrt

    def _lock(handle: int, *, alone: bool) -> None:
        os.lseek(handle, 0 if alone else os.getpid() % _BYTES, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, _BYTES if alone else 1)

else:
    import fcntl

    def _lock(handle: int, *, alone: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
