"""Lists of the product as tables: the columns of a file beside those of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from simulator.domain.ledger.columns import Kind as DocumentKind
from simulator.domain.names import alphabetical
from simulator.domain.portfolio import Portfolio
from simulator.domain.tables import Cell, Column, Kind, Plain, Table, table
from simulator.domain.training.certificates import Kind as Paper
from simulator.domain.training.evaluation import GroupResult
from simulator.domain.training.follow_up import Actions, ActionState
from simulator.services import catalogue, portfolios
from simulator.services.audit import Told
from simulator.services.certificates import Line as CertificateLine
from simulator.services.evaluations import Judged
from simulator.services.exports import Item, Signed
from simulator.services.game_results import Results
from simulator.services.portfolios import File, Listing
from simulator.services.rooms import Grid
from simulator.services.trainees import Trainee
from simulator.services.trainings import TrainingLine
from simulator.web import audit_words, display, liasse
from simulator.web.attendances import stated
from simulator.web.clock import PARIS
from simulator.web.evaluations import LEVELS
from simulator.web.export_words import ACTIONS
from simulator.web.portfolios import STATUSES, TERMS

CENTS, DATE, NUMBER = Kind.CENTS, Kind.DATE, Kind.NUMBER


def _moment(at: datetime | None) -> datetime | None:
    return at.astimezone(PARIS) if at else None


def trainings(lines: Sequence[TrainingLine]) -> Table:
    """Return the list of a trainer's trainings."""
    return table(
        "Formations",
        lines,
        (Column("Formation"), lambda one: one.title),
        (Column("Programme"), lambda one: one.programme),
        (Column("Premier jour", DATE), lambda one: one.first_day),
        (Column("Dernier jour", DATE), lambda one: one.last_day),
        (Column("Client"), lambda one: one.client),
        (Column("Lieu"), lambda one: one.place),
        (Column("Stagiaires", NUMBER), lambda one: one.trainees),
        (Column("Code"), lambda one: one.join_code),
        (Column("État"), lambda one: "ouverte" if one.state == "open" else "fermée"),
    )


def people(lines: Sequence[Trainee]) -> Table:
    """Return the trainees of a training; their resume links are theirs alone."""
    return table(
        "Stagiaires",
        lines,
        (Column("Nom"), lambda one: one.last_name),
        (Column("Prénom"), lambda one: one.first_name),
        (Column("Entreprise"), lambda one: one.company),
    )


def progress(grid: Grid) -> Table:
    """Return the best mark of each person in each activity; a lesson that was read says so."""
    heads = [
        Column(activity.title, Kind.PERCENT if activity.kind in {"exercise", "quiz"} else Kind.TEXT)
        for activity in grid.activities
    ]
    rows = []
    for person in grid.people:
        cells: list[Plain | Cell] = [person.trainee.last_name, person.trainee.first_name]
        for head, cell in zip(heads, person.cells, strict=True):
            if cell.best is not None:
                cells.append(Cell(cell.best, Kind.PERCENT, 1))
            elif head.kind is Kind.TEXT and cell.status:
                cells.append("lue")
            else:
                cells.append(Cell("en cours" if cell.status else None, Kind.TEXT))
        rows.append(tuple(cells))
    return Table("Avancement", (Column("Nom"), Column("Prénom"), *heads), tuple(rows))


def attendance(lines: Sequence[Signed]) -> Table:
    """Return the presence of each person in each half-day."""
    return table(
        "Émargement",
        lines,
        (Column("Demi-journée"), lambda one: display.half_day(one.half_day.starts_at)),
        (Column("Début", Kind.MOMENT), lambda one: _moment(one.half_day.starts_at)),
        (Column("Durée (min)", NUMBER), lambda one: one.half_day.minutes),
        (Column("Nom"), lambda one: one.person.name),
        (Column("Entreprise"), lambda one: one.person.company),
        (Column("Présence"), lambda one: stated(one.person)),
        (
            Column("Présent (min)", NUMBER),
            lambda one: one.person.entry.minutes if one.person.entry else None,
        ),
        (
            Column("Constaté le", Kind.MOMENT),
            lambda one: _moment(one.person.entry.at) if one.person.entry else None,
        ),
    )


