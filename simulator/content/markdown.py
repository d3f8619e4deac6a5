"""Markdown lessons to safe HTML: headings, boxes, tables, maths, figures of the reader, links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any

import nh3
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from simulator.content.drawings import SCHEME

BOXES = {"memo": "À retenir", "piege": "Piège", "exemple": "Exemple"}
"""Boxes that a lesson may open, with their usual title."""

LINKS = ("lecon", "exercice", "module")
"""Kinds of links inside the catalogue."""

_MATHS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup"),
        *("msub", "msubsup", "mfrac", "msqrt", "mroot", "mover", "munder", "munderover"),
        *("mtable", "mtr", "mtd", "mstyle", "mpadded", "menclose"),
    }
)
_TAGS = frozenset(
    {
        *("p", "h2", "h3", "h4", "h5", "ul", "ol", "li"),
        *("strong", "em", "code", "pre", "blockquote", "a", "table", "thead"),
        *("tbody", "tr", "th", "td", "hr", "br", "div", "span"),
        *("aside", "del"),
    }
)
_FIGURE = re.compile(r"\{\{\s*([A-Za-z0-9_.-]*)\s*\}\}")
_NO_HEAD = re.compile(r"<th([^>]*)></th>")
"""The corner of a table heads nothing: screen readers stumble on an empty head."""
_UNKNOWN_BOX = re.compile(r"^:{3,}\s*([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a lesson: its level (2 to 5), its text, the anchor to link to."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong at a line of the text (from 0): a code and what was seen."""

    line: int
    code: str
    seen: str = ""


@dataclass(slots=True)
class Page:
    """A text rendered. ``figures`` and ``links`` come with their lines, to be checked elsewhere."""

    html: str = ""
    headings: list[Heading] = field(default_factory=list)
    figures: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    prose: list[tuple[str, int]] = field(default_factory=list)
    drawings: list[tuple[str, int]] = field(default_factory=list)


def figure_html(name: str) -> str:
    """Return the mark that stands for a figure of the reader until it is displayed."""
    return f'<span data-figure="{name}"></span>'


def anchor_of(text: str) -> str:
    """Return the anchor of a heading: lower case letters and digits without accents, dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def _figure_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's own call
    if not state.src.startswith("{{", state.pos):
        return False
    match = _FIGURE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("figure", "span", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _drawing_rule(state: StateCore) -> None:
    """Make one token of a paragraph that is a diagram: its name, and its caption as content."""
    made: list[Token] = []
    for token in state.tokens:
        made.append(token)
        name = _drawn(made[-3:])
        if name is not None:
            opening, line, _ = made[-3:]
            caption = (line.children or [])[0].content
            made[-3:] = [Token("drawing", "", 0, content=caption, info=name, map=opening.map)]
    state.tokens = made


def _drawn(tokens: Sequence[Token]) -> str | None:
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    children = tokens[1].children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    source = str(children[0].attrGet("src"))
    return source.removeprefix(SCHEME) if source.startswith(SCHEME) else None


class _Renderer(RendererHTML):
    """Writes figures and boxes, the rest as usual; ``env`` carries the page being made."""

    def drawing(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        return f'<div data-drawing="{escape(token.info)}">{escape(token.content)}</div>\n'

    def figure(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return figure_html(escape(tokens[idx].content))

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Put a table in a region that scrolls, with the keyboard too, on a narrow screen."""
        env["tables"] = env.get("tables", 0) + 1
        name = f"Tableau {env['tables']}"
        return f'<div class="table-wrap" tabindex="0" role="region" aria-label="{name}"><table>\n'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</table></div>\n"


def _maths(text: str, options: dict[str, Any]) -> str:
    display = "block" if options.get("display_mode") else "inline"
    broken = f'<span data-broken-maths="">{escape(text)}</span>'
    if text.count("{") != text.count("}"):  # the converter would drop what follows, in silence
        return broken
    try:
        return str(convert(text, display=display))
    except Exception:  # noqa: BLE001 -- the converter raises anything on a broken formula
        return broken


def _box(_writer: RendererHTML, tokens: Sequence[Token], idx: int, *_rest: object) -> str:
    token = tokens[idx]
    if token.nesting != 1:
        return "</aside>\n"
    kind, _, title = token.info.strip().partition(" ")
    shown = escape(title.strip() or BOXES[kind])
    return f'<aside class="box box-{kind}"><p class="box-title">{shown}</p>\n'


