"""Read the files of content/procedures into the types of the domain, for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from simulator.domain.collection.conduct import Ban
from simulator.domain.collection.einvoicing import Calendar, Status
from simulator.domain.collection.procedures import (
    Condition,
    Cost,
    Count,
    Delay,
    Family,
    Procedure,
    Stage,
)
from simulator.domain.collection.reminders import Channel, Contact, Level, Scenario, Tone
from simulator.domain.firm import Size
from simulator.domain.results import Confidence
from tests.domain.collection.lawbook import ROOT, read_yaml

FOLDER = "content/procedures"


def _delay(row):
    if "delay" not in row:
        return None
    data = row["delay"]
    return Delay(
        data["since"],
        data["table"],
        Count(data["count"]),
        data.get("dated_by", ""),
        data.get("distance", ""),
    )


def _procedure(data):
    return Procedure(
        data["code"],
        Family(data["family"]),
        data["title"],
        data["court"],
        tuple(
            Condition(r["code"], r["text"], r["article"], Confidence(r["confidence"]))
            for r in data["conditions"]
        ),
        tuple(
            Stage(
                r["code"],
                r["text"],
                r["actor"],
                r["article"],
                Confidence(r["confidence"]),
                _delay(r),
            )
            for r in data["stages"]
        ),
        tuple(
            Cost(
                r["code"],
                r["text"],
                Decimal(r["amount"]) if "amount" in r else None,
                r["source"],
                Confidence(r["confidence"]),
            )
            for r in data["costs"]
        ),
        Confidence(data["confidence"]),
    )


def files(kind):
    paths = sorted((ROOT / FOLDER).glob("*.yaml"))
    found = (read_yaml(f"{FOLDER}/{path.name}") for path in paths)
    return [data for data in found if data["kind"] == kind]


PROCEDURES = {data["code"]: _procedure(data) for data in files("procedure")}


def levels():
    return tuple(
        Level(
            int(r["number"]),
            r["code"],
            Tone(r["tone"]),
            tuple(Channel(c) for c in r["channels"]),
            tuple(r["required"]),
            tuple(r["forbidden"]),
        )
        for r in files("reminder_levels")[0]["levels"]
    )


def scenarios():
    return tuple(
        Scenario(
            r["code"],
            tuple(
                Contact(int(c["day"]), int(c["level"]), Channel(c["channel"]))
                for c in r["contacts"]
            ),
        )
        for r in files("reminder_levels")[0]["scenarios"]
    )


def bans():
    return tuple(
        Ban(
            r["code"],
            r["text"],
            r["article"],
            r["penalty"],
            Confidence(r["confidence"]),
            r["agency_only"] == "true",
            tuple(r.get("unless", ())),
        )
        for r in files("bans")[0]["bans"]
    )


def e_invoicing():
    data = files("e_invoicing")[0]

    def days(key):
        return {Size(size): date.fromisoformat(day) for size, day in data[key].items()}

    flags = ("reported", "reaches", "lost", "refused", "settles")
    statuses = tuple(
        Status(
            r["code"],
            r["name"],
            *(r[flag] == "true" for flag in flags),
            Confidence(r["confidence"]),
        )
        for r in data["statuses"]
    )
    return Calendar(days("receive"), days("issue"), Confidence(data["confidence"])), statuses
