"""Formulas of the workshop as a sheet takes them: the right ones, and those of foreseen mistakes.

Each is written under some conventions: which columns, which documents, how many days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.domain.dashboards.book import Book
from simulator.domain.indicators.conventions import Conventions, DayBasis, TaxBase
from simulator.domain.indicators.measure import Measure
from simulator.domain.indicators.mistakes import (
    Mistake,
    cb_no_history,
    forward_cb,
    no_fraction,
)

PERIMETER = "PERIMETRE"
"""Beside the house's twenty-four codes: documents counted that the conventions leave out."""


class Words:
    """Pieces of formulas under some conventions: which column, which documents, how many days."""

    def __init__(self, conventions: Conventions) -> None:
        self.conventions = conventions
        self.net = conventions.tax is TaxBase.EXCLUDING_VAT
        self.ht = "_HT" if self.net else ""
        self.other = "" if self.net else "_HT"
        self.banking = conventions.day_basis is DayBasis.BANKING
        left_out = (("Affacturé", conventions.factored), ("Douteux", conventions.doubtful))
        self.kept = tuple(f'{name};"non"' for name, counts in left_out if not counts)
        self.factor = "".join(f'*({name}="non")' for name, counts in left_out if not counts)

    def total(self, column: str, *tests: str, whole: bool = False) -> str:
        """Return the sum of a column on the perimeter, or on every document."""
        every = (*tests, *(() if whole else self.kept))
        return f"SOMME.SI.ENS({column};{';'.join(every)})" if every else f"SOMME({column})"

    def count(self, *tests: str) -> str:
        """Return the number of documents of the perimeter that meet tests."""
        return f"NB.SI.ENS({';'.join((*tests, *self.kept))})"

    def sales(self, suffix: str) -> str:
        """Return the sales of the last three months."""
        return f"(CA{suffix}_1+CA{suffix}_2+CA{suffix}_3)"

    def days(self, *, banking: bool) -> str:
        """Return the days of three months."""
        return "90" if banking else "(J_1+J_2+J_3)"


@dataclass(frozen=True, slots=True)
class Path:
    """A foreseen mistake: its code, and the formula or the function that gives its value."""

    code: str
    formula: str = ""
    computed: Callable[[Book], Measure] | None = None


_POSITIVE = ';">0"'
_UP_TO_TODAY = '"<="&Jour'
_BEFORE_MONTH = '"<"&Début'


def _left(w: Words, suffix: str | None = None) -> str:
    return f"Reste{w.ht if suffix is None else suffix}"


def _gross(w: Words, *, whole: bool = False) -> str:
    return w.total(_left(w), _left(w) + _POSITIVE, whole=whole)


def _late(w: Words, by: str = "Échéance", test: str = '"<"&Jour', *, netted: bool = False) -> str:
    kept = () if netted else (_left(w) + _POSITIVE,)
    return w.total(_left(w), f"{by};{test}", *kept)


def dso(w: Words) -> str:
    """Return the DSO: owed over three months of sales, in days."""
    return f"{w.total(_left(w))}/{w.sales(w.ht)}*{w.days(banking=w.banking)}"


def dso_terms(w: Words) -> str:
    """Return the part of the DSO that is not overdue: what terms granted explain."""
    not_due = f"({w.total(_left(w))}-{_late(w)})"
    return f"{not_due}/{w.sales(w.ht)}*{w.days(banking=w.banking)}"


