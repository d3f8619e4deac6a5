"""The French names of the accounts that entries use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from simulator.content.yaml_text import read_yaml
from simulator.paths import CONTENT


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    name = "procedures/chart_of_accounts.yaml"
    data = read_yaml((CONTENT / name).read_text(encoding="utf-8"), name)[0].data
    rows = data.get("accounts", []) if isinstance(data, dict) else []
    found = [row for row in rows if isinstance(row, dict)]
    return {str(row.get("number", "")): str(row.get("label", "")) for row in found}


def account_label(number: str) -> str:
    """Return the name of an account, empty when it is not in the chart."""
    return _labels().get(number, "")
