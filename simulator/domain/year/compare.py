"""Policies compared on the same hidden years, and a grade that no lucky year can give.

On one year the better of two reasonable policies loses on realised profit in 15 to 35 % of cases:
a grade looks at decisions and at the mean over hidden years, and luck is shown apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.domain.collection.reminders import Stop
from simulator.domain.luck import Luck
from simulator.domain.refusals import NotPositive, OutOfRange, UnknownChoice
from simulator.domain.results import NotComputable
from simulator.domain.year.behaviour import HARD, SPOKEN, Lever
from simulator.domain.year.engine import play
from simulator.domain.year.exact import Bools, Floats
from simulator.domain.year.policy import STAKES, Cap, Policy, Scenario
from simulator.domain.year.report import PARTS, by_draw
from simulator.domain.year.standing import NEVER_HELD, Standing, apply
from simulator.domain.year.state import State
from simulator.domain.year.world import World

FEWEST = 24
FIGURES = ("profit", "profit_rate", "dso", "loss", "late", "lost", "cost", "left", "relation")
_KNOWN = (*FIGURES, *(f"part_{name}" for name in PARTS))


@dataclass(frozen=True, slots=True)
class Pair:
    """First − second on one figure: mean, standard error, years where the first is higher."""

    figure: str
    first: str
    second: str
    mean: float
    error: float
    higher: int
    years: int

    @property
    def robust(self) -> bool:
        """Say whether the difference is more than twice its standard error."""
        return abs(self.mean) > 2.0 * self.error


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Figures of each policy in each hidden year: ``values[policy][figure]`` is one array."""

    codes: tuple[str, ...]
    draws: tuple[int, ...]
    values: dict[str, dict[str, Floats]]

    def mean(self, code: str, figure: str) -> float:
        """Return the mean of a figure of a policy; ``UnknownChoice`` on an unknown name."""
        return float(self._column(code, figure).mean())

    def pair(self, first: str, second: str, figure: str = "profit_rate") -> Pair:
        """Return the paired difference of two policies on a figure."""
        gap = self._column(first, figure) - self._column(second, figure)
        error = float(gap.std(ddof=1)) / len(gap) ** 0.5
        higher = int((gap > 0).sum())
        return Pair(figure, first, second, float(gap.mean()), error, higher, len(gap))

    def parts(self, first: str, second: str) -> tuple[Pair, ...]:
        """Return what makes the difference of profit, in euros, the widest first.

        A part that is the same in every year is left out: the others add up to the difference.
        """
        pairs = [self.pair(first, second, f"part_{name}") for name in PARTS]
        told = [pair for pair in pairs if pair.mean or pair.error]
        return tuple(sorted(told, key=lambda pair: -abs(pair.mean)))

    def ranking(self, figure: str = "profit") -> tuple[str, ...]:
        """Return the policies, best mean first."""
        return tuple(sorted(self.codes, key=lambda code: -self.mean(code, figure)))

    def _column(self, code: str, figure: str) -> Floats:
        if code not in self.values:
            raise UnknownChoice("policy", code, self.codes)
        if figure not in _KNOWN:
            raise UnknownChoice("figure", figure, _KNOWN)
        return self.values[code][figure]


def hidden_draws(seed: int, count: int = FEWEST) -> tuple[int, ...]:
    """Return names of hidden years, never the played one (0); ``OutOfRange`` under 2."""
    if count < 2:
        raise OutOfRange("replications", count, 2)
    start = 1 + Luck(seed).below(2**31, "hidden years")
    return tuple(range(start, start + count))


def compare(world: World, policies: Sequence[Policy]) -> Comparison:
    """Play every policy on the draws of a world, all meeting the same luck.

    Raises ``NotPositive`` without a policy, ``OutOfRange`` when two have the same code.
    """
    codes = tuple(policy.code for policy in policies)
    if not codes:
        raise NotPositive("policies", 0)
    if len(set(codes)) < len(codes):
        raise OutOfRange("policies", codes)
    values = {policy.code: by_draw(play(world, policy, events=False)) for policy in policies}
    return Comparison(codes, world.draws, values)


@dataclass(frozen=True, slots=True)
class LuckPart:
    """What chance did to one year played: realised and expected profit (euros), and the rank.

    ``rank`` is the share of the hidden years, under the same policy, that did less well.
    """

    realised: float
    expected: float
    deviation: float
    rank: float

    @property
    def luck(self) -> float:
        """Return realised less expected profit, in euros."""
        return self.realised - self.expected