def dso_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the DSO."""
    owed, days = w.total(_left(w)), w.days(banking=w.banking)
    return (
        Path(Mistake.HT_TTC, f"{owed}/{w.sales(w.other)}*{days}"),
        Path(Mistake.HT_TTC, f"{w.total(_left(w, w.other))}/{w.sales(w.ht)}*{days}"),
        Path(Mistake.D360, f"{owed}/{w.sales(w.ht)}*{w.days(banking=not w.banking)}"),
        Path(Mistake.INV_RATIO, f"{w.sales(w.ht)}/{owed}*{days}"),
        Path(Mistake.MONTH_END, f"{w.total(f'Ouverture{w.ht}')}/{w.sales(w.ht)}*{days}"),
        Path(Mistake.AVG_OF_RATIOS, _mean_of_months(w, owed)),
        Path(PERIMETER, f"{w.total(_left(w), whole=True)}/{w.sales(w.ht)}*{days}"),
    )


def _mean_of_months(w: Words, owed: str) -> str:
    """Return the mean of the ratios of three months, instead of the ratio of their sums."""
    ratios = (f"{owed}/CA{w.ht}_{n}*{'30' if w.banking else f'J_{n}'}" for n in (1, 2, 3))
    return f"MOYENNE({';'.join(ratios)})"


SHORT_HISTORIES = (1, 2, 3, 6)
"""Months after which a count-back is stopped without a word."""


def _stopped(w: Words, months: int) -> Path:
    return Path(
        Mistake.CB_NO_HISTORY,
        computed=lambda b: cb_no_history(b.owed(net=w.net), b.slices(net=w.net, history=months)),
    )


def _countback(owed: str, ca: str, cumul: str) -> str:
    part = f"SI({owed}>{cumul};({owed}-{cumul})/{ca};0)"
    return f"SOMMEPROD(SI({owed}>={cumul}+{ca};1;{part})*Jours)"


def back(w: Words) -> str:
    """Return the count-back on the table of months."""
    return _countback(f"Encours{w.ht}", f"CA{w.ht}", f"Cumul{w.ht}")


def back_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the count-back."""
    owed, ca, cumul = f"Encours{w.ht}", f"CA{w.ht}", f"Cumul{w.ht}"
    mixed = _countback(owed, f"CA{w.other}", f"Cumul{w.other}")
    return (
        Path(Mistake.HT_TTC, mixed),
        Path(Mistake.NO_FRACTION, f"SOMMEPROD(({owed}>{cumul})*Jours)"),
        Path(
            Mistake.FORWARD_CB,
            computed=lambda b: forward_cb(b.owed(net=w.net), b.slices(net=w.net)),
        ),
        Path(
            Mistake.NO_FRACTION,
            computed=lambda b: no_fraction(b.owed(net=w.net), b.slices(net=w.net)),
        ),
        Path(Mistake.NO_FRACTION, f"SOMMEPROD(SI({owed}>={cumul}+{ca};1;0)*Jours)"),
        *(_stopped(w, months) for months in SHORT_HISTORIES),
    )


def overdue(w: Words) -> str:
    """Return the share overdue."""
    return f"{_late(w)}/{_gross(w)}"


def overdue_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the share overdue."""
    gross = _gross(w)
    mixed = w.total(_left(w, w.other), _left(w) + _POSITIVE)
    return (
        Path(Mistake.BOUNDARY, f"{_late(w, test=_UP_TO_TODAY)}/{gross}"),
        Path(Mistake.AGE_FROM_INVOICE, f"{_late(w, 'Émission')}/{gross}"),
        Path(Mistake.MONTH_END, f"{_late(w, test=_BEFORE_MONTH)}/{gross}"),
        Path(Mistake.NET_CREDITS, f"{_late(w, netted=True)}/{w.total(_left(w))}"),
        Path(Mistake.NET_CREDITS, f"{_late(w)}/{w.total(_left(w))}"),
        Path(Mistake.HT_TTC, f"{_late(w)}/{mixed}"),
        Path(Mistake.INV_RATIO, f"{gross}/{_late(w)}"),
        Path(PERIMETER, overdue(_every(w))),
    )


def _every(w: Words) -> Words:
    """Return the same words without a perimeter: who forgets it writes these."""
    other = Words(w.conventions)
    other.kept, other.factor = (), ""
    return other


def beyond_90(w: Words) -> str:
    """Return the share more than 90 days late."""
    return f"{_late(w, test=_BEFORE_90)}/{_gross(w)}"


_BEFORE_90, _UP_TO_90 = '"<"&Jour-90', '"<="&Jour-90'


def beyond_90_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the share beyond 90 days."""
    gross = _gross(w)
    return (
        Path(Mistake.BOUNDARY, f"{_late(w, test=_UP_TO_90)}/{gross}"),
        Path(Mistake.AGE_FROM_INVOICE, f"{_late(w, 'Émission', _BEFORE_90)}/{gross}"),
        Path(Mistake.NET_CREDITS, f"{_late(w, test=_BEFORE_90, netted=True)}/{w.total(_left(w))}"),
        Path(Mistake.NET_CREDITS, f"{_late(w, test=_BEFORE_90)}/{w.total(_left(w))}"),
        Path(Mistake.INV_RATIO, f"{gross}/{_late(w, test=_BEFORE_90)}"),
        Path(PERIMETER, beyond_90(_every(w))),
    )


def disputes(w: Words) -> str:
    """Return the weight of disputes."""
    return f"{w.total(f'Litige{w.ht}')}/{_gross(w)}"


