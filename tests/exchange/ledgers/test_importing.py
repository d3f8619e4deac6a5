"""From a file to a portfolio: to the cent, each line once, and no name of the file anywhere."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import open_at
from simulator.domain.ledger.check import faults as ledger_faults
from simulator.domain.refusals import OutOfRange
from simulator.exchange import snapshots
from simulator.exchange.ledgers import opening, plans, proposal
from simulator.exchange.ledgers.habits import terms
from simulator.exchange.ledgers.lines import Outcome, counted
from simulator.exchange.ledgers.portfolio import Imported, NothingToImport, build, inert
from tests.exchange.ledgers.files import TODAY, big, frame, grid

HEAD = "Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC;Reste dû;Plafond"


def imported(folder: Path, content: str, scale: str = "1", seed: int = 7) -> Imported:
    found = grid(folder, content)
    return build(found, proposal.propose(found), frame(seed, scale), TODAY)


def content_of(blob: bytes) -> bytes:
    """Return what a snapshot holds once inflated."""
    start = len(snapshots.MAGIC) + 32
    return zlib.decompress(blob[start:])


def test_thirty_thousand_lines_with_broken_ones_are_counted_once_each(
    tmp_path: Path,
) -> None:
    content, total, broken = big(30_000)
    path = tmp_path / "export.csv"
    path.write_bytes(content.replace("\u202f", "\u00a0").encode("cp1252"))
    found = opening.read(path)
    result = build(found, proposal.propose(found), frame(), TODAY)

    assert int(result.portfolio.ledger.documents.gross.sum()) == total
    assert [line.line for line in result.lines] == list(range(1, 30_001))
    counts = counted(result.lines)
    assert counts[Outcome.KEPT, "invoice"] == 30_000 - 1 - broken
    rejected = sum(n for (outcome, _), n in counts.items() if outcome is Outcome.REJECTED)
    assert rejected == broken
    assert {reason for outcome, reason in counts if outcome is Outcome.REJECTED} == {
        "broken_quotes",
        "unreadable_date",
        "unreadable_amount",
        "no_customer",
        "too_many_columns",
        "no_date",
    }


AMOUNTS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(-(10**7), 10**7).filter(bool),
        st.integers(0, 100),
        st.integers(0, 360),
    ),
    min_size=1,
    max_size=30,
)


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def listed(rows: list[tuple[int, int, int, int]]) -> tuple[str, int, int]:
    """Return a file, the sum of its amounts and of what is left, in cents."""
    text, gross, left = [HEAD], 0, 0
    for number, (customer, cents, share, days) in enumerate(rows):
        remaining = cents * share // 100 if cents > 0 else -(-cents * share // 100)
        issued = date(2025, 1, 13) + timedelta(days=days)
        gross, left = gross + cents, left + remaining
        text.append(
            f"C{customer};Nom {customer};F{number};{issued:%d/%m/%Y};"
            f"{issued + timedelta(days=30):%d/%m/%Y};{euros(cents)};{euros(remaining)};"
        )
    return "\n".join(text), gross, left


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=AMOUNTS, scale=st.sampled_from(["1", "0.37", "2.5", "0.01"]))
def test_cents_are_conserved_up_to_the_scale(
    tmp_path: Path, rows: list[tuple[int, int, int, int]], scale: str
) -> None:
    text, gross, left = listed([(0, 1, 100, 360), *rows])
    # A list of credits alone would be read as written from the other side.
    found = grid(tmp_path, text)
    plan = proposal.propose(found)
    sign = -1 if plan.signs is proposal.Signs.REVERSED else 1

    portfolio = build(found, plan, frame(scale=scale), TODAY).portfolio

    ledger = portfolio.ledger
    slack = 0 if scale == "1" else Decimal(len(rows) + 1)
    assert ledger_faults(ledger) == ()
    assert abs(int(ledger.documents.gross.sum()) - sign * gross * Decimal(scale)) <= slack
    open_now = int(open_at(ledger, to_day(portfolio.as_of)).sum())
    assert abs(open_now - sign * left * Decimal(scale)) <= 2 * slack


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 10**6), st.booleans(), st.integers(0, 3)),
        min_size=1,
        max_size=25,
    )
)
def test_a_ledger_of_debits_and_credits_keeps_its_balance(
    tmp_path: Path, rows: list[tuple[int, int, bool, int]]
) -> None:
    text, balance = ["Compte;Date;Jnl;Pièce;Débit;Crédit;Lettrage"], 0
    for number, (customer, cents, debit, group) in enumerate(rows):
        balance += cents if debit else -cents
        sides = f"{euros(cents)};" if debit else f";{euros(cents)}"
        # Customer and group make the letters; group 0 is not lettered.
        letters = f"L{customer}{group}" if group else ""
        day = f"{13 + number % 15}/03/2026"
        journal = "VE" if debit or cents % 3 == 0 else "BQ"
        text.append(f"C{customer};{day};{journal};P{number};{sides};{letters}")
    found = grid(tmp_path, "\n".join(text))
    result = build(found, proposal.propose(found), frame(), TODAY)

    ledger = result.portfolio.ledger
    told = {line.line: line.notices for line in result.lines}
    lone = sum(  # lettered without the other side: settled, as the letters say
        entry.amount
        for entry in result.entries
        if entry.group and "paid_on_missing" in told[entry.line]
    )
    assert ledger_faults(ledger) == ()
    assert int(open_at(ledger, to_day(date(2026, 12, 31))).sum()) == balance - lone


NAMES = (
    "Transports Lefebvre & Fils",
    "SARL Boucherie du Port",
    "Établissements Kowalczyk",
    "Mairie de Trifouillis",
    "ZX-Industrie",
    "Martin",
    "Paris",
    "Adèle Bonnet",
)


def secret_file() -> str:
    rows = [HEAD]
    for number, name in enumerate(NAMES * 3):
        code = f"CLI{7_000 + number % len(NAMES)}"
        rows.append(
            f"{code};{name};PIECE-{number}-XYZ;13/0{1 + number % 9}/2026;30/09/2026;"
            f"{100 + number},37;{number},00;9000,00"
        )
    return "\n".join(rows)


@pytest.mark.parametrize("seed", [1, 2, 3, 20261123])
def test_nothing_of_the_file_s_names_and_numbers_is_in_the_snapshot(
    tmp_path: Path, seed: int
) -> None:
    portfolio = imported(tmp_path, secret_file(), seed=seed).portfolio
    content = content_of(snapshots.dump(portfolio)).decode("utf-8", errors="replace").casefold()

    for name in NAMES:
        assert name.casefold() not in content
    assert "cli70" not in content
    assert "xyz" not in content
    assert snapshots.load(snapshots.dump(portfolio)).customers == portfolio.customers


def test_a_customer_has_one_identity_and_each_its_own(tmp_path: Path) -> None:
    portfolio = imported(tmp_path, secret_file()).portfolio

    identities = [customer.identity for customer in portfolio.customers]
    assert len(identities) == len(NAMES)
    assert len({identity.name for identity in identities}) == len(NAMES)
    assert len({identity.siren for identity in identities}) == len(NAMES)
    assert all(identity.email.endswith(".example") for identity in identities)
    assert [identity.public for identity in identities] == [
        name.startswith("Mairie") for name in NAMES
    ]
    assert all(c.identity.created < c.since for c in portfolio.customers)
    assert {c.limit for c in portfolio.customers} == {900_000}


def test_the_same_file_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    first, again, other = (
        snapshots.dump(imported(tmp_path, secret_file(), seed=seed).portfolio) for seed in (5, 5, 6)
    )

    assert first == again
    assert first != other


def test_real_names_are_kept_only_when_asked_and_compute_nothing(tmp_path: Path) -> None:
    text = "Client;Date;Montant\n=HYPERLINK(1);13/02/2026;1,00\n@SUM(A1);14/02/2026;2,00\n"
    found = grid(tmp_path, text)
    portfolio = build(found, proposal.propose(found), frame(real_names=True), TODAY).portfolio

    assert [c.identity.name for c in portfolio.customers] == ["HYPERLINK(1)", "SUM(A1)"]
    assert inert("\x1b[31m-+=") == "[31m-+="
    assert inert("=+-") == "Client"


def test_what_cannot_be_imported_is_refused_with_its_reasons(tmp_path: Path) -> None:
    with pytest.raises(NothingToImport) as caught:
        imported(tmp_path, "a;b\nc;d\n")
    assert set(caught.value.faults) == {"no_customer", "no_amount", "no_date"}
    with pytest.raises(NothingToImport) as caught:
        imported(tmp_path, "Client;Date;Montant\nA;13/02/2026;0,00\n")
    assert caught.value.faults == ("no_item",)
    with pytest.raises(OutOfRange):
        imported(tmp_path, secret_file(), scale="0.001")


def test_a_plan_is_kept_whole_between_two_pages(tmp_path: Path) -> None:
    plan = proposal.propose(grid(tmp_path, secret_file()))

    assert plans.from_record(plans.to_record(plan)) == plan


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            [(date(2026, 1, 10), date(2026, 2, 28)), (date(2026, 3, 5), date(2026, 4, 30))],
            "30j_fdm",
        ),
        (
            [(date(2026, 1, 10), date(2026, 2, 28)), (date(2026, 1, 20), date(2026, 3, 31))],
            "45j_fdm",
        ),
        ([(date(2026, 1, 10), date(2026, 2, 9))] * 3, "30j"),
        ([(date(2026, 1, 10), date(2026, 3, 12))] * 3, "60j"),
        ([(date(2026, 1, 10), date(2026, 1, 10))], "comptant"),
        ([(date(2026, 1, 10), date(2026, 8, 10))], "30j"),
        ([], "30j"),
    ],
)
def test_terms_are_those_of_most_due_days(rule: list[tuple[date, date]], expected: str) -> None:
    assert terms(rule) == expected
