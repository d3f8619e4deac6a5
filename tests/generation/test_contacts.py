"""The people of a file: plausible, by role, some of them out of date."""

from __future__ import annotations

from collections import Counter

from simulator.domain.portfolio import ContactRole, Portfolio
from simulator.generation.identities import PHONES, region

PUBLIC = {ContactRole.AUTHORISER, ContactRole.TREASURY}
TWO_YEARS = 2 * 365


def test_everybody_can_be_written_to_and_nobody_is_real(panel: Portfolio) -> None:
    for customer in panel.customers:
        assert customer.contacts, customer.id
        host = customer.identity.email.partition("@")[2]
        ranges = (PHONES[region(customer.identity.postcode)], "06 39 98")
        for contact in customer.contacts:
            assert contact.email.endswith(f"@{host}")
            assert host.endswith(".example")
            assert contact.phone.startswith(ranges)
            assert contact.checked <= panel.as_of


def test_roles_are_those_of_the_customer(panel: Portfolio) -> None:
    for customer in panel.customers:
        roles = {contact.role for contact in customer.contacts}
        assert roles <= PUBLIC if customer.identity.public else not roles & PUBLIC
        heads = [c.name for c in customer.contacts if c.role is ContactRole.DIRECTION]
        assert customer.identity.manager in heads or ContactRole.DIRECTION not in roles
    seen = {contact.role for customer in panel.customers for contact in customer.contacts}
    assert seen == set(ContactRole)


def test_some_cards_are_out_of_date(panel: Portfolio) -> None:
    cards = [contact for customer in panel.customers for contact in customer.contacts]
    old = sum((panel.as_of - card.checked).days >= TWO_YEARS - 60 for card in cards)
    doubled = sum(
        max(Counter(contact.role for contact in customer.contacts).values()) > 1
        for customer in panel.customers
    )

    assert 0.10 < old / len(cards) < 0.30
    assert 0.08 < doubled / len(panel.customers) < 0.25


def test_the_latest_card_of_a_role_comes_first(panel: Portfolio) -> None:
    for customer in panel.customers:
        days: dict[ContactRole, list[int]] = {}
        for contact in customer.contacts:
            days.setdefault(contact.role, []).append(contact.checked.toordinal())
        assert all(seen == sorted(seen, reverse=True) for seen in days.values())
        assert customer.contacts[0].role is next(role for role in ContactRole if role in days)


def test_who_has_left_was_seen_before_who_took_over(panel: Portfolio) -> None:
    """The oldest card of a file is the one of who has left, when somebody has."""
    for customer in panel.customers:
        twice = [role for role, n in Counter(c.role for c in customer.contacts).items() if n > 1]
        for role in twice:
            gone = [contact for contact in customer.contacts if contact.role is role][-1]
            assert gone.checked == min(contact.checked for contact in customer.contacts)
            assert role in {ContactRole.PAYABLES, ContactRole.AUTHORISER}
