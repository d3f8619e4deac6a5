"""Injonction de payer and its neighbours: the dates of each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulator.domain.collection.deadlines import Deadline, days_before, days_from, months_from
from simulator.domain.rates import LawBook
from simulator.domain.refusals import WrongOrder


def service_deadline(ordered: date, law: LawBook) -> Deadline:
    """Return the last day to serve an order: its length depends on the date of the order.

    CPC 1411: three months for orders from 1 September 2026, six before (décret n° 2026-96).
    """
    return months_from(ordered, law.on("injunction_service_months", ordered))


def cost_deposit(filed: date, law: LawBook) -> Deadline:
    """Return the last day to deposit the clerk's costs, after a request or an opposition (1425)."""
    return days_from(filed, law.on("injunction_deposit_days", filed))


@dataclass(frozen=True, slots=True)
class Service:
    """How an order was served.

    ``first_act`` is the first act served in person, or the first seizure, when the order itself was
    not served in person.
    """

    ordered: date
    served: date
    in_person: bool = True
    first_act: date | None = None

    def __post_init__(self) -> None:
        if self.served < self.ordered:
            raise WrongOrder("ordered", self.ordered, "served", self.served)
        if self.first_act is not None and self.first_act < self.served:
            raise WrongOrder("served", self.served, "first_act", self.first_act)


@dataclass(frozen=True, slots=True)
class AfterService:
    """What follows a service; ``opposition`` is ``None`` while no act has reached the debtor."""

    in_time: bool
    opposition: Deadline | None
    enforcement: Deadline


def after_service(service: Service, law: LawBook) -> AfterService:
    """Return the end of the opposition period and the day from which to enforce (1416, 1422).

    A service out of time makes the order void (``in_time`` false). Enforcement supposes that no
    opposition was notified; its length depends on the date of the order.
    """
    start = service.served if service.in_person else service.first_act
    opposition = None
    if start is not None:
        opposition = months_from(start, law.on("injunction_opposition_months", start))
    wait = law.on("injunction_enforcement_months", service.ordered)
    limit = service_deadline(service.ordered, law).last_day
    return AfterService(service.served <= limit, opposition, months_from(service.served, wait))


@dataclass(frozen=True, slots=True)
class Undisputed:
    """The dates of an undisputed commercial claim (CPCE L126-1 and following)."""

    answer: Deadline
    record: Deadline


def undisputed_dates(served: date, law: LawBook) -> Undisputed:
    """Return the end of the answer month, then the earliest record of non-dispute.

    The eight days are counted from the last day to answer. ``MissingRate`` before the law;
    whether the route is open is another question (see ``routes``).
    """
    answer = months_from(served, law.on("undisputed_answer_months", served))
    return Undisputed(answer, days_from(answer.last_day, law.on("undisputed_record_days", served)))


def undisputed_service(enforceable: date, law: LawBook) -> Deadline:
    """Return the last day to serve the title (CPCE L126-4)."""
    return months_from(enforceable, law.on("undisputed_service_months", enforceable))


def small_claim_answer(invited: date, law: LawBook) -> Deadline:
    """Return the last day for the debtor to agree; silence refuses (CPCE L125-1)."""
    return months_from(invited, law.on("small_claims_answer_months", invited))


def european_opposition(served: date, law: LawBook) -> Deadline:
    """Return the last day to oppose a European order for payment (Reg. 1896/2006, art. 16)."""
    return days_from(served, law.on("european_order_opposition_days", served))


def interim_appeal(served: date, law: LawBook) -> Deadline:
    """Return the last day to appeal an interim order (CPC 490)."""
    return days_from(served, law.on("interim_appeal_days", served))


@dataclass(frozen=True, slots=True)
class Summons:
    """The last days to summon, then to file, before a hearing of the commercial court."""

    summon_by: Deadline
    file_by: Deadline


def summons_dates(hearing: date, law: LawBook) -> Summons:
    """Return when to summon (15 days before, CPC 856) and to file (8 days before, CPC 857)."""
    return Summons(
        days_before(hearing, law.on("merits_summons_days", hearing)),
        days_before(hearing, law.on("merits_filing_days", hearing)),
    )


@dataclass(frozen=True, slots=True)
class Precaution:
    """The dates of a precautionary seizure (CPCE R511-6, R511-7, R523-3)."""

    execute_by: Deadline
    sue_by: Deadline
    tell_debtor_by: Deadline


def precaution_dates(authorised: date, seized: date, law: LawBook) -> Precaution:
    """Return the last days to seize, to sue and to tell the debtor."""
    if seized < authorised:
        raise WrongOrder("authorised", authorised, "seized", seized)
    return Precaution(
        months_from(authorised, law.on("precautionary_execution_months", authorised)),
        months_from(seized, law.on("precautionary_action_months", seized)),
        days_from(seized, law.on("precautionary_notice_days", seized)),
    )
