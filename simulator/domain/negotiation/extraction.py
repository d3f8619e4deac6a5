"""Amounts, days and means in a sentence: ``3 000``, ``la moitié``, ``vendredi prochain``."""

# ruff: noqa: E501 - a pattern is read whole, on one line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from simulator.domain import dates
from simulator.domain.ledger.columns import Means
from simulator.domain.money import Cents, cents, round_half_up
from simulator.domain.negotiation.normalise import Sentence

_UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60,
}  # fmt: skip
_HUNDRED, _THOUSAND = frozenset({"cent", "cents"}), frozenset({"mille", "milles"})
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SHARES = (
    (r" (la |une )?moitie ", Fraction(1, 2)),
    (r" les deux tiers ", Fraction(2, 3)),
    (r" (un|le) tiers ", Fraction(1, 3)),
    (r" (un|le) quart ", Fraction(1, 4)),
    (
        r" (la totalite|l integralite|tout l echu|tout le retard|l echu|la somme entiere) ",
        Fraction(1),
    ),
)
_MONEY = re.compile(r" ((?:[0-9]+(?:[.,][0-9]+)? )+)(k |mille )?(€ |euros |k€ |keuros |balles )?")
_NOT_MONEY_AFTER = re.compile(
    r"(jours?|mois|fois|h|heures?|%|pour|ans?|annees?|factures?|palettes?|semaines?|minutes?|colis"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|/|lignes?"
    r"|versements?|mensualites?|unites|pieces|commandes?|relances?|livraisons?|cartons?|bacs?|n)"
)
_NOT_MONEY_BEFORE = re.compile(
    r".* (factures?|numero|n|commande|bl|bon|devis|contrat|article|l|la|celle|au|le|du|reference|ref|chorus"
    r"|mandat|situation|ligne|et|des|avant|depuis|a|d) $"
)
_PAST = re.compile(
    r".* (echue?s?|due?s?|depuis|datee?s?|emise?s?|exigibles?|etait|livree?s?) (le |du |au )?$"
)
_SMALLEST_BARE = 100
_AHEAD = re.compile(
    r" (dans|sous|d ici|avant|en) (un |une |[a-z]+ |[0-9]+ )?(h|heures?|jours?|semaines?|mois) "
)
_HOURS, _WEEK, _MONTH_DAYS, _HALF_A_YEAR = 24, 7, 30, 183
_DAY_OF_MONTH = re.compile(
    r" (?:le|du|au|avant le|pour le|ce|lundi|mardi|mercredi|jeudi|vendredi|tous les(?= [0-9]+ (?:du|de))) "
    r"([0-9]{1,2}|premier|1er)(?: er)? "
    r"(janvier |fevrier |mars |avril |mai |juin |juillet |aout |septembre |octobre |novembre |decembre )?"
)
_IN_WORDS = re.compile(
    r" (?:le|du|au|avant le|pour le|ce) ((?:[a-z]+ ){1,3}?)"
    rf"({'|'.join(_MONTHS)}) "
)
_SLASHED = re.compile(r" ([0-9]{1,2}) / ([0-9]{1,2}) (?:/ [0-9]+ )?")
_END_OF = re.compile(
    r" (?:fin|mi|courant|debut|en|pour|d ici|jusqu a|jusqu en) (?:de |d |du |l |la |fin )*(mois |ce mois |annee |janvier |fevrier |mars |avril |mai |juin |juillet |aout |septembre |octobre |novembre |decembre )"
)
_SINCE = re.compile(rf" depuis (?:le mois de |le mois d |debut |mi |fin )?(?:{'|'.join(_MONTHS)}) ")
_WEEKDAY = re.compile(
    r" (lundi|mardi|mercredi|jeudi|vendredi)s? (prochain |en huit |en quinze |matin |midi |soir )?"
)
_NEAR = (
    (r" apres demain ", 2),
    (r"(?<! apres) (des |pour |d ici |avant )?demain ", 1),
    (r" (aujourd hui|ce jour|ce soir|ce matin|cet apres midi|dans la journee|avant ce soir) ", 0),
    (r" (sous|dans la|d ici une) huitaine ", 7),
)
_WEEKEND = re.compile(
    r" (fin de (la |cette )?semaine|avant le week end|(dans|de|d ici|courant|avant) (la|cette) semaine|cette semaine) (?!prochaine|derniere|passee)"
)
_COMING = re.compile(r" (?<!dernier )(semaine|mois|annee) prochaine? ")
_MEANS = (
    (r" (virements?|virer|virez|vire) ", Means.TRANSFER),
    (r" prelevements? ", Means.DIRECT_DEBIT),
    (r" (lcr|(?:une|par|la|les) traites?|lettre de change) ", Means.BILL),
    (r" cheques? ", Means.CHEQUE),
    (r" (carte bancaire|carte|cb) ", Means.CARD),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A value found and its place in the sentence's text; a vague or past day has no value."""

    value: Cents | date | Means | None
    start: int
    end: int


def amounts(sentence: Sentence, owed: Cents) -> Iterator[Piece]:
    """Yield the amounts of a sentence, in order of kind; shares are those of ``owed``."""
    text = sentence.text
    for pattern, share in _SHARES:
        for match in re.finditer(pattern, text):
            yield Piece(Cents(int(round_half_up(owed * share))), match.start(), match.end())
    for match in re.finditer(r" ([0-9]{1,3}) (?:%|pour cent) ", text):
        value = Cents(int(round_half_up(Fraction(owed * int(match[1]), 100))))
        yield Piece(value, match.start(), match.end())
    for match in _MONEY.finditer(text):
        found = _figure(match, text)
        if found is not None:
            yield Piece(found, match.start(), match.end())
    yield from _spelled(sentence)


def _figure(match: re.Match[str], text: str) -> Cents | None:
    groups = match[1].split()
    euros = _joined(groups)
    if match[2]:
        euros *= 1000
    if match[3]:
        return cents(euros * (1000 if match[3].startswith("k") else 1))
    before, after = text[: match.start() + 1], text[match.end() :]
    if match[2]:
        return cents(euros)
    plain = euros >= _SMALLEST_BARE and not _NOT_MONEY_AFTER.match(after)
    numbered = _NOT_MONEY_BEFORE.match(before) and len(groups) == 1
    return cents(euros) if plain and not numbered else None


def _joined(groups: list[str]) -> Decimal:
    """Read ``3 000``, ``3.000`` or ``3000,50``; several figures that are not one give the last."""
    first = groups[0]
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", first):
        first = first.replace(".", "")
    if len(groups) > 1 and all(re.fullmatch(r"[0-9]{3}([.,][0-9]+)?", one) for one in groups[1:]):
        first = "".join(groups)
    elif len(groups) > 1:
        first = groups[-1]
    return Decimal(first.replace(",", "."))


def _spelled(sentence: Sentence) -> Iterator[Piece]:
    """Yield amounts in letters: ``deux mille cinq cents``, ``quinze cents euros``."""
    words, at = sentence.words, 0
    while at < len(words):
        end, total, block = at, 0, 0
        while end < len(words) and _numeral(words[end]):
            total, block = _added(words[end], total, block)
            end += 1
        if end == at:
            at += 1
            continue
        if at and words[at - 1].isdigit():  # "12 mille" was read with its figure
            at = end
            continue
        value = total + block
        sign = end < len(words) and words[end] in {"euros", "€", "balles"}
        if sign or value >= _SMALLEST_BARE * 10:
            before = sum(len(word) + 1 for word in words[:at])
            inside = sum(len(word) + 1 for word in words[at:end])
            yield Piece(Cents(value * 100), before, before + inside + 1)
        at = end


def _numeral(word: str) -> bool:
    return word in _UNITS or word in _HUNDRED or word in _THOUSAND


def _added(word: str, total: int, block: int) -> tuple[int, int]:
    if word in _THOUSAND:
        return total + max(1, block) * 1000, 0
    if word in _HUNDRED:
        return total, max(1, block) * 100
    if word in {"vingt", "vingts"} and block % 100 == 4:
        return total, block - 4 + 80
    return total, block + _UNITS[word]


def days(sentence: Sentence, on: date) -> Iterator[Piece]:
    """Yield the days of a sentence; one already past is a mention without a value."""
    text = sentence.text
    for pattern, ahead in _NEAR:
        for match in re.finditer(pattern, text):
            found = dates.next_working_day(on + timedelta(days=ahead))
            yield Piece(on if ahead == 0 else found, match.start(), match.end())
    for match in _WEEKEND.finditer(text):
        yield Piece(_weekday(on, 4), match.start(), match.end())
    for match in _COMING.finditer(text):
        yield Piece(_coming(match[1], on), match.start(), match.end())
    for match in _WEEKDAY.finditer(text):
        if re.match(r"([0-9]|premier)", text[match.end() :]):
            continue
        more = {"en huit ": 7, "en quinze ": 14}.get(match[2] or "", 0)
        found = _weekday(on, _DAYS.index(match[1])) + timedelta(days=more)
        yield Piece(found, match.start(), match.end())
    for match in _AHEAD.finditer(text):
        yield Piece(_ahead(match, on), match.start(), match.end())
    for match in _END_OF.finditer(text):
        yield Piece(_end_of(match, on), match.start(), match.end())
    for match in _SINCE.finditer(text):
        yield Piece(None, match.start(), match.end())
    yield from _numbered(text, on)


def _weekday(on: date, weekday: int) -> date:
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def _coming(unit: str, on: date) -> date:
    """Return the last day of the week, month or year that follows."""
    if unit == "semaine":
        return _weekday(on - timedelta(days=on.weekday()), 4) + timedelta(days=7)
    if unit == "mois":
        return dates.end_of_month(dates.add_months(on.replace(day=1), 1))
    return date(on.year + 1, 12, 31)


def _ahead(match: re.Match[str], on: date) -> date | None:
    said = (match[2] or "").strip()
    count = int(said) if said.isdigit() else _UNITS.get(said)
    if count is None:
        return None
    unit = match[3]
    if unit.startswith("h"):
        found = on + timedelta(days=max(1, count // _HOURS))
    elif unit.startswith("j"):
        found = on + timedelta(days=count)
    elif unit.startswith("s"):
        found = on + timedelta(days=_WEEK * count)
    else:
        found = dates.add_months(on, count)
    return dates.next_working_day(found)


def _end_of(match: re.Match[str], on: date) -> date | None:
    """Return the end of a month, its middle after « mi » ; a month just past is no day ahead."""
    month = match[1].strip()
    if month == "annee":
        return date(on.year, 12, 31)
    start = on
    if month in _MONTHS:
        start = date(on.year, _MONTHS.index(month) + 1, 1)
        if start < on.replace(day=1):
            if (on - start).days < _HALF_A_YEAR:
                return None
            start = dates.add_months(start, 12)
    if match[0].startswith(" mi "):
        return start.replace(day=15)
    return dates.end_of_month(start)


def _numbered(text: str, on: date) -> Iterator[Piece]:
    for match in _SLASHED.finditer(text):
        found = _day(on, int(match[1]), int(match[2]), text[: match.start() + 1])
        yield Piece(found, match.start(), match.end())
    yield from _in_words(text, on)
    for match in _DAY_OF_MONTH.finditer(text):
        after = text[match.end() :]
        if after.startswith(("/", "h ", "%", "€", "euros", "heures")) or re.match(
            r"[0-9]{3} ", after
        ):
            continue
        number = int(match[1]) if match[1].isdigit() else 1
        month = (match[2] or "").strip()
        named = _MONTHS.index(month) + 1 if month else None
        before = text[: match.start() + 1] + match[0].split()[0] + " "
        yield Piece(_day(on, number, named, before), match.start(), match.end())


def _in_words(text: str, on: date) -> Iterator[Piece]:
    """Yield days whose number is in letters: « le quinze janvier »."""
    for match in _IN_WORDS.finditer(text):
        said = [one for one in match[1].split() if one != "et"]
        if all(one in _UNITS for one in said):
            number, month = sum(_UNITS[one] for one in said), _MONTHS.index(match[2]) + 1
            found = _day(on, number, month, text[: match.start() + 1])
            yield Piece(found, match.start(), match.end())


def _day(on: date, day: int, month: int | None, before: str) -> date | None:
    """Return the day meant; ``None`` when it is past or is not a day."""
    if _PAST.match(before) or not 1 <= day <= 31 or not 1 <= (month or 1) <= 12:
        return None
    found = on.replace(day=1) if month is None else date(on.year, month, 1)
    last = dates.end_of_month(found).day
    found = found.replace(day=min(day, last))
    if found >= on:
        return found
    if month is None:
        return dates.add_months(found, 1)
    following = dates.add_months(found, 12)
    return following if (on - found).days > _HALF_A_YEAR else None


def means(sentence: Sentence) -> Iterator[Piece]:
    """Yield the means of payment of a sentence."""
    for pattern, kind in _MEANS:
        for match in re.finditer(pattern, sentence.text):
            yield Piece(kind, match.start(), match.end())
