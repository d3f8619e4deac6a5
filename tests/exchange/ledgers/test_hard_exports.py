"""Exports that deceive: totals called like customers, balances that run, accounts of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from simulator.domain.dates import from_day, to_day
from simulator.domain.ledger.balances import open_at
from simulator.exchange.ledgers import lines, proposal
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.lines import Outcome
from simulator.exchange.ledgers.portfolio import NothingToImport, build
from tests.exchange.ledgers.files import TODAY, frame, grid, workbook
from tests.exchange.ledgers.test_reading_exports import left, reasons, understood


def codes(folder: Path, text: str) -> set[str]:
    found = grid(folder, text)
    return {fault.code for fault in proposal.faults(found, proposal.propose(found))}


def test_a_firm_called_total_is_a_customer_and_a_total_is_not(tmp_path: Path) -> None:
    text = (
        "Client;N° facture;Date;Échéance;Montant\n"
        "TOTAL ÉNERGIES;1;13/02/2026;15/03/2026;10,00\n"
        "Cumulus SA;2;13/02/2026;15/03/2026;5,00\n"
        "Cumulus SA;3;pas une date;15/03/2026;5,00\n"
        "Total;;;;15,00\n"
        ";;;TOTAL;15,00\n"
        "*;;;;15,00\n"
    )
    _, reading, made = understood(grid(tmp_path, text))

    assert made.customers == ("total energies", "cumulus sa")
    assert reasons(reading, Outcome.IGNORED) == ["header", "total", "total", "total"]
    assert reasons(reading, Outcome.REJECTED) == ["unreadable_date"]


RUNNING = """Compte tiers;Intitulé;Date;Pièce;Libellé;Échéance;Débit;Crédit;Let;Solde
C1;Alpha;13/01/2026;F1;Facture;13/02/2026;100,00;;A;100,00
C1;Alpha;15/02/2026;R1;Virement;;;100,00;A;0,00
C1;Alpha;16/02/2026;F2;Facture;16/03/2026;70,00;;;70,00
C1;Alpha;17/02/2026;F3;Facture;17/03/2026;30,00;;;100,00
C2;Bêta;18/02/2026;F4;Facture;18/03/2026;8,00;;;8,00
"""


def test_a_balance_that_runs_is_not_what_is_left_of_a_line(tmp_path: Path) -> None:
    plan, reading, made = understood(grid(tmp_path, RUNNING))

    assert Field.REMAINING not in plan.columns
    assert "running_balance" in codes(tmp_path, RUNNING)
    # F1 is settled by the transfer of its letter, though its balance of the day was its amount.
    assert left(made, reading.as_of) == [0, 7_000, 3_000, 800]


def test_what_is_left_of_each_line_is_not_taken_for_a_balance_that_runs(tmp_path: Path) -> None:
    text = (
        "Client;Date;Échéance;Montant;Solde\nA;13/01/2026;13/02/2026;100,00;0,00\n"
        "A;14/01/2026;13/02/2026;50,00;50,00\nA;15/01/2026;13/02/2026;80,00;20,00\n"
    )
    plan, reading, made = understood(grid(tmp_path, text))

    assert Field.REMAINING in plan.columns
    assert left(made, reading.as_of) == [0, 5_000, 2_000]


FEC = """JournalCode|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|Montantdevise|Idevise
VE|20260115|41110000|Clients|C001|Dupond|F1|20260115|Facture|1200,00|0,00|AA|20260220||
VE|20260115|70700000|Ventes|||F1|20260115|Facture|0,00|1000,00||||
VE|20260115|44571000|TVA|||F1|20260115|Facture|0,00|200,00||||
BQ|20260220|51200000|Banque|||R1|20260220|VIR Dupond|1200,00|0,00||||
BQ|20260220|41110000|Clients|C001|Dupond|R1|20260220|VIR Dupond|0,00|1200,00|AA|20260220||
VE|20260315|41110000|Clients|C002|Smith|F2|20260315|Facture|360,00|0,00|||-400,00|USD
AC|20260316|40110000|Fournisseurs|F077|Brico|X1|20260316|Achat|0,00|100,00||||
"""  # noqa: E501 - the columns of the legal format


def test_of_all_the_entries_of_a_firm_only_those_of_customers_are_read(tmp_path: Path) -> None:
    plan, reading, made = understood(grid(tmp_path, FEC))

    assert plan.columns[Field.ACCOUNT] == 2
    assert made.customers == ("#C001", "#C002")
    assert reasons(reading, Outcome.IGNORED) == ["header"] + ["account"] * 4
    assert reasons(reading, Outcome.REJECTED) == []
    # The dollars are those of another column: what is in debit is in euros.
    assert left(made, reading.as_of) == [0, 36_000]


def test_a_clearing_that_is_a_day_is_when_it_was_paid(tmp_path: Path) -> None:
    text = (
        "Customer\tName 1\tDocument No\tDoc. Date\tDue date\tAmount in LC\tClearing\tClrng doc.\n"
        "10\tACME\t1\t15.01.2026\t14.02.2026\t100,00\t20.02.2026\t77\n"
        "10\tACME\t2\t16.01.2026\t15.02.2026\t50,00\t\t\n"
    )
    plan, _, made = understood(grid(tmp_path, text, "utf-16"))

    assert made.customers == ("#10",)
    assert (plan.columns[Field.NAME], plan.columns[Field.GROUP]) == (1, 7)
    assert [from_day(day) for day in made.ledger.payments.paid] == [date(2026, 2, 20)]


def test_an_amount_paid_that_says_yes_or_no_is_a_status(tmp_path: Path) -> None:
    rows = [
        ["Client", "Date", "Échéance", "Montant", "Réglé"],
        ["A", date(2026, 1, 31), date(2026, 3, 2), 10, "oui"],
        ["A", date(2026, 2, 1), date(2026, 3, 3), 20, "non"],
        ["#REF!", date(2026, 2, 1), date(2026, 3, 3), 40, "non"],
    ]
    plan, reading, made = understood(grid(tmp_path, workbook(rows)))

    assert plan.columns[Field.STATUS] == 4
    assert left(made, reading.as_of) == [0, 2_000]
    [wrong] = [line for line in reading.lines if line.outcome is Outcome.REJECTED]
    assert (wrong.reason, wrong.text) == ("no_customer", "#REF!")


def test_a_customer_without_its_code_on_a_line_is_known_by_its_name(tmp_path: Path) -> None:
    text = (
        "Code client;Raison sociale;Date;Montant\n;ALPHA;13/01/2026;1,00\n"
        "C1;Alpha;14/01/2026;2,00\nC1;;15/01/2026;4,00\nC2;Bêta;16/01/2026;8,00\n"
    )
    _, _, made = understood(grid(tmp_path, text))

    assert made.customers == ("#C1", "#C2")
    assert made.ledger.documents.customer.tolist() == [0, 0, 0, 1]


def test_the_reference_of_an_order_is_not_the_code_of_a_customer(tmp_path: Path) -> None:
    rows = [f"F{n};PO{n};{'AB'[n % 2]};1{n}/01/2026;1,00" for n in range(8)]
    text = "\n".join(["Réf.;Réf. client;Tiers;Date facturation;Montant TTC", *rows])
    _, _, made = understood(grid(tmp_path, text))

    assert made.customers == ("a", "b")


def test_the_shops_of_a_chain_are_customers_apart(tmp_path: Path) -> None:
    rows = [f"M{n % 5};Chaîne;1{n % 9}/01/2026;{n},00" for n in range(1, 16)]
    _, _, made = understood(
        grid(tmp_path, "\n".join(["Code client;Raison sociale;Date facture;Montant TTC", *rows]))
    )

    assert len(made.customers) == 5


def test_items_that_were_never_sent_are_not_owed(tmp_path: Path) -> None:
    text = (
        "Client;Date;Montant;État\nA;13/01/2026;1,00;Impayée\nA;14/01/2026;2,00;Brouillon\n"
        "A;15/01/2026;4,00;Annulée\nA;16/01/2026;8,00;Voided\n"
    )
    _, reading, made = understood(grid(tmp_path, text))

    assert left(made, reading.as_of) == [100]
    assert reasons(reading, Outcome.IGNORED) == ["header"] + ["cancelled"] * 3


@pytest.mark.parametrize(
    ("cells", "kept", "foreign"),
    [
        (["1,00;EUR", "2,00;€", "4,00;USD", "8,00;"], [100, 200, 800], False),
        (["1,00;EUR", "2,00;", "$4,00;", "4,00 GBP;"], [100, 200], False),
        (["1,00;USD", "2,00;usd", "4,00;EUR"], [100, 200], True),
        (["$1,00;", "$2,00;"], [100, 200], True),
    ],
)
def test_lines_in_another_currency_than_the_file_s_are_refused(
    tmp_path: Path, cells: list[str], kept: list[int], foreign: bool
) -> None:
    rows = [f"A;1{n}/01/2026;{cell}" for n, cell in enumerate(cells)]
    text = "\n".join(["Client;Date;Montant;Devise", *rows])
    _, reading, _ = understood(grid(tmp_path, text))

    assert [entry.amount for entry in reading.entries] == kept
    assert set(reasons(reading, Outcome.REJECTED)) <= {"foreign_currency"}
    assert ("foreign_file" in codes(tmp_path, text)) is foreign


def test_the_amount_in_euros_is_read_beside_that_in_another_currency(tmp_path: Path) -> None:
    text = (
        "Client;Date;Montant devise;Devise;Montant EUR\n"
        "A;13/01/2026;110,00;USD;100,00\nA;14/01/2026;50,00;EUR;50,00\n"
    )
    _, reading, _ = understood(grid(tmp_path, text))

    assert [entry.amount for entry in reading.entries] == [10_000, 5_000]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Échéancier au 31/03/2026, édité le 02/04/2026", date(2026, 3, 31)),
        ("As of March 31, 2026", date(2026, 3, 31)),
        ("Arrêté au 31 mars 2026", date(2026, 3, 31)),
        ("Exercice du 2026-01-01 au 2026-12-31", date(2026, 2, 14)),  # not over yet
        ("Période du 01/01/2026 au 31/01/2026", date(2026, 2, 14)),  # before the last item
        ("Budget 99/99/2026", date(2026, 2, 14)),
    ],
)
def test_the_day_of_the_export_is_that_of_its_title(tmp_path: Path, title: str, day: date) -> None:
    text = f"{title};;\nClient;Date;Montant\nA;13/01/2026;1,00\nA;14/02/2026;2,00\n"
    _, reading, _ = understood(grid(tmp_path, text))

    assert reading.as_of == day


def test_a_day_that_a_workbook_holds_above_the_columns_is_read(tmp_path: Path) -> None:
    rows = [["Au", date(2026, 2, 28)], ["Client", "Date", "Montant"], ["A", date(2026, 2, 1), 1]]
    _, reading, _ = understood(grid(tmp_path, workbook(rows)))

    assert reading.as_of == date(2026, 2, 28)


def test_signs_that_are_guessed_wrong_are_chosen(tmp_path: Path) -> None:
    found = grid(tmp_path, "Client;Date;Montant\nA;13/02/2026;-10,00\nB;14/02/2026;4,00\n")
    plan = proposal.propose(found)
    asked = proposal.settle(found, plan, signs=proposal.Signs.REVERSED)

    assert [entry.amount for entry in lines.read(found, plan, TODAY).entries] == [-1_000, 400]
    assert [entry.amount for entry in lines.read(found, asked, TODAY).entries] == [1_000, -400]
    assert (plan.signs_given, asked.signs_given) == (False, True)


def test_when_no_line_is_read_each_still_says_why(tmp_path: Path) -> None:
    found = grid(tmp_path, "Client;Date;Montant\nA;13/02/2026;douze\nB;14/02/2026;0,00\n")
    plan = proposal.settle(
        found,
        proposal.Plan(
            0, {Field.NAME: 0, Field.ISSUED: 1, Field.AMOUNT: 2}, ",", {}, proposal.Signs.SIGNED
        ),
    )

    with pytest.raises(NothingToImport) as caught:
        build(found, plan, frame(), TODAY)
    assert [line.reason for line in caught.value.lines] == ["header", "unreadable_amount", "zero"]


def test_a_portfolio_owes_on_the_day_of_its_export(tmp_path: Path) -> None:
    found = grid(tmp_path, f"Au 31/03/2026\n{RUNNING}")
    portfolio = build(found, proposal.propose(found), frame(), TODAY).portfolio

    assert portfolio.as_of == date(2026, 3, 31)
    assert int(open_at(portfolio.ledger, to_day(portfolio.as_of)).sum()) == 10_800


PRINTED = """Édition du 02/04/2026;;;;;;Page 1
Société XYZ;;;;;;
Client : C001 Alpha;;;;;;
Date;Journal;Pièce;Libellé;Échéance;Débit;Crédit
05/01/2026;VEN;F1;Facture;04/02/2026;100,00;
10/02/2026;BAN;F1;Règlement;;;100,00
;;;Total C001;;100,00;100,00
Société XYZ;;;;;;Page 2
Compte n° 411BET;Bêta;;;;;
Date;Journal;Pièce;Libellé;Échéance;Débit;Crédit
15/01/2026;VEN;F2;Facture;14/02/2026;250,00;
Mardi 3;;;;;;
16/01/2026;VEN;F3;Facture;15/02/2026;8,00;
411GAM Gamma;;;;;;
17/01/2026;VEN;F4;Facture;16/02/2026;1,00;
Total général;;;;;359,00;100,00
"""


def test_customers_announced_above_their_items_as_printed_ledgers_do(tmp_path: Path) -> None:
    found = grid(tmp_path, PRINTED)
    plan, reading, made = understood(found)

    assert plan.headings
    assert made.customers == ("c001 alpha", "411bet beta", "411gam gamma")
    assert left(made, reading.as_of) == [0, 25_000, 800, 100]
    assert reasons(reading, Outcome.IGNORED).count("heading") == 2
    # What announces nobody changes nobody: it is a line that is not read.
    assert [line.line for line in reading.lines if line.outcome is Outcome.REJECTED] == [8, 12]
    assert not any(line.notices for line in reading.lines)
    assert "headings" in {fault.code for fault in proposal.faults(found, plan)}


def test_a_column_of_customers_wins_over_what_stands_above(tmp_path: Path) -> None:
    text = "Compte : 411 Alpha;;\nClient;Date;Montant\nB;13/01/2026;1,00\n"

    plan, _, made = understood(grid(tmp_path, text))

    assert not plan.headings
    assert made.customers == ("b",)


def test_what_a_title_says_in_brackets_is_not_its_name(tmp_path: Path) -> None:
    text = (
        "Customer ID,Amount Due (net),Due Date (UTC),Date (UTC)\n"
        "cus_1,1200.00,2026-02-12 00:00,2026-01-13 10:22\n"
    )
    plan, reading, _ = understood(grid(tmp_path, text))

    assert (plan.columns[Field.DUE], plan.columns[Field.ISSUED]) == (2, 3)
    assert [(e.issued, e.due, e.left) for e in reading.entries] == [
        (date(2026, 1, 13), date(2026, 2, 12), 120_000)
    ]