def disputes_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the weight of disputes."""
    disputed = f"Litige{w.ht}"
    invoices = w.count(_left(w) + _POSITIVE)
    by_number = f"{w.count(disputed + _POSITIVE)}/{invoices}"
    each = f"SOMMEPROD(({_left(w)}>0){w.factor}*SIERREUR({disputed}/{_left(w)};0))/{invoices}"
    return (
        Path(Mistake.NET_CREDITS, f"{w.total(disputed)}/{w.total(_left(w))}"),
        Path(Mistake.UNWEIGHTED, by_number),
        Path(Mistake.AVG_OF_RATIOS, each),
        Path(Mistake.HT_TTC, f"{w.total(f'Litige{w.other}')}/{_gross(w)}"),
        Path(Mistake.INV_RATIO, f"{_gross(w)}/{w.total(disputed)}"),
        Path(PERIMETER, disputes(_every(w))),
    )


def cei(w: Words, minus: str = "", sales: str = "", opening: str = "") -> str:
    """Return the collection effectiveness index."""
    start = w.total(opening or f"Ouverture{w.ht}")
    added = f"{start}+{sales or f'CA{w.ht}_1'}"
    end = w.total(_left(w))
    kept = minus or f"({end}-{_late(w)})"
    return f"({added}-{end})/({added}-{kept})"


def cei_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the index."""
    netted = f"({w.total(_left(w))}-{_late(w, netted=True)})"
    return (
        Path(Mistake.CEI_PASTDUE, cei(w, minus=_late(w))),
        Path(Mistake.CEI_SALESMODE, cei(w, sales=w.sales(w.ht))),
        Path(Mistake.CEI_SALESMODE, cei(w, sales=f"{w.sales(w.ht)}/3")),
        Path(Mistake.HT_TTC, cei(w, sales=f"CA{w.other}_1")),
        Path(Mistake.HT_TTC, cei(w, opening=f"Ouverture{w.other}")),
        Path(Mistake.NET_CREDITS, cei(w, minus=netted)),
        Path(
            Mistake.AGE_FROM_INVOICE, cei(w, minus=f"({w.total(_left(w))}-{_late(w, 'Émission')})")
        ),
    )


def weighted(w: Words, days: str) -> str:
    """Return a mean of days weighted by amounts received."""
    amount = f"Montant{w.ht}"
    return f"SOMMEPROD({amount}{w.factor};{days})/{w.total(amount)}"


def _plain(w: Words, days: str) -> str:
    if not w.factor:
        return f"MOYENNE({days})"
    return f"SOMMEPROD({days}{w.factor})/{w.count('Montant' + _POSITIVE)}"


GRANTED = "Échéance-Émission"
TO_PAY, _SIGNED = "Encaissement-Émission", "Encaissement-Échéance"
FLOORED = "(Encaissement>Échéance)*(Encaissement-Échéance)"


def dmp_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the days to pay."""
    return (
        Path(Mistake.UNWEIGHTED, _plain(w, f"({TO_PAY})")),
        Path(Mistake.SIGNED_DBT, weighted(w, _SIGNED)),
        Path(PERIMETER, weighted(_every(w), TO_PAY)),
    )


def dbt_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the days beyond terms."""
    return (
        Path(Mistake.SIGNED_DBT, weighted(w, _SIGNED)),
        Path(Mistake.UNWEIGHTED, _plain(w, f"({FLOORED})")),
        Path(Mistake.AGE_FROM_INVOICE, weighted(w, TO_PAY)),
        Path(PERIMETER, weighted(_every(w), FLOORED)),
    )


LOST = 'SOMME.SI.ENS(Reste{ht};Douteux;"oui";Reste;">0")'


def loss_wrong(_: Words) -> tuple[Path, ...]:
    """Return mistakes on the loss ratio."""
    net, gross = LOST.format(ht="_HT"), LOST.format(ht="")
    return (
        Path(Mistake.GROSS_LOSS, f"{gross}/CA_HT_12"),
        Path(Mistake.GROSS_LOSS, f"{net}/CA_HT_12"),
        Path(Mistake.GROSS_LOSS, f"({gross}-Indemnité)/CA_HT_12"),
        Path(Mistake.HT_TTC, f"({net}-Indemnité)/CA_12"),
        Path(Mistake.INV_RATIO, f"CA_HT_12/({net}-Indemnité)"),
    )


