"""Identities that are plausible and not real: names, numbers, addresses, telephones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import gcd

from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import add_months, from_day
from simulator.domain.firm import Identity, Size
from simulator.domain.luck import Luck
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.draws import below
from simulator.generation.exact import Ints
from simulator.generation.library import SIZES, TERMS, Names, names

PHONES = {1: "01 99 00", 2: "02 61 91", 3: "03 53 01", 4: "04 65 71", 5: "05 36 49"}
"""Ranges that the regulator keeps for fiction (ARCEP, numbering plan)."""
MOBILE = "06 39 98"
_ZONES = {
    1: "75 77 78 91 92 93 94 95",
    2: "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    3: "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    5: "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87",
}
_REGIONS = {place: zone for zone, places in _ZONES.items() for place in places.split()}
VOWELS = frozenset("aàâeéèêiîoôuœ")
SPAN = 60_000_000
PRIME = 7_368_787
YOUNGEST = 48
"""Months between the creation of a firm and the opening of its account, at least."""
_ONCE = bytes.maketrans(b"0123456789", bytes(range(10)))
_TWICE = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""Twice each digit, less nine when that passes nine."""
_NOT_IN_HOSTS = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class Firms:
    """What is known of firms before they have a name; ``ids`` is what their luck is drawn by.

    ``known`` is the first day that the supplier heard of them; ``headcount`` their least and
    largest staff.
    """

    ids: Ints
    sector: Sequence[str]
    size: Sequence[str]
    public: Sequence[bool]
    hospital: Sequence[bool]
    headcount: Sequence[tuple[int, ...]]
    known: Sequence[date]
    statements: Sequence[tuple[Statement, ...]]


def luhn_digit(digits: str) -> int:
    """Return the digit that would make the number valid (Luhn, as SIREN and SIRET use it)."""
    plain = digits.encode()
    return -sum(plain[::-2].translate(_TWICE) + plain[-2::-2].translate(_ONCE)) % 10


def sirens(luck: Luck, ids: Ints) -> list[str]:
    """Return nine digits, different for each firm, of which the last is wrong on purpose."""
    start = luck.below(SPAN, "siren")
    digits = [str(30_000_000 + (start + one * PRIME) % SPAN) for one in ids.tolist()]
    wrong = below(luck, 9, "siren key", ids)
    return [
        f"{number}{(luhn_digit(number) + 1 + more) % 10}"
        for number, more in zip(digits, wrong, strict=True)
    ]


def roots(luck: Luck, ids: Ints, pools: Names) -> list[str]:
    """Return invented proper names, in an order of the portfolio's own.

    All are different until each has come alone, then with every place.
    """
    count = len(pools.roots) * len(pools.endings)
    start, step = _walk(luck, count)
    found = []
    for one in ids.tolist():
        turn, place = divmod(one, count)
        head, tail = divmod((start + place * step) % count, len(pools.endings))
        word = pools.roots[head] + pools.endings[tail]
        found.append(f"{word} {pools.places[turn % len(pools.places)]}" if turn else word)
    return found


@lru_cache(maxsize=64)
def _walk(luck: Luck, count: int) -> tuple[int, int]:
    """Return the start and the step of a walk that goes once through ``count`` places."""
    step = luck.below(count, "names step") | 1
    while gcd(step, count) != 1:
        step += 2
    return luck.below(count, "names"), step


def of(words: str) -> str:
    """Return the words after « de », elided before a vowel."""
    return f"d’{words}" if words[0].lower() in VOWELS else f"de {words}"


def slug(text: str) -> str:
    """Return a host name: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_IN_HOSTS.sub("-", plain.lower()).strip("-")


def region(postcode: str) -> int:
    """Return the telephone region (1 to 5) of a postcode."""
    return _REGIONS.get(postcode[:2], 4)


def phones(luck: Luck, ids: Ints, postcodes: Sequence[str], whose: str = "") -> list[str]:
    """Return numbers of the fiction range of each region, one in four being a mobile."""
    ends = below(luck, 10_000, f"{whose}phone", ids)
    mobiles = below(luck, 4, f"{whose}mobile", ids)
    return [
        f"{PHONES[region(postcode)] if mobile else MOBILE} {end // 100:02d} {end % 100:02d}"
        for postcode, mobile, end in zip(postcodes, mobiles, ends, strict=True)
    ]


def picked(luck: Luck, pool: Sequence[str], purpose: str, ids: Ints) -> list[str]:
    """Return a label of a pool for each key."""
    return [pool[rank] for rank in below(luck, len(pool), purpose, ids)]


def _picked_each(luck: Luck, pools: Sequence[Sequence[str]], purpose: str, ids: Ints) -> list[str]:
    """Pick from a pool of each firm's own."""
    ranks = below(luck, [len(pool) for pool in pools], purpose, ids)
    return [pool[rank] for pool, rank in zip(pools, ranks, strict=True)]


