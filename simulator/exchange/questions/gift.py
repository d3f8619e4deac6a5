"""GIFT in: the text format of Moodle's quizzes, as people write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from simulator.domain.quiz.question import FALSE, TRUE, QuizKind
from simulator.exchange.questions import building, marks, prose
from simulator.exchange.questions.building import Choice, Draft, Figure
from simulator.exchange.questions.gift_blocks import Block, blocks, show
from simulator.exchange.questions.records import Broken, Contents, Found, NotOurs, Reading

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_ID, _TAG = re.compile(r"\[id:([^\]]*)\]"), re.compile(r"\[tag:([^\]]*)\]")
_MARK = re.compile(r"\[encours:(\{.*\})\]")
_CLOZE = re.compile(
    r"\s*\d*:(MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MR|SA|MW|NM)\w*:", re.IGNORECASE
)
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%\s*([^%\s#]*)\s*%")
_ITEM = re.compile(r"(~=|[=~])([^=~]*)")
GAP = "………"
"""What stands for the answer inside a sentence to complete."""


def read(text: str, encoding: str = "") -> Contents:
    """Return what a GIFT file holds, with every fault and its line."""
    reading = Reading("gift", encoding)
    for block in blocks(text.removeprefix("\ufeff")):
        if reading.full:
            reading.refuse("", Broken(block.line, "too_many"))
            break
        title = show((_TITLE.match(block.text) or ("", ""))[1]).strip()
        try:
            reading.found.append(_Question(block).read())
        except Broken as broken:
            reading.refuse(title or show(block.text).strip()[:60], broken)
    return reading.contents()


class _Question:
    """One block being understood."""

    def __init__(self, block: Block) -> None:
        self.block, self.text = block, block.text
        said = "\n".join(block.comments)
        mark = marks.read(found[1]) if (found := _MARK.search(said)) else marks.Mark()
        self.draft = Draft(
            block.line,
            category=block.category,
            name=(found[1].strip() if (found := _ID.search(said)) else "")[:64],
            tags=tuple(dict.fromkeys(tag.strip()[:60] for tag in _TAG.findall(said))),
            mark=mark,
        )
        self.form = "moodle"

    def read(self) -> Found:
        """Return the question; ``Broken`` with the line of the fault."""
        if self.block.unclosed:
            raise Broken(self.block.unclosed, "unclosed")
        start = self._title()
        found = _FORMAT.match(self.text, start)
        if found:
            self.form, start = found[1].lower(), found.end()
        opening, closing = self._braces(start)
        if opening < 0:
            self.draft.text = self._say(self.text[start:])
            return self.draft.made(QuizKind.NOTE)
        before, after = self.text[start:opening], self.text[closing + 1 :]
        whole = f"{before.rstrip()} {GAP} {after.lstrip()}" if after.strip() else before
        if after.strip()[:1] in {".", ",", ";"} and after.strip():
            whole = f"{before.rstrip()} {GAP}{after.lstrip()}"
        self.draft.text = self._say(whole)
        return self._answers(opening + 1, closing)

    def _title(self) -> int:
        if not self.text.lstrip().startswith("::"):
            return 0
        found = _TITLE.match(self.text)
        if found is None:
            raise Broken(self.block.line, "title")
        self.draft.title = show(found[1])
        return found.end()

    def _say(self, text: str) -> str:
        found = _FORMAT.match(text)
        if found:
            return self.draft.say(show(text[found.end() :]).strip(), found[1].lower())
        return self.draft.say(show(text).strip(), self.form)

    def _braces(self, start: int) -> tuple[int, int]:
        """Return where the answers begin and end; -1 without any."""
        depth, opening, closing = 0, -1, -1
        for found in re.finditer(r"[{}]", self.text[start:]):
            place = start + found.start()
            depth += 1 if found[0] == "{" else -1
            if depth < 0:
                raise Broken(self.block.at(place), "unopened")
            if depth == 1 and found[0] == "{":
                if opening >= 0:
                    self._refuse_second(place)
                opening = place
            closing = place if depth == 0 else closing
        return opening, closing

    def _refuse_second(self, place: int) -> None:
        if _CLOZE.match(self.text, self.text.index("{") + 1):
            raise NotOurs(self.block.line, "cloze")
        raise Broken(self.block.at(place), "several_groups")

    def _answers(self, start: int, end: int) -> Found:
        if _CLOZE.match(self.text, start):
            raise NotOurs(self.block.line, "cloze")
        body = self.text[start:end]
        general = body.find("####")
        if general >= 0:
            self.draft.explanation = self._say(body[general + 4 :])
            body = body[:general]
        if not body.strip():
            return self.draft.made(QuizKind.OPEN)
        if body.lstrip().startswith("#"):
            return self._figures(start + body.index("#") + 1, start + len(body))
        if _TRUTH.fullmatch(body.partition("#")[0].strip()):
            return self._truth(body)
        items = list(self._items(start, start + len(body)))
        signs = {sign for sign, _, _ in items}
        if "->" in body and signs == {"="}:
            return building.pairs(self.draft, [self._pair(*item) for item in items])
        choices = [self._choice(*item, words=signs == {"="}) for item in items]
        if signs == {"="}:
            return building.words(self.draft, choices, cased=self.draft.mark.cased)
        return building.chosen(self.draft, choices, single="=" in signs)

    def _items(self, start: int, end: int) -> Iterator[tuple[str, int, str]]:
        """Yield the sign, the line and the text of each answer."""
        first = re.search(r"[=~]", self.text[start:end])
        head = self.text[start : start + first.start()] if first else self.text[start:end]
        if head.strip():
            lead = len(head) - len(head.lstrip())
            raise Broken(self.block.at(start + lead), "no_sign", show(head))
        for found in _ITEM.finditer(self.text, start, end):
            line = self.block.at(found.start())
            if not found[2].strip():
                raise Broken(line, "empty_option")
            yield found[1][-1], line, found[2]

    def _weighed(self, sign: str, line: int, text: str) -> tuple[Fraction, str]:
        found = _WEIGHT.match(text)
        if found is None:
            return Fraction(sign == "="), text
        return building.share(line, found[1]), text[found.end() :]

    def _choice(self, sign: str, line: int, text: str, *, words: bool) -> Choice:
        share, rest = self._weighed(sign, line, text)
        answer, _, why = rest.partition("#")
        shown = prose.one_line(show(answer)) if words else self._say(answer)
        if not shown:
            raise Broken(line, "empty_option")
        return Choice(line, shown, share, self._say(why))

    def _pair(self, _sign: str, line: int, text: str) -> tuple[str, str]:
        prompt, arrow, match = text.partition("->")
        if not arrow or not match.strip():
            raise Broken(line, "pairs", show(text))
        return self._say(prompt), self._say(match.partition("#")[0])

    def _truth(self, body: str) -> Found:
        truth, *said = (part.strip() for part in body.split("#"))
        right = truth.upper().startswith("T")
        wrong_why, right_why = ([self._say(each) for each in said] + ["", ""])[:2]
        names = (TRUE, FALSE) if right else (FALSE, TRUE)
        return building.true_or_false(
            self.draft, right=right, whys={names[0]: right_why, names[1]: wrong_why}
        )

    def _figures(self, start: int, end: int) -> Found:
        body = self.text[start:end]
        if not body.strip():
            raise Broken(self.block.at(start), "no_answer")
        if not re.match(r"\s*[=~]", body):
            line = self.block.at(start + len(body) - len(body.lstrip()))
            return building.figures(self.draft, [self._figure("=", line, body)])
        return building.figures(self.draft, [self._figure(*i) for i in self._items(start, end)])

    def _figure(self, sign: str, line: int, text: str) -> Figure:
        share, rest = self._weighed(sign, line, text)
        value, _, why = rest.partition("#")
        said = self._say(why)
        if (sign == "~" or share <= 0) and value.strip() in {"", "*"}:
            return Figure(Fraction(0), Fraction(0), Fraction(0), said)
        low, dots, high = value.partition("..")
        if dots:
            ends = sorted((building.number(line, low), building.number(line, high)))
            return Figure((ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2, share, said)
        middle, _, around = value.partition(":")
        tolerance = building.number(line, around) if around.strip() else Fraction(0)
        return Figure(building.number(line, middle), tolerance, share, said)
