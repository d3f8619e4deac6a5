"""The public golden cases of accounts and risk, read by family."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "golden" / "risk.json"
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(_FILE.read_text(encoding="utf-8"))
}

TESTED = {
    "conan_holder": {"CH-02", "CH-03", "CH-04", "CH-05", "CH-06", "CH-07", "CH-09", "CH-10"},
    "bdf_z1983": {"BDF-01", "BDF-02", "BDF-03", "BDF-05"},
    "bdf_cotation": {"BDF-06"},
    "afdcc3": {"AFD-01", "AFD-02"},
    "altman": {"ALT-01", "ALT-03", "ALT-04", "ALT-05", "ALT-07"},
    "points_risque": {"PTS-01", "PTS-02"},
    "sig": {"SIG-01", "SIG-02", "SIG-04"},
    "caf": {"CAF-02", "CAF-03"},
    "bilan_fonctionnel": {"FR-02", "FR-03", "FR-04", "FR-05"},
    "ratios": {"RAT-01", "RAT-02", "RAT-04"},
    "rotation": {"ROT-01", "ROT-03", "ROT-04", "ROT-06", "ROT-07", "ROT-09"},
}
"""Cases that a test of these folders reads, by family."""


def case(code: str) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Return the inputs, the expected values and the tolerance of a case."""
    found = CASES[code]
    return found["inputs"], found["expected"], found["tolerance"]


def near(value: object, expected: float, tolerance: float) -> bool:
    """Say whether a value is within the tolerance of a case."""
    return abs(float(str(value)) - expected) <= tolerance + 1e-12
