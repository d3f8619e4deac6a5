"""What the benches ask of the system about a server that they started."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

_CALM = 0.05
"""Seconds of processor in half a second: a server that spends less has nothing left to read."""
_TRIES = 120


def processor(pid: int) -> float:
    """Return the processor time of a process so far, in seconds; nothing where /proc is not."""
    kept = Path(f"/proc/{pid}/stat")
    if not kept.exists():
        return 0.0
    ticks = kept.read_text().rpartition(")")[2].split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


async def rested(pid: int) -> None:
    """Wait until a server that has just started has read the course: a class comes later."""
    before = -1.0
    for _ in range(_TRIES):
        spent = processor(pid)
        if spent - before < _CALM:
            return
        before = spent
        await asyncio.sleep(0.5)
