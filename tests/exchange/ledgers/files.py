"""Files as trainers have them, written by hand or by a loop, with sums known beforehand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from simulator.domain.money import Cents
from simulator.domain.portfolio import Supplier
from simulator.exchange.guard import Bounds
from simulator.exchange.ledgers import opening
from simulator.exchange.ledgers.cells import Grid
from simulator.exchange.ledgers.portfolio import Frame
from simulator.generation.strangers import Strangers

TODAY = date(2026, 11, 21)


def frame(seed: int = 7, scale: str = "1", *, real_names: bool = False) -> Frame:
    supplier = Supplier(
        "negoce-materiaux", "Fournitures", "négoce", "", Cents(0), Decimal("0.25"), Decimal("0.2")
    )
    composer = Strangers(seed, "negoce-materiaux")
    return Frame(supplier, ("Léa", "Marc"), seed, composer, Decimal(scale), real_names)


def grid(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Grid:
    """Read a file in this process, so that the tests of what it says are fast."""
    path = folder / "export"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return opening.grid_of(path, Bounds())


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuille {number}")
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """Return a workbook with one more part, or with this part in place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part, before.read(part))
        after.writestr(name, body)
    return out.getvalue()


BROKEN = (
    'C0001;"Société jamais fermée;F9;01/02/2026;03/03/2026;1,00',
    "C0002;Société 2;F10;32/13/2026;03/03/2026;1,00",
    "C0003;Société 3;F11;01/02/2026;03/03/2026;douze euros",
    ";;F12;01/02/2026;03/03/2026;1,00",
    "C0004;Société 4;F13;01/02/2026;03/03/2026;1,00;de;trop",
    "C0005;Société 5;F14;;;1,00",
)


def big(lines: int, broken_every: int = 10) -> tuple[str, int, int]:
    """Return a file of many lines, the sum of its good amounts in cents, its broken lines."""
    rows = ["Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC"]
    total = broken = 0
    for number in range(lines - 1):
        if number % broken_every == 3:
            rows.append(BROKEN[broken % len(BROKEN)])
            broken += 1
            continue
        cents = 100 + (number * 7919) % 900_000
        total += cents
        issued = date(2025, 11, 1) + timedelta(days=number % 360)
        due = issued + timedelta(days=30)
        whole = f"{cents // 100:,}".replace(",", "\u202f")
        rows.append(
            f"C{number % 700:04d};Société {number % 700};F{number};{issued:%d/%m/%Y};"
            f"{due:%d/%m/%Y};{whole},{cents % 100:02d} €"
        )
    return "\r\n".join(rows) + "\r\n", total, broken
