"""The house form: plain WTForms in French, filled from the request."""

from __future__ import annotations

import unicodedata
from typing import ClassVar, Self

from flask import request
from wtforms import Form as WTForm


class Form(WTForm):
    """A form whose messages are French; the CSRF token is the page's (``macros/forms.html``)."""

    class Meta:
        """WTForms' own French messages."""

        locales: ClassVar[list[str]] = ["fr_FR", "fr"]

    @classmethod
    def of_request(cls, **data: object) -> Self:
        """Build the form from what was posted, else from ``data``."""
        return cls(request.form if request.method == "POST" else None, data=data)

    def is_submitted(self) -> bool:
        """Say whether this request posts the form."""
        return request.method == "POST"

    def refuse(self, field: str, text: str) -> None:
        """Put a sentence at a field."""
        self[field].errors = [*self[field].errors, text]


def stripped(value: str | None) -> str:
    """Remove what does not show: spaces around and doubled, control and direction marks.

    A database refuses the first control character, a PDF most of them, and a mark of direction
    makes a name read otherwise than it is written.
    """
    shown = (sign for sign in value or "" if sign in "\t\n\r" or not _hidden(sign))
    return " ".join("".join(shown).split())


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Co", "Cs", "Cn"} or sign in _DIRECTIONS


_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
