"""What a server does before anybody needs it, in the background."""

from __future__ import annotations

import gc
from threading import Thread

from simulator.domain.negotiation import hearing
from simulator.services import catalogue


def warm_up() -> Thread:
    """Read the course and compile what hears typed lines, so that the first one is not late.

    What is loaded by then lives as long as the process: it is put out of reach of the garbage
    collector, which would stop everybody for a third of a second to find nothing in it.
    """
    thread = Thread(target=_warm_up, name="warmth", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    hearing.ready()
    catalogue.content()
    gc.collect()
    gc.freeze()
