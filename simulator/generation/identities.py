"""Identities that are plausible and not real: names, numbers, addresses, telephones."""

from __future__ import annotations

import unicodedata
from datetime import date
from math import gcd

from simulator.domain.accounts.statement import Statement
from simulator.domain.dates import add_months, from_day
from simulator.domain.firm import Identity, Size
from simulator.domain.luck import Luck
from simulator.domain.money import Cents
from simulator.generation.cohort import Cohort, Frame
from simulator.generation.library import SIZES, TERMS, Names, names

PHONES = {1: "01 99 00", 2: "02 61 91", 3: "03 53 01", 4: "04 65 71", 5: "05 36 49"}
"""Ranges that the regulator keeps for fiction (ARCEP, numbering plan)."""
MOBILE = "06 39 98"
VOWELS = frozenset("aàâeéèêiîoôuœ")
SPAN = 60_000_000
PRIME = 7_368_787


def luhn_digit(digits: str) -> int:
    """Return the digit that would make the number valid (Luhn, as SIREN and SIRET use it)."""
    total = 0
    for rank, char in enumerate(reversed(digits)):
        value = int(char) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return (10 - total % 10) % 10


def siren(luck: Luck, customer: int) -> str:
    """Return nine digits, different for each customer, of which the last is wrong on purpose."""
    start = luck.below(SPAN, "siren")
    digits = str(30_000_000 + (start + customer * PRIME) % SPAN)
    wrong = (luhn_digit(digits) + 1 + luck.below(9, "siren key", customer)) % 10
    return f"{digits}{wrong}"


def root(luck: Luck, customer: int, pools: Names) -> str:
    """Return an invented proper name; the same one never comes twice in a portfolio."""
    count = len(pools.roots) * len(pools.endings)
    step = luck.below(count, "names step") | 1
    while gcd(step, count) != 1:
        step += 2
    turn, place = divmod(customer, count)
    word = (luck.below(count, "names") + place * step) % count
    made = pools.roots[word // len(pools.endings)] + pools.endings[word % len(pools.endings)]
    return f"{made} {pools.places[turn % len(pools.places)]}" if turn else made


def of(words: str) -> str:
    """Return the words after « de », elided before a vowel."""
    return f"d’{words}" if words[0].lower() in VOWELS else f"de {words}"


def slug(text: str) -> str:
    """Return a host name: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())


def _pick(luck: Luck, pool: tuple[str, ...], purpose: str, customer: int) -> str:
    return pool[luck.below(len(pool), purpose, customer)]


def phone(luck: Luck, customer: int, postcode: str) -> str:
    """Return a number of the fiction range of the region, one in four being a mobile."""
    end = luck.below(10_000, "phone", customer)
    mobile = luck.below(4, "mobile", customer) == 0
    prefix = MOBILE if mobile else PHONES[region(postcode)]
    return f"{prefix} {end // 100:02d} {end % 100:02d}"


def region(postcode: str) -> int:
    """Return the telephone region (1 to 5) of a postcode."""
    zones = {
        1: "75 77 78 91 92 93 94 95",
        2: "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
        3: "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
        5: "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87",
    }
    for zone, departments in zones.items():
        if postcode[:2] in departments.split():
            return zone
    return 4


def identity(
    frame: Frame, cohort: Cohort, customer: int, statements: tuple[Statement, ...]
) -> Identity:
    """Compose the identity of a customer."""
    luck, pools = frame.luck, names()
    sector = list(frame.calibration.sectors)[int(cohort.sector[customer])]
    public = bool(cohort.public[customer])
    size = SIZES[int(cohort.size[customer])]
    hospital = TERMS[int(cohort.terms[customer])] == "50j_hopital"
    bodies = pools.bodies["hospital" if hospital else "public"]
    patterns = bodies if public else pools.activities[sector]
    pattern, naf = _pick(luck, patterns, "activity", customer).split("|")
    made = root(luck, customer, pools)
    number = 1 + luck.below(140, "street number", customer)
    street = f"{number} {_pick(luck, pools.streets, 'street', customer)}"
    postcode, town = _pick(luck, pools.towns, "town", customer).split(" ", 1)
    manager = (
        f"{_pick(luck, pools.first_names, 'first name', customer)} "
        f"{_pick(luck, pools.last_names, 'last name', customer)}"
    )
    low, high = frame.calibration.sizes[size].headcount
    return Identity(
        name=pattern.format(root=made, of_root=of(made)),
        siren=siren(luck, customer),
        legal_form=_pick(luck, pools.forms["public" if public else size], "form", customer),
        naf=naf,
        sector=sector,
        size=Size(size),
        created=_created(frame, cohort, customer),
        address=street,
        postcode=postcode,
        city=town,
        manager=manager,
        email=f"{'finances' if public else 'comptabilite'}@{slug(made)}.example",
        phone=phone(luck, customer, postcode),
        headcount=_headcount(luck, customer, low, high, statements),
        share_capital=statements[-1]["DA"] if statements else None,
        public=public,
    )


def _headcount(
    luck: Luck, customer: int, low: int, high: int, statements: tuple[Statement, ...]
) -> int:
    """Return the staff that the payroll pays, inside the bounds of the size."""
    if not statements:
        return low + luck.below(high - low + 1, "staff", customer)
    payroll = statements[-1].add("FY", "FZ")
    cost = 38_000_00 + luck.below(24_000_00, "staff cost", customer)
    return min(max(round(payroll / Cents(cost)), low), high)


def _created(frame: Frame, cohort: Cohort, customer: int) -> date:
    """Return a creation day at least four years back, and before the account was opened."""
    age = 4 * 12 + luck_months(frame.luck, customer)
    opened = from_day(int(cohort.since[customer]))
    return add_months(min(frame.as_of, opened), -age)


def luck_months(luck: Luck, customer: int) -> int:
    """Return the age of a firm beyond four years, in months: many young ones, few old ones."""
    return luck.below(1 + luck.below(600, "age range", customer), "age", customer)
