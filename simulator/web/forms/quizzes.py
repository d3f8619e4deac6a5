"""Forms of the quizzes composed here."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length

from simulator.web.forms.base import Form, stripped

__all__ = ["Choice", "PlaceForm", "TitleForm"]


class TitleForm(Form):
    """The title of a quiz."""

    title = StringField(
        "Titre du quiz",
        [DataRequired(message="Donnez un titre."), Length(max=120)],
        filters=[stripped],
    )


class PlaceForm(Form):
    """The training, and its half-day, where a quiz is placed: ``number-number``."""

    where = SelectField("Demi-journée", [DataRequired(message="Choisissez une demi-journée.")])
