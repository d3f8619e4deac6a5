"""The dated tables and the golden cases, for tests of collection and accounting."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from simulator.domain.money import Cents
from simulator.domain.rates import DatedRate, LawBook, RateTable
from simulator.domain.results import Confidence

ROOT = Path(__file__).parents[3]
_GOLDEN = json.loads((ROOT / "tests/domain/golden/law.json").read_text(), parse_float=Decimal)
CASES: dict[str, dict[str, Any]] = {case["id"]: case for case in _GOLDEN["cases"]}


def read_yaml(path: str) -> Any:
    return yaml.load((ROOT / path).read_text(), Loader=yaml.BaseLoader)


def _rate(row: dict[str, str]) -> DatedRate:
    end = date.fromisoformat(row["end"]) if "end" in row else None
    return DatedRate(
        date.fromisoformat(row["start"]),
        end,
        Decimal(row["value"]),
        row["source"],
        Confidence(row["confidence"]),
    )


def _table(path: Path) -> RateTable:
    data = read_yaml(str(path.relative_to(ROOT)))
    return RateTable(data["name"], tuple(_rate(row) for row in data["entries"]))


LAW = LawBook({path.stem: _table(path) for path in sorted(ROOT.glob("content/rates/*.yaml"))})


def case(identifier: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the input and the expected result of a golden case."""
    found = CASES[identifier]
    return found["input"], found["expected"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def eur(amount: Decimal | int | str) -> Cents:
    """Cents of an amount that has at most two decimals."""
    whole = Decimal(amount) * 100
    assert whole == whole.to_integral_value()
    return Cents(int(whole))


def pct(value: Decimal | int | str) -> Decimal:
    return Decimal(value) / 100
