"""What a role-play obtained: an agreement told by the collector, a promise in their own ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.ledger.vows import spread
from simulator.domain.negotiation.engagement import Engagement, engagement
from simulator.domain.refusals import Refusal
from simulator.domain.training.rotation import Role
from simulator.services import portfolios, triad_cases, triad_marks
from simulator.services.trainees import touch
from simulator.services.triad_agreements import Typed, read_draft
from simulator.services.triad_marks import Said
from simulator.services.triads import Seat, TriadGroup
from simulator.store.triads import TriadAgreementRow
from simulator.store.years import YearRow

Agreement = TriadAgreementRow
"""What was agreed in a group, as pages read it."""


@dataclass(eq=False)
class AgreementPlayed(Refusal):
    """An agreement that is in the opening of a year of which ``days`` are played."""

    days: int


def tell(session: Session, seat: Seat, said: Said, typed: Typed, now: datetime) -> None:
    """Keep a trainee's assessment; the collector's says what was agreed, for the ledger.

    Raises ``AgreementUnclear`` before anything is kept, then the refusals of ``assess``.
    """
    collects = seat.role == Role.COLLECTOR
    if collects:
        read_draft(typed, triad_cases.talk(seat.group.case).facts)
    triad_marks.assess(session, seat, said, now)
    if collects:
        _keep(session, seat, typed, now)


def _keep(session: Session, seat: Seat, typed: Typed, now: datetime) -> None:
    """Write what a collector obtained on the oldest documents of their own debtor, once a group.

    Quality is that of a call alone, the person at the other end being as at the start of the call:
    how the talk went is judged by people.
    """
    talk = triad_cases.talk(seat.group.case)
    draft = read_draft(typed, talk.facts)
    obtained = None if draft is None else engagement(draft, talk.facts, talk.cast, talk.state)
    if obtained is None:
        return
    ledger = portfolios.as_opened(session, seat.trainee_id, now).ledger
    parts = [(one.amount, one.due) for one in obtained.instalments]
    vows = spread(ledger, talk.facts.customer, talk.facts.on, parts, obtained.quality)
    row = TriadAgreementRow(
        group_id=seat.group_id,
        trainee_id=seat.trainee_id,
        customer=talk.facts.customer,
        amount=obtained.amount,
        due=obtained.instalments[-1].due,
        quality=obtained.quality,
        engagement=_data(obtained),
        vows=[[vow.number, vow.made.isoformat(), vow.due.isoformat(), vow.amount] for vow in vows],
        made_at=now,
    )
    session.add(row)
    session.flush()
    session.expire(seat.group, ["agreement"])
    touch(session, seat.group.round.training_id)


def strike(session: Session, group: TriadGroup, trainer_id: int, now: datetime) -> None:
    """Take an agreement out of the ledger: the trainer did not hear it; what was told is kept.

    Raises as ``check_strike``.
    """
    if group.agreement is not None and group.agreement.struck_at is None:
        check_strike(session, group)
        group.agreement.struck_at, group.agreement.struck_by = now, trainer_id


def check_strike(session: Session, group: TriadGroup) -> None:
    """Raise ``AgreementPlayed`` when the collector's year opened on this agreement and has gone on.

    The days played counted it: without it, what is replayed of them would be another year.
    """
    told = group.agreement
    if told is None or told.struck_at is not None:
        return
    owner = select(YearRow).where(YearRow.trainee_id == told.trainee_id).with_for_update()
    year = session.scalar(owner)
    if year is not None and year.step > 0 and year.opened_at >= told.made_at:
        raise AgreementPlayed(year.step)


def _data(obtained: Engagement) -> Mapping[str, Any]:
    return {
        "instalments": [[one.amount, one.due.isoformat()] for one in obtained.instalments],
        "means": None if obtained.means is None else int(obtained.means),
        "signatory": obtained.signatory,
        "written": obtained.written,
        "vague": obtained.vague,
    }
