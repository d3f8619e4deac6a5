"""What a graph must be: reachable everywhere, able to end from everywhere, rich enough to teach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from simulator.domain.negotiation.intents import BY_INTENT
from simulator.domain.negotiation.script import END, STAY, Option, Script, Success, Worth

GOOD_ROADS, FAILURES = 3, 5
"""Least good roads and ways to fail of a script."""
_MOST_ROADS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a graph: a code, where, and the name in cause."""

    code: str
    node: str
    name: str = ""


def targets(option: Option, node: str) -> tuple[str, ...]:
    """Return where an option may lead, its own node when it stays."""
    return tuple(node if one.to == STAY else one.to for one in option.branches())


def reachable(script: Script) -> frozenset[str]:
    """Return the nodes that can be reached from the start."""
    seen, todo = set[str](), [script.start]
    while todo:
        node = todo.pop()
        if node in seen or node not in script.nodes:
            continue
        seen.add(node)
        for option in script.nodes[node].options:
            todo += [one for one in targets(option, node) if not one.startswith(END)]
    return frozenset(seen)


def ending_nodes(script: Script) -> frozenset[str]:
    """Return the nodes from which an ending can be reached by choosing options."""
    found = set[str]()
    grown = True
    while grown:
        grown = False
        for name, _option, to in script.edges():
            if name not in found and (to.startswith(END) or to in found):
                found.add(name)
                grown = True
    return frozenset(found)


Road = tuple[tuple[str, str], ...]


def good_roads(script: Script) -> Iterator[Road]:
    """Yield roads (node, option) to a good ending, with no bad line and no node twice."""
    stack: list[tuple[str, Road]] = [(script.start, ())]
    while stack:
        node, road = stack.pop()
        for option in script.nodes[node].options:
            if option.worth is Worth.BAD:
                continue
            longer = (*road, (node, option.id))
            for to in dict.fromkeys(targets(option, node)):
                if to.startswith(END):
                    if script.endings[to.removeprefix(END)].success is Success.GOOD:
                        yield longer
                elif to not in {one for one, _ in longer}:
                    stack.append((to, longer))


def failures(script: Script) -> tuple[tuple[str, str], ...]:
    """Return the options (node, option) that fail by themselves: a bad ending or a knock-out."""
    return tuple(
        (name, option.id)
        for name, node in script.nodes.items()
        for option in node.options
        if _fails(script, name, option)
    )


def _fails(script: Script, node: str, option: Option) -> bool:
    if option.knock_out is not None or any(one in BY_INTENT for one in option.intents):
        return True
    ends = [one.removeprefix(END) for one in targets(option, node) if one.startswith(END)]
    return any(script.endings[one].success is Success.BAD for one in ends)


def unknown_targets(script: Script) -> Iterator[Fault]:
    """Yield a fault for each place that leads nowhere."""
    known = {*script.nodes, STAY, *(END + name for name in script.endings)}
    if script.start not in script.nodes:
        yield Fault("start", script.start)
    everywhere = [(name, one) for name, node in script.nodes.items() for one in node.options]
    everywhere += [("", one) for one in script.reactions]
    for name, option in everywhere:
        for branch in option.branches():
            if branch.to not in known:
                yield Fault("target", name, branch.to)
        if option.branches()[-1].when:
            yield Fault("last_branch", name, option.id)


def faults(script: Script) -> tuple[Fault, ...]:
    """Return all that is wrong with a graph; the deeper checks wait for the simple ones."""
    found = list(unknown_targets(script))
    for name, node in script.nodes.items():
        ids = [one.id for one in node.options]
        found += [Fault("duplicate", name, one) for one in dict.fromkeys(ids) if ids.count(one) > 1]
    if found:
        return tuple(found)
    found += [Fault("unreachable", name) for name in script.nodes if name not in reachable(script)]
    ends = ending_nodes(script)
    found += [Fault("endless", name) for name in script.nodes if name not in ends]
    roads = len(list(islice(good_roads(script), _MOST_ROADS)))
    if roads < GOOD_ROADS:
        found.append(Fault("good_roads", script.start, str(roads)))
    if len(failures(script)) < FAILURES:
        found.append(Fault("failures", script.start, str(len(failures(script)))))
    return tuple(found)
