"""Short ways to declare inputs, so that a calculator reads like the head of a form."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from simulator.services.calculators.model import Input, Kind

_ZERO = Fraction(0)
_ONE = Fraction(1)
_LONGEST_DAYS = Fraction(36_525)


def _aliases(alias: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split ``"taux rate_pct%"`` into plain aliases and those that carry percents."""
    words = alias.split()
    plain = tuple(word for word in words if not word.endswith("%"))
    return plain, tuple(word[:-1] for word in words if word.endswith("%"))


def _figure(
    name: str,
    measure: str,
    alias: str,
    default: str | None,
    *,
    low: Fraction | None,
    high: Fraction | None = None,
    above: bool = False,
    whole: bool = False,
) -> Input:
    plain, hundredths = _aliases(alias)
    return Input(
        name,
        Kind.FIGURE,
        measure,
        required=default is None,
        default=default or "",
        low=low,
        high=high,
        above=above,
        whole=whole,
        aliases=plain,
        hundredths=hundredths,
    )


def money(name: str, alias: str = "", default: str | None = None, *, above: bool = False) -> Input:
    """An amount that cannot be negative (nor zero when ``above``); ``default=""`` may be blank."""
    return _figure(name, "euro", alias, default, low=_ZERO, above=above)


def signed(name: str, alias: str = "", default: str | None = None) -> Input:
    """An amount that may be negative."""
    return _figure(name, "euro", alias, default, low=None)


def rate(name: str, alias: str = "", default: str | None = None, *, high: int | None = 1) -> Input:
    """A rate, shown in percent, from 0 to ``high`` (1: 100 %)."""
    top = None if high is None else Fraction(high)
    return _figure(name, "percent", alias, default, low=_ZERO, high=top)


def vat(name: str = "vat_rate", alias: str = "tva", default: str | None = "20 %") -> Input:
    """A rate of VAT: a program may give 0.2 or 20."""
    return replace(rate(name, alias, default), percent_above_one=True)


def ratio(
    name: str, alias: str = "", default: str | None = None, *, low: int | None = None
) -> Input:
    """A plain number: a ratio, a coefficient."""
    return _figure(name, "ratio", alias, default, low=None if low is None else Fraction(low))


def points(name: str, alias: str = "", default: str | None = None) -> Input:
    """A number of points, of any sign."""
    return _figure(name, "points", alias, default, low=None)


def days(name: str, alias: str = "", default: str | None = None, *, above: bool = False) -> Input:
    """A number of days."""
    return _figure(name, "days", alias, default, low=_ZERO, high=_LONGEST_DAYS, above=above)


def whole_days(
    name: str, alias: str = "", default: str | None = None, *, low: int | None = 0
) -> Input:
    """A whole number of days; ``low=None`` lets it be negative."""
    least = -_LONGEST_DAYS if low is None else Fraction(low)
    return _figure(name, "days", alias, default, low=least, high=_LONGEST_DAYS, whole=True)


def count(
    name: str, alias: str = "", default: str | None = None, *, low: int = 0, high: int | None = None
) -> Input:
    """A whole number of things."""
    top = Fraction(10**9 if high is None else high)
    return _figure(name, "count", alias, default, low=Fraction(low), high=top, whole=True)


def amount_of(name: str, alias: str = "", default: str | None = None) -> Input:
    """A number of things that may have decimals: hours, full-time equivalents."""
    return _figure(name, "ratio", alias, default, low=_ZERO)


def day(name: str, alias: str = "", default: str | None = None) -> Input:
    """A date; ``default="today"`` is the day of the computation, ``default=""`` may be blank."""
    return Input(
        name,
        Kind.DATE,
        required=default is None,
        default=default or "",
        aliases=_aliases(alias)[0],
    )


def choice(
    name: str, of: type[StrEnum] | tuple[str, ...], default: str | None = None, alias: str = ""
) -> Input:
    """One of some codes."""
    return Input(
        name,
        Kind.CHOICE,
        required=default is None,
        default=default or "",
        choices=_codes(of),
        aliases=_aliases(alias)[0],
    )


def choices(name: str, of: type[StrEnum] | tuple[str, ...], alias: str = "") -> Input:
    """Any number of some codes."""
    return Input(name, Kind.CHOICES, required=False, choices=_codes(of), aliases=_aliases(alias)[0])


def flag(name: str, alias: str = "", *, default: bool = False) -> Input:
    """Yes or no."""
    return Input(
        name,
        Kind.FLAG,
        required=False,
        default="oui" if default else "non",
        aliases=_aliases(alias)[0],
    )


def text(name: str, alias: str = "", default: str | None = None) -> Input:
    """A short text."""
    return Input(
        name,
        Kind.TEXT,
        required=default is None,
        default=default or "",
        aliases=_aliases(alias)[0],
    )


def table(name: str, *columns: Input, alias: str = "", required: bool = True) -> Input:
    """Rows, one a line."""
    return Input(name, Kind.TABLE, required=required, columns=columns, aliases=_aliases(alias)[0])


def basis(default: str = "360") -> Input:
    """The days of the year: 360 or 365."""
    return choice("basis", ("360", "365"), default, alias="base divisor")


def _codes(of: type[StrEnum] | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(of, tuple):
        return of
    return tuple(str(member.value) for member in of)
