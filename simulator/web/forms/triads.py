"""Forms of role-plays: a new round, a note, an assessment."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from simulator.domain.negotiation.grid import Criterion
from simulator.domain.training.rotation import LEAST, MOST, Format
from simulator.services.triad_agreements import Typed
from simulator.services.triad_marks import LONGEST, Said
from simulator.services.triads import Wanted
from simulator.web.forms.base import Form, stripped

__all__ = ["Choice", "NoteForm", "RoundForm", "agreed", "said", "typed"]

_BETWEEN = "Entre {low} et {high} minutes."
_LONGEST = 40
_PEOPLE = "Cochez au moins deux personnes."


def _minutes(label: str, low: int, high: int, default: int) -> IntegerField:
    message = _BETWEEN.format(low=low, high=high)
    checks = [DataRequired(message=message), NumberRange(low, high, message=message)]
    return IntegerField(label, checks, default=default)


class RoundForm(Form):
    """How a round is played, and who is there."""

    script = SelectField("Appel à jouer", [DataRequired(message="Choisissez un appel.")])
    form = RadioField(
        "Groupes",
        choices=[
            Choice(Format.TRIADS.value, "Par trois : chargé de recouvrement, client, observateur"),
            Choice(Format.PAIRS.value, "Par deux : sans observateur, le formateur circule"),
        ],
        default=Format.TRIADS.value,
    )
    preparation = _minutes("Préparation, en minutes", 1, 30, 5)
    play = _minutes("Appel, en minutes", 2, 30, 8)
    present = SelectMultipleField(
        "Présents",
        [Length(min=LEAST, max=MOST, message=_PEOPLE)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        coerce=int,
    )

    def wanted(self) -> Wanted:
        """Return the settings."""
        return Wanted(
            self.script.data,
            Format(self.form.data),
            preparation=self.preparation.data or 0,
            play=self.play.data or 0,
        )


class NoteForm(Form):
    """What an observer notes during the call."""

    text = StringField(
        "Note",
        [
            DataRequired(message="Écrivez ce que vous avez entendu."),
            Length(max=LONGEST, message=f"{LONGEST} caractères au plus."),
        ],
        filters=[stripped],
    )
    criterion = StringField("Critère", filters=[stripped])


def typed(form: MultiDict[str, str]) -> dict[str, object]:
    """Return an assessment as typed, to show it again when it is refused."""
    return {
        **{name: stripped(form.get(name)) for name in ("kept", "changed", "commitment")},
        **{one.value: form.get(f"level-{one.value}", "") for one in Criterion},
        "knock_outs": form.getlist("knock_out"),
        **{name: stripped(form.get(f"agreed-{name}")) for name in _AGREED},
    }


_AGREED = ("amount", "day", "means", "instalments", "signatory", "written")


def agreed(form: MultiDict[str, str]) -> Typed:
    """Return what a collector says was agreed, as typed."""
    texts = {name: stripped(form.get(f"agreed-{name}"))[:_LONGEST] for name in _AGREED[:4]}
    return Typed(**texts, signatory="agreed-signatory" in form, written="agreed-written" in form)


def said(form: MultiDict[str, str]) -> Said:
    """Return an assessment as understood: a level that is not one is left out."""
    levels: Mapping[str, int | None] = {
        one.value: form.get(f"level-{one.value}", type=int) for one in Criterion
    }
    return Said(
        levels={name: level for name, level in levels.items() if level is not None},
        knock_outs=tuple(form.getlist("knock_out")),
        kept=stripped(form.get("kept")),
        changed=stripped(form.get("changed")),
        commitment=stripped(form.get("commitment")),
    )
