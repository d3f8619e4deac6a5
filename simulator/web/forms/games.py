"""Forms of the live quiz."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from simulator.domain.quiz.game import Scoring, Teams
from simulator.services.games import Wanted
from simulator.web.forms.base import Form, stripped

__all__ = ["Choice", "DealForm", "GameForm", "PlayerForm", "TeamForm"]

_CONTENT, _NONE = "content", "none"
_TIMES = [
    Choice(_CONTENT, "Le temps prévu pour chaque question"),
    Choice("30", "30 secondes"),
    Choice("60", "1 minute"),
    Choice("90", "1 minute 30"),
    Choice("120", "2 minutes"),
    Choice("300", "5 minutes"),
    Choice(_NONE, "Sans limite : vous fermez vous-même"),
]
_TALKS = [
    Choice("0", "Aucun"),
    Choice("30", "30 secondes"),
    Choice("60", "1 minute"),
    Choice("120", "2 minutes"),
    Choice("300", "5 minutes"),
]


class GameForm(Form):
    """How a live quiz is played."""

    questions = SelectMultipleField(
        "Questions",
        [DataRequired(message="Choisissez au moins une question.")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    scoring = RadioField(
        "Points",
        choices=[
            Choice(Scoring.ACCURACY.value, "Justesse : seule la réponse compte, jamais la vitesse"),
            Choice(
                Scoring.PACE.value,
                "Rythme : une bonne réponse immédiate vaut tout, la dernière au moins la moitié",
            ),
        ],
        default=Scoring.ACCURACY.value,
    )
    teams = RadioField(
        "Équipes",
        choices=[
            Choice(Teams.NONE.value, "Chacun pour soi"),
            Choice(
                Teams.MEAN.value,
                "Par équipes, chacun répond : l’équipe a la moyenne de ses membres présents",
            ),
            Choice(Teams.PEN.value, "Par équipes, un seul stylo : une réponse par équipe"),
        ],
        default=Teams.NONE.value,
    )
    together = RadioField(
        "Composition des équipes",
        choices=[
            Choice("no", "Je place chacun"),
            Choice("yes", "Ils se réunissent eux-mêmes"),
        ],
        default="no",
    )
    talk = SelectField(
        "Temps de discussion avant de répondre", [DataRequired()], choices=_TALKS, default="0"
    )
    time = SelectField("Temps de réponse", [DataRequired()], choices=_TIMES, default=_CONTENT)
    changes = BooleanField("Chacun peut changer sa réponse jusqu’à la fermeture")

    def wanted(self) -> Wanted:
        """Return the settings."""
        seconds = {_CONTENT: None, _NONE: 0}.get(self.time.data)
        if self.time.data not in {_CONTENT, _NONE}:
            seconds = int(self.time.data)
        return Wanted(
            Scoring(self.scoring.data),
            Teams(self.teams.data),
            together=self.together.data == "yes",
            talk_seconds=int(self.talk.data),
            changes=bool(self.changes.data),
            seconds=seconds,
        )


class TeamForm(Form):
    """A team to join by number, or to make by name."""

    team = IntegerField("Équipe", [Optional()])
    name = StringField("Nom de l’équipe", [Length(max=40)], filters=[stripped])


class PlayerForm(Form):
    """A name, or a team, given by the trainer."""

    name = StringField("Nom affiché", [Length(max=40)], filters=[stripped])
    team = IntegerField("Équipe", [Optional()])


class DealForm(Form):
    """How many teams to draw."""

    count = IntegerField("Nombre d’équipes", [DataRequired(), NumberRange(1, 60)])
