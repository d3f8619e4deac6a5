"""Forms of a training."""

from __future__ import annotations

from datetime import time

from wtforms import DateField, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from simulator.web.forms.base import Form, stripped


class TrainingForm(Form):
    """What makes a dated run of a programme."""

    programme = SelectField("Programme", [InputRequired()])
    first_day = DateField("Premier jour", [InputRequired()])
    morning = TimeField("Début du matin", [InputRequired()], default=time(9, 0))
    afternoon = TimeField("Début de l’après-midi", [InputRequired()], default=time(13, 30))
    place = StringField("Lieu", [Length(max=120)], filters=[stripped])
    client = StringField("Entreprise cliente", [Length(max=120)], filters=[stripped])
    scenario = SelectField("Entreprise fictive des stagiaires", [InputRequired()])
    customers = IntegerField(
        "Nombre de clients par portefeuille",
        [InputRequired(), NumberRange(30, 500)],
        default=50,
    )


class HalfDayForm(Form):
    """Dates and hours of one half-day."""

    day = DateField("Jour", [InputRequired()])
    starts = TimeField("Début", [InputRequired()])
    ends = TimeField("Fin", [InputRequired()])
    minutes = IntegerField(
        "Durée de formation, sans les pauses (minutes)", [Optional(), NumberRange(15, 480)]
    )
