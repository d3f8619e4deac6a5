"""A real ledger as the portfolio of a training: confirmed, given to each, taken back."""

from __future__ import annotations

import zlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from simulator.domain.dates import to_day
from simulator.domain.ledger.balances import open_at
from simulator.exchange import drafts, snapshots
from simulator.exchange.drafts import DraftGone
from simulator.exchange.guard import UploadRefused
from simulator.exchange.ledgers.dates import Order
from simulator.exchange.ledgers.fields import Field
from simulator.exchange.ledgers.portfolio import NothingToImport
from simulator.services import imports, portfolios
from simulator.services.imports import Choices
from simulator.store.imports import ImportedLedgerRow
from simulator.store.trainings import ActivityRow, TrainingRow
from tests.classroom import Classroom
from tests.conftest import Clock, House

FILE = """Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC;Reste dû
C77001;Ferronnerie Zwingelstein;PX-1;13/02/2026;15/03/2026;1 200,00;200,00
C77001;Ferronnerie Zwingelstein;PX-2;14/03/2026;13/04/2026;300,00;300,00
C77002;Cartonnages Hulotte;PX-3;15/03/2026;14/04/2026;50,00;0,00
C77002;Cartonnages Hulotte;PX-4;pas une date;14/04/2026;50,00;0,00
C77003;Mairie de Zwing;PX-5;20/03/2026;19/04/2026;80,50;80,50
""".encode("cp1252")
OPEN = 58_050


@pytest.fixture
def room(house: House) -> Classroom:
    return house.classroom()


@pytest.fixture
def training(room: Classroom, session: Session) -> TrainingRow:
    return session.get_one(TrainingRow, room.training_id)


def sent(room: Classroom, training: TrainingRow, folder: Path, clock: Clock) -> str:
    return imports.start(folder, imports.place(room.trainer, training), FILE, clock())


def confirmed(
    session: Session,
    room: Classroom,
    training: TrainingRow,
    folder: Path,
    clock: Clock,
    choices: Choices | None = None,
) -> ImportedLedgerRow:
    token = sent(room, training, folder, clock)
    chosen = choices or Choices()
    found = imports.opened(folder, imports.place(room.trainer, training), token, clock(), chosen)
    return imports.confirm(session, room.trainer, training, found, chosen, now=clock())