def compose(luck: Luck, firms: Firms) -> list[Identity]:
    """Compose the identity of every firm."""
    ids, pools, public = firms.ids, names(), firms.public
    made = roots(luck, ids, pools)
    activities = [label.split("|") for label in _picked_each(luck, _labels(firms), "activity", ids)]
    forms = [
        pools.forms["public" if body else size]
        for body, size in zip(public, firms.size, strict=True)
    ]
    towns = [town.split(" ", 1) for town in picked(luck, pools.towns, "town", ids)]
    postcodes = [postcode for postcode, _ in towns]
    sizes = {size: Size(size) for size in SIZES}
    columns = (
        [
            pattern.format(root=word, of_root=of(word))
            for (pattern, _), word in zip(activities, made, strict=True)
        ],
        sirens(luck, ids),
        _picked_each(luck, forms, "form", ids),
        [naf for _, naf in activities],
        firms.sector,
        [sizes[size] for size in firms.size],
        _created(luck, firms),
        _streets(luck, ids, pools),
        postcodes,
        [town for _, town in towns],
        _managers(luck, ids, pools),
        [
            f"{'finances' if body else 'comptabilite'}@{slug(word)}.example"
            for body, word in zip(public, made, strict=True)
        ],
        phones(luck, ids, postcodes),
        _headcounts(luck, firms),
        [years[-1]["DA"] if years else None for years in firms.statements],
        public,
    )
    return [Identity(*row) for row in zip(*columns, strict=True)]


def _labels(firms: Firms) -> list[tuple[str, ...]]:
    """Return what the activity of each firm is picked from."""
    pools = names()
    return [
        pools.bodies["hospital" if hospital else "public"] if public else pools.activities[sector]
        for sector, public, hospital in zip(firms.sector, firms.public, firms.hospital, strict=True)
    ]


def _streets(luck: Luck, ids: Ints, pools: Names) -> list[str]:
    numbers = below(luck, 140, "street number", ids)
    streets = picked(luck, pools.streets, "street", ids)
    return [f"{1 + number} {street}" for number, street in zip(numbers, streets, strict=True)]


def _managers(luck: Luck, ids: Ints, pools: Names) -> list[str]:
    first = picked(luck, pools.first_names, "first name", ids)
    last = picked(luck, pools.last_names, "last name", ids)
    return [f"{one} {other}" for one, other in zip(first, last, strict=True)]


def _created(luck: Luck, firms: Firms) -> list[date]:
    """Return creation days four years before the account or more: many young firms, few old."""
    ranges = [1 + most for most in below(luck, 600, "age range", firms.ids)]
    ages = below(luck, ranges, "age", firms.ids)
    return [
        add_months(known, -YOUNGEST - age) for known, age in zip(firms.known, ages, strict=True)
    ]


def _headcounts(luck: Luck, firms: Firms) -> list[int]:
    """Return the staff that the payroll pays, inside the bounds of the size."""
    spans = [high - low + 1 for low, high in firms.headcount]
    staff = below(luck, spans, "staff", firms.ids)
    costs = below(luck, 24_000_00, "staff cost", firms.ids)
    found = []
    for (low, high), more, cost, years in zip(
        firms.headcount, staff, costs, firms.statements, strict=True
    ):
        if years:
            payroll = years[-1]["FY"] + years[-1]["FZ"]
            found.append(min(max(round(payroll / (38_000_00 + cost)), low), high))
        else:
            found.append(low + more)
    return found


def identities(
    frame: Frame, cohort: Cohort, statements: Sequence[tuple[Statement, ...]]
) -> list[Identity]:
    """Compose the identity of every customer."""
    sectors, hospital = list(frame.calibration.sectors), TERMS.index("50j_hopital")
    size = [SIZES[rank] for rank in cohort.size.tolist()]
    firms = Firms(
        ids=cohort.ids,
        sector=[sectors[rank] for rank in cohort.sector.tolist()],
        size=size,
        public=cohort.public.tolist(),
        hospital=(cohort.terms == hospital).tolist(),
        headcount=[frame.calibration.sizes[name].headcount for name in size],
        known=[min(frame.as_of, from_day(day)) for day in cohort.since.tolist()],
        statements=statements,
    )
    return compose(frame.luck, firms)
