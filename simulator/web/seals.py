"""The seal of this installation on what it prints, when its settings name one."""

from __future__ import annotations

from simulator.documents import seals
from simulator.web import clock, links


def sealed(body: bytes) -> bytes:
    """Return a PDF with the organisation's seal, or as it was; ``SealUnusable``."""
    settings = links.settings()
    if settings.seal_file is None:
        return body
    seal = seals.opened(settings.seal_file, settings.seal_passphrase)
    return seals.sealed(body, seal, clock.now())