def forecast(w: Words, opening: str = "", test: str = "<=", by: str = "Échéance") -> str:
    """Return the accuracy of the forecast."""
    column = opening or f"Ouverture{w.ht}"
    planned = w.total(column, f'{by};"{test}"&Jour', column + _POSITIVE)
    cash = w.total(f"Encaissé{w.ht}")
    return f"1-ABS({planned}-{cash})/{cash}"


def forecast_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the accuracy."""
    column, cash = f"Ouverture{w.ht}", w.total(f"Encaissé{w.ht}")
    planned = w.total(column, 'Échéance;"<="&Jour', column + _POSITIVE)
    netted = w.total(column, 'Échéance;"<="&Jour')
    return (
        Path(Mistake.INV_RATIO, f"1-ABS({planned}-{cash})/{planned}"),
        Path(Mistake.HT_TTC, forecast(w, f"Ouverture{w.other}")),
        Path(Mistake.BOUNDARY, forecast(w, test="<")),
        Path(Mistake.AGE_FROM_INVOICE, forecast(w, by="Émission")),
        Path(Mistake.NET_CREDITS, f"1-ABS({netted}-{cash})/{cash}"),
        Path(PERIMETER, forecast(_every(w))),
    )


def _exposure(w: Words) -> str:
    return f"Exposition{w.ht}"


def cover(w: Words) -> str:
    """Return the insured share: no unused line of one customer covers another."""
    owed = _exposure(w)
    covered = f"SI({owed}>Garantie;Garantie;{owed})"
    return f"SOMMEPROD({covered}{w.factor})/{w.total(owed)}"


def cover_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the insured share."""
    owed, lines, total = _exposure(w), w.total("Garantie"), w.total(_exposure(w))
    mixed = f"Exposition{w.other}"
    covered = f"SOMMEPROD(SI({owed}>Garantie;Garantie;{owed}){w.factor})"
    return (
        Path(Mistake.LIMIT_SUM, f"{lines}/{total}"),
        Path(Mistake.LIMIT_SUM, f"MIN({lines};{total})/{total}"),
        Path(Mistake.HT_TTC, f"{covered}/{w.total(mixed)}"),
        Path(Mistake.INV_RATIO, f"{total}/{covered}"),
        Path(PERIMETER, cover(_every(w))),
    )


_KEPT, _FALLEN = 'Tenue;"oui"', 'Prévue;"<="&Jour'


def promises(w: Words) -> str:
    """Return the share of promises kept, in amount, among those fallen due."""
    amount = f"Promis{w.ht}"
    return f"{w.total(amount, _KEPT, _FALLEN)}/{w.total(amount, _FALLEN)}"


def promises_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on promises."""
    amount = f"Promis{w.ht}"
    kept, fallen = w.total(amount, _KEPT, _FALLEN), w.total(amount, _FALLEN)
    return (
        Path(Mistake.FUTURE_PROMISES, f"{kept}/{w.total(amount)}"),
        Path(Mistake.FUTURE_PROMISES, f"{w.total(amount, _KEPT)}/{w.total(amount)}"),
        Path(Mistake.UNWEIGHTED, f"{w.count(_KEPT, _FALLEN)}/{w.count(_FALLEN)}"),
        Path(Mistake.FUTURE_PROMISES, f"{w.count(_KEPT)}/{w.count('Promis' + _POSITIVE)}"),
        Path(Mistake.HT_TTC, f"{kept}/{w.total(f'Promis{w.other}', _FALLEN)}"),
        Path(Mistake.INV_RATIO, f"{fallen}/{kept}"),
        Path(PERIMETER, promises(_every(w))),
    )


def lost_in_the_end(w: Words) -> str:
    """Return the share of balances that ends lost, band after band."""
    return f"SOMMEPROD(Solde{w.ht}*Passage*Suite)/SOMME(Solde{w.ht})"


def lost_wrong(w: Words) -> tuple[Path, ...]:
    """Return mistakes on the losses to come."""
    owed = f"Solde{w.ht}"
    lost = f"SOMMEPROD({owed}*Passage*Suite)"
    return (
        Path(Mistake.ONE_STEP_MARKOV, f"SOMMEPROD({owed}*Passage)/SOMME({owed})"),
        Path(Mistake.ONE_STEP_MARKOV, f"SOMMEPROD((Rang=4)*{owed}*Passage)/SOMME({owed})"),
        Path(Mistake.UNWEIGHTED, "MOYENNE(Passage*Suite)"),
        Path(Mistake.HT_TTC, f"{lost}/SOMME(Solde{w.other})"),
        Path(Mistake.INV_RATIO, f"SOMME({owed})/{lost}"),
    )
