"""The twenty-four diagnoses: each from a formula typed by hand, and none on a right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from simulator.domain.dashboards.book import Book
from simulator.domain.dashboards.causes import Lever, joined, movement, split, wrongly_credited
from simulator.domain.dashboards.following import exposures
from simulator.domain.dashboards.hidden import hidden
from simulator.domain.dashboards.judging import Verdict, judge
from simulator.domain.dashboards.kpis import exact, kpi
from simulator.domain.dates import to_day
from simulator.domain.indicators.conventions import Conventions
from simulator.domain.indicators.mistakes import Mistake
from simulator.domain.ledger.assemble import empty_ledger, in_order, table
from simulator.domain.ledger.columns import Documents, Ledger, Means, Payments, Promises
from tests import make
from tests.domain.dashboards.test_dashboards import hand, pair

THREE_MONTHS = "/(CA_1+CA_2+CA_3)*(J_1+J_2+J_3)"
DUE = 'SOMME.SI(Reste;">0")'
LOST = 'SOMME.SI.ENS(Reste{};Douteux;"oui";Reste;">0")'
CEI = "(SOMME(Ouverture)+{0}-SOMME(Reste))/(SOMME(Ouverture)+{0}-{1})"
TYPED = (
    ("HT_TTC", "dso", "=SOMME(Reste)/(CA_HT_1+CA_HT_2+CA_HT_3)*(J_1+J_2+J_3)"),
    ("D360", "dso", "=90*SOMME(Reste)/(CA_1+CA_2+CA_3)"),
    ("INV_RATIO", "dso", "=(CA_1+CA_2+CA_3)/SOMME(Reste)*(J_1+J_2+J_3)"),
    (
        "FORWARD_CB",
        "dso_countback",
        (
            "=SOMMEPROD(SI(Encours>CA_12-Cumul-CA;SI(Encours>=CA_12-Cumul;1;"
            "(Encours-(CA_12-Cumul-CA))/CA);0)*Jours)"
        ),
    ),
    ("NO_FRACTION", "dso_countback", '=SOMME.SI(Cumul;"<"&Encours;Jours)'),
    (
        "CB_NO_HISTORY",
        "dso_countback",
        (
            "=MIN(1;Encours/CA_1)*J_1+SI(Encours>CA_1;MIN(1;(Encours-CA_1)/CA_2)*J_2)"
            "+SI(Encours>CA_1+CA_2;MIN(1;(Encours-CA_1-CA_2)/CA_3)*J_3)"
        ),
    ),
    (
        "AGE_FROM_INVOICE",
        "overdue_ratio",
        f'=SOMME.SI.ENS(Reste;Reste;">0";Émission;"<"&Jour)/{DUE}',
    ),
    ("BOUNDARY", "overdue_ratio", f'=SOMME.SI.ENS(Reste;Reste;">0";Échéance;"<="&Jour)/{DUE}'),
    ("NET_CREDITS", "overdue_ratio", '=SOMME.SI(Échéance;"<"&Jour;Reste)/SOMME(Reste)'),
    ("MONTH_END", "overdue_ratio", f'=SOMME.SI.ENS(Reste;Reste;">0";Échéance;"<"&Début)/{DUE}'),
    ("MONTH_END", "dso", f"=SOMME(Ouverture){THREE_MONTHS}"),
    (
        "CEI_PASTDUE",
        "cei",
        "=" + CEI.format("CA_1", 'SOMME.SI.ENS(Reste;Reste;">0";Échéance;"<"&Jour)'),
    ),
    (
        "CEI_SALESMODE",
        "cei",
        "="
        + CEI.format(
            "(CA_1+CA_2+CA_3)/3",
            '(SOMME(Reste)-SOMME.SI.ENS(Reste;Reste;">0";Échéance;"<"&Jour))',
        ),
    ),
    ("UNWEIGHTED", "dmp", "=MOYENNE(Encaissement-Émission)"),
    ("AVG_OF_RATIOS", "dso", "=MOYENNE(Encours/CA_1*J_1;Encours/CA_2*J_2;Encours/CA_3*J_3)"),
    (
        "AVG_OF_RATIOS",
        "dispute_weight",
        '=SOMMEPROD(SI(Reste>0;SIERREUR(Litige/Reste;0);0))/NB.SI(Reste;">0")',
    ),
    ("SIGNED_DBT", "dbt", "=SOMMEPROD((Encaissement-Échéance)*Montant)/SOMME(Montant)"),
    ("FUTURE_PROMISES", "promises_kept", '=SOMME.SI(Tenue;"oui";Promis)/SOMME(Promis)'),
    ("LIMIT_SUM", "insurance_coverage", "=SOMME(Garantie)/SOMME(Exposition)"),
    ("GROSS_LOSS", "bad_debt_ratio", f"={LOST.format('')}/CA_HT_12"),
    ("ONE_STEP_MARKOV", "loss_rate_forecast", "=SOMMEPROD(Passage;Solde)/SOMME(Solde)"),
)
IN_COMMENTS = {"DSO_ONLY", "NO_COUNTERKPI", "WRONG_CHART", "NO_COMMENT", "CAUSALITY"}
"""What is wrong around a figure, not in a formula: here for one, in the service for the others."""

RIGHT = (
    ("dso", "=(J_1+J_2+J_3)*Encours/SOMME(CA_1;CA_2;CA_3)"),
    ("dso", "=SOMMEPROD(Reste)/((CA_1+CA_2+CA_3)/(J_1+J_2+J_3))"),
    (
        "dso_countback",
        "=SOMMEPROD(SI(Encours-Cumul>CA;1;SI(Encours>Cumul;(Encours-Cumul)/CA;0));Jours)",
    ),
    ("overdue_ratio", f'=1-SOMME.SI.ENS(Reste;Reste;">0";Échéance;">="&Jour)/{DUE}'),
    ("overdue_ratio", "=SOMMEPROD((Échéance<Jour)*(Reste>0)*Reste)/SOMMEPROD((Reste>0)*Reste)"),
    ("overdue_90", f"=SOMMEPROD((Jour-Échéance>90)*(Reste>0)*Reste)/{DUE}"),
    ("dispute_weight", "=SOMME(Litige)/SOMMEPROD((Reste>0)*Reste)"),
    ("dmp", "=SOMMEPROD(Montant*Encaissement-Montant*Émission)/SOMME(Montant)"),
    ("dbt", "=SOMMEPROD(SI(Encaissement>Échéance;Encaissement-Échéance;0)*Montant)/SOMME(Montant)"),
    ("bad_debt_ratio", f"=({LOST.format('_HT')}-Indemnité)/CA_HT_12*100%"),
    (
        "insurance_coverage",
        "=1-SOMMEPROD(SI(Exposition>Garantie;Exposition-Garantie;0))/SOMME(Exposition)",
    ),
    (
        "promises_kept",
        '=SOMMEPROD((Prévue<=Jour)*(Tenue="oui")*Promis)/SOMMEPROD((Prévue<=Jour)*Promis)',
    ),
    ("loss_rate_forecast", "=SOMMEPROD(Solde;Passage;Suite)/SOMME(Solde)"),
)


def test_every_code_of_the_house_has_its_case() -> None:
    assert {code for code, _, _ in TYPED} | IN_COMMENTS == {one.value for one in Mistake}


@pytest.mark.parametrize(("code", "indicator", "formula"), TYPED)
def test_a_mistake_typed_by_hand_is_named(code: str, indicator: str, formula: str) -> None:
    own, other = pair()
    judged = judge(kpi(indicator), formula, own, other)
    assert (judged.verdict, judged.code) == (Verdict.MISTAKE, code)


@pytest.mark.parametrize(("indicator", "formula"), RIGHT)
def test_a_right_formula_written_otherwise_is_right(indicator: str, formula: str) -> None:
    for seed in (1, 2):
        judged = judge(kpi(indicator), formula, *pair(seed=seed))
        assert (judged.verdict, judged.code) == (Verdict.RIGHT, "")


def _book(
    documents: Sequence[tuple[date, date, int]], paid: int = 0, promised: Promises | None = None
) -> Book:
    """Return a book at the end of October: (issued, due, cents) one customer, the last paid."""
    last = len(documents) - 1
    ledger = replace(
        empty_ledger(),
        documents=table(
            Documents,
            customer=[0] * len(documents),
            number=range(1, len(documents) + 1),
            issued=[to_day(issued) for issued, _, _ in documents],
            due=[to_day(due) for _, due, _ in documents],
            gross=[cents for _, _, cents in documents],
            net=[cents for _, _, cents in documents],
        ),
        payments=table(
            Payments,
            document=list(range(last + 1 - paid, last + 1)),
            paid=[to_day(due) for _, due, _ in documents[last + 1 - paid :]],
            amount=[cents for _, _, cents in documents[last + 1 - paid :]],
            means=[int(Means.TRANSFER)] * paid,
        ),
        promises=promised or empty_ledger().promises,
    )
    people = tuple(
        replace(one, id=rank) for rank, one in enumerate(make.portfolio(count=1).customers)
    )
    return Book(people, in_order(ledger), date(2026, 10, 31), frozenset(), frozenset())


# Sales of 900 a month, paid on their day: only what is added stays open.
STEADY = [(date(2026, month, 10), date(2026, month, 20), 90_000) for month in range(5, 11)]


def test_collection_is_not_credited_with_what_terms_did() -> None:
    # nothing open at the end of September; 1 000 not yet due at the end of October
    own = _book([(date(2026, 10, 5), date(2026, 12, 31), 100_000), *STEADY], paid=6)
    found = movement("dso", own)
    assert found is not None
    assert found.total == found.terms == Fraction(100_000, 370_000) * 92
    assert wrongly_credited("dso", Lever.COLLECTION, own)
    assert wrongly_credited("dso_countback", Lever.COLLECTION, own)
    assert not wrongly_credited("dso", Lever.TERMS, own)
    assert not wrongly_credited("overdue_ratio", Lever.COLLECTION, own)


def test_collection_is_rightly_credited_with_lateness() -> None:
    # the same 1 000, but due on the 20th: late, hence a matter of collection
    own = _book([(date(2026, 10, 5), date(2026, 10, 20), 100_000), *STEADY], paid=6)
    assert not wrongly_credited("dso", Lever.COLLECTION, own)
    # ten days from invoice to receipt in both months: the days to pay did not move
    assert not wrongly_credited("dmp", Lever.COLLECTION, own)


def test_without_a_month_before_there_is_no_movement() -> None:
    assert movement("dmp", replace(hand(), ledger=empty_ledger())) is None


def test_promises_are_judged_at_their_day() -> None:
    due = date(2026, 10, 20)
    promised = table(
        Promises,
        document=[0, 1, 1],
        made=[to_day(date(2026, 10, 1))] * 3,
        due=[to_day(due), to_day(date(2026, 10, 25)), to_day(date(2026, 11, 15))],
        amount=[30_000, 10_000, 20_000],
        quality=[50] * 3,
    )
    # 300 promised and received on the day, 100 broken, 200 still to come
    documents = [(date(2026, 9, 1), due, 30_000), (date(2026, 9, 1), due, 30_000)]
    own = _book(documents, paid=0, promised=promised)
    paid = table(
        Payments,
        document=[0],
        paid=[to_day(due)],
        amount=[30_000],
        means=[int(Means.TRANSFER)],
    )
    own = replace(own, ledger=replace(own.ledger, payments=paid))
    assert exact(kpi("promises_kept").value(own)) == Fraction(3, 4)
    judged = judge(kpi("promises_kept"), kpi("promises_kept").formula(Conventions()), own, own)
    assert judged.verdict is Verdict.RIGHT


def test_what_ends_lost_is_followed_to_the_end() -> None:
    # Of 1 000 due at the end of September, nothing was paid: the whole band passes each month.
    # 1 000 not due, 1 000 one to thirty days late, all of which went the same way before.
    months = [(date(2026, month, 1), date(2026, month, 28), 100_000) for month in range(3, 11)]
    later = (date(2026, 10, 5), date(2026, 11, 30), 100_000)
    own = _book([*months, later])
    # not due at a month end: only the last one, in October; every 1 000 then slides whole
    rates = own.sheet(kpi("loss_rate_forecast").source).columns["passage"]
    assert rates == (0, 1, 1, 1)
    # not due: 1 000 that passes at 0; late: 3 × 1 000 that end lost, over 4 × 1 000
    assert exact(kpi("loss_rate_forecast").value(own)) == Fraction(3, 4)
    empty = replace(own, ledger=empty_ledger())
    judged = judge(kpi("loss_rate_forecast"), "=SOMME(Solde)/SOMME(Solde)", empty, empty)
    assert judged.value == "#DIV/0!"
    assert exact(kpi("loss_rate_forecast").value(empty)) is None


def test_a_comment_keeps_the_lever_that_it_credits() -> None:
    assert split(joined("terms", "60 jours à Durand")) == ("terms", "60 jours à Durand")
    assert split(joined("luck", "[1] de plus")) == ("", "[1] de plus")


def test_nobody_owes_nothing() -> None:
    nothing: Ledger = empty_ledger()
    assert len(exposures((), nothing, date(2026, 10, 31))) == 0
    assert hidden(hand(), 3).customers


def test_a_target_may_be_watched_by_every_other_indicator() -> None:
    watchers = kpi("dso").watchers
    assert {"overdue_ratio", "cei"} <= set(watchers)
    assert "dso" not in watchers
