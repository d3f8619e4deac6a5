"""Roll rates and the absorbing Markov chain of losses.

Formulas: sheet of the house, lines 26 and 27 (November 2026): B = (I − Q)⁻¹ R, solved exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from simulator.domain.indicators.conventions import DEFAULT, Conventions
from simulator.domain.indicators.measure import (
    Flag,
    Measure,
    Number,
    Reason,
    cents_part,
    decimal,
    exact,
    part,
    quotient,
    whole_cents,
)
from simulator.domain.money import Cents
from simulator.domain.refusals import OutOfRange, Refusal
from simulator.domain.results import NotComputable, Unit

Matrix = list[list[Fraction]]


@dataclass(eq=False)
class NotStochastic(Refusal):
    """The probabilities out of a state do not add up to one."""

    state: str
    total: Decimal


def roll_rate(
    previous: Cents,
    moved: Cents,
    lag_days: int = 30,
    width_days: int = 30,
    conventions: Conventions = DEFAULT,
) -> Measure:
    """Return balance of band k+1 at t ÷ balance of band k at t−1 (a ratio).

    The lag must match the width of the band, to a day or two of a calendar month: else flagged.
    """
    mismatch = abs(lag_days - width_days) > 2
    return quotient(
        "roll_rate",
        cents_part("moved", moved),
        cents_part("previous", previous),
        conventions=conventions,
        flags=frozenset({Flag.LAG_MISMATCH}) if mismatch else frozenset(),
    )


def one_way(
    states: Sequence[str],
    to_paid: Sequence[Number],
    to_next: Sequence[Number | None],
    to_lost: Sequence[Number],
) -> dict[str, dict[str, Number]]:
    """Build the transitions of a ladder of states: paid, one step down, or lost."""
    if not len(states) == len(to_paid) == len(to_next) == len(to_lost):
        raise OutOfRange("states", len(states))
    ladder: dict[str, dict[str, Number]] = {}
    for row, state in enumerate(states):
        ladder[state] = {"paid": to_paid[row], "lost": to_lost[row]}
        rolled = to_next[row]
        if rolled is not None:
            below = states[row + 1] if row + 1 < len(states) else "lost"
            ladder[state][below] = exact(ladder[state].get(below, 0)) + exact(rolled)
    return ladder


@dataclass(frozen=True, slots=True)
class Absorption:
    """Probabilities of ending in each absorbing state, and mean periods before it."""

    states: tuple[str, ...]
    ends: tuple[str, ...]
    probabilities: Mapping[str, Mapping[str, Decimal]]
    periods: Mapping[str, Decimal]
    exact: Mapping[str, Mapping[str, Fraction]]


def absorption(
    transitions: Mapping[str, Mapping[str, Number]],
) -> Absorption | NotComputable:
    """Return where each state ends: ``transitions[state][target]`` are probabilities by period.

    A target that is not a state, or a state that only leads to itself, is absorbing. Not computable
    when some state never ends. Raises ``NotStochastic`` or ``OutOfRange`` on probabilities that are
    not: they must add up to one exactly, so give decimals or fractions.
    """
    rows = {state: _probabilities(state, targets) for state, targets in transitions.items()}
    closed = {state for state, row in rows.items() if row.get(state) == 1}
    states = tuple(state for state in rows if state not in closed)
    ends = tuple(
        dict.fromkeys(t for row in rows.values() for t in row if t not in rows or t in closed)
    )
    left: Matrix = [
        [Fraction(int(a == b)) - rows[a].get(b, Fraction()) for b in states] for a in states
    ]
    right: Matrix = [[rows[a].get(end, Fraction()) for end in ends] + [Fraction(1)] for a in states]
    solved = _solve(left, right)
    if solved is None:
        return NotComputable(Reason.NO_ABSORPTION, {"states": states})
    chances = {a: dict(zip(ends, solved[i], strict=False)) for i, a in enumerate(states)}
    return Absorption(
        states,
        ends,
        {a: {end: decimal(p) for end, p in row.items()} for a, row in chances.items()},
        {a: decimal(solved[i][-1]) for i, a in enumerate(states)},
        chances,
    )


def loss_forecast(
    chain: Absorption, balances: Mapping[str, Cents], end: str, conventions: Conventions = DEFAULT
) -> Measure:
    """Return the amount in cents of open balances that will end in a state (``lost``, ``bad``…).

    ``balances`` may also be the monthly sales, all in the first state.
    """
    if end not in chain.ends:
        raise OutOfRange("end", end)
    total = Fraction()
    for state, amount in balances.items():
        if state not in chain.exact:
            raise OutOfRange("state", state)
        total += amount * chain.exact[state][end]
    return Measure(
        "loss_forecast",
        whole_cents(total),
        Unit.CENTS,
        conventions,
        parts=(
            cents_part("balance", sum(balances.values())),
            *(part(f"p_{state}", chain.exact[state][end], Unit.RATIO) for state in balances),
        ),
    )


def _probabilities(state: str, targets: Mapping[str, Number]) -> dict[str, Fraction]:
    row = {target: exact(p) for target, p in targets.items()}
    for target, p in row.items():
        if not 0 <= p <= 1:
            raise OutOfRange(f"{state}→{target}", decimal(p), 0, 1)
    total = sum(row.values(), Fraction())
    if total != 1:
        raise NotStochastic(state, decimal(total))
    return row


def _solve(left: Matrix, right: Matrix) -> Matrix | None:
    """Solve left · X = right by exact elimination; ``None`` when there is no single solution."""
    size = len(left)
    rows = [[*left[i], *right[i]] for i in range(size)]
    for column in range(size):
        pivot = next((i for i in range(column, size) if rows[i][column] != 0), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for i in range(size):
            factor = rows[i][column]
            if i != column and factor != 0:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[column], strict=True)]
    return [row[size:] for row in rows]
