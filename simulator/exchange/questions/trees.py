"""XML of strangers as a small tree whose nodes know their lines; bombs and depths are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from simulator.exchange.guard import UploadRefused
from simulator.exchange.ledgers import texts
from simulator.exchange.questions.records import Broken

DEEPEST = 40
MOST_NODES = 400_000
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w-]+)[\"']")
_WESTERN = {"windows-1252", "iso-8859-1", "iso-8859-15", "latin1", "cp1252"}


@dataclass(slots=True)
class Node:
    """An element: its line, its own text, what it holds, the comments inside it."""

    tag: str
    line: int
    given: dict[str, str]
    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def first(self, tag: str) -> Node | None:
        """Return the first element of a name."""
        return next((node for node in self.nodes if node.tag == tag), None)

    def all(self, tag: str) -> Iterator[Node]:
        """Yield the elements of a name."""
        return (node for node in self.nodes if node.tag == tag)

    def said(self, tag: str) -> str:
        """Return the text of an element, directly or in its ``text``; empty without it."""
        node = self.first(tag)
        if node is None:
            return ""
        inner = node.first("text")
        return node.text if inner is None else inner.text


class _Target:
    """Builds the tree while the parser goes."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.root: Node | None = None
        self.open: list[Node] = []
        self.count = 0
        self.waiting: list[str] = []

    @property
    def line(self) -> int:
        line: int = self.parser.parser.CurrentLineNumber
        return line

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            raise Broken(self.line, "too_many")
        if len(self.open) >= DEEPEST:
            raise Broken(self.line, "too_deep")
        node = Node(tag, self.line, dict(given), comments=self.waiting)
        self.waiting = []
        if self.open:
            self.open[-1].nodes.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text

    def comment(self, text: str) -> None:
        """Keep a comment for the element that follows it."""
        self.waiting = [text]

    def close(self) -> Node | None:
        return self.root


def decoded(content: bytes) -> tuple[str, str]:
    """Return XML as text without its declaration, and the encoding it is really in."""
    declared = _ENCODING.search(content[:200].replace(b"\0", b""))
    text, encoding = texts.decode(content)
    name = declared[1].decode("ascii").lower() if declared else ""
    if encoding == "utf-8" and name in _WESTERN and not content.isascii():
        text, encoding = content.decode("cp1252", errors="replace"), "cp1252"
    # A file that says one encoding and is in another is read for what it is; what a word processor
    # leaves in a text that is pasted (a line break of its own) would stop every reader of XML.
    text = _CONTROLS.sub(" ", text.removeprefix("\ufeff"))
    return _DECLARED.sub(_blank, text, count=1), encoding


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def parsed(text: str) -> Node:
    """Return the root of an XML text.

    Raises ``Broken`` with the line where it stops being XML, and ``UploadRefused`` (``entities``)
    when it declares entities or a document type.
    """
    target = _Target()
    parser = DefusedXMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    target.parser = parser
    try:
        parser.feed(text.encode("utf-8", errors="replace"))
        root: Node | None = parser.close()
    except DefusedXmlException as error:
        raise UploadRefused("entities") from error
    except ParseError as error:
        line, column = error.position
        raise Broken(line, "xml", f"{str(error).split(':', 1)[0]}, colonne {column + 1}") from error
    if root is None:
        raise Broken(1, "xml")
    return root