def luck_part(played: State, hidden: Comparison, code: str) -> LuckPart:
    """Return the part of luck in a year played under the policy ``code`` of a comparison."""
    realised = float(by_draw(played)["profit"][0])
    years = hidden.values[code]["profit"]
    return LuckPart(
        realised, float(years.mean()), float(years.std(ddof=1)), float((years < realised).mean())
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a careful credit manager checks in a policy, and whether it holds."""

    code: str
    holds: bool


def review(world: World, policy: Policy) -> tuple[Finding, ...]:
    """Judge the decisions of a policy without playing it; codes are worded by the pages."""
    standing = apply(world, policy)
    used = tuple(standing.scenarios[i] for i in sorted(set(standing.scenario.tolist())))
    key = world.traits.stake[world.place] == STAKES.index("A")
    public = world.traits.public[world.place]
    private = ~public
    harsh = {Lever.AGENCY, Lever.COURT}
    return (
        Finding("everybody_has_a_scenario", bool((standing.scenario > 0).all())),
        Finding("key_accounts_are_called", all(_called(s) for s in _of(standing, key & private))),
        Finding("something_before_due", any(step.offset < 0 for s in used for step in s.steps)),
        Finding("formal_notice_not_too_soon", not any(_hasty(s) for s in used)),
        Finding("threats_are_carried_out", all(_serious(s, policy) for s in used)),
        Finding(
            "public_bodies_are_not_threatened",
            not any(step.lever in harsh for s in _of(standing, public) for step in s.steps),
        ),
        Finding("disputes_stop_reminders", _stops(used, Stop.DISPUTED)),
        Finding("promises_stop_reminders", _stops(used, Stop.PROMISED)),
        Finding("limits_leave_room", policy.limits.cap is Cap.NONE or policy.limits.factor >= 0.8),
        Finding("holds_come_late", int(standing.hold_after.min()) >= 20),
        Finding("disputes_are_answered", policy.dispute_days <= 30),
    )


def _of(standing: Standing, rows: Bools) -> list[Scenario]:
    return [standing.scenarios[i] for i in sorted(set(standing.scenario[rows].tolist()))]


def _called(scenario: Scenario) -> bool:
    return any(step.lever in SPOKEN and step.offset <= 15 for step in scenario.steps)


def _hasty(scenario: Scenario) -> bool:
    return any(step.lever == Lever.REGISTERED and step.offset < 10 for step in scenario.steps)


def _serious(scenario: Scenario, policy: Policy) -> bool:
    """Say whether each announced consequence comes within ten days."""
    hold = policy.hold.after_days or NEVER_HELD
    hard = [step.offset for step in scenario.steps if step.lever in HARD] + [hold]
    told = [step.offset for step in scenario.steps if step.announces]
    return all(any(day <= coming <= day + 10 for coming in hard) for day in told)


def _stops(scenarios: Sequence[Scenario], stop: Stop) -> bool:
    return all(stop in step.stops for scenario in scenarios for step in scenario.steps)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade on 100: half for the decisions, half for the mean profit between two references."""

    points: int
    decisions: int
    outcome: int | NotComputable
    findings: tuple[Finding, ...]


def grade(
    findings: Sequence[Finding], hidden: Comparison, code: str, worst: str, best: str
) -> Grade:
    """Grade a policy on its decisions and on its mean over hidden years, never on one year.

    The outcome is 0 at the mean profit of ``worst``, 100 at that of ``best``, held inside; it is
    not computable when ``best`` does not do better or when there are under 24 years, and the
    decisions then count alone.
    """
    held = sum(finding.holds for finding in findings)
    decisions = round(100 * held / max(len(findings), 1))
    low, high = hidden.mean(worst, "profit"), hidden.mean(best, "profit")
    outcome: int | NotComputable
    if len(hidden.draws) < FEWEST:
        outcome = NotComputable("too_few_years", {"years": len(hidden.draws), "fewest": FEWEST})
    elif high <= low:
        outcome = NotComputable("references_do_not_differ", {"worst": low, "best": high})
    else:
        share = (hidden.mean(code, "profit") - low) / (high - low)
        outcome = round(100 * min(max(share, 0.0), 1.0))
    points = decisions if isinstance(outcome, NotComputable) else round((decisions + outcome) / 2)
    return Grade(points, decisions, outcome, tuple(findings))
