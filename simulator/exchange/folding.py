"""Texts made comparable: what two hands write differently and mean the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return a text in lower case, without accents or signs, words apart by one space."""
    spread = text.replace("œ", "oe").replace("Œ", "OE").replace("°", " ")
    plain = unicodedata.normalize("NFKD", spread).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
