"""No public case of our families may be left without a test."""

from tests.domain.risk.cases import CASES, TESTED


def test_every_public_case_of_our_families_is_named_in_a_test():
    for family, tested in TESTED.items():
        assert {c["id"] for c in CASES.values() if c["domain"] == family} == tested
