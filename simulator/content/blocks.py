"""A lesson's Markdown as plain blocks, for documents: nothing of HTML, nothing of a typesetter.

A block or a piece of a line is a dictionary with its ``kind``: it goes to a template as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from simulator.content.drawings import Drawing
from simulator.content.formulas import formula
from simulator.content.markdown import BOXES, parsed

Node = dict[str, Any]
Figure = Callable[[str], str]
"""Writes a figure of the reader by its name."""

_WRAPPED = {"strong": "strong", "em": "emph", "s": "struck"}


def blocks_of(
    text: str, figure: Figure, drawings: Mapping[str, Drawing] | None = None
) -> list[Node]:
    """Return the blocks of a Markdown text, its figures written by ``figure``.

    Kinds of blocks: ``heading`` (level, text), ``paragraph`` (text), ``list`` (ordered, start,
    items), ``table`` (align, head, rows), ``box`` (name, title, blocks), ``quote`` (blocks),
    ``code`` (content), ``rule``, ``formula`` (maths, alt), ``drawing`` (caption, svg, alt), from
    ``drawings`` by name. Kinds of pieces of a line: ``text``,
    ``strong``, ``emph``, ``struck``, ``code``, ``link`` (to), ``maths`` (maths, alt), ``break``.
    """
    return _Writer(figure, drawings or {}).blocks(SyntaxTreeNode(parsed(text)).children)


def plain(nodes: Sequence[Node]) -> str:
    """Return the words of blocks or of pieces of a line, a space between blocks."""
    return "".join(_words(nodes)).strip()


def inside(node: Node) -> Iterator[list[Node]]:
    """Yield the lists of nodes that a node holds."""
    for key in ("text", "blocks", "head"):
        if isinstance(node.get(key), list):
            yield from ([node[key]] if key != "head" else node[key])
    yield from node.get("items", ())
    for row in node.get("rows", ()):
        yield from row


def _words(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if "content" in node:
            yield node["content"]
        elif "alt" in node:
            yield node["alt"]
        for held in inside(node):
            yield from _words(held)
            yield " " if node["kind"] not in {"strong", "emph", "struck", "link"} else ""
        if node["kind"] == "break":
            yield " "


class _Writer:
    """Walks the tree of a text; ``figure`` writes the reader's figures."""

    def __init__(self, figure: Figure, drawings: Mapping[str, Drawing]) -> None:
        self._figure = figure
        self._drawings = drawings

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: SyntaxTreeNode) -> Iterator[Node]:
        kind = node.type
        if kind == "heading":
            yield {"kind": "heading", "level": int(node.tag[1]), "text": self._line(node)}
        elif kind == "paragraph":
            yield {"kind": "paragraph", "text": self._line(node)}
        elif kind in {"bullet_list", "ordered_list"}:
            yield {
                "kind": "list",
                "ordered": kind == "ordered_list",
                "start": int(node.attrs.get("start", 1)),
                "items": [self.blocks(item.children) for item in node.children],
            }
        elif kind == "table":
            yield self._table(node)
        elif kind.startswith("container_"):
            yield self._box(node)
        elif kind == "blockquote":
            yield {"kind": "quote", "blocks": self.blocks(node.children)}
        elif kind in {"fence", "code_block"}:
            yield {"kind": "code", "content": node.content.rstrip("\n")}
        elif kind == "math_block":
            yield {"kind": "formula", **formula(node.content)}
        elif kind == "drawing":
            drawing = self._drawings[node.info]
            alt = f"{drawing.title}. {drawing.description}"
            yield {"kind": "drawing", "caption": node.content, "svg": drawing.svg, "alt": alt}
        else:
            assert kind == "hr", kind  # nothing else is switched on in the parser
            yield {"kind": "rule"}

    def _table(self, node: SyntaxTreeNode) -> Node:
        rows = [[self._line(cell) for cell in row.children] for row in _rows(node)]
        return {
            "kind": "table",
            "align": [_align(cell) for cell in next(_rows(node)).children],
            "head": rows[0],
            "rows": rows[1:],
        }

    def _box(self, node: SyntaxTreeNode) -> Node:
        name, _, title = node.info.strip().partition(" ")
        shown = title.strip() or BOXES[name]
        return {"kind": "box", "name": name, "title": shown, "blocks": self.blocks(node.children)}

    def _line(self, node: SyntaxTreeNode) -> list[Node]:
        return [piece for one in node.children for piece in self._pieces(one.children)]

    def _pieces(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        return [self._piece(node) for node in nodes]

    def _piece(self, node: SyntaxTreeNode) -> Node:
        kind = node.type
        if kind in _WRAPPED:
            return {"kind": _WRAPPED[kind], "text": self._pieces(node.children)}
        if kind == "link":
            to = str(node.attrs["href"])
            return {"kind": "link", "to": to, "text": self._pieces(node.children)}
        if kind in {"math_inline", "math_inline_double"}:
            return {"kind": "maths", **formula(node.content)}
        if kind == "hardbreak":
            return {"kind": "break"}
        return {"kind": "code" if kind == "code_inline" else "text", "content": self._said(node)}

    def _said(self, node: SyntaxTreeNode) -> str:
        if node.type == "figure":
            return self._figure(node.content)
        return " " if node.type == "softbreak" else node.content


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _align(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "text-align:left")).removeprefix("text-align:")