def opinions(result: GroupResult, wordings: Mapping[str, str]) -> tuple[Table, Table]:
    """Return the group's grades, then its words without names."""
    grades = table(
        "Évaluations",
        result.averages,
        (Column("Question"), lambda one: wordings[one.name]),
        (Column("Moyenne sur 5", NUMBER, 2), lambda one: one.mean),
        *(
            (Column(f"Note {grade}", NUMBER), lambda one, rank=grade - 1: one.counts[rank])
            for grade in range(1, 6)
        ),
    )
    said = [(name, text) for name, texts in result.texts.items() for text in texts]
    words = table(
        "Avis",
        said,
        (Column("Question"), lambda one: wordings[one[0]]),
        (Column("Réponse"), lambda one: one[1]),
    )
    return grades, words


def actions(found: Actions, labels: Mapping[ActionState, str]) -> Table:
    """Return how many actions of the plans are in each state."""
    rows = tuple((label, getattr(found, state.value)) for state, label in labels.items())
    return Table("Plan d’action", (Column("État"), Column("Actions", NUMBER)), rows)


def achievements(lines: Sequence[Judged], objectives: Sequence[str]) -> Table:
    """Return what each person acquired, objective by objective."""
    heads = (Column("Nom"), *(Column(objective) for objective in objectives))
    rows = tuple(
        (one.name, *(LEVELS[level] if level else "" for level in one.levels)) for one in lines
    )
    return Table("Acquis", heads, rows)


def certificates(lines: Sequence[CertificateLine]) -> Table:
    """Return the presence of each person and the papers issued."""
    return table(
        "Certificats",
        lines,
        (Column("Nom"), lambda one: one.name),
        (Column("Présence (min)", NUMBER), lambda one: one.minutes),
        (Column("Prévu (min)", NUMBER), lambda one: one.planned),
        *(
            (Column(title), lambda one, kind=kind: getattr(one.issued.get(kind), "number", ""))
            for kind, title in (
                (Paper.ATTESTATION, "Attestation"),
                (Paper.CERTIFICAT, "Certificat"),
            )
        ),
    )


def log(lines: Sequence[Told]) -> Table:
    """Return what was done by the staff in a training."""
    return table(
        "Journal",
        lines,
        (Column("Quand", Kind.MOMENT), lambda one: _moment(one.at)),
        (Column("Qui"), lambda one: one.trainer),
        (Column("Action"), lambda one: ACTIONS.get(one.action, one.action)),
        (Column("Ce qui s’est passé"), audit_words.sentence),
        (
            Column("Détail"),
            lambda one: ", ".join(f"{name}={value}" for name, value in sorted(one.data.items())),
        ),
    )


def game(found: Results) -> tuple[Table, Table]:
    """Return the marks of a live quiz by person, then by question."""
    scored = [item for item in found.items if item.scored]
    rows = tuple(
        (
            line.player.trainee.last_name,
            line.player.trainee.first_name,
            line.team,
            line.standing.rank if line.standing else None,
            line.standing.score.points if line.standing else None,
            *line.shares,
        )
        for line in found.lines
    )
    heads = (
        Column("Nom"),
        Column("Prénom"),
        Column("Équipe"),
        Column("Rang", NUMBER),
        Column("Points", NUMBER),
        *(Column(f"Q{item.number}", Kind.PERCENT) for item in scored),
    )
    questions = table(
        "Questions",
        found.items,
        (Column("Numéro", NUMBER), lambda one: one.number),
        (Column("Question"), lambda one: one.text),
        (Column("Réponses", NUMBER), lambda one: one.answers),
        (Column("Justes", NUMBER), lambda one: one.right if one.scored else None),
    )
    return Table("Personnes", heads, rows), questions


def _note(portfolio: Portfolio) -> tuple[str, Cell]:
    return ("Arrêté au", Cell(portfolio.as_of, DATE))


