"""Deadlines and amounts of a creditor when his customer's proceedings open (C. com. livre VI)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simulator.domain.collection.clauses import BY_LAW, RateClause
from simulator.domain.collection.deadlines import Deadline, days_from, months_from
from simulator.domain.collection.penalties import LateInvoice, Penalty, penalty
from simulator.domain.collection.shown import money
from simulator.domain.dates import add_months
from simulator.domain.money import Cents
from simulator.domain.rates import LawBook
from simulator.domain.refusals import NotPositive, WrongOrder
from simulator.domain.results import Confidence, Step, Unit, weakest

MAINLAND = "mainland"
"""The territory of metropolitan France; any other text names an overseas or a foreign territory."""


def lives_apart(creditor: str, court: str = MAINLAND) -> bool:
    """Say whether the creditor lives outside the territory of the court (R622-24, al. 2)."""
    return creditor != court


def declaration(published: date, law: LawBook, *, apart: bool = False) -> Deadline:
    """Return the last day to declare a claim, from the BODACC publication (L622-24, R622-24).

    The day of posting counts (CPC 668); 641 and 642 apply (R662-1).
    """
    more = law.count("claim_distance_months", published) if apart else 0
    return months_from(published, law.on("claim_declaration_months", published), more)


def declaration_on_notice(
    published: date, notified: date, law: LawBook, *, apart: bool = False
) -> Deadline:
    """Return the last day for a published security or contract: two months from its own notice.

    The notice cannot shorten the general delay: the later of the two days is kept.
    """
    own = declaration(notified, law, apart=apart)
    return max((declaration(published, law, apart=apart), own), key=lambda d: d.last_day)


def declaration_after_termination(
    published: date, terminated: date, law: LawBook, *, apart: bool = False
) -> Deadline:
    """Return the last day for a contract terminated after the opening (R622-21)."""
    own = months_from(terminated, law.on("claim_terminated_contract_months", terminated))
    return max((declaration(published, law, apart=apart), own), key=lambda d: d.last_day)


def later_declaration(due: date, law: LawBook) -> Deadline:
    """Return the last day to declare a later claim without privilege (R622-22)."""
    return months_from(due, law.on("claim_later_months", due))


def relief(published: date, law: LawBook, *, unknowable: bool = False) -> Deadline:
    """Return the last day to ask for relief from foreclosure (L622-26): 6 months, or 1 year."""
    table = "relief_unknown_months" if unknowable else "relief_months"
    return months_from(published, law.on(table, published))


def declaration_after_relief(granted: date, law: LawBook) -> Deadline:
    """Return the last day to declare once relieved: the delay is halved."""
    return months_from(granted, law.on("relief_filing_months", granted))


def dispute_answer(received: date, law: LawBook) -> Deadline:
    """Return the last day to answer a contested claim (L622-27)."""
    return days_from(received, law.on("claim_dispute_days", received))


def contract_option(notice_received: date, law: LawBook) -> Deadline:
    """Return the administrator's last day to keep a contract; silence ends it (L622-13)."""
    return months_from(notice_received, law.on("contract_option_months", notice_received))


def plan_answer(consulted: date, law: LawBook) -> Deadline:
    """Return the last day to answer the consultation on a plan; silence agrees (L626-5)."""
    return days_from(consulted, law.on("plan_consultation_days", consulted))


def ownership_claim(published: date, law: LawBook) -> Deadline:
    """Return the last day to claim goods under retention of title (L624-9)."""
    return months_from(published, law.on("ownership_claim_months", published))


@dataclass(frozen=True, slots=True)
class Petition:
    """After a claim of ownership: the end of the answer period, then the last day to petition."""

    answer_ends: Deadline
    last_day: Deadline


def ownership_petition(received: date, law: LawBook) -> Petition:
    """Return when the judge must be petitioned if the administrator does not agree (R624-13).

    The second month is counted from the unmoved end of the first, which is the prudent way.
    """
    answer = months_from(received, law.on("ownership_answer_months", received))
    petition = months_from(answer.raw, law.on("ownership_petition_months", answer.raw))
    return Petition(answer, petition)


def void_payment_action(paid: date, law: LawBook) -> Deadline:
    """Return the last day of the action against a forbidden payment (L622-7): three years."""
    return months_from(paid, law.on("void_payment_months", paid))


