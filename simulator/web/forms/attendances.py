"""Forms of attendance."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from simulator.web.forms.base import Form, stripped


class SignatureForm(Form):
    """A drawn signature: the ``d`` of an SVG path."""

    strokes = HiddenField("Signature", [InputRequired("Dessinez votre signature dans le cadre.")])
    half_day = HiddenField("Demi-journée")
    code = StringField("Code affiché dans la salle", [Length(max=20)], filters=[stripped])


class AbsenceForm(Form):
    """An absence and its reason."""

    note = StringField("Motif", [Length(max=200)], filters=[stripped])


class CorrectionForm(Form):
    """A correction by addition: the true presence and why."""

    minutes = IntegerField("Minutes de présence", [InputRequired(), NumberRange(0, 480)])
    note = StringField("Motif", [DataRequired(), Length(max=200)], filters=[stripped])
