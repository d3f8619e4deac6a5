"""The policy of a played year: kept as data by revision, read as the engine wants it."""

from __future__ import annotations

import copy
import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.money import Cents
from simulator.domain.portfolio import Portfolio
from simulator.domain.year.policy import Cap, Decisions, Policy, Scenario
from simulator.domain.year.world import World
from simulator.services import years
from simulator.services.lines import Decided
from simulator.store.years import YearPolicyRow, YearRow

Data = dict[str, Any]
"""A policy as plain values: what ``years.text_of`` writes, and ``decisions`` by customer."""

DECIDED = ("limits", "classes", "scenarios")
_KEPT = 24
_worlds: OrderedDict[int, World] = OrderedDict()
_lock = Lock()
"""A prepared year is immutable; those of portfolios in memory are kept."""


def world_of(portfolio: Portfolio) -> World:
    """Return the year of a portfolio, prepared the first time."""
    with _lock:
        known = _worlds.get(id(portfolio))
        if known is not None and known.portfolio is portfolio:
            _worlds.move_to_end(id(portfolio))
            return known
    made = years.prepare(portfolio)
    with _lock:
        _worlds[id(portfolio)] = made
        while len(_worlds) > _KEPT:
            _worlds.popitem(last=False)
    return made


def data_of(policy: Policy) -> Data:
    """Return a policy as plain values, every field written out."""
    made: Data = json.loads(years.text_of(policy))
    return made


def reference_data(code: str, *, own_lines: bool = False) -> Data:
    """Return a reference policy to start from.

    With ``own_lines``, its limits are those written in the customers' files.
    """
    data = data_of(years.reference(code))
    if own_lines:
        data["limits"]["cap"] = Cap.FILE.value
    return data


def adopted(before: Data, code: str) -> Data:
    """Return a reference policy with what was decided customer by customer before it.

    A scenario of one's own goes with the policy that held it, and so does its choice.
    """
    data = reference_data(code)
    kept = copy.deepcopy(before.get("decisions", {}))
    shelf = years.reminders()
    chosen = kept.get("scenarios", {})
    kept["scenarios"] = {who: name for who, name in chosen.items() if name in shelf}
    return data | {"decisions": kept}


def policy_of(data: Mapping[str, Any], code: str = "policy") -> Policy:
    """Return the policy of plain values; ``FaultyScenario`` lists what is wrong, path by path."""
    plain = dict(data)
    decided = plain.pop("decisions", {})
    decisions = Decisions(
        limits={int(who): Cents(amount) for who, amount in decided.get("limits", {}).items()},
        expiries={
            int(who): date.fromisoformat(on) for who, on in decided.get("expiries", {}).items()
        },
        classes={int(who): risk for who, risk in decided.get("classes", {}).items()},
        scenarios={int(who): name for who, name in decided.get("scenarios", {}).items()},
    )
    return years.policy_of(json.dumps(plain), decisions, code)


def scenarios_of(policy: Policy) -> tuple[Scenario, ...]:
    """Return the scenarios of a policy, and those of the shelf that it does not hold."""
    own = {scenario.code for scenario in policy.scenarios}
    shelf = years.reminders()
    return (*policy.scenarios, *(shelf[code] for code in sorted(shelf) if code not in own))


def with_scenario(data: Data, scenario: Data) -> Data:
    """Return a policy with a scenario put in, in the place of the one of the same code."""
    made = copy.deepcopy(data)
    others = [each for each in made.get("scenarios", ()) if each["code"] != scenario["code"]]
    made["scenarios"] = [*others, scenario]
    return made


def scenario_data(scenario: Scenario) -> Data:
    """Return a scenario as plain values."""
    found = data_of(Policy("carrier", scenarios=(scenario,)))["scenarios"][0]
    assert isinstance(found, dict)
    return found


def without_scenario(data: Data, code: str) -> Data:
    """Return a policy without a scenario; the segments and customers that had it go back."""
    made = copy.deepcopy(data)
    made["scenarios"] = [each for each in made.get("scenarios", ()) if each["code"] != code]
    shelf = years.reminders()
    if code not in shelf:
        chosen = made.get("decisions", {}).get("scenarios", {})
        for who in [who for who, name in chosen.items() if name == code]:
            del chosen[who]
    made["segments"] = [
        each for each in made.get("segments", ()) if each["scenario"] != code or code in shelf
    ]
    return made


def decided(data: Data, customer: int) -> Data:
    """Return what was decided of one customer: ``limits`` in cents, ``classes``, ``scenarios``."""
    known = data.get("decisions", {})
    return {name: known.get(name, {}).get(str(customer)) for name in DECIDED}


def with_decision(data: Data, customer: int, values: Data) -> Data:
    """Return a policy where what is decided of a customer is ``values``; nothing is the rule's."""
    made = copy.deepcopy(data)
    known = made.setdefault("decisions", {})
    for name in DECIDED:
        row = known.setdefault(name, {})
        if values.get(name) is None:
            row.pop(str(customer), None)
        else:
            row[str(customer)] = values[name]
    if known["limits"].get(str(customer)) != decided(data, customer)["limits"]:
        # A line decided by hand takes the place of the committee's, with its expiry.
        known.get("expiries", {}).pop(str(customer), None)
    return made


def with_lines(data: Data, granted: Mapping[int, Decided]) -> Data:
    """Return a policy where these lines are decided, by customer, each until its expiry."""
    for customer, line in sorted(granted.items()):
        values = {**decided(data, customer), "limits": int(line.amount)}
        data = with_decision(data, customer, values)
        expiries = data["decisions"].setdefault("expiries", {})
        expiries.pop(str(customer), None)
        if line.expires_on is not None:
            expiries[str(customer)] = line.expires_on.isoformat()
    return data


def latest(session: Session, year: YearRow) -> Data:
    """Return the data of the policy now in force."""
    return revision(session, year.id, year.policy_revision)


def revision(session: Session, year_id: int, number: int) -> Data:
    """Return the data of a policy as it was saved under a revision."""
    found: Data = session.scalars(
        select(YearPolicyRow.policy).where(
            YearPolicyRow.year_id == year_id, YearPolicyRow.revision == number
        )
    ).one()
    return found


def save(session: Session, year: YearRow, data: Data, now: datetime) -> int:
    """Keep a policy as a new revision, if anything in it has changed; return the revision.

    ``FaultyScenario`` when it contradicts itself: nothing is kept then.
    """
    policy_of(data)
    if data == latest(session, year):
        return year.policy_revision
    return add(session, year, data, now)


def add(session: Session, year: YearRow, data: Data, now: datetime) -> int:
    """Keep a policy as the next revision."""
    year.policy_revision += 1
    year.revision += 1
    session.add(
        YearPolicyRow(year_id=year.id, revision=year.policy_revision, policy=data, saved_at=now)
    )
    session.flush()
    return year.policy_revision
