"""Reading a page as a browser and as a person do: what runs, what shows, how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

_SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-confirm")
_CONTENT = "script, style, code, .lesson, .formula, details, [id^=q-], [data-saved], .field"
"""Not prose of a template: code, and what the content and the people wrote."""

_FAULTS = (
    ("a straight quote", re.compile(r'"')),
    ("a straight apostrophe", re.compile(r"'")),
    ("a plain space before a high sign", re.compile(r"[^\s,(][ \t]+[;:?!%»](?=[\s.,)»]|$)")),
    ("no space before a high sign", re.compile(r"[^\W\d_][;?!%](?=\s|$)|[^\W\d_]:(?=\s|$)")),
    ("a guillemet without its space", re.compile(r"«(?![\u202f\u00a0])|(?<![\u202f\u00a0])»")),
    ("three dots", re.compile(r"\.\.\.")),
)


def unsafe(html: str, host: str = "localhost") -> list[str]:
    """Return what a content security policy of ``'self'`` would block, or should."""
    soup = BeautifulSoup(html, "html.parser")
    found = []
    for tag in soup.find_all(True):
        if tag.name == "style" or (tag.name == "script" and (not tag.get("src") or tag.text)):
            found.append(str(tag)[:80])
        for name, value in tag.attrs.items():
            text = str(value)
            if name == "style" or name.startswith("on") or name == "srcdoc":
                found.append(f"{tag.name} {name}")
            if name in {"href", "src", "action", "formaction"} and not _of_this_site(text, host):
                found.append(f"{tag.name} {name}={text[:60]}")
    return found


def _of_this_site(address: str, host: str) -> bool:
    if address.startswith(("#", "data:image/", f"http://{host}/")):
        return True
    return address.startswith("/") and not address.startswith("//")


def texts(html: str) -> Iterator[str]:
    """Yield what a person sees or hears of a page's own words, block by block."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        for name in _SPOKEN:
            if isinstance(value := tag.get(name), str):
                yield value
    for tag in soup.select(_CONTENT):
        tag.decompose()
    for tag in soup.select("p, h1, h2, h3, li, dt, dd, th, td, button, a, summary, legend, span"):
        if isinstance(tag, Tag):
            yield " ".join(re.split(r"[ \n\t]+", tag.get_text()))


def misprints(html: str) -> list[tuple[str, str]]:
    """Return the faults of typography of a page: which, and where."""
    return [
        (name, text[max(0, match.start() - 30) : match.end() + 10])
        for text in texts(html)
        for name, pattern in _FAULTS
        for match in pattern.finditer(text)
    ]
