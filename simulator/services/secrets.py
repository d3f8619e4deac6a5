"""Codes and secrets: made by the system's generator, compared and stored as digests."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and figures that nobody confuses when read from ten metres (no I, L, O, 0, 1)."""


def new_secret() -> str:
    """Return a secret for a link."""
    return secrets.token_urlsafe(24)


def new_stamp() -> str:
    """Return a stamp: it changes when open sessions must end."""
    return secrets.token_hex(8)


def new_code(length: int = 6) -> str:
    """Return a code to type, as ``KRT7QM``."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_seed() -> int:
    """Return a seed for a training's portfolios."""
    return secrets.randbelow(2**31)


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def read_code(typed: str) -> str:
    """Read a code typed by hand: case, spaces and dashes do not count."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def fold(text: str) -> str:
    """Fold a name for comparison: case, accents, spaces and dashes do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