def portfolio(listing: Listing, title: str) -> Table:
    """Return the customers with what they owe."""
    found = table(
        title,
        listing.lines,
        (Column("Client"), lambda one: one.customer.identity.name),
        (Column("SIREN (fictif)"), lambda one: one.customer.identity.siren),
        (Column("Secteur"), lambda one: catalogue.sectors()[one.customer.identity.sector]),
        (Column("Taille"), lambda one: one.customer.identity.size.value),
        (Column("Conditions"), lambda one: TERMS.get(one.customer.terms, one.customer.terms)),
        (Column("Encours", CENTS), lambda one: one.open),
        (Column("Échu", CENTS), lambda one: one.overdue),
        (Column("En litige", CENTS), lambda one: one.disputed),
        (Column("Retard maximal (j)", NUMBER), lambda one: max(0, one.oldest_days)),
        (Column("Ligne", CENTS), lambda one: one.customer.limit),
        (Column("Dépassement", CENTS), lambda one: one.overrun),
    )
    return Table(found.title, found.columns, found.rows, ("Arrêté au", Cell(listing.as_of, DATE)))


def items(found: Sequence[Item], whole: Portfolio, title: str) -> Table:
    """Return documents of the ledger."""
    made = table(
        title,
        found,
        (Column("Client"), lambda one: one.customer.identity.name),
        (
            Column("Nature"),
            lambda one: "avoir" if one.document.kind is DocumentKind.CREDIT_NOTE else "facture",
        ),
        (Column("Pièce"), lambda one: str(one.document.number)),
        (Column("Émise le", DATE), lambda one: one.document.issued),
        (Column("Échéance", DATE), lambda one: one.document.due),
        (Column("Montant TTC", CENTS), lambda one: one.document.gross),
        (Column("Reste dû", CENTS), lambda one: one.document.left),
        (Column("En litige", CENTS), lambda one: one.document.disputed),
        (
            Column("Retard (j)", NUMBER),
            lambda one: max(0, one.document.days_late) if one.document.left else 0,
        ),
        (Column("État"), lambda one: STATUSES[one.document.status]),
        (Column("Soldée le", DATE), lambda one: one.document.settled),
        (Column("Promise pour le", DATE), lambda one: one.document.promised),
    )
    return Table(made.title, made.columns, made.rows, _note(whole))


def ageing(whole: Portfolio) -> Table:
    """Return the aged balance by customer."""
    aged = portfolios.ageing(whole)
    kept = [
        customer
        for customer in sorted(whole.customers, key=lambda one: alphabetical(one.identity.name))
        if aged.balances[customer.id] or aged.credits[customer.id]
    ]
    heads = (
        Column("Client"),
        *(Column(band.label, CENTS) for band in aged.bands),
        Column("Avoirs", CENTS),
        Column("Solde", CENTS),
    )
    rows: tuple[tuple[Plain, ...], ...] = tuple(
        (
            one.identity.name,
            *(int(amount) for amount in aged.amounts[one.id]),
            int(aged.credits[one.id]),
            int(aged.balances[one.id]),
        )
        for one in kept
    )
    return Table("Balance âgée", heads, rows, _note(whole))


def customer(file: File) -> tuple[Table, ...]:
    """Return the accounts and the open documents of a customer, for a workbook."""
    name = file.customer.identity.name
    statements = file.customer.statements
    heads = (
        Column("Code"),
        Column("Poste"),
        *(Column(display.day(one.closing), CENTS) for one in reversed(statements)),
    )
    sheets = [
        Table(
            f"{sheet.title.partition(' (')[0]} {name}",
            heads,
            tuple((row.code, row.label, *row.amounts) for row in sheet.rows),
        )
        for sheet in liasse.sheets(statements)
    ]
    documents = table(
        f"Pièces {name}",
        [one for one in file.documents if one.left],
        (Column("Pièce"), lambda one: str(one.number)),
        (Column("Émise le", DATE), lambda one: one.issued),
        (Column("Échéance", DATE), lambda one: one.due),
        (Column("Montant TTC", CENTS), lambda one: one.gross),
        (Column("Reste dû", CENTS), lambda one: one.left),
        (Column("En litige", CENTS), lambda one: one.disputed),
    )
    return (*sheets, documents)
