"""Texts of other programs as lines of our Markdown: HTML, plain text, Markdown, formulas.

Whatever comes, no tag remains: HTML is cleaned, then said again in Markdown, which lets none in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import nh3

from simulator.exchange.questions.records import LONGEST_TEXT

FORMATS = ("html", "moodle", "plain", "markdown")
_KEPT = {
    *("p", "br", "div", "strong", "b", "em", "i", "code", "pre", "ul", "ol", "li", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "table", "tr", "td", "th", "img", "a", "sub", "sup", "blockquote"),
}
_BLOCKS = _KEPT - {"br", "strong", "b", "em", "i", "code", "img", "a", "sub", "sup", "td", "th"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_MATHS = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_SPECIAL = re.compile(
    r"[\\`*$]|(?<!\w)_|_(?!\w)|~~|\{\{|!\[|\[(?=[^\]\n]*\]\()|<(?=[a-zA-Z/!?])|&(?=#?\w+;)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LONE = re.compile(r"(?<![\\$])\$(?!\$)")


_SPOKEN = (
    re.compile(
        r"<(?:span(?=[^>]*\bclass=[\"']?multilang)|lang)"
        r"(?=[^>]*\blang=[\"']?(?P<lang>[\w-]+))[^>]*>(?P<said>.*?)</(?:span|lang)>",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(r"\{mlang\s+(?P<lang>[\w,-]+)\}(?P<said>.*?)\{mlang\}", re.DOTALL | re.IGNORECASE),
)
"""A text in several languages: Moodle's own filter, and the one that everybody adds (mlang)."""


def in_french(text: str) -> tuple[str, bool]:
    """Return a text said in several languages in French, and whether another was left out.

    Without French, it is « other », else the first language of the text.
    """
    kept = text
    for form in _SPOKEN:
        spoken = [found["lang"].lower() for found in form.finditer(text)]
        if len(set(spoken)) > 1:
            order = (lambda lang: lang.startswith("fr"), lambda lang: lang == "other", bool)
            best = next(lang for wanted in order for lang in spoken if wanted(lang))
            kept = form.sub(lambda said: said["said"] if said["lang"].lower() == best else "", kept)  # noqa: B023
    return kept, kept != text


def tidy(text: str) -> str:
    """Return a text without what does not show: control marks, idle spaces, blank lines."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(re.split(r"[ \t]+", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)[:LONGEST_TEXT].strip()


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(tidy(text).split("\n"))


def escaped(text: str) -> str:
    """Write plain words so that Markdown shows them as they are."""
    return _SPECIAL.sub(lambda found: "".join("\\" + sign for sign in found[0]), text)


def _around_maths(text: str, words: Callable[[str], str]) -> str:
    """Write formulas as ours and everything else through ``words``."""
    out, place = [], 0
    for found in _MATHS.finditer(text):
        out.append(words(text[place : found.start()]))
        inline = found[1] is not None
        body = " ".join((found[1] or found[2] or found[3]).split())
        out.append(f"${body}$" if inline else f"$${body}$$")
        place = found.end()
    out.append(words(text[place:]))
    return "".join(out)


def plain(text: str) -> str:
    """Return words without format as Markdown; formulas are recognised."""
    return tidy(_around_maths(text, escaped))


def markdown(text: str) -> str:
    """Return Markdown of another program as ours: a lone dollar is a dollar."""
    return tidy(_around_maths(text, lambda words: _LONE.sub(r"\\$", words)))


class _Writer(HTMLParser):
    """Says clean HTML again in Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.notices: set[str] = set()
        self.lists: list[int] = []
        self.links: list[str] = []
        self.words: list[str] = []

    def _flush(self) -> None:
        if self.words:
            self.out.append(_around_maths("".join(self.words), escaped))
            self.words = []

    def _write(self, mark: str) -> None:
        self._flush()
        self.out.append(mark)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or tag in _BLOCKS:
            self._write("\n")
        if tag in _MARKS:
            self._write(f"\ue000{_MARKS[tag]}")
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._write(self._bullet())
        elif tag == "img":
            self.notices.add("image")
            alt = dict(attrs).get("alt") or ""
            self._write(escaped(f" [image : {alt}] ") if alt else " [image] ")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self._write("[" if self.links[-1] else "")
        elif tag == "table":
            self.notices.add("table")
        elif tag in {"sub", "sup"}:
            self._write("")

    def _bullet(self) -> str:
        if not self.lists or self.lists[-1] < 0:
            return "• "
        self.lists[-1] += 1
        return f"{self.lists[-1]}\\. "

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self._write(f"{_MARKS[tag]}\ue001")
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "a" and self.links:
            address = self.links.pop()
            self._write(f"]({address})" if address else "")
        elif tag in {"td", "th"}:
            self._write(" | ")
        if tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def text(self) -> str:
        """Return the Markdown; marks go inside the spaces, or they would not be marks."""
        self._flush()
        text = "".join(self.out)
        text = re.sub(r"\ue000(\*\*|\*|`)(\s*)(.*?)(\s*)\1\ue001", _inside, text, flags=re.DOTALL)
        return re.sub(r"[\ue000\ue001]", "", text)


def _inside(found: re.Match[str]) -> str:
    mark, before, words, after = found.groups()
    words = re.sub(r"[\ue000\ue001]", "", words)
    if not words or "\n" in words.strip("\n"):
        return f"{before}{words}{after}"
    return f"{before}{mark}{words}{mark}{after}"


def html(text: str) -> tuple[str, frozenset[str]]:
    """Return HTML as Markdown, and notices of what was dropped."""
    clean = nh3.clean(
        text,
        tags=_KEPT,
        attributes={"img": {"alt"}, "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    # Line breaks of the source are spaces in HTML.
    writer = _Writer()
    writer.feed(re.sub(r"\s+", " ", clean))
    writer.close()
    return tidy(writer.text()), frozenset(writer.notices)


def rewritten(text: str, form: str) -> tuple[str, frozenset[str]]:
    """Return a text of a given format as Markdown, and notices.

    Moodle's own format is HTML that keeps its lines; a plain text with tags is taken for it.
    """
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, left = in_french(text)
    notices = frozenset({"language"}) if left else frozenset[str]()
    if form == "markdown":
        return markdown(text), notices
    if form == "plain" or not _TAG.search(text):
        return plain(text), notices
    if form == "moodle":
        text = text.strip().replace("\n", "<br>")
    said, dropped = html(text)
    return said, dropped | notices
