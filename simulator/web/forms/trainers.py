"""Forms of the staff's sign-in."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from simulator.web.forms.base import Form, stripped


class SignInForm(Form):
    """E-mail and password."""

    email = StringField(
        "Adresse électronique", [DataRequired(), Length(max=254)], filters=[stripped]
    )
    password = PasswordField("Mot de passe", [InputRequired(), Length(max=200)])


class PasswordForm(Form):
    """A new password."""

    password = PasswordField("Nouveau mot de passe", [InputRequired(), Length(max=200)])
