"""The routes of the product, compiled once for all the applications of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]
_compile = Rule._compile_builder
_compiled: dict[tuple[Any, ...], _Builder] = {}


def remember_builders() -> None:
    """Have Werkzeug keep the function that it writes to build the addresses of a route.

    It is three hundred functions to compile for each application, nine tenths of the time that one
    takes, and tests make two thousand applications. The text of such a function is made from the
    route alone; its converters, and the map they belong to, are read from the rule it is bound to.
    A route with values of its own holds what its converters wrote: it is compiled each time.
    """
    Rule._compile_builder = _remembered  # type: ignore[method-assign] # the tests' own


def _remembered(rule: Rule, append_unknown: bool = True) -> _Builder:
    if rule.defaults:
        return _compile(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in _compiled:
        _compiled[key] = _compile(rule, append_unknown)
    return _compiled[key]
