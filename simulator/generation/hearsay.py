"""What is said of a customer: some of it contradictory, some out of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from simulator.domain.dates import MONTHS, NEVER, from_day, next_working_day, write_date
from simulator.domain.firm import Identity
from simulator.domain.portfolio import Source, SourceKind
from simulator.generation import exact
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.identities import of
from simulator.generation.library import Sentence, sentences

KNOWN_FROM = 5
"""People speak of last year's accounts from May on."""
COUNTS = (22, 33, 27, 13, 5)
"""Weights of having 0 to 4 pieces of information (judgement)."""
WRONG = 0.18
STALE = 0.15
Shelf = Mapping[str, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """The customer that people talk about."""

    customer: int
    identity: Identity
    rep: str
    opened: date
    tone: str
    failed_on: date | None
    insured: bool


def sources(
    frame: Frame,
    cohort: Cohort,
    identities: list[Identity],
    reps: list[str],
    insured: list[bool],
) -> list[tuple[Source, ...]]:
    """Return what is known of every customer, the latest first."""
    shelf = _shelf()
    counts = frame.luck.pick(COUNTS, "sources", cohort.ids).tolist()
    tones = _tones(frame, cohort)
    found = []
    for customer, (identity, rep) in enumerate(zip(identities, reps, strict=True)):
        default = int(cohort.default_day[customer])
        failed_on = from_day(default) if default <= frame.last else None
        opened = min(from_day(int(cohort.since[customer])), frame.as_of)
        subject = Subject(
            customer, identity, rep, opened, tones[customer], failed_on, insured[customer]
        )
        found.append(_of(frame, shelf, subject, counts[customer]))
    return found


def _shelf() -> Shelf:
    tones: dict[str, list[Sentence]] = {}
    for sentence in sentences():
        tones.setdefault(sentence.tone, []).append(sentence)
    return {tone: tuple(found) for tone, found in tones.items()}


def _tones(frame: Frame, cohort: Cohort) -> list[str]:
    """Return the tone that a well informed person would take about each customer."""
    seen = cohort.current + 0.5 * exact.unit(frame.luck.normal("seen", cohort.ids))
    soon = (cohort.default_day != NEVER) & (cohort.default_day - frame.last < 200)
    rank = np.where(soon | (seen < -0.8), 2, np.where(seen > 0.7, 0, 1))
    return [("good", "neutral", "bad")[value] for value in rank.tolist()]


def _of(frame: Frame, shelf: Shelf, subject: Subject, count: int) -> tuple[Source, ...]:
    luck, customer = frame.luck, subject.customer
    found: dict[str, Source] = {}
    for rank in range(count):
        said = _said(frame, customer, rank, subject.tone)
        pool = [s for s in shelf[said] if _suits(s, subject)]
        sentence = pool[luck.below(len(pool), "sentence", customer, rank)]
        ago = 3 + luck.below(240, "source age", customer, rank)
        if luck.below(1000, "stale source", customer, rank) < STALE * 1000:
            ago += 700 + luck.below(700, "source age", customer, rank, 1)
        dated = _working(frame.as_of - timedelta(days=ago), subject.opened, frame.as_of)
        found[sentence.text] = _written(frame, sentence, subject, rank, dated=dated, on=dated)
    known = list(found.values())
    if subject.failed_on is not None:
        known.append(_procedure(frame, shelf, subject, subject.failed_on))
    return tuple(sorted(known, key=lambda s: (s.dated, s.text), reverse=True))


def _working(wanted: date, low: date, high: date) -> date:
    """Return a working day near the one wanted, inside the bounds (their own days are allowed)."""
    return min(max(next_working_day(wanted), low), high)


def _said(frame: Frame, customer: int, rank: int, tone: str) -> str:
    """Return the tone of a piece of information: sometimes wrong, sometimes beside the point."""
    draw = frame.luck.below(1000, "wrong source", customer, rank)
    if draw < WRONG * 1000:
        return {"good": "bad", "bad": "good", "neutral": "good"}[tone]
    return "neutral" if draw < 350 else tone


def _suits(sentence: Sentence, subject: Subject) -> bool:
    identity = subject.identity
    if identity.public:
        return "public" in sentence.sectors
    if sentence.kind == SourceKind.INSURER and not subject.insured:
        return False
    return not sentence.sectors or identity.sector in sentence.sectors


PROCEDURES = (68, 30, 2)
"""Weights of direct liquidation, receivership and safeguard (openings of 2024)."""


def _procedure(frame: Frame, shelf: Shelf, subject: Subject, judged: date) -> Source:
    """Return the announcement of the procedure, published some days after the judgement."""
    rank = frame.luck.pick(PROCEDURES, "procedure", np.array([subject.customer]))[0]
    sentence = shelf["procedure"][rank % len(shelf["procedure"])]
    dated = _working(judged + timedelta(days=6), judged, frame.as_of)
    return _written(frame, sentence, subject, 0, dated=dated, on=judged)


def _written(
    frame: Frame, sentence: Sentence, subject: Subject, rank: int, *, dated: date, on: date
) -> Source:
    """Fill a template; ``on`` is the day it speaks of, ``dated`` the day it was known."""
    identity, customer = subject.identity, subject.customer
    goods = frame.scenario.supplier.goods
    thing = goods[frame.luck.below(len(goods), "goods", customer, rank)]
    month = f"{MONTHS[on.month - 1]} {on.year}"
    text = sentence.text.format(
        name=identity.name,
        siren=identity.siren,
        manager=identity.manager,
        city=identity.city,
        rep=subject.rep,
        goods=thing,
        of_goods=of(thing),
        month=month,
        of_month=of(month),
        day=write_date(on),
        year=on.year - (1 if on.month >= KNOWN_FROM else 2),
    )
    return Source(SourceKind(sentence.kind), dated, text)
