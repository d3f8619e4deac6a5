"""The words of the trade in a page: the first use of each leads to its entry in the glossary."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.content.glossary import Glossary
from simulator.content.markdown import anchor_of

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_CLOSED = frozenset({"a", "code", "pre", "h2", "h3", "h4", "h5", "th", "math", "svg"})
"""What a link may not stand in: another link, code, a heading, the head of a table, a formula."""
_VOID = frozenset({"br", "hr"})
_TITLE = 'class="box-title"'
KEPT = 512


@lru_cache(maxsize=KEPT)
def linked(html: str, glossary: Glossary, entries: str) -> str:
    """Return safe HTML with links to ``entries`` (the glossary's address, itself safe) on terms.

    Only the first use of a term is a link, and none in headings, links, code, formulas or titles of
    boxes: a page is read, not decorated.
    """
    seen: set[str] = set()

    def link(text: str) -> str:
        done, parts = 0, []
        for start, end, term in glossary.places(text):
            if term not in seen:
                seen.add(term)
                said = f'<a class="term" href="{entries}#{anchor_of(term)}">{text[start:end]}</a>'
                parts += [text[done:start], said]
                done = end
        return "".join([*parts, text[done:]])

    made: list[str] = []
    closed: list[str] = []
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            _follow(piece, closed)
            made.append(piece)
        else:
            made.append(piece if closed else link(piece))
    return "".join(made)


def _follow(tag: str, closed: list[str]) -> None:
    """Keep the elements that are open and in which nothing is linked, outermost first."""
    if tag.startswith("<!--"):
        return
    match = _NAME.match(tag)
    name = match[1] if match else ""
    if closed:
        if name in _VOID or tag.endswith("/>"):
            return
        if tag.startswith("</"):
            closed.pop()
        else:
            closed.append(name)
    elif not tag.startswith("</") and (name in _CLOSED or _TITLE in tag):
        closed.append(name)
