"""The form of a duplicated training."""

from __future__ import annotations

from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from simulator.web.forms.base import Form, stripped
from simulator.web.forms.trainings import in_this_century


class DuplicateForm(Form):
    """What differs from the training that is duplicated."""

    title = StringField("Intitulé", [DataRequired(), Length(max=200)], filters=[stripped])
    first_day = DateField("Premier jour", [InputRequired(), in_this_century])
    place = StringField("Lieu", [Length(max=120)], filters=[stripped])
    client = StringField("Entreprise cliente", [Length(max=120)], filters=[stripped])
