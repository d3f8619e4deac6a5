"""Form of the organisation."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from simulator.web.forms.base import Form, stripped
from simulator.web.forms.complaints import lines

_OPTIONAL_SIRET = Regexp(r"^(\d{14})?$", message="Un SIRET compte quatorze chiffres.")


def _digits(value: str | None) -> str:
    return "".join((value or "").split())


class OrganisationForm(Form):
    """Identity of the training organisation, as printed on its documents."""

    name = StringField("Raison sociale", [DataRequired(), Length(max=120)], filters=[stripped])
    address = StringField("Adresse", [Length(max=200)], filters=[stripped])
    city = StringField("Ville de signature", [Length(max=80)], filters=[stripped])
    siret = StringField("SIRET", [_OPTIONAL_SIRET], filters=[_digits])
    activity_number = StringField(
        "Numéro de déclaration d’activité", [Length(max=30)], filters=[stripped]
    )
    signatory = StringField("Signataire des documents", [Length(max=80)], filters=[stripped])
    signatory_role = StringField("Qualité du signataire", [Length(max=80)], filters=[stripped])
    legal_mentions = TextAreaField("Autres mentions légales", [Length(max=600)], filters=[lines])
    convocation = TextAreaField("Texte des convocations", [Length(max=2000)], filters=[lines])
