"""Negotiation scripts: graphs of calls, one a file, with what all share in ``_commun.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.content.modules import SLUG, bad_id
from simulator.content.problems import Problem
from simulator.content.records import fill
from simulator.content.typography import check_source
from simulator.content.yaml_text import Data, Source, read_yaml
from simulator.content.yaml_text import Path as Place
from simulator.domain.exercises.calculators import MEASURED
from simulator.domain.exercises.formula import BadFormula, parse
from simulator.domain.negotiation import condition
from simulator.domain.negotiation.casting import TEMPERS
from simulator.domain.negotiation.facts import AMOUNTS, DAYS, NAMES, names_in
from simulator.domain.negotiation.review import Fault, faults
from simulator.domain.negotiation.script import MEANS, Commons, Option, Script
from simulator.domain.negotiation.talk import HANG_UP, TIME

COMMONS = "_commun.yaml"
_FOLDER = "negotiations"
_LINES = frozenset({"says", "reply", "unsure"})
_OBJECTION = re.compile(r"O(0[1-9]|[1-3][0-9]|40)")
_AHEAD = re.compile(r"[1-9]|[12][0-9]|30")
_SENTENCES = {
    "start": "Le départ « {node} » n'est pas un moment du script.",
    "target": "« {name} » (au moment « {node} ») ne mène nulle part.",
    "last_branch": "La dernière issue de « {name} » ne doit pas avoir de condition.",
    "duplicate": "Deux répliques du moment « {node} » ont l'identifiant « {name} ».",
    "unreachable": "On n'arrive jamais au moment « {node} ».",
    "endless": "Du moment « {node} », aucune fin ne peut être atteinte.",
    "good_roads": "Bons chemins : {name} ; il en faut trois.",
    "failures": "Façons d'échouer : {name} ; il en faut cinq.",
}


@dataclass(frozen=True, slots=True)
class Negotiations:
    """The scripts by id; faulty ones are left out."""

    scripts: Mapping[str, Script]


def load_negotiations(root: Path) -> tuple[Negotiations, list[Problem]]:
    """Read a folder of scripts; never raises on a faulty file. Problems come in order of place."""
    shared, problems = _commons(root / COMMONS)
    scripts: dict[str, Script] = {}
    for path in sorted(root.glob("*.yaml")):
        if path.name == COMMONS or shared is None:
            continue
        script, wrong = read_negotiation(path, f"{_FOLDER}/{path.name}", shared)
        problems += wrong
        if script is not None:
            scripts[script.id] = script
    return Negotiations(scripts), sorted(problems)


def _commons(path: Path) -> tuple[Commons | None, list[Problem]]:
    file = f"{_FOLDER}/{COMMONS}"
    if not path.is_file():
        sentence = f"Il manque {COMMONS} : réactions, fins et demandes de répétition communes."
        return None, [Problem(file, 1, "negotiation-commons", sentence)]
    source, problems = _source(path, file)
    record, wrong = fill(Commons, source) if source.lines else (None, [])
    problems += wrong
    if record is None:
        return None, problems
    missing = [name for name in (HANG_UP, TIME) if name not in record.endings]
    for name in missing:
        sentence = f"Il manque la fin « {name} »."
        problems.append(source.problem(("endings",), "negotiation-ending", sentence))
    return (None if missing or not record.unsure else record), problems


def read_negotiation(path: Path, file: str, shared: Commons) -> tuple[Script | None, list[Problem]]:
    """Read one script and join what all share; a script with a fault is not returned."""
    source, problems = _source(path, file)
    record, wrong = fill(Script, source) if source.lines else (None, [])
    problems += wrong
    if record is None:
        return None, problems
    record = replace(
        record,
        endings={**shared.endings, **record.endings},
        reactions=(*record.reactions, *shared.reactions),
        unsure=(*record.unsure, *shared.unsure),
    )
    found = [*_identity(record, source, path.stem), *_parts(source), *_casting(record, source)]
    found += _conditions(source)
    found += [_worded(source, fault) for fault in faults(record)]
    return (None if found else record), [*problems, *found]


def _source(path: Path, file: str) -> tuple[Source, list[Problem]]:
    source, problems = read_yaml(path.read_text(encoding="utf-8"), file)
    problems = [*problems, *check_source(source)]
    return Source(file, _spread(source.data, ""), source.lines), problems


def _spread(data: Data, key: str) -> Data:
    """Open the short forms: a text for a line, ``does`` for the intents in one text."""
    if key in _LINES:
        lines = data if isinstance(data, list) else [data]
        return [{"text": one} if isinstance(one, str) else one for one in lines]
    if isinstance(data, list):
        return [_spread(one, "") for one in data]
    if isinstance(data, dict):
        found = {name: _spread(one, name) for name, one in data.items()}
        does = found.pop("does", None)
        if isinstance(does, str):
            found["intents"] = list(does.split())
        return found
    return data


def _identity(script: Script, source: Source, stem: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(script.id) or script.id != stem:
        yield bad_id(source, script.id)
    for rank, name in enumerate(script.objections):
        if not _OBJECTION.fullmatch(name):
            sentence = f"L'objection « {name} » n'est pas dans le catalogue (O01 à O40)."
            yield source.problem(("objections", rank), "negotiation-objection", sentence)
    try:
        unknown = sorted(parse(script.where).names - set(MEASURED))
    except BadFormula as refusal:
        sentence = f"La condition « {script.where} » n'est pas lisible ({refusal.reason})."
        yield source.problem(("where",), "negotiation-where", sentence)
        return
    for name in unknown:
        sentence = f"« {name} » n'est pas un chiffre connu d'un client."
        yield source.problem(("where",), "negotiation-where", sentence)


def _casting(script: Script, source: Source) -> Iterator[Problem]:
    for name in script.casting.tempers:
        if name not in TEMPERS:
            hint = f"Humeurs permises : {', '.join(TEMPERS)}."
            sentence = f"L'humeur « {name} » n'existe pas."
            yield source.problem(("casting", "tempers", name), "negotiation-temper", sentence, hint)
    for name, node in script.nodes.items():
        for rank, option in enumerate(node.options):
            yield from _option(source, ("nodes", name, "options", rank), option)


def _option(source: Source, place: Place, option: Option) -> Iterator[Problem]:
    if not option.say or not option.intents:
        sentence = f"La réplique « {option.id} » doit dire quelque chose (say, does)."
        yield source.problem(place, "negotiation-say", sentence)
    commits = option.commits
    if commits is None:
        return
    checks = (
        ("amount", commits.amount in {"", *AMOUNTS}),
        ("date", commits.date in {"", *DAYS} or _AHEAD.fullmatch(commits.date)),
        ("means", commits.means in {"", *MEANS}),
    )
    for key, right in checks:
        if not right:
            sentence = f"« {getattr(commits, key)} » n'est pas permis ici."
            yield source.problem((*place, "commits", key), "negotiation-commits", sentence)


def _parts(source: Source) -> Iterator[Problem]:
    """Check the figures between braces of every text."""
    for place, text in _texts(source.data, ()):
        for name in sorted(names_in(text) - NAMES):
            sentence = f"Le nom {{{name}}} n'existe pas."
            yield source.problem(place, "negotiation-figure", sentence)


def _conditions(source: Source) -> Iterator[Problem]:
    for place, text in _texts(source.data, ()):
        if place[-1] == "when":
            try:
                condition.parse(text)
            except condition.BadCondition as refusal:
                sentence = f"La condition « {refusal.term} » n'est pas lisible."
                yield source.problem(place, "negotiation-when", sentence)


def _texts(data: Data, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, list):
        for rank, one in enumerate(data):
            yield from _texts(one, (*place, rank))
    else:
        for key, one in data.items():
            yield from _texts(one, (*place, key))


def _worded(source: Source, fault: Fault) -> Problem:
    sentence = _SENTENCES[fault.code].format(node=fault.node, name=fault.name)
    place: Place = ("nodes", fault.node)
    return source.problem(place, f"negotiation-{fault.code.replace('_', '-')}", sentence)
