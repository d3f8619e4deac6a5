"""Figures of collection: due dates, penalties, deadlines, on the customer's own invoices.

Each is that of ``domain.collection`` with the dated values of the law book. What no ledger says (an
order for payment, a judgment, the debtor's answer) is drawn once for each customer and quoted by
the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from simulator.domain.collection import (
    injunction,
    insolvency,
    limitation,
    penalties,
    public,
    routes,
)
from simulator.domain.collection.ceilings import Sale
from simulator.domain.collection.clauses import BY_LAW, FOR_PUBLIC, annual_rate, floor_rate
from simulator.domain.collection.deadlines import Deadline
from simulator.domain.collection.legality import check_term
from simulator.domain.collection.terms import both_counts, due_date, read_term
from simulator.domain.credit import claims as insured
from simulator.domain.credit.discount import annual_rate as discount_rate
from simulator.domain.credit.discount import highest_affordable
from simulator.domain.credit.insurance import Policy
from simulator.domain.dates import next_working_day
from simulator.domain.exercises.calculator import Calculator, Raw, calculator, of_claim
from simulator.domain.exercises.case import Case
from simulator.domain.exercises.claims import Claim
from simulator.domain.exercises.lines import MONEY_RATE
from simulator.domain.rates import LawBook
from simulator.domain.results import NotComputable

_CONTESTS = ("none", "late", "serious")


def _of_last(read: Callable[[Case, Claim], Raw]) -> Callable[[Case], Raw]:
    def of(case: Case) -> Raw:
        return read(case, case.claims.last) if case.claims.last else None

    return of


# --- penalties


def late(case: Case, claim: Claim) -> penalties.LateInvoice:
    """Return an overdue invoice, its penalties running to the day of the portfolio."""
    return penalties.LateInvoice(claim.left, claim.due, case.portfolio.as_of)


def penalty(case: Case, claim: Claim) -> penalties.Penalty:
    """Return the penalties of an invoice, by the rules of private or of public buyers."""
    if case.customer.identity.public:
        return public.public_penalty(late(case, claim), case.law)
    return penalties.penalty(late(case, claim), case.law)


def _segment(rank: int, *, rate: bool) -> Callable[[Case], Raw]:
    """Return the days or the rate of a half-year, counted from the last; zero when not reached."""

    def of(case: Case, claim: Claim) -> Raw:
        segments = penalty(case, claim).segments
        if len(segments) < rank:
            return 0
        return segments[-rank].rate.value if rate else segments[-rank].days

    return of_claim(of)


def _statement(case: Case) -> penalties.PenaltyStatement:
    return penalties.penalty_statement([late(case, one) for one in case.claims.late], case.law)


# --- the file before the court: days drawn once for each customer, all working days (nobody serves,
#     hears or judges on a Sunday: CPC, art. 664)


def ordered(case: Case) -> date:
    """Return the day of the order for payment."""
    return next_working_day(case.day("order", -100, -1))


def served(case: Case) -> date:
    """Return the day on which the order was served."""
    return next_working_day(ordered(case) + timedelta(days=case.drawn("service", 10, 45)))


def judged(case: Case) -> date:
    """Return the day of the judgment that opens proceedings."""
    return next_working_day(case.day("judgment", 0, 6))


def published(case: Case) -> date:
    """Return the day of its publication in the BODACC."""
    return judged(case) + timedelta(days=case.drawn("publication", 6, 20))


def hearing(case: Case) -> date:
    """Return the day of the hearing of the commercial court."""
    return next_working_day(case.day("hearing", 30, 75))


def _service(case: Case) -> injunction.AfterService:
    return injunction.after_service(injunction.Service(ordered(case), served(case)), case.law)


def _opposition(case: Case) -> date | None:
    found = _service(case).opposition
    return found.last_day if found else None


def _declared(case: Case) -> insolvency.Declaration | None:
    rows = [
        insolvency.OpenInvoice(str(one.number), one.left, one.due, one.issued)
        for one in case.claims.unpaid
    ]
    return insolvency.to_declare(rows, judged(case), case.law) if rows else None


def _interest(case: Case) -> Raw:
    found = _declared(case)
    return sum(line.penalty.interest for line in found.lines) if found else None


def _indemnities(case: Case) -> Raw:
    found = _declared(case)
    return sum(line.penalty.indemnity for line in found.lines) if found else None


def _notice(claim: Claim) -> insured.Deadlines:
    cover = insured.Claim(claim.gross, claim.issued, claim.issued, claim.due)
    return insured.deadlines(cover, Policy("pédagogique"))


# --- which route


def contest(case: Case) -> str:
    """Return what the debtor answered: nothing, a late pretext, a serious ground."""
    return _CONTESTS[case.drawn("contest", 0, 2)]


def _advised(route: routes.Route) -> Calculator:
    """Return 1 when a route is the first of those that are open, else 0."""

    def of(case: Case, claim: Claim) -> Raw:
        answer, buyer = contest(case), case.customer.identity.public
        facts = routes.Facts(
            principal=claim.left,
            disputed=answer != "none",
            seriously=answer == "serious",
            public=buyer,
            local=buyer,
            merchants=not buyer,
        )
        found = routes.open_routes(facts, case.portfolio.as_of, case.law)
        return int(found[:1] == (route,))

    return calculator("count", of_claim(of))


# --- due dates


def _ceiling(case: Case, claim: Claim) -> Raw:
    verdict = check_term(Sale(claim.issued, claim.issued), read_term("60j"), case.law)
    return None if isinstance(verdict, NotComputable) else verdict.latest


def _received(case: Case, claim: Claim) -> date:
    return claim.issued + timedelta(days=case.drawn("receipt", 1, 6))


def _default(case: Case, claim: Claim) -> Raw:
    sale = Sale(claim.issued, claim.issued, _received(case, claim))
    verdict = check_term(sale, None, case.law)
    return None if isinstance(verdict, NotComputable) else verdict.due


def _public_due(case: Case, claim: Claim) -> date:
    asked = public.PublicClaim(public.Buyer.LOCAL, claim.issued, _received(case, claim))
    return public.public_due_date(asked, case.law)


# --- discount


def discount(case: Case) -> Decimal:
    """Return the discount that the customer asks for."""
    return Decimal(case.drawn("discount", 1, 3)) / 100


def gained(case: Case) -> int:
    """Return the days by which it would pay earlier."""
    return 5 * case.drawn("days gained", 4, 10)


def _yearly(case: Case) -> Raw:
    found = discount_rate(discount(case), gained(case))
    return None if isinstance(found, NotComputable) else found


def _last_day(
    deadline: Callable[[date, LawBook], Deadline], event: Callable[[Case], date]
) -> Calculator:
    """Return the last day of a delay that a dated event starts."""
    return calculator("date", lambda case: deadline(event(case), case.law).last_day)


LEGAL: Mapping[str, Calculator] = {
    "as_of": calculator("date", lambda case: case.portfolio.as_of),
    # the last invoice and its due dates
    "last_number": calculator("word", _of_last(lambda _, one: str(one.number))),
    "last_gross": calculator("euro", _of_last(lambda _, one: one.gross)),
    "last_net": calculator("euro", _of_last(lambda _, one: one.net)),
    "last_issued": calculator("date", _of_last(lambda _, one: one.issued)),
    "last_received": calculator("date", _of_last(_received)),
    "last_due": calculator(
        "date",
        _of_last(lambda case, one: due_date(read_term(case.customer.terms), one.issued).last_day),
    ),
    "last_due_a": calculator(
        "date", _of_last(lambda _, one: both_counts(45, one.issued)[0].last_day)
    ),
    "last_due_b": calculator(
        "date", _of_last(lambda _, one: both_counts(45, one.issued)[1].last_day)
    ),
    "last_due_latest": calculator("date", _of_last(_ceiling)),
    "last_due_default": calculator("date", _of_last(_default)),
    "last_due_public": calculator("date", _of_last(_public_due)),
    # the largest overdue invoice and its penalties
    "claim_number": calculator("word", of_claim(lambda _, one: str(one.number))),
    "claim_issued": calculator("date", of_claim(lambda _, one: one.issued)),
    "claim_due": calculator("date", of_claim(lambda _, one: one.due)),
    "claim_left": calculator("euro", of_claim(lambda _, one: one.left)),
    "claim_disputed": calculator("count", of_claim(lambda _, one: int(one.disputed))),
    "claim_days": calculator("days", of_claim(lambda case, one: penalty(case, one).days)),
    "claim_halves": calculator(
        "count", of_claim(lambda case, one: len(penalty(case, one).segments))
    ),
    "claim_interest": calculator("euro", of_claim(lambda case, one: penalty(case, one).interest)),
    "claim_indemnity": calculator("euro", of_claim(lambda case, one: penalty(case, one).indemnity)),
    "claim_accessories": calculator("euro", of_claim(lambda case, one: penalty(case, one).total)),
    "half_days": calculator("days", _segment(1, rate=False)),
    "half_rate": calculator("percent", _segment(1, rate=True)),
    "half_before_days": calculator("days", _segment(2, rate=False)),
    "half_before_rate": calculator("percent", _segment(2, rate=True)),
    "penalty_rate": calculator(
        "percent", lambda case: annual_rate(BY_LAW, case.portfolio.as_of, case.law).value
    ),
    "public_rate": calculator(
        "percent", lambda case: annual_rate(FOR_PUBLIC, case.portfolio.as_of, case.law).value
    ),
    "penalty_floor": calculator(
        "percent", lambda case: floor_rate(case.portfolio.as_of, case.law).value
    ),
    "late_count": calculator("count", lambda case: len(case.claims.late)),
    "late_interest": calculator("euro", lambda case: _statement(case).interest),
    "late_indemnities": calculator("euro", lambda case: _statement(case).indemnity),
    # the file before the court
    "contest": calculator("word", contest),
    "contested": calculator("count", lambda case: _CONTESTS.index(contest(case))),
    "advised_injunction": _advised(routes.Route.INJUNCTION),
    "advised_interim": _advised(routes.Route.INTERIM),
    "advised_merits": _advised(routes.Route.MERITS),
    "advised_prefect": _advised(routes.Route.PREFECT_ORDER),
    "order_on": calculator("date", ordered),
    "service_months": calculator(
        "count", lambda case: case.law.on("injunction_service_months", ordered(case)).value
    ),
    "serve_by": _last_day(injunction.service_deadline, ordered),
    "enforcement_months": calculator(
        "count", lambda case: case.law.on("injunction_enforcement_months", ordered(case)).value
    ),
    "limitation_months": calculator(
        "count",
        of_claim(lambda case, one: case.law.on("limitation_commercial", one.due).value),
    ),
    "served_on": calculator("date", served),
    "oppose_by": calculator("date", _opposition),
    "enforce_from": calculator("date", lambda case: _service(case).enforcement.last_day),
    "hearing_on": calculator("date", hearing),
    "summon_by": calculator(
        "date", lambda case: injunction.summons_dates(hearing(case), case.law).summon_by.last_day
    ),
    "file_by": calculator(
        "date", lambda case: injunction.summons_dates(hearing(case), case.law).file_by.last_day
    ),
    "appeal_by": _last_day(injunction.interim_appeal, served),
    "barred_after": calculator(
        "date",
        of_claim(
            lambda case, one: (
                limitation.limitation(limitation.Claim.COMMERCIAL, one.due, (), case.law).last_day
            )
        ),
    ),
    # insolvency
    "judgment_on": calculator("date", judged),
    "published_on": calculator("date", published),
    "declare_by": _last_day(insolvency.declaration, published),
    "relief_by": _last_day(insolvency.relief, published),
    "claim_back_by": _last_day(insolvency.ownership_claim, published),
    "declared_principal": calculator(
        "euro", lambda case: found.principal if (found := _declared(case)) else None
    ),
    "declared_interest": calculator("euro", _interest),
    "declared_indemnities": calculator("euro", _indemnities),
    "declared_total": calculator(
        "euro", lambda case: found.total if (found := _declared(case)) else None
    ),
    # the insurer
    "notify_by": calculator("date", of_claim(lambda _, one: _notice(one).notify_by)),
    "collect_by": calculator("date", of_claim(lambda _, one: _notice(one).collection_by)),
    # public buyers
    "prefect_from": _last_day(public.prefect_order, served),
    # discount
    "discount": calculator("percent", discount),
    "days_gained": calculator("days", gained),
    "discount_yearly": calculator("percent", _yearly),
    "discount_highest": calculator(
        "percent", lambda case: highest_affordable(MONEY_RATE, gained(case))
    ),
}
"""Figures of collection by name."""
