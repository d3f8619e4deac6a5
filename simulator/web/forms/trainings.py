"""Forms of a training."""

from __future__ import annotations

from datetime import time

from wtforms import DateField, IntegerField, SelectField, StringField, SubmitField, TimeField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from simulator.services.catalogue import NORMAL
from simulator.services.trainings import HALF_DAY_MINUTES
from simulator.web.forms.base import Form, stripped

FIRST_YEAR, LAST_YEAR = 2000, 2100


def in_this_century(_form: Form, field: DateField) -> None:
    """Refuse a year that nobody means."""
    if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        raise ValidationError(f"Choisissez une année de {FIRST_YEAR} à {LAST_YEAR}.")


class TrainingForm(Form):
    """What makes a dated run of a programme."""

    programme = SelectField("Programme", [InputRequired()])
    first_day = DateField("Premier jour", [InputRequired(), in_this_century])
    morning = TimeField("Début du matin", [InputRequired()], default=time(9, 0))
    afternoon = TimeField("Début de l’après-midi", [InputRequired()], default=time(13, 30))
    place = StringField("Lieu", [Length(max=120)], filters=[stripped])
    client = StringField("Entreprise cliente", [Length(max=120)], filters=[stripped])
    scenario = SelectField("Entreprise fictive des stagiaires", [InputRequired()])
    difficulty = SelectField("Difficulté", [DataRequired()], default=NORMAL)
    customers = IntegerField(
        "Nombre de clients par portefeuille",
        [InputRequired(), NumberRange(30, 500)],
        default=50,
    )
    rehearse = SubmitField("Répéter seul, avec des stagiaires simulés")
    """The other button of the form: create the training, then rehearse it."""

    def validate_afternoon(self, field: TimeField) -> None:
        """Refuse an afternoon that begins before the morning has ended."""
        if self.morning.data is None or field.data is None:
            return
        free = _minutes(self.morning.data) + HALF_DAY_MINUTES
        if _minutes(field.data) < free:
            raise ValidationError(
                f"Le matin dure jusqu’à {free // 60:02d}:{free % 60:02d} : l’après-midi commence"
                " ensuite. Chaque demi-journée se règle à la minute après la création."
            )


def _minutes(at: time) -> int:
    return 60 * at.hour + at.minute


class HalfDayForm(Form):
    """Dates and hours of one half-day."""

    day = DateField("Jour", [InputRequired(), in_this_century])
    starts = TimeField("Début", [InputRequired()])
    ends = TimeField("Fin", [InputRequired()])
    minutes = IntegerField(
        "Durée de formation, sans les pauses (minutes)", [Optional(), NumberRange(15, 480)]
    )

    @property
    def span(self) -> int:
        """Return the minutes from the start to the end; negative when they are swapped."""
        if self.starts.data is None or self.ends.data is None:
            return 0
        return _minutes(self.ends.data) - _minutes(self.starts.data)

    def validate_ends(self, _field: TimeField) -> None:
        """Refuse an end that does not come after the start."""
        if self.span <= 0:
            raise ValidationError("La fin doit venir après le début.")

    def validate_minutes(self, field: IntegerField) -> None:
        """Refuse more training than there is time between the start and the end."""
        if field.data is not None and 0 < self.span < field.data:
            raise ValidationError(
                f"La durée de formation ne peut pas dépasser les horaires ({self.span} minutes)."
            )
