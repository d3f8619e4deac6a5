"""The order of names in lists, sheets and documents: that of a French directory.

A database sorts as its bytes or its locale do, which puts « Éva » and « d’Aubigné » after Z on one
machine and not on the next. This order is the same everywhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@lru_cache(maxsize=8_192)
def alphabetical(name: str) -> tuple[str, ...]:
    """Return what a name sorts by: its words without accents or case, its particle kept.

    Word by word, as directories do: « Le Goff » comes before « Lefèvre ».
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LIGATURES))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple("".join(c if c.isalnum() else " " for c in kept).split())