def test_a_file_is_shown_before_anything_is_kept(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    token = sent(room, training, tmp_path, clock)

    found = imports.opened(tmp_path, imports.place(room.trainer, training), token, clock())

    assert found.imported is not None
    assert len(found.imported.portfolio.customers) == 3
    assert imports.owed(found.imported.portfolio) == OPEN
    assert imports.attached(session, training) is None


def test_each_trainee_gets_the_same_portfolio(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    row = confirmed(session, room, training, tmp_path, clock)

    one, two = (portfolios.of_trainee(session, who.id, clock()) for who in room.people[:2])

    assert (row.customers, row.documents, row.lines, row.rejected) == (3, 4, 6, 1)
    assert one.customers == two.customers
    assert int(open_at(one.ledger, to_day(one.as_of)).sum()) == OPEN
    assert portfolios.listing(one).open == OPEN
    assert one.version == "import-1"


def test_each_trainee_may_have_the_names_in_an_order_of_their_own(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    confirmed(session, room, training, tmp_path, clock, Choices(own_names=True))
    orders = {
        tuple(c.identity.name for c in portfolios.of_trainee(session, who.id, clock()).customers)
        for who in room.people
    }

    assert len({frozenset(order) for order in orders}) == 1
    assert all(len(order) == 3 for order in orders)


def test_nothing_of_the_file_is_in_the_database_or_on_the_disk(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "apart"
    row = confirmed(session, room, training, folder, clock, Choices(Decimal("0.37")))
    [draft] = (folder / drafts.FOLDER).iterdir()
    imports.forget(folder, draft.stem.partition("-")[2])

    content = zlib.decompress(row.snapshot[len(snapshots.MAGIC) + 32 :]).decode(errors="replace")
    for word in ("Zwing", "Hulotte", "C7700", "PX-", "Ferronnerie", "Cartonnages"):
        assert word.casefold() not in content.casefold()
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    ledger = snapshots.load(row.snapshot).ledger
    assert sorted(ledger.documents.gross.tolist()) == [1_850, 2_979, 11_100, 44_400]


def test_a_draft_is_of_one_trainer_one_training_and_one_hour(
    room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    token = sent(room, training, tmp_path, clock)

    with pytest.raises(DraftGone):
        imports.opened(
            tmp_path, replace(imports.place(room.trainer, training), trainer_id=0), token, clock()
        )
    with pytest.raises(DraftGone):
        imports.opened(
            tmp_path, imports.place(room.trainer, training), token, clock() + drafts.KEPT
        )
    assert list((tmp_path / drafts.FOLDER).iterdir()) == []


def test_an_abandoned_draft_is_deleted(
    room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    token = sent(room, training, tmp_path, clock)

    imports.abandon(tmp_path, imports.place(room.trainer, training), token, clock())

    with pytest.raises(DraftGone):
        imports.abandon(tmp_path, imports.place(room.trainer, training), token, clock())


def test_columns_and_formats_are_corrected(
    room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    text = b"Qui;Quand;Combien;Autre\nA;02/03/2026;1.500;1\nB;03/04/2026;2.500;2\n"
    token = imports.start(tmp_path, imports.place(room.trainer, training), text, clock())
    wanted = {Field.NAME: 0, Field.ISSUED: 1, Field.AMOUNT: 2, Field.DUE: 99}

    imports.correct(
        tmp_path,
        imports.place(room.trainer, training),
        token,
        wanted,
        mark=".",
        order=Order.MONTH_FIRST,
        as_of=None,
        now=clock(),
    )
    found = imports.opened(tmp_path, imports.place(room.trainer, training), token, clock())

    assert Field.DUE not in found.plan.columns
    assert found.imported is not None
    assert [entry.amount for entry in found.imported.entries] == [150, 250]
    assert [entry.issued.month for entry in found.imported.entries] == [2, 3]


def test_what_says_nothing_is_said_to_say_nothing(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    token = imports.start(tmp_path, imports.place(room.trainer, training), b"a;b\nc;d\n", clock())

    found = imports.opened(tmp_path, imports.place(room.trainer, training), token, clock())

    assert found.imported is None
    assert "no_amount" in found.nothing
    with pytest.raises(NothingToImport):
        imports.confirm(session, room.trainer, training, found, Choices(), now=clock())


def test_a_file_that_is_no_ledger_leaves_nothing(
    room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "apart"
    with pytest.raises(UploadRefused):
        imports.start(folder, imports.place(room.trainer, training), b"%PDF-1.7 ", clock())

    assert not folder.exists()


def test_another_file_replaces_the_first_and_it_can_be_taken_back(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    first = confirmed(session, room, training, tmp_path, clock)
    before = portfolios.of_trainee(session, room.people[0].id, clock())
    confirmed(session, room, training, tmp_path, clock, Choices(Decimal(2)))
    after = portfolios.of_trainee(session, room.people[0].id, clock())
    assert int(after.ledger.documents.gross.sum()) == 2 * int(before.ledger.documents.gross.sum())
    assert first.training_id == training.id

    assert imports.remove(session, room.trainer, training, clock())
    assert portfolios.of_trainee(session, room.people[0].id, clock()).version != "import-1"
    assert not imports.remove(session, room.trainer, training, clock())


def test_figures_that_were_worked_on_do_not_change(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    room = house.full()
    training = session.get_one(TrainingRow, room.training_id)

    with pytest.raises(imports.WorkBegun) as caught:
        confirmed(session, room, training, tmp_path, clock)
    assert caught.value.people >= 1
    assert imports.attached(session, training) is None


def test_exercises_that_need_accounts_are_named(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    assert imports.impossible_now(session, training) == ()
    confirmed(session, room, training, tmp_path, clock)

    [missing] = imports.impossible_now(session, training)

    assert missing.activity_id == room.exercise
    assert missing.accounts


def test_an_exercise_that_wants_more_items_is_not_said_to_want_accounts(
    session: Session, room: Classroom, training: TrainingRow, tmp_path: Path, clock: Clock
) -> None:
    session.add(
        ActivityRow(
            training_id=training.id,
            position=99,
            kind="exercise",
            reference="balance-agee-aux-bornes",  # three open invoices of one customer
            title="Construire la balance âgée",
            minutes=15,
        )
    )
    session.flush()
    session.refresh(training)
    confirmed(session, room, training, tmp_path, clock)

    missing = imports.impossible_now(session, training)

    assert [(item.title, item.accounts) for item in missing] == [
        ("Lire un bilan", True),
        ("Construire la balance âgée", False),
    ]
