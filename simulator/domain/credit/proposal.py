"""What one method proposes for a credit limit, with its parameters and its level of proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.domain.money import Cents
from simulator.domain.results import Confidence, Figure, Step


class Method(StrEnum):
    """Ways of setting a limit; a firm chooses its own and says so in its credit policy."""

    NEED_SIMPLE = "need_simple"
    NEED_COMPLETE = "need_complete"
    NEED_SEASONAL = "need_seasonal"
    NEED_ROLLING = "need_rolling"
    AFDCC = "afdcc"
    EQUITY = "equity"
    SUPPLIERS = "suppliers"
    WORKING_CAPITAL_NEED = "working_capital_need"  # BFR
    WORKING_CAPITAL = "working_capital"  # fonds de roulement
    CAPITAL = "capital"
    SCORE_TABLE = "score_table"
    CONCENTRATION = "concentration"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amount in cents proposed by one method.

    ``place_rule`` marks a rule of thumb of the trade (« règle de place ») without an authoritative
    source: its percentage is a parameter, to be shown as such.
    """

    method: Method
    amount: Cents
    confidence: Confidence
    parameters: Mapping[str, Figure] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    place_rule: bool = False
