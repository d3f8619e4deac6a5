"""Form of a rehearsal."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from simulator.domain.training.rehearsal import FEWEST, MOST
from simulator.web.forms.base import Form


class RehearsalForm(Form):
    """How many simulated trainees come."""

    people = IntegerField(
        "Stagiaires simulés", [InputRequired(), NumberRange(FEWEST, MOST)], default=MOST
    )
