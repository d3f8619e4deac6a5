"""What is said of a customer: some of it contradictory, some out of date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from simulator.domain.dates import MONTHS, NEVER, from_day, next_working_day, write_date
from simulator.domain.firm import Identity
from simulator.domain.luck import Luck
from simulator.domain.portfolio import Source, SourceKind
from simulator.generation import exact
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.draws import below
from simulator.generation.exact import Ints
from simulator.generation.identities import of
from simulator.generation.library import Sentence, sentences

KNOWN_FROM = 5
"""People speak of last year's accounts from May on."""
COUNTS = (22, 33, 27, 13, 5)
"""Weights of having 0 to 4 pieces of information (judgement)."""
WRONG = 0.18
STALE = 0.15
TONES = ("good", "neutral", "bad")
OPPOSITES = {"good": "bad", "neutral": "good", "bad": "good"}
"""The tone that a wrong piece of information takes."""


PROCEDURES = (68, 30, 2)
"""Weights of direct liquidation, receivership and safeguard (openings of 2024)."""
PUBLISHED = 6
"""Days between a judgement and its announcement."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The customer that people talk about."""

    identity: Identity
    rep: str
    insured: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of the customer of a row, its ``rank``-th piece of information.

    ``on`` is the day it speaks of, ``dated`` the day it was known.
    """

    row: int
    rank: int
    sentence: Sentence
    dated: date
    on: date


def sources(
    frame: Frame,
    cohort: Cohort,
    identities: Sequence[Identity],
    reps: Sequence[str],
    insured: Sequence[bool],
) -> list[tuple[Source, ...]]:
    """Return what is known of every customer, the latest first."""
    subjects = [Subject(*row) for row in zip(identities, reps, insured, strict=True)]
    pieces = [*_rumours(frame, cohort, subjects), *_procedures(frame, cohort)]
    rows, ranks = _ints(piece.row for piece in pieces), _ints(piece.rank for piece in pieces)
    goods = frame.scenario.supplier.goods
    things = below(frame.luck, len(goods), "goods", cohort.ids[rows], ranks)
    found: list[dict[str, Source]] = [{} for _ in subjects]
    for piece, thing in zip(pieces, things, strict=True):
        written = _written(piece, subjects[piece.row], goods[thing])
        found[piece.row][piece.sentence.text] = written
    return [
        tuple(sorted(known.values(), key=lambda s: (s.dated, s.text), reverse=True))
        for known in found
    ]


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _rumours(frame: Frame, cohort: Cohort, subjects: Sequence[Subject]) -> list[Piece]:
    """Return what people say, true or not."""
    counts = frame.luck.pick(COUNTS, "sources", cohort.ids)
    row = np.repeat(np.arange(len(counts)), counts)
    rank = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    ids, rows = cohort.ids[row], row.tolist()
    tones = _tones(frame, cohort)
    said = _said(frame.luck, [tones[one] for one in rows], ids, rank)
    pools = [_suited(tone, subjects[one]) for tone, one in zip(said, rows, strict=True)]
    picked = below(frame.luck, [len(pool) for pool in pools], "sentence", ids, rank)
    opened = cohort.since[row].tolist()
    days = [
        min(max(worked(frame.last - age), from_day(first)), frame.as_of)
        for age, first in zip(_ages(frame.luck, ids, rank), opened, strict=True)
    ]
    return [
        Piece(one, order, pool[place], day, day)
        for one, order, pool, place, day in zip(
            rows, rank.tolist(), pools, picked, days, strict=True
        )
    ]


def _tones(frame: Frame, cohort: Cohort) -> list[str]:
    """Return the tone that a well informed person would take about each customer."""
    seen = cohort.current + 0.5 * exact.unit(frame.luck.normal("seen", cohort.ids))
    soon = (cohort.default_day != NEVER) & (cohort.default_day - frame.last < 200)
    rank = np.where(soon | (seen < -0.8), 2, np.where(seen > 0.7, 0, 1))
    return [TONES[value] for value in rank.tolist()]


def _said(luck: Luck, tones: Sequence[str], ids: Ints, rank: Ints) -> list[str]:
    """Return the tone of what is said: sometimes wrong, sometimes beside the point."""
    found = []
    for tone, draw in zip(tones, below(luck, 1000, "wrong source", ids, rank), strict=True):
        if draw < WRONG * 1000:
            found.append(OPPOSITES[tone])
        else:
            found.append("neutral" if draw < 350 else tone)
    return found


def _ages(luck: Luck, ids: Ints, rank: Ints) -> list[int]:
    """Return how many days ago things were said; some are years old."""
    recent = below(luck, 240, "source age", ids, rank)
    stale = below(luck, 1000, "stale source", ids, rank)
    more = below(luck, 700, "source age", ids, rank, np.ones_like(rank))
    return [
        3 + ago + (700 + older if draw < STALE * 1000 else 0)
        for ago, draw, older in zip(recent, stale, more, strict=True)
    ]


@lru_cache(maxsize=2048)
def worked(day: int) -> date:
    """Return the day of a number when it is worked, else the next one that is."""
    return next_working_day(from_day(day))


def _suited(tone: str, subject: Subject) -> tuple[Sentence, ...]:
    """Return the templates of a tone that may be said of a customer."""
    who = subject.identity
    return _pool(tone, who.sector, public=who.public, insured=subject.insured)


@lru_cache(maxsize=256)
def _pool(tone: str, sector: str, *, public: bool, insured: bool) -> tuple[Sentence, ...]:
    """Return the templates of a tone that may be said of such customers."""
    told = [sentence for sentence in sentences() if sentence.tone == tone]
    if public:
        return tuple(sentence for sentence in told if "public" in sentence.sectors)
    return tuple(
        sentence
        for sentence in told
        if (insured or sentence.kind != SourceKind.INSURER)
        and (not sentence.sectors or sector in sentence.sectors)
    )


def _procedures(frame: Frame, cohort: Cohort) -> list[Piece]:
    """Return the announcements of procedures, published some days after the judgements."""
    failed = np.flatnonzero(cohort.default_day <= frame.last)
    ranks = frame.luck.pick(PROCEDURES, "procedure", cohort.ids[failed]).tolist()
    days = cohort.default_day[failed].tolist()
    templates = [sentence for sentence in sentences() if sentence.tone == "procedure"]
    return [
        Piece(
            row,
            0,
            templates[rank % len(templates)],
            min(max(worked(day + PUBLISHED), from_day(day)), frame.as_of),
            from_day(day),
        )
        for row, rank, day in zip(failed.tolist(), ranks, days, strict=True)
    ]


def _written(piece: Piece, subject: Subject, thing: str) -> Source:
    """Fill a template."""
    identity, on = subject.identity, piece.on
    month = f"{MONTHS[on.month - 1]} {on.year}"
    text = piece.sentence.text.format(
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
    return Source(SourceKind(piece.sentence.kind), piece.dated, text)
