"""A GIFT file cut into questions, each with its line: comments, categories, escapes, braces.

Blank lines part questions, but not inside braces. Braces of formulas are no braces of answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SPECIALS = "~=#{}:\\"
_HIDDEN = {sign: chr(0xE100 + place) for place, sign in enumerate(_SPECIALS)}
_BREAK = "\ue110"
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()} | {_BREAK: "\n"}
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_MATHS = re.compile(r"\$\$[^\n]+?\$\$|\\{1,2}\([^\n]+?\\{1,2}\)|\\{1,2}\[[^\n]+?\\{1,2}\]")
_OURS = re.compile("[\ue000-\uf8ff]")
_COMMENT = re.compile(r"\s*//(.*)")
_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.IGNORECASE)
_ROOTS = re.compile(r"\$\w+\$|top", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A question as written, escapes hidden: ``at(place)`` is the line of a character."""

    line: int
    category: str
    comments: list[str]
    lines: list[str] = field(default_factory=list)
    unclosed: int = 0

    @property
    def text(self) -> str:
        """Return the text; each of its lines is one of the file."""
        return "\n".join(self.lines)

    def at(self, place: int) -> int:
        """Return the line of the file where a character of the text stands."""
        return self.line + self.text.count("\n", 0, place)


def hide(text: str) -> str:
    """Put signs that stand for themselves out of the way of those that have a meaning."""
    text = _MATHS.sub(_formula, _OURS.sub("", text))
    return _ESCAPE.sub(lambda found: _HIDDEN.get(found[1], _BREAK), text)


def _formula(found: re.Match[str]) -> str:
    r"""Hide a formula whole; « \\neq » is a sign of it and not the end of a line."""
    text = re.sub(r"\\([~=#{}:\\])", lambda each: _HIDDEN[each[1]], found[0])
    return "".join(_HIDDEN.get(sign, sign) for sign in text)


def show(text: str) -> str:
    """Put the signs back."""
    return "".join(_SHOWN.get(sign, sign) for sign in text)


def category_of(path: str) -> str:
    """Return a path of categories without the roots that every Moodle has."""
    parts = [part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")]
    return "/".join(part for part in parts if part and not _ROOTS.fullmatch(part))[:200]


class _Cutter:
    """Goes through the lines of a file and gives its blocks."""

    def __init__(self) -> None:
        self.category = ""
        self.comments: list[str] = []
        self.block: Block | None = None
        self.depth = 0
        self.opened = 0
        self.waiting = False  # a blank line has come, and a brace may still open

    def take(self, number: int, line: str) -> Iterator[Block]:
        comment, category = _COMMENT.match(line), _CATEGORY.match(line)
        if comment is not None:
            if self.depth == 0 and self.waiting:
                yield from self.end()
            self.comments.append(comment[1].strip())
            self._add("")
        elif category is not None:
            yield from self.end()
            self.category = category_of(category[1])
            self.comments = []
        elif not line.strip():
            self.waiting = self.depth == 0 and self.block is not None
            self._add("")
        else:
            yield from self._text(number, hide(line))

    def _text(self, number: int, line: str) -> Iterator[Block]:
        starts = line.lstrip().startswith("::")
        braces = self.block is not None and "{" in self.block.text
        joins = line.lstrip().startswith("{") and not braces
        if starts or (self.waiting and not joins):
            yield from self.end()
        self.waiting = False
        if self.block is None:
            self.block = Block(number, self.category, self.comments)
            self.comments = []
        self.block.lines.append(line)
        for sign in re.findall(r"[{}]", line):
            if sign == "{":
                self.depth += 1
                self.opened = self.opened if self.depth > 1 else number
            else:
                self.depth = max(0, self.depth - 1)

    def _add(self, line: str) -> None:
        if self.block is not None:
            self.block.lines.append(line)

    def end(self) -> Iterator[Block]:
        if self.block is not None:
            if self.depth:
                self.block.unclosed = self.opened
            yield self.block
        self.block, self.depth, self.waiting = None, 0, False


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file, from its first line."""
    cutter = _Cutter()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text.rstrip("\x1a")), 1):
        yield from cutter.take(number, line)
    yield from cutter.end()
