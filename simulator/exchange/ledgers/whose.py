"""Whose item a line is: by its code, by its name, or as the line above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from simulator.exchange.folding import folded
from simulator.exchange.ledgers.cells import Record, text_of
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.rejected import Rejected

_ERROR = re.compile(
    r"#(?:N/?A|REF|VALUE|VALEUR|NAME|NOM|DIV/0|NULL?|NUM|NOMBRE)[!?]?", re.IGNORECASE
)
"""What a spreadsheet writes where it could not compute."""


class Customers:
    """The customers of a file: one that has a code on some lines has it on all of them."""

    def __init__(
        self, records: Iterable[Record], columns: Mapping[Field, int], *, fill_down: bool
    ) -> None:
        """Learn the codes of the names, wherever they stand in the file."""
        self.columns = columns
        self.fill_down = fill_down
        self.above = ("", "")
        self.announced = False
        self.codes: dict[str, str] = {}
        if {Field.CUSTOMER, Field.NAME} <= set(columns):
            for record in records:
                code, name = self._told(record)
                if folded(code) and folded(name):
                    self.codes.setdefault(folded(name), code)

    def announce(self, name: str) -> None:
        """Take a customer announced above its items, which have no column for it."""
        self.above, self.announced = ("", name), True

    def of(self, record: Record, notices: list[str]) -> tuple[str, str]:
        """Return the key that groups the items of a customer, and its name.

        Raises ``Rejected`` (``no_customer``).
        """
        code, name = self._told(record)
        if not folded(code) and not folded(name):
            self._missing(record)
            if not self.announced:
                notices.append("customer_above")
            code, name = self.above
        elif not folded(code):
            code = self.codes.get(folded(name), "")
        self.above = (code, name)
        return (f"#{code.strip().upper()}" if folded(code) else folded(name)), name or code

    def _told(self, record: Record) -> tuple[str, str]:
        found = (self._text(record, field) for field in (Field.CUSTOMER, Field.NAME))
        code, name = ("" if _ERROR.fullmatch(text) else text for text in found)
        return code, name

    def _text(self, record: Record, field: Field) -> str:
        column = self.columns.get(field)
        return text_of(record[column]) if column is not None else ""

    def _missing(self, record: Record) -> None:
        """Refuse a line of nobody; a spreadsheet's error is not a customer left to be filled."""
        field = Field.CUSTOMER if Field.CUSTOMER in self.columns else Field.NAME
        written = self._text(record, field)
        if written or not self.fill_down or not any(self.above):
            raise Rejected("no_customer", field, written)
