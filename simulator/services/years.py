"""What people do with a simulated year: prepare it, play it, compare policies, read policies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import yaml

from simulator.domain.portfolio import Portfolio
from simulator.domain.refusals import UnknownChoice
from simulator.domain.year import compare as comparing
from simulator.domain.year.behaviour import Assumptions, Behaviour
from simulator.domain.year.engine import play
from simulator.domain.year.policy import Decisions, Policy, Scenario
from simulator.domain.year.state import State
from simulator.domain.year.traits import DelayLaw, Population
from simulator.domain.year.world import World
from simulator.domain.year.world import prepare as prepare_world
from simulator.generation import library
from simulator.generation.reading import Fault, FaultyScenario, Reader
from simulator.paths import SCENARIOS

REFERENCES = ("aucune", "courriels", "standard", "segmentee", "agressive")
"""Reference policies, from the one that does nothing to the one that does too much."""


class TextReader(Reader):
    """Reads a policy from a text (YAML, or JSON which is part of it) rather than from a file."""

    def __init__(self, text: str, name: str) -> None:
        self.file = name
        self.faults = []
        try:
            self.root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise FaultyScenario((Fault(name, line, "", "unreadable", error.problem),)) from error


@lru_cache(maxsize=1)
def behaviour() -> Behaviour:
    """Return how customers answer, from ``scenarios/behaviour.yaml``."""
    reader = Reader(SCENARIOS / "behaviour.yaml")
    made = reader.build(Behaviour, reader.root, "behaviour")
    reader.finish()
    assert isinstance(made, Behaviour)
    return made


@lru_cache(maxsize=1)
def reminders() -> dict[str, Scenario]:
    """Return the reminder scenarios of the shelf, by code."""
    return {
        path.stem: _scenario(Reader(path), path.stem)
        for path in sorted((SCENARIOS / "reminders").glob("*.yaml"))
    }


def _scenario(reader: Reader, code: str) -> Scenario:
    made = reader.build(Scenario, reader.root, code, code=code)
    reader.finish()
    assert isinstance(made, Scenario)
    return made


@lru_cache(maxsize=16)
def reference(code: str) -> Policy:
    """Return a reference policy; ``UnknownChoice`` when there is none of that name."""
    if code not in REFERENCES:
        raise UnknownChoice("policy", code, REFERENCES)
    return read_policy(SCENARIOS / "years" / f"{code}.yaml")


def references() -> tuple[Policy, ...]:
    """Return the reference policies."""
    return tuple(reference(code) for code in REFERENCES)


def read_policy(path: Path) -> Policy:
    """Return the policy of a file; ``FaultyScenario`` lists all that is wrong with it."""
    return _policy(Reader(path), path.stem, Decisions())


def policy_of(text: str, decisions: Decisions | None = None, code: str = "policy") -> Policy:
    """Return the policy of a text in YAML or JSON, with what was decided customer by customer."""
    return _policy(TextReader(text, code), code, decisions or Decisions())


def text_of(policy: Policy) -> str:
    """Return a policy as JSON that ``policy_of`` reads; decisions on customers are not in it."""
    record = asdict(policy)
    for name in ("decisions", "code"):
        del record[name]
    record = {name: value for name, value in record.items() if value not in ("", (), {})}
    for scenario in record.get("scenarios", ()):
        for name in [name for name in ("title", "summary") if not scenario[name]]:
            del scenario[name]
    return json.dumps(record, ensure_ascii=False)


def _policy(reader: Reader, code: str, decisions: Decisions) -> Policy:
    """Build a policy; the scenarios it names and does not hold are those of the shelf."""
    pairs = reader.pairs(reader.root, code)
    own: dict[str, Scenario] = {}
    if "scenarios" in pairs:
        for rank, node in enumerate(reader.items(pairs["scenarios"])):
            made = reader.build(Scenario, node, f"{code}.scenarios[{rank}]")
            if isinstance(made, Scenario):
                own[made.code] = made
        _without(reader, "scenarios")
    shelf = reminders()
    named = {item.value for item in _named(reader, pairs)} | set(decisions.scenarios.values())
    own = {**{name: shelf[name] for name in sorted(named) if name in shelf}, **own}
    unknown = [item for item in _named(reader, pairs) if item.value not in own]
    for item in unknown:
        reader.fault(item, f"{code}.segments", "unknown_choice", item.value)
    reader.finish()
    policy = reader.build(
        Policy, reader.root, code, code=code, scenarios=tuple(own.values()), decisions=decisions
    )
    reader.finish()
    assert isinstance(policy, Policy)
    return policy


def _without(reader: Reader, name: str) -> None:
    """Take a key off the root of a file that is read in two times."""
    root = reader.root
    assert isinstance(root, yaml.MappingNode)
    root.value = [(key, value) for key, value in root.value if key.value != name]


def _named(reader: Reader, pairs: Mapping[str, yaml.Node]) -> list[yaml.ScalarNode]:
    """Return the nodes that name a scenario in the segments of a policy."""
    if "segments" not in pairs:
        return []
    found = []
    for node in reader.items(pairs["segments"]):
        scenario = reader.pairs(node, "segments").get("scenario")
        if isinstance(scenario, yaml.ScalarNode):
            found.append(scenario)
    return found


def population(scenario: str) -> Population:
    """Return what the calibration says of the customers of a supplier's scenario."""
    shared, spec = library.calibration(), library.scenario(scenario)
    mix = spec.customers
    return Population(
        profiles={
            name: DelayLaw(law.law == "lognormal", law.centre, law.spread)
            for name, law in shared.profiles.items()
        },
        default_rate={
            name: sector.default_rate * mix.default_factor
            for name, sector in shared.sectors.items()
        },
        dispute_rate={
            name: sector.dispute_rate * mix.dispute_factor
            for name, sector in shared.sectors.items()
        },
        size_factor={name: size.pd_multiplier for name, size in shared.sizes.items()},
        runs={
            name: tuple(round(size.payment_runs.get(run, 0.0) * 1_000_000) for run in library.RUNS)
            for name, size in shared.sizes.items()
        },
        season=spec.seasonality,
        slow_months=shared.paying.extra_days_by_month,
        hazard_slope=shared.latent.hazard_slope,
        pd_cap=shared.latent.pd_cap,
        sd_floor=shared.paying.sd_floor,
        sd_slope=shared.paying.sd_slope,
        exact_punctual=shared.paying.exact_due_punctual,
        two_payments=shared.paying.two_payments,
    )


def prepare(
    portfolio: Portfolio,
    assumptions: Assumptions | None = None,
    *,
    draws: tuple[int, ...] = (0,),
    months: int = 12,
) -> World:
    """Return the year of a portfolio, ready to be opened under any policy."""
    people = population(portfolio.supplier.scenario)
    return prepare_world(portfolio, people, behaviour(), assumptions, draws=draws, months=months)


def run(
    portfolio: Portfolio, policy: Policy, assumptions: Assumptions | None = None, *, draw: int = 0
) -> State:
    """Return the end of one year under a policy."""
    return play(prepare(portfolio, assumptions, draws=(draw,)), policy)


def compare(
    portfolio: Portfolio,
    policies: tuple[Policy, ...],
    assumptions: Assumptions | None = None,
    *,
    replications: int = 24,
) -> comparing.Comparison:
    """Return policies compared on hidden years, the same for all of them."""
    hidden = comparing.hidden_draws(portfolio.seed, replications)
    return comparing.compare(prepare(portfolio, assumptions, draws=hidden), policies)
