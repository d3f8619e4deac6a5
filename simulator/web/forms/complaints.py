"""Forms of the complaints log."""

from __future__ import annotations

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length

from simulator.domain.training.complaints import LONGEST, Nature
from simulator.web.forms.base import Form, stripped
from simulator.web.forms.trainings import in_this_century

NATURES = {
    Nature.COMPLAINT: "Réclamation",
    Nature.DIFFICULTY: "Difficulté",
    Nature.INCIDENT: "Aléa",
}
_CHOICES = [Choice(nature.value, label) for nature, label in NATURES.items()]


def lines(value: str | None) -> str:
    """Keep the lines of a text, each without what does not show."""
    return "\n".join(stripped(line) for line in (value or "").splitlines()).strip()


class SentForm(Form):
    """What a trainee reports."""

    nature = SelectField("Nature", [InputRequired()], choices=_CHOICES)
    what = TextAreaField(
        "Ce qui s’est passé, ce que vous attendez",
        [DataRequired(), Length(max=LONGEST)],
        filters=[lines],
    )


class ComplaintForm(Form):
    """What the staff writes down."""

    received_on = DateField("Date", [InputRequired(), in_this_century])
    nature = SelectField("Nature", [InputRequired()], choices=_CHOICES)
    source = StringField("Source", [DataRequired(), Length(max=120)], filters=[stripped])
    training_id = SelectField("Formation", coerce=int, default=0)
    what = TextAreaField(
        "Ce qui s’est passé", [DataRequired(), Length(max=LONGEST)], filters=[lines]
    )
    treatment = TextAreaField("Traitement", [Length(max=LONGEST)], filters=[lines])


class TreatmentForm(Form):
    """What was done about an entry."""

    treatment = TextAreaField("Traitement", [Length(max=LONGEST)], filters=[lines])
    closed = BooleanField("Close : la réponse a été donnée et l’action est faite")
