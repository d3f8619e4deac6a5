"""Forms of the day script."""

from __future__ import annotations

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from simulator.services.schedules import LONGEST, SHORTEST
from simulator.web.forms.base import Form, stripped


def _minutes(label: str) -> IntegerField:
    return IntegerField(label, [InputRequired(), NumberRange(SHORTEST, LONGEST)])


class SettingForm(Form):
    """How long an activity lasts and in which half-day it is."""

    minutes = _minutes("Durée (minutes)")
    half_day = SelectField("Demi-journée", [InputRequired()], coerce=int)


class InsertForm(Form):
    """An activity of the programme, or one put aside, at the end of a half-day."""

    half_day = SelectField("Demi-journée", [InputRequired()], coerce=int)
    what = SelectField("Activité", [InputRequired()])


class BreakForm(Form):
    """A break, at the end of a half-day."""

    half_day = SelectField("Demi-journée", [InputRequired()], coerce=int)
    title = StringField("Intitulé", [InputRequired(), Length(max=120)], filters=[stripped])
    minutes = _minutes("Durée (minutes)")
