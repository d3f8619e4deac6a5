"""Every public golden case of the indicators, within its tolerance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.domain.indicators.runners import CASES, RUNNERS

# Decimal expectations such as 33.333333333333336 are themselves rounded floats.
FLOAT_NOISE = Decimal("1e-9")


def agrees(found: object, expected: object, tolerance: Decimal) -> bool:
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        return all(agrees(found[k], v, tolerance) for k, v in expected.items())
    if isinstance(expected, list):
        assert isinstance(found, list)
        pairs = zip(found, expected, strict=True)
        return all(agrees(f, e, tolerance) for f, e in pairs)
    if isinstance(expected, int | Decimal):
        assert isinstance(found, int | Decimal)
        return abs(Decimal(found) - Decimal(expected)) <= tolerance + FLOAT_NOISE
    return found == expected


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_golden_case_is_found_within_its_tolerance(case):
    found = RUNNERS[case["kpi"]](case["inputs"])
    tolerance = Decimal(case["tolerance"])
    wanted = {key: value for key, value in case["expected"].items() if key != "unit"}
    assert wanted
    for key, value in wanted.items():
        assert agrees(found[key], value, tolerance), (key, found[key], value)


def test_the_comparison_of_the_golden_cases_can_fail():
    assert not agrees(Decimal(46), Decimal(45), Decimal("0.5"))
    assert not agrees([Decimal(1)], [Decimal(2)], Decimal(0))
    assert not agrees({"a": Decimal(1)}, {"a": Decimal(2)}, Decimal(0))
    assert not agrees(None, "insufficient_history", Decimal(0))
