"""Exports as programs make them: each read line by line, its sums known by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulator.domain.dates import NEVER, from_day, to_day
from simulator.domain.ledger.balances import open_at, settled_on
from simulator.domain.ledger.check import faults as ledger_faults
from simulator.domain.ledger.columns import Kind, Means
from simulator.exchange.ledgers import assembling, lines, proposal
from simulator.exchange.ledgers.cells import Grid
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.lines import Outcome, Reading
from simulator.exchange.ledgers.proposal import Plan, Signs
from tests.exchange.ledgers.files import TODAY, frame, grid, workbook


def understood(found: Grid) -> tuple[Plan, Reading, assembling.Assembled]:
    plan = proposal.propose(found)
    reading = lines.read(found, plan, TODAY)
    made = assembling.assemble(reading.entries, reading.as_of, frame().supplier.vat_rate)
    assert ledger_faults(made.ledger) == ()
    assert len(reading.lines) == len(found.records)
    return plan, reading, made


def left(made: assembling.Assembled, on: date) -> list[int]:
    return open_at(made.ledger, to_day(on)).tolist()


def reasons(reading: Reading, outcome: Outcome) -> list[str]:
    return [line.reason for line in reading.lines if line.outcome is outcome]


AUXILIARY = """Grand livre auxiliaire au 30/06/2026;;;;;;;;;
;;;;;;;;;
Compte;Intitulé du compte;Date;Jnl;N° pièce;Libellé;Échéance;Débit;Crédit;Let.
411DUP;Dupont SA;03/02/2026;VE;F1;Facture F1;05/03/2026;1 200,00;;A
411DUP;Dupont SA;25/02/2026;VE;F2;Facture F2;27/03/2026;300,00;;A
411DUP;Dupont SA;13/03/2026;BQ;R17;VIR DUPONT;;;1 400,00;A
411DUP;Dupont SA;15/03/2026;VE;AV3;Avoir sur F2;;;100,00;A
411DUP;Dupont SA;16/04/2026;VE;F4;Facture F4;16/05/2026;50,00;;
411DUP;Dupont SA;20/04/2026;BQ;R18;CHQ 123;;;20,00;
;Total 411DUP;;;;;;1 550,00;1 520,00;
Compte;Intitulé du compte;Date;Jnl;N° pièce;Libellé;Échéance;Débit;Crédit;Let.
411MAR;Martin;30/06/2026;AN;;Report à nouveau;;75,50;;
"""


def test_an_auxiliary_ledger_with_lettrage(tmp_path: Path) -> None:
    plan, reading, made = understood(grid(tmp_path, AUXILIARY, "cp1252"))

    assert plan.header == 2
    assert reasons(reading, Outcome.IGNORED) == [
        "before",
        "before",
        "header",
        "total",
        "header",
    ]
    assert reasons(reading, Outcome.KEPT) == [
        "invoice",
        "invoice",
        "payment",
        "credit_note",
        "invoice",
        "payment",
        "opening",
    ]
    assert reading.as_of == date(2026, 6, 30)
    documents, payments = made.ledger.documents, made.ledger.payments
    # F1, F2 and the credit note settle one another with the transfer; the cheque is tied to none.
    assert documents.gross.tolist() == [120_000, 30_000, -10_000, 5_000, -2_000, 7_550]
    assert left(made, reading.as_of) == [0, 0, 0, 5_000, -2_000, 7_550]
    assert from_day(settled_on(made.ledger)[0]) == date(2026, 3, 13)
    assert payments.means.tolist().count(Means.CREDIT_NOTE) == 2
    assert made.notices == {9: ("unallocated",)}


ENGLISH = """Cust No,Customer Name,Invoice No,Document Date,Due Date,Amount,Open Amount,Payment Date
1001,"Smith, Sons",INV-1,01/31/2026,03/02/2026,"1,200.00",0.00,03/15/2026
1001,"Smith, Sons",INV-2,02/03/2026,03/05/2026,"1,000.50",400.50,03/20/2026
1002,Brown,CM-3,02/13/2026,,(250.00),(250.00),
1002,Brown,INV-4,02/30/2026,03/05/2026,10.00,10.00,
"""


def test_an_english_list_of_invoices_with_what_is_left(tmp_path: Path) -> None:
    plan, reading, made = understood(grid(tmp_path, ENGLISH))

    assert plan.mark == "."
    assert set(plan.orders.values()) == {Order.MONTH_FIRST}
    assert made.ledger.documents.gross.tolist() == [120_000, 100_050, -25_000]
    assert left(made, date(2026, 3, 31)) == [0, 40_050, -25_000]
    assert made.ledger.payments.amount.tolist() == [120_000, 60_000]
    assert [from_day(day) for day in made.ledger.payments.paid] == [
        date(2026, 3, 15),
        date(2026, 3, 20),
    ]
    assert made.ledger.documents.kind.tolist() == [0, 0, Kind.CREDIT_NOTE]
    [wrong] = [line for line in reading.lines if line.outcome is Outcome.REJECTED]
    assert (wrong.line, wrong.reason, wrong.field, wrong.text) == (
        5,
        "unreadable_date",
        Field.ISSUED,
        "02/30/2026",
    )


def test_the_order_of_one_column_serves_the_column_that_does_not_tell(tmp_path: Path) -> None:
    text = (
        "Client;Date;Échéance;Montant\nA;02/01/2026;31/01/2026;1,00\nA;03/01/2026;01/02/2026;1,00\n"
    )

    plan, _, _ = understood(grid(tmp_path, text))

    assert set(plan.orders.values()) == {Order.DAY_FIRST}
    assert proposal.faults(grid(tmp_path, text), plan) == ()


def test_dates_that_tell_nothing_are_asked_about(tmp_path: Path) -> None:
    found = grid(tmp_path, "Client;Date;Montant\nA;02/01/2026;1,00\nB;03/04/2026;2,00\n")

    plan = proposal.propose(found)

    codes = {(fault.code, fault.field, fault.count) for fault in proposal.faults(found, plan)}
    assert codes == {("ambiguous_dates", Field.ISSUED, 2), ("no_due", None, 0)}
    other = proposal.settle(found, plan, order=Order.MONTH_FIRST)
    days = [entry.issued for entry in lines.read(found, other, TODAY).entries]
    assert days == [date(2026, 2, 1), date(2026, 3, 4)]


def test_a_list_signed_by_the_type_of_document(tmp_path: Path) -> None:
    text = (
        "Code client;Type;N° facture;Date facture;Échéance;Montant TTC\n"
        "C1;FAC;1;01/03/2026;31/03/2026;100,00\n"
        "C1;AVO;2;02/03/2026;02/03/2026;30,00\n"
        "C1;REG;1;15/04/2026;;100,00\n"
        "C1;IMP;9;20/04/2026;20/04/2026;5,00\n"
    )
    plan, reading, made = understood(grid(tmp_path, text))

    assert plan.signs is Signs.BY_KIND
    # The payment repeats the number of the invoice, which is therefore settled.
    assert left(made, reading.as_of) == [0, -3_000, 500]


@pytest.mark.parametrize(
    ("head", "rows", "amounts"),
    [
        ("Client;Date;Sens;Montant", ["A;01/02/2026;D;10,00", "A;13/02/2026;C;4,00"], [10, -4]),
        ("Client;Date;Montant", ["A;13/02/2026;-10,00", "B;14/02/2026;-4,00"], [10, 4]),
        ("Client;Date;Débit;Crédit", ["A;13/02/2026;10,00;", "A;14/02/2026;;-4,00"], [10, -4]),
        (
            "Client;Date;Débit;Crédit",
            ["A;13/02/2026;10,00;0,00", "A;14/02/2026;3,00;7,00"],
            [10, -4],
        ),
        ("Client;Date;Reste dû", ["A;13/02/2026;10,00", "A;14/02/2026;4,00-"], [10, -4]),
    ],
)
def test_every_convention_of_sign(
    tmp_path: Path, head: str, rows: list[str], amounts: list[int]
) -> None:
    _, reading, _ = understood(grid(tmp_path, "\n".join([head, *rows])))

    assert [entry.amount for entry in reading.entries] == [100 * amount for amount in amounts]


@pytest.mark.parametrize(
    ("head", "row", "remaining", "notices"),
    [
        ("Statut", "Payée", 0, ("paid_on_missing",)),
        ("Statut", "Ouverte", 1_000, ()),
        ("Statut", "Partiellement réglée", 1_000, ()),
        ("Montant réglé", "4,00", 600, ("paid_on_missing",)),
        ("Date règlement", "20/03/2026", 0, ()),
        ("Date règlement", "", 1_000, ()),
        ("Date règlement", "01/01/2026", 0, ("paid_before_issued",)),
        ("Reste dû", "12,00", 1_000, ("left_beyond_amount",)),
        ("Reste dû", "-2,00", 1_000, ("left_beyond_amount",)),
        ("Lettrage", "AB", 0, ("paid_on_missing",)),
        ("Lettrage", "", 1_000, ()),
    ],
)
def test_every_way_of_saying_paid(
    tmp_path: Path, head: str, row: str, remaining: int, notices: tuple[str, ...]
) -> None:
    text = (
        f"Client;N° pièce;Date;Échéance;Montant;{head}\n"
        f"A;1;13/02/2026;15/03/2026;10,00;{row}\nA;2;31/05/2026;30/06/2026;1,00;\n"
    )
    _, reading, made = understood(grid(tmp_path, text))

    assert left(made, reading.as_of)[0] == remaining
    told = reading.lines[1].notices + made.notices.get(2, ())
    assert told == notices
    if notices == ("paid_on_missing",):
        assert from_day(made.ledger.payments.paid[0]) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A;1;13/02/2026;15/03/2026;;EUR", "no_amount"),
        ("A;1;13/02/2026;15/03/2026;abc;EUR", "unreadable_amount"),
        ("A;1;31/02/2026;15/03/2026;1,00;EUR", "unreadable_date"),
        ("A;1;;;1,00;EUR", "no_date"),
        (";1;13/02/2026;15/03/2026;1,00;EUR", "no_customer"),
        ("A;1;13/02/2026;15/03/2026;1,00;USD", "foreign_currency"),
        ("A;1;13/02/2026;15/03/2026;1,00;EUR;x", "too_many_columns"),
        ('"A;1;13/02/2026;15/03/2026;1,00;EUR', "broken_quotes"),
        ("Z;9;13/02/2026;15/03/2026;9,00;EUR", "repeated"),
        ("A;1;13/02/2099;15/03/2099;1,00;EUR", "after_export"),
    ],
)
def test_a_line_that_is_not_read_says_why(tmp_path: Path, row: str, reason: str) -> None:
    good = "Z;9;13/02/2026;15/03/2026;9,00;EUR\nZ;10;14/02/2026;15/03/2026;9,00;EUR\n" * 1
    text = f"Client;N° pièce;Date;Échéance;Montant;Devise\n{good}{row}\n"
    _, reading, made = understood(grid(tmp_path, text))

    assert reasons(reading, Outcome.REJECTED) == [reason]
    assert int(made.ledger.documents.gross.sum()) == 1_800


@pytest.mark.parametrize(
    ("row", "notice", "days"),
    [
        ("A;;15/03/2026;1,00", "issued_missing", (date(2026, 3, 15), date(2026, 3, 15))),
        ("A;13/02/2026;;1,00", "due_missing", (date(2026, 2, 13), date(2026, 3, 15))),
        ("A;13/02/2026;01/01/2026;1,00", "due_before_issued", (date(2026, 2, 13),) * 2),
    ],
)
def test_days_that_are_missing_or_contradict_each_other_are_mended_and_said(
    tmp_path: Path, row: str, notice: str, days: tuple[date, date]
) -> None:
    text = f"Client;Date;Échéance;Montant\n{row}\nB;16/02/2026;18/03/2026;1,00\n"
    _, reading, _ = understood(grid(tmp_path, text))

    assert reading.lines[1].notices == (notice,)
    assert (reading.entries[0].issued, reading.entries[0].due) == days


def test_a_customer_written_once_above_its_items(tmp_path: Path) -> None:
    text = (
        "Client;N°;Date;Échéance;Montant\nDurand;1;13/02/2026;15/03/2026;1,00\n"
        ";2;14/02/2026;16/03/2026;2,00\n;3;15/02/2026;17/03/2026;4,00\n"
        "Petit;4;15/02/2026;17/03/2026;8,00\n"
    )
    plan, reading, made = understood(grid(tmp_path, text))

    assert plan.fill_down
    assert made.customers == ("durand", "petit")
    assert [line.notices for line in reading.lines[2:4]] == [("customer_above",)] * 2
    assert made.ledger.documents.customer.tolist() == [0, 0, 0, 1]


def test_a_file_without_titles_is_recognised_by_its_cells(tmp_path: Path) -> None:
    rows = [
        ["Durand", date(2026, 2, 13), date(2026, 3, 15), 10.5],
        ["Durand", date(2026, 2, 14), date(2026, 3, 16), 1.25],
        ["Petit", date(2026, 2, 15), date(2026, 3, 17), 2.75],
    ]
    found = grid(tmp_path, workbook(rows))
    plan, reading, _ = understood(found)

    assert plan.header is None
    assert plan.columns == {Field.NAME: 0, Field.ISSUED: 1, Field.DUE: 2, Field.AMOUNT: 3}
    assert proposal.titles(found, None)[:2] == ("Colonne A", "Colonne B")
    assert sum(entry.amount for entry in reading.entries) == 1_450
    assert "no_header" in {fault.code for fault in proposal.faults(found, plan)}


def test_a_column_that_is_not_what_its_title_says_is_not_believed(tmp_path: Path) -> None:
    text = "Client;Échéance;Date;Montant\nA;30 jours;13/02/2026;1,00\nB;60 jours;14/02/2026;2,00\n"

    plan = proposal.propose(grid(tmp_path, text))

    assert Field.DUE not in plan.columns


def test_spellings_of_one_customer_are_one_customer(tmp_path: Path) -> None:
    text = (
        "Client;Date;Montant\nÉTS DURAND;13/02/2026;1,00\nEts. Durand;14/02/2026;2,00\n"
        "ets  durand ;15/02/2026;4,00\nDurant;16/02/2026;8,00\n"
    )
    _, _, made = understood(grid(tmp_path, text))

    assert len(made.customers) == 2


def test_the_same_code_is_one_customer_whatever_its_name(tmp_path: Path) -> None:
    text = "Code client;Raison sociale;Date;Montant\nc1;A;13/02/2026;1,00\nC1;B;14/02/2026;2,00\n"
    _, _, made = understood(grid(tmp_path, text))

    assert made.customers == ("#C1",)


def test_a_day_that_stands_years_apart_is_not_that_of_the_export(tmp_path: Path) -> None:
    text = "Client;Date;Montant\nA;13/02/2024;1,00\nB;14/02/2024;2,00\nC;14/06/2026;2,00\n"
    _, reading, _ = understood(grid(tmp_path, text))

    assert reading.as_of == date(2024, 2, 14)
    assert reasons(reading, Outcome.REJECTED) == ["after_export"]


def test_what_is_not_due_yet_stays_open_and_unsettled(tmp_path: Path) -> None:
    _, reading, made = understood(grid(tmp_path, AUXILIARY))

    assert settled_on(made.ledger)[3] == NEVER
    assert reading.entries[0].line == 4


def test_the_letters_of_columns_go_on_after_z() -> None:
    assert [proposal.letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
