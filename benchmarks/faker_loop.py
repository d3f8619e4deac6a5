"""The tables of a portfolio filled field by field with Faker: what columns are measured against.

Every field is a call of Faker, as tutorials do it. Nothing holds together (an invoice may be paid
before it is issued, a balance sheet does not balance): the loop has less to do than the generator.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from faker import Faker

START, END = date(2022, 12, 1), date(2026, 11, 30)
SECTORS = ("gros", "detail", "btp", "agro", "metaux", "transport", "services", "public")
SIZES, TERMS = ("TPE", "PME", "ETI", "GE"), ("30j", "30j_fdm", "45j_fdm", "60j")
MEANS, PROFILES = ("virement", "prelevement", "lcr", "cheque"), ("punctual", "late", "tight")
CAUSES = ("price", "quantity", "quality", "delivery", "administrative")
PAID, DISPUTED, PROMISED = 97, 5, 8
"""Per cent of invoices with a payment, a dispute, a promise: about those of the generator."""
Row = tuple[Any, ...]


def ledger(fake: Faker, customers: int, invoices: int) -> Iterator[tuple[str, Row]]:
    """Yield the rows of the ledger, and what it says of customers, by table."""
    document = -1
    for customer in range(customers):
        yield "customers", (customer, *known(fake))
        yield (
            "hidden",
            (fake.pyfloat(min_value=-3, max_value=3), fake.random_element(PROFILES), a_day(fake)),
        )
        for _ in range(invoices):
            document += 1
            yield "documents", (customer, *invoice(fake))
            if fake.boolean(PAID):
                yield "payments", (document, a_day(fake), cents(fake), fake.random_element(MEANS))
            if fake.boolean(DISPUTED):
                days = a_day(fake), a_day(fake)
                yield "disputes", (document, *days, cents(fake), fake.random_element(CAUSES))
            if fake.boolean(PROMISED):
                days = a_day(fake), a_day(fake)
                yield "promises", (document, *days, cents(fake), fake.random_int(0, 100))


def a_day(fake: Faker) -> date:
    """Return a day of the history."""
    return fake.date_between_dates(START, END)


def cents(fake: Faker) -> int:
    """Return an amount."""
    return fake.random_int(500, 5_000_000)


def known(fake: Faker) -> Row:
    """Return what the ledger says of a customer."""
    pools = (SECTORS, SIZES, TERMS, MEANS)
    return (*(fake.random_element(pool) for pool in pools), fake.boolean(3))


def hidden(fake: Faker) -> Row:
    """Return the hidden state of a customer."""
    health = fake.pyfloat(min_value=-3, max_value=3)
    return health, fake.random_element(PROFILES), a_day(fake)


def invoice(fake: Faker) -> Row:
    """Return the fields of an invoice after its customer."""
    number, kind = fake.random_int(100_000, 9_999_999), fake.random_int(0, 1)
    return number, kind, a_day(fake), a_day(fake), cents(fake), cents(fake)


def dossier(fake: Faker, lines: int, sources: int) -> Iterator[Row]:
    """Yield the file of a customer: identity, three years of accounts, what is said of it."""
    yield (fake.company(), fake.siren(), fake.company_suffix(), fake.random_int(10, 99))
    yield (fake.street_address(), fake.postcode(), fake.city(), fake.phone_number())
    yield (fake.name(), fake.company_email(), fake.random_int(1, 500), a_day(fake), a_day(fake))
    yield (fake.name(), cents(fake), cents(fake), cents(fake), a_day(fake), fake.bothify("?#"))
    for _ in range(3):
        yield (a_day(fake), *(cents(fake) for _ in range(lines)))
    for _ in range(sources):
        yield (fake.random_element(CAUSES), a_day(fake), fake.sentence())