class Regime(StrEnum):
    """How a claim is treated once proceedings are open."""

    EARLIER = "earlier"  # born before: declared, not paid
    USEFUL = "later_useful"  # L622-17 I: paid when due, nothing to declare
    LATER = "later_other"  # born after, not useful: declared within two months of its due date


def regime(born: date, opening: date, *, useful: bool) -> Regime:
    """Sort a claim by its birth (delivery, performance) and its use to the proceedings."""
    if born < opening:
        return Regime.EARLIER
    return Regime.USEFUL if useful else Regime.LATER


def later_claim_report(
    law: LawBook, *, observation_end: date | None = None, liquidation_published: date | None = None
) -> Deadline:
    """Return the last day to report an unpaid later claim and keep its priority.

    L622-17, IV: one year after the end of the observation period; L641-13, III: six months from
    the publication in a liquidation. Raises ``NotPositive`` when neither day is given.
    """
    if liquidation_published is not None:
        rate = law.on("later_claim_report_liquidation_months", liquidation_published)
        return months_from(liquidation_published, rate)
    if observation_end is None:
        raise NotPositive("days_given", 0)
    return months_from(observation_end, law.on("later_claim_report_months", observation_end))


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice unpaid at the opening, VAT included; ``delivered`` when its birth matters."""

    reference: str
    amount: Cents
    due: date
    delivered: date | None = None

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise NotPositive("amount", self.amount)


@dataclass(frozen=True, slots=True)
class Declared:
    """One line of a declaration; ``to_fall_due`` when the invoice was not yet due."""

    invoice: OpenInvoice
    penalty: Penalty
    to_fall_due: bool

    @property
    def total(self) -> Cents:
        """Return principal, interest and indemnity."""
        return Cents(self.invoice.amount + self.penalty.total)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What to declare, VAT included, at the day of the judgment; later claims are left out."""

    opening: date
    lines: tuple[Declared, ...]
    left_out: tuple[OpenInvoice, ...]
    confidence: Confidence

    @property
    def principal(self) -> Cents:
        """Return the principal declared, due and to fall due."""
        return Cents(sum(line.invoice.amount for line in self.lines))

    @property
    def total(self) -> Cents:
        """Return all that is declared."""
        return Cents(sum(line.total for line in self.lines))

    def steps(self) -> tuple[Step, ...]:
        """Return principal, interest and indemnity of each invoice, then the total."""
        rows: list[Step] = []
        for line in self.lines:
            name, due = line.invoice.reference, line.penalty
            rows += [
                Step("principal", name, line.invoice.amount, Unit.CENTS),
                Step(
                    "interest",
                    " + ".join(p.formula for p in due.segments),
                    due.interest,
                    Unit.CENTS,
                ),
                Step("fixed_indemnity", name, due.indemnity, Unit.CENTS),
            ]
        return (
            *rows,
            Step(
                "total_declared",
                " + ".join(money(line.total) for line in self.lines),
                self.total,
                Unit.CENTS,
            ),
        )


def to_declare(
    invoices: Sequence[OpenInvoice], opening: date, law: LawBook, clause: RateClause = BY_LAW
) -> Declaration:
    """Return the amounts to declare at the opening judgment (L622-25, L622-28, L441-10, II).

    Interest runs to the day before the judgment, which takes effect from its date (R621-4,
    convention); an invoice not yet due bears neither interest nor the fixed indemnity.
    """
    mine = [i for i in invoices if i.delivered is None or i.delivered < opening]
    lines = []
    for invoice in mine:
        late = LateInvoice(invoice.amount, invoice.due, opening, insolvent_on=opening)
        lines.append(Declared(invoice, penalty(late, law, clause), invoice.due >= opening))
    left = tuple(invoice for invoice in invoices if invoice not in mine)
    proof = weakest(Confidence.PROBABLE, *(line.penalty.confidence for line in lines))
    return Declaration(opening, tuple(lines), left, proof)


def earliest_suspect_day(opening: date, cessation: date, law: LawBook) -> date:
    """Return the start of the suspect period: the cessation, 18 months back at most (L631-8)."""
    if cessation > opening:
        raise WrongOrder("cessation", cessation, "opening", opening)
    months = law.count("suspect_period_months", opening)
    return max(cessation, add_months(opening, -months))
