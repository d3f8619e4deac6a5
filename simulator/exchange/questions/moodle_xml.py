"""Moodle XML in: the format in which Moodle and many others give their question banks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from simulator.domain.quiz.question import FALSE, TRUE, QuizKind
from simulator.domain.reading import Unreadable, measure_named
from simulator.domain.reading import read as read_figure
from simulator.exchange.questions import building, marks, prose
from simulator.exchange.questions.building import Choice, Draft, Figure
from simulator.exchange.questions.gift_blocks import category_of
from simulator.exchange.questions.records import Broken, Contents, Found, NotOurs, Reading
from simulator.exchange.questions.trees import Node, parsed

_FORMATS = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
}
_MARK = "encours:"
_UNITS = ("percent", "euro", "keuro", "days", "years", "points")


def read(text: str, encoding: str = "") -> Contents:
    """Return what a Moodle XML file holds; one that is not XML has one fault, and nothing else."""
    reading = Reading("moodle_xml", encoding)
    try:
        root = parsed(text)
    except Broken as broken:
        reading.refuse("", broken)
        return reading.contents()
    if root.tag != "quiz":
        reading.refuse("", Broken(root.line, "not_a_quiz", root.tag))
    category = ""
    for node in root.all("question"):
        if reading.full:
            reading.refuse("", Broken(node.line, "too_many"))
            break
        kind = node.given.get("type", "").strip()
        if kind == "category":
            category = category_of(node.said("category"))
            continue
        try:
            reading.found.append(_Question(node, category).read(kind))
        except Broken as broken:
            reading.refuse(prose.one_line(node.said("name")), broken)
    return reading.contents()


class _Question:
    """One ``question`` element being understood."""

    def __init__(self, node: Node, category: str) -> None:
        self.node = node
        marked = next((c.strip() for c in node.comments if c.strip().startswith(_MARK)), "")
        tags = node.first("tags")
        named = (tag.said("text") or tag.text for tag in tags.all("tag")) if tags else ()
        self.draft = Draft(
            node.line,
            title=node.said("name"),
            category=category,
            name=node.said("idnumber").strip()[:64],
            tags=tuple(dict.fromkeys(filter(None, (prose.one_line(tag)[:60] for tag in named)))),
            mark=marks.read(marked.removeprefix(_MARK)) if marked else marks.Mark(),
        )

    def read(self, kind: str) -> Found:
        """Return the question; ``Broken`` with its line, ``NotOurs`` for a kind that is not."""
        reader = _KINDS.get(kind)
        if reader is None:
            raise NotOurs(self.node.line, "cloze" if kind == "cloze" else "kind", kind)
        draft = self.draft
        draft.text = self._say(self.node.first("questiontext"))
        draft.explanation = self._say(self.node.first("generalfeedback"))
        grade = self.node.said("defaultgrade").strip()
        if grade and not draft.mark.own:
            points = building.number(self.node.line, grade)
            draft.points = points if 0 < points <= 1000 else None
        return reader(self)

    def _say(self, node: Node | None, usual: str = "html") -> str:
        """Return a formatted text; files that go with it stay behind, and that is noted."""
        if node is None:
            return ""
        form = _FORMATS.get(node.given.get("format", "").strip(), usual)
        inner = node.first("text")
        if any(node.all("file")) or (inner is not None and any(inner.all("file"))):
            self.draft.notices.add("file")
        return self.draft.say(node.text if inner is None else inner.text, form)

    def _share(self, node: Node) -> Fraction:
        return building.share(node.line, node.given.get("fraction", "0").strip() or "0")

    def _choice(self, node: Node) -> Choice:
        text = self._say(node)
        if not text:
            raise Broken(node.line, "empty_option")
        return Choice(node.line, text, self._share(node), self._say(node.first("feedback")))

    def choice(self) -> Found:
        choices = [self._choice(node) for node in self.node.all("answer")]
        single = self.node.said("single").strip().lower() not in {"false", "0"}
        return building.chosen(self.draft, choices, single=single)

    def truth(self) -> Found:
        answers = {prose.one_line(n.said("text")).lower(): n for n in self.node.all("answer")}
        if set(answers) != {"true", "false"}:
            raise Broken(self.node.line, "truth")
        rights = [name for name, node in answers.items() if self._share(node) == 1]
        if len(rights) != 1:
            raise Broken(self.node.line, "rights")
        names = {"true": TRUE, "false": FALSE}
        whys = {names[name]: self._say(node.first("feedback")) for name, node in answers.items()}
        return building.true_or_false(self.draft, right=rights[0] == "true", whys=whys)

    def figure(self) -> Found:
        given = [self._figure(node) for node in self.node.all("answer")]
        return building.figures(self.draft, given, self._unit())

    def _figure(self, node: Node) -> Figure:
        why, text = self._say(node.first("feedback")), node.said("text") or node.text
        if text.strip() == "*":
            return Figure(Fraction(0), Fraction(0), Fraction(0), why)
        around = node.said("tolerance").strip()
        tolerance = building.number(node.line, around) if around else Fraction(0)
        return Figure(building.number(node.line, text), tolerance, self._share(node), why)

    def _unit(self) -> str:
        """Return our unit that is the only one of the file, if it is one of ours."""
        units = self.node.first("units")
        named = [unit.said("unit_name").strip() for unit in units.all("unit")] if units else []
        for name in _UNITS:
            if len(named) == 1 and named[0] and _is_unit(named[0], name):
                return name
        if named and not self.draft.mark.own:
            self.draft.notices.add("unit")
        return ""

    def words(self) -> Found:
        choices = []
        for node in self.node.all("answer"):
            text = prose.one_line(node.said("text") or node.text)
            if not text:
                raise Broken(node.line, "empty_option")
            why = self._say(node.first("feedback"))
            choices.append(Choice(node.line, text, self._share(node), why))
        cased = self.node.said("usecase").strip() in {"1", "true"}
        return building.words(self.draft, choices, cased=cased)

    def pairs(self) -> Found:
        given = []
        for node in self.node.all("subquestion"):
            answer = node.first("answer")
            match = "" if answer is None else self.draft.say(answer.said("text"), "plain")
            if not match:
                raise Broken(node.line, "pairs")
            given.append((self._say(node), match))
        return building.pairs(self.draft, given)

    def order(self) -> Found:
        return building.ordered(self.draft, [self._say(node) for node in self.node.all("answer")])

    def opened(self) -> Found:
        said = self._say(self.node.first("graderinfo"))
        explanation = self.draft.explanation
        self.draft.explanation = "\n".join(filter(None, (explanation, said)))
        return self.draft.made(QuizKind.OPEN)

    def note(self) -> Found:
        return self.draft.made(QuizKind.NOTE)


def _is_unit(written: str, name: str) -> bool:
    measure = measure_named(name)
    assert measure is not None
    try:
        reading = read_figure(f"1 {written}", measure)
    except Unreadable:
        return False
    return not reading.foreign and reading.unit is not None and reading.value == measure.factor


_KINDS: dict[str, Callable[[_Question], Found]] = {
    "multichoice": _Question.choice,
    "truefalse": _Question.truth,
    "numerical": _Question.figure,
    "shortanswer": _Question.words,
    "matching": _Question.pairs,
    "ordering": _Question.order,
    "essay": _Question.opened,
    "description": _Question.note,
}
