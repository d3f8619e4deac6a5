"""Readers that misbehave, for the tests of the guard: they run in its child."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from simulator.exchange.guard import Bounds, UploadRefused


def shout(path: Path, limits: Bounds) -> bytes:
    return path.read_bytes().upper()


def chatter(path: Path, limits: Bounds) -> bytes:
    sys.stdout.write("noise")
    sys.stdout.flush()
    os.write(1, b"more noise")
    return b"quiet"


def environment(path: Path, limits: Bounds) -> bytes:
    return "\n".join(os.environ).encode()


def refuse(path: Path, limits: Bounds) -> bytes:
    raise UploadRefused("binary")


def crash(path: Path, limits: Bounds) -> bytes:
    raise RuntimeError("a bug of the reader")


def leave(path: Path, limits: Bounds) -> bytes:
    os._exit(0)


def loop(path: Path, limits: Bounds) -> bytes:
    while True:
        pass


def wait(path: Path, limits: Bounds) -> bytes:
    time.sleep(600)
    return b""


def swell(path: Path, limits: Bounds) -> bytes:
    return b"x" * (1024 * 1024 * 1024)


def flood(path: Path, limits: Bounds) -> bytes:
    return b"x" * (8 * 1024 * 1024)