def _make() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, double_inline=True, renderer=_maths)
    for kind in BOXES:
        parser.use(container_plugin, kind, render=_box)
    parser.inline.ruler.before("text", "figure", _figure_rule)
    parser.core.ruler.push("drawing", _drawing_rule)
    return parser


_PARSER = _make()


def parsed(text: str) -> list[Token]:
    """Return the tokens of a text, for who writes something else than a page of the site."""
    return _PARSER.parse(text)


def render(text: str) -> Page:
    """Render a lesson's text; what is wrong is remarked, never raised."""
    page = Page()
    tokens = _PARSER.parse(text)
    _headings(tokens, page)
    for token in tokens:
        _align(token)
        _read(token, page)
    html = _NO_HEAD.sub(r"<td\1></td>", _PARSER.renderer.render(tokens, _PARSER.options, {}))
    if "data-broken-maths" in html:
        page.remarks += [Remark(line, "maths") for line in _broken(tokens)]
    page.html = _safe(html)
    return page


def render_inline(text: str) -> str:
    """Render a sentence (emphasis, code, maths) to safe HTML, without a paragraph around it."""
    return _safe(_PARSER.renderInline(text)).strip()


def _headings(tokens: list[Token], page: Page) -> None:
    level, seen = 1, set[str]()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        here, line = int(opening.tag[1]), (opening.map or [0])[0]
        shown = "".join(child.content for child in inline.children or [])
        if here == 1:
            page.remarks.append(Remark(line, "heading-one", shown))
        elif here > level + 1:
            page.remarks.append(Remark(line, "heading-skipped", shown))
        level = here
        anchor = anchor_of(shown)
        while anchor in seen:
            anchor += "-bis"
        seen.add(anchor)
        opening.attrSet("id", anchor)
        page.headings.append(Heading(here, shown, anchor))


def _align(token: Token) -> None:
    """Put a class in place of a style: the pages' security policy allows no inline style."""
    style = token.attrs.pop("style", None)
    if style is not None:
        token.attrSet("class", str(style).replace("text-align:", "align-"))


def _read(token: Token, page: Page) -> None:
    line = (token.map or [0])[0]
    if token.type == "drawing":
        page.drawings.append((token.info, line))
        page.prose.append((token.content, line))
    if token.type != "inline":
        return
    for child in token.children or []:
        if child.type == "figure":
            page.figures.append((child.content, line))
        elif child.type == "link_open":
            page.links.append((str(child.attrGet("href") or ""), line))
        elif child.type == "image":
            page.remarks.append(Remark(line, "image", str(child.attrGet("src") or "")))
        elif child.type in {"softbreak", "hardbreak"}:
            line += 1
    page.prose.append((token.content, (token.map or [0])[0]))
    box = _UNKNOWN_BOX.search(token.content)
    if box is not None:
        page.remarks.append(Remark((token.map or [0])[0], "box", box[1]))


def _broken(tokens: list[Token]) -> list[int]:
    """Return the lines of the blocks whose formulas cannot be converted."""
    found = []
    for token in tokens:
        inside = [token, *(token.children or [])]
        formulas = [one.content for one in inside if one.type.startswith("math_")]
        if any("data-broken-maths" in _maths(formula, {}) for formula in formulas):
            found.append((token.map or [0])[0])
    return found


def _safe(html: str) -> str:
    """Keep what a lesson may contain; a second wall behind the parser, which lets no HTML in."""
    return nh3.clean(
        html,
        tags=set(_TAGS | _MATHS),
        attributes={
            "*": {"class", "id"},
            "a": {"href", "title"},
            "span": {"data-figure"},
            "div": {"tabindex", "role", "aria-label", "data-drawing"},
            "ol": {"start"},
            "math": {"xmlns", "display"},
            "mo": {
                "stretchy",
                "fence",
                "form",
                "separator",
                "lspace",
                "rspace",
                "minsize",
                "maxsize",
            },
            "mspace": {"width"},
            "mtable": {"columnalign"},
            "mtd": {"columnalign"},
            "mover": {"accent"},
            "mstyle": {"displaystyle", "scriptlevel"},
            "mi": {"mathvariant"},
            "mfrac": {"linethickness"},
        },
        url_schemes={"http", "https", "mailto", *LINKS},
        link_rel="noopener noreferrer",
    )
