"""A call as plain data, to keep in a database as JSON, and back; replaying gives the same call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents
from simulator.domain.negotiation.casting import Cast
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.heard import Found, Heard
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.script import Script
from simulator.domain.negotiation.talk import Move, Talk, begin, replayed
from simulator.domain.refusals import Refusal

Data = Mapping[str, Any]
_DATES = ("on", "oldest_due", "promised_for")


@dataclass(eq=False)
class OtherScript(Refusal):
    """A call kept with another script, or another version of it, than the one given."""

    script: str
    version: int
    given: int


def to_data(talk: Talk) -> dict[str, Any]:
    """Return a call as JSON-ready data: the script's name, the facts, the cast, the moves."""
    facts = {field.name: getattr(talk.facts, field.name) for field in fields(Facts)}
    facts["invented"] = sorted(talk.facts.invented)
    for name in _DATES:
        facts[name] = facts[name].isoformat()
    return {
        "script": talk.script.id,
        "version": talk.script.version,
        "facts": facts,
        "cast": asdict(talk.cast),
        "moves": [_move(turn.move) for turn in talk.turns],
    }


def from_data(script: Script, data: Data) -> Talk:
    """Return the call kept; raises ``OtherScript`` when the script is not the same."""
    if (data["script"], data["version"]) != (script.id, script.version):
        raise OtherScript(str(data["script"]), int(data["version"]), script.version)
    facts = dict(data["facts"])
    facts["invented"] = frozenset(facts["invented"])
    for name in _DATES:
        facts[name] = date.fromisoformat(facts[name])
    start = begin(script, Facts(**facts), Cast(**data["cast"]))
    return replayed(start, [_moved(one) for one in data["moves"]])


def _move(move: Move) -> dict[str, Any]:
    heard = move.heard
    return {
        "option": move.option,
        "text": move.text,
        "overruled": move.overruled,
        "heard": None
        if heard is None
        else {
            "found": [[f.intent.value, f.confidence, f.start, f.end] for f in heard.found],
            "amounts": list(heard.amounts),
            "day": heard.day.isoformat() if heard.day else None,
            "means": None if heard.means is None else int(heard.means),
        },
    }


def _moved(data: Data) -> Move:
    kept = data["heard"]
    heard = None
    if kept is not None:
        heard = Heard(
            data["text"],
            tuple(
                Found(Intent(name), sure, start, end) for name, sure, start, end in kept["found"]
            ),
            tuple(Cents(one) for one in kept["amounts"]),
            date.fromisoformat(kept["day"]) if kept["day"] else None,
            None if kept["means"] is None else Means(kept["means"]),
        )
    return Move(data["option"], data["text"], heard, data["overruled"])
