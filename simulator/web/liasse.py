"""The tax return as people read it: three sheets, French labels, one column a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.accounts.liasse import LINES
from simulator.domain.accounts.statement import Statement
from simulator.domain.money import Cents

ASSETS = (
    ("AF", "Concessions, brevets, logiciels"),
    ("AH", "Fonds commercial"),
    ("AJ", "Autres immobilisations incorporelles"),
    ("AN", "Terrains"),
    ("AP", "Constructions"),
    ("AR", "Installations techniques, matériel"),
    ("AT", "Autres immobilisations corporelles"),
    ("AV", "Immobilisations en cours"),
    ("CU", "Autres participations"),
    ("BH", "Autres immobilisations financières"),
    ("BJ", "Total de l’actif immobilisé"),
    ("BL", "Matières premières, approvisionnements"),
    ("BN", "En-cours de production de biens"),
    ("BP", "En-cours de production de services"),
    ("BR", "Produits intermédiaires et finis"),
    ("BT", "Marchandises"),
    ("BV", "Avances et acomptes versés"),
    ("BX", "Clients et comptes rattachés"),
    ("BZ", "Autres créances"),
    ("CD", "Valeurs mobilières de placement"),
    ("CF", "Disponibilités"),
    ("CH", "Charges constatées d’avance"),
    ("CJ", "Total de l’actif circulant"),
    ("CO", "Total général de l’actif"),
)
LIABILITIES = (
    ("DA", "Capital"),
    ("DB", "Primes d’émission, de fusion, d’apport"),
    ("DD", "Réserve légale"),
    ("DE", "Réserves statutaires"),
    ("DF", "Réserves réglementées"),
    ("DG", "Autres réserves"),
    ("DH", "Report à nouveau"),
    ("DI", "Résultat de l’exercice"),
    ("DJ", "Subventions d’investissement"),
    ("DK", "Provisions réglementées"),
    ("DL", "Total des capitaux propres"),
    ("DO", "Autres fonds propres"),
    ("DP", "Provisions pour risques"),
    ("DQ", "Provisions pour charges"),
    ("DR", "Total des provisions"),
    ("DS", "Emprunts obligataires convertibles"),
    ("DT", "Autres emprunts obligataires"),
    ("DU", "Emprunts auprès des établissements de crédit"),
    ("DV", "Emprunts et dettes financières divers (dont associés)"),
    ("DW", "Avances et acomptes reçus"),
    ("DX", "Fournisseurs et comptes rattachés"),
    ("DY", "Dettes fiscales et sociales"),
    ("DZ", "Dettes sur immobilisations"),
    ("EA", "Autres dettes"),
    ("EB", "Produits constatés d’avance"),
    ("EC", "Total des dettes"),
    ("EE", "Total général du passif"),
    ("EH", "Dont concours bancaires courants"),
    ("d1a", "Dont emprunts à moins d’un an, hors concours"),
)
INCOME = (
    ("FC", "Ventes de marchandises"),
    ("FF", "Production vendue : biens"),
    ("FI", "Production vendue : services"),
    ("FL", "Chiffre d’affaires net"),
    ("FM", "Production stockée"),
    ("FN", "Production immobilisée"),
    ("FO", "Subventions d’exploitation"),
    ("FP", "Reprises et transferts de charges"),
    ("FQ", "Autres produits"),
    ("FR", "Total des produits d’exploitation"),
    ("FS", "Achats de marchandises"),
    ("FT", "Variation de stock de marchandises"),
    ("FU", "Achats de matières premières"),
    ("FV", "Variation de stock de matières premières"),
    ("FW", "Autres achats et charges externes"),
    ("FX", "Impôts, taxes et versements assimilés"),
    ("FY", "Salaires et traitements"),
    ("FZ", "Charges sociales"),
    ("GA", "Dotations aux amortissements"),
    ("GB", "Dotations aux dépréciations des immobilisations"),
    ("GC", "Dotations aux dépréciations de l’actif circulant"),
    ("GD", "Dotations aux provisions"),
    ("GE", "Autres charges"),
    ("GF", "Total des charges d’exploitation"),
    ("GG", "Résultat d’exploitation"),
    ("GP", "Total des produits financiers"),
    ("GR", "Intérêts et charges assimilées"),
    ("GU", "Total des charges financières"),
    ("GV", "Résultat financier"),
    ("GW", "Résultat courant avant impôts"),
    ("HD", "Total des produits exceptionnels"),
    ("HH", "Total des charges exceptionnelles"),
    ("HI", "Résultat exceptionnel"),
    ("HJ", "Participation des salariés"),
    ("HK", "Impôt sur les bénéfices"),
    ("HN", "Bénéfice ou perte"),
    ("inv", "Acquisitions d’immobilisations corporelles (2054)"),
    ("p757", "Dont produits de cession d’immobilisations (757)"),
    ("c657", "Dont valeur comptable des immobilisations cédées (657)"),
)
TOTALS = frozenset(
    {"BJ", "CJ", "CO", "DL", "DR", "EC", "EE", "FL", "FR", "GF", "GG", "GV", "GW", "HI", "HN"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its code, label and amounts by year, the newest first (net of depreciation)."""

    code: str
    label: str
    amounts: tuple[Cents, ...]
    gross: Cents | None
    depreciation: Cents | None
    total: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the three sheets."""

    title: str
    rows: tuple[Row, ...]
    detailed: bool


def sheets(statements: Sequence[Statement]) -> tuple[Sheet, ...]:
    """Return the three sheets of the statements (oldest first), without the empty lines."""
    newest_first = tuple(reversed(statements))
    if not newest_first:
        return ()
    return tuple(
        Sheet(title, tuple(_rows(lines, newest_first, detailed=detailed)), detailed)
        for title, lines, detailed in (
            ("Bilan, actif (2050)", ASSETS, True),
            ("Bilan, passif (2051)", LIABILITIES, False),
            ("Compte de résultat (2052, 2053)", INCOME, False),
        )
    )


def _rows(
    lines: tuple[tuple[str, str], ...], years: tuple[Statement, ...], *, detailed: bool
) -> list[Row]:
    rows = []
    for code, label in lines:
        impairment = LINES[code].impairment if detailed else None
        amounts = tuple(
            Cents(year[code] - (year[impairment] if impairment else 0)) for year in years
        )
        gross = years[0][code] if detailed else None
        if not any(amounts) and not gross:
            continue
        rows.append(
            Row(
                code,
                label,
                amounts,
                gross,
                years[0][impairment] if impairment else None,
                code in TOTALS,
            )
        )
    return rows
