"""Forms of joining a training."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from simulator.web.forms.base import Form, stripped


class CodeForm(Form):
    """The code shown by the trainer."""

    code = StringField("Code de la formation", [DataRequired(), Length(max=20)], filters=[stripped])


class TraineeForm(Form):
    """Who joins: a name and a company, no account."""

    first_name = StringField("Prénom", [DataRequired(), Length(max=60)], filters=[stripped])
    last_name = StringField("Nom", [DataRequired(), Length(max=60)], filters=[stripped])
    company = StringField("Entreprise", [Length(max=80)], filters=[stripped])
