"""The house form: plain WTForms in French, filled from the request."""

from __future__ import annotations

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
    """Remove the spaces around what was typed, and doubled ones inside."""
    return " ".join((value or "").split())
