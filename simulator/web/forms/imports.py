"""Forms of an import: which column holds what, and what is done of names and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from wtforms import BooleanField, DateField, DecimalField, SelectField
from wtforms.fields.choices import SelectChoice as Choice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, NumberRange, Optional

from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.proposal import Signs
from simulator.web.forms.base import Form
from simulator.web.import_words import FIELDS

NONE = -1


class ReadingForm(Form):
    """How a file is to be read: one list a field, then the formats."""

    mark = SelectField(
        "Décimales des montants",
        [Optional()],
        choices=[
            Choice("", "selon le fichier"),
            Choice(",", "virgule\u202f: 1\u202f234,56"),
            Choice(".", "point\u202f: 1,234.56"),
        ],
    )
    order = SelectField(
        "Ordre des dates",
        [Optional()],
        choices=[
            Choice("", "selon le fichier"),
            Choice(Order.DAY_FIRST.value, "jour puis mois\u202f: 31/12/2026"),
            Choice(Order.MONTH_FIRST.value, "mois puis jour\u202f: 12/31/2026"),
        ],
    )
    signs = SelectField(
        "Signe des montants",
        [Optional()],
        choices=[
            Choice("", "selon le fichier"),
            Choice(Signs.SIGNED.value, "factures positives, avoirs et règlements négatifs"),
            Choice(Signs.REVERSED.value, "à l’envers\u202f: factures négatives"),
            Choice(Signs.BY_KIND.value, "tout positif\u202f: le type de pièce dit le sens"),
        ],
    )
    as_of = DateField("Jour de l’export", [Optional()])

    def offer(self, titles: Sequence[str], chosen: Mapping[Field, int]) -> None:
        """Fill the lists with the columns of a file, those of the plan being chosen."""
        choices = [Choice(NONE, "aucune"), *(Choice(i, title) for i, title in enumerate(titles))]
        for field in Field:
            item = self[name_of(field)]
            assert isinstance(item, SelectField)
            item.choices = choices
            if not self.is_submitted():
                item.data = chosen.get(field, NONE)

    def columns(self) -> dict[Field, int]:
        """Return the column chosen for each field that has one."""
        found = {field: self[name_of(field)].data for field in Field}
        return {field: column for field, column in found.items() if column != NONE}


def name_of(field: Field) -> str:
    """Return the name of a field's list."""
    return f"column_{field.value}"


for _field in Field:
    setattr(ReadingForm, name_of(_field), SelectField(FIELDS[_field], coerce=int))


class FrenchDecimalField(DecimalField):
    """A figure with a comma or a point."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the figure typed."""
        super().process_formdata([value.replace(",", ".").strip() for value in valuelist])


class ChoicesForm(Form):
    """What is done of names and amounts when the portfolio is made."""

    scale = FrenchDecimalField(
        "Échelle des montants (%)",
        [InputRequired(), NumberRange(Decimal(1), Decimal(10_000))],
        default=Decimal(100),
        places=None,
        use_locale=False,
    )
    real_names = BooleanField("Garder les vrais noms des clients")
    own_names = BooleanField("Donner à chaque stagiaire les noms fictifs dans un ordre différent")
