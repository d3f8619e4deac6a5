"""A LaTeX formula of a lesson as a small tree, and as words for who does not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from latex2mathml.converter import convert

Node = dict[str, Any]

_ROWS = {"math", "mrow", "mstyle", "mpadded"}
_SHAPES = {
    "mfrac": ("frac", ("top", "bottom")),
    "msup": ("attach", ("base", "sup")),
    "msub": ("attach", ("base", "sub")),
    "msubsup": ("attach", ("base", "sub", "sup")),
    "munder": ("attach", ("base", "sub")),
    "mover": ("attach", ("base", "sup")),
    "munderover": ("attach", ("base", "sub", "sup")),
    "mroot": ("root", ("base", "degree")),
}
_SPOKEN = {"×": " × ", "−": " − ", "-": " − ", "+": " + ", "=": " = ", "÷": " ÷ ", ",": ", "}


def formula(latex: str) -> Node:
    """Return ``maths``, a tree, and ``alt``, the same on one line; LaTeX already checked.

    Kinds of nodes: ``row`` (of), ``word`` (content, upright), ``sign`` (content), ``letter``
    (content), ``number`` (content), ``space``, ``frac``, ``attach``, ``sqrt`` (of), ``root``.
    """
    # entities such as &#x000D7; are character references: no document type is read
    tree = _node(fromstring(convert(latex)))
    return {"maths": tree, "alt": " ".join(spoken(tree).split())}


def spoken(node: Node) -> str:
    """Return a tree as one line of text."""
    speak = _SPEAKERS.get(node["kind"])
    return _SPOKEN.get(node["content"], str(node["content"])) if speak is None else speak(node)


def _attached(node: Node) -> str:
    below = f" indice {spoken(node['sub'])}" if "sub" in node else ""
    above = f" puissance {_held(node['sup'])}" if "sup" in node else ""
    return f"{spoken(node['base'])}{below}{above}"


_SPEAKERS: dict[str, Callable[[Node], str]] = {
    "row": lambda node: "".join(spoken(one) for one in node["of"]),
    "frac": lambda node: f"{_held(node['top'])} ÷ {_held(node['bottom'])}",
    "attach": _attached,
    "sqrt": lambda node: f"racine de {_held(node['of'])}",
    "root": lambda node: f"racine {spoken(node['degree'])} de {_held(node['base'])}",
    "space": lambda _: " ",
}


def _held(node: Node) -> str:
    """Return words between brackets when there is more than one thing to hold together."""
    words = spoken(node).strip()
    return f"({words})" if any(sign in words for sign in " ×−+÷") else words


def _node(element: Element) -> Node:
    tag = element.tag.rsplit("}", 1)[-1]
    if tag in _ROWS:
        return _row([_node(child) for child in element])
    if tag in _SHAPES:
        kind, names = _SHAPES[tag]
        return {
            "kind": kind,
            **{name: _node(child) for name, child in zip(names, element, strict=True)},
        }
    if tag == "msqrt":
        return {"kind": "sqrt", "of": _row([_node(child) for child in element])}
    if tag == "mspace":
        return {"kind": "space"}
    return _leaf(tag, "".join(element.itertext()))


def _row(nodes: Sequence[Node]) -> Node:
    """Return several nodes as one; a decimal comma joins its two numbers."""
    found: list[Node] = []
    for node in nodes:
        if _is(node, "number") and _awaits_decimals(found):
            found.pop()
            whole = found.pop()["content"]
            found.append({"kind": "number", "content": f"{whole},{node['content']}"})
        else:
            found.append(node)
    return found[0] if len(found) == 1 else {"kind": "row", "of": found}


def _awaits_decimals(found: Sequence[Node]) -> bool:
    return len(found) > 1 and found[-1].get("content") == "," and _is(found[-2], "number")


def _is(node: Node, kind: str) -> bool:
    return bool(node["kind"] == kind)


def _leaf(tag: str, content: str) -> Node:
    if tag == "mn":
        return {"kind": "number", "content": content}
    if tag == "mtext":
        return {"kind": "word", "content": content.replace("\N{NO-BREAK SPACE}", " ")}
    if tag == "mi" and len(content) == 1:
        return {"kind": "letter", "content": content}
    return {"kind": "sign" if len(content) == 1 else "word", "content": content}
