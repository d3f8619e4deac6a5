"""Questions of every kind, as a bank may hold them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from simulator.domain.measures import MEASURES
from simulator.domain.quiz.question import (
    Alternative,
    Answer,
    QuizKind,
    QuizOption,
    QuizQuestion,
)
from simulator.exchange.questions import prose
from simulator.exchange.questions.records import Found

SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cc", "Cn", "Zl", "Zp"])
WORDS = st.text(st.one_of(SIGNS, st.sampled_from("~=#{}:\\%[]<>&*_`$/-\n\t |")), max_size=40)
TEXTS = WORDS.map(prose.tidy).filter(lambda text: bool(text.strip("* \t\n")))
PLAIN = TEXTS.map(prose.one_line).filter(lambda t: bool(t.strip("* \t")) and "\\" not in t)
WHYS = st.one_of(st.just(""), TEXTS)
SHARES = st.sampled_from([Fraction(1, n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)])


def _named(prefix: str, texts: list[str], **more: object) -> tuple[QuizOption, ...]:
    return tuple(QuizOption(f"{prefix}{n}", text, **more) for n, text in enumerate(texts, 1))


@st.composite
def _chosen(draw: st.DrawFn) -> dict[str, object]:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=6, unique=True))
    kind = draw(st.sampled_from([QuizKind.SINGLE, QuizKind.MULTIPLE, QuizKind.OPINION]))
    whys = [draw(WHYS) for _ in texts]
    if kind is QuizKind.OPINION:
        rights: list[bool | None] = [None] * len(texts)
    else:
        count = 1 if kind is QuizKind.SINGLE else draw(st.integers(1, len(texts) - 1))
        rights = [n < count for n in range(len(texts))]
    shares: list[Fraction | None] = [None] * len(texts)
    if kind is not QuizKind.OPINION and draw(st.booleans()):
        right = sum(map(bool, rights))
        wrong = Fraction(-1, right) if kind is QuizKind.MULTIPLE else Fraction(0)
        others = [-draw(SHARES) for _ in texts]
        if any(share != wrong for share in others[right:]):
            shares = [Fraction(1, right) if r else o for r, o in zip(rights, others, strict=True)]
    options = tuple(
        QuizOption(f"o{n}", *each)
        for n, each in enumerate(zip(texts, rights, whys, shares, strict=True), 1)
    )
    return {"kind": kind, "options": options}


@st.composite
def _figure(draw: st.DrawFn) -> dict[str, object]:
    measure = draw(st.sampled_from(list(MEASURES.values())))
    amounts = st.decimals(-10_000, 10_000, places=3).map(Fraction)

    def answer() -> Answer:
        around = abs(draw(amounts))
        return Answer(draw(amounts) * measure.factor, around * measure.factor, measure)

    also = tuple(
        Alternative(answer(), draw(SHARES), draw(WHYS)) for _ in range(draw(st.integers(0, 2)))
    )
    return {"kind": QuizKind.NUMERIC, "answer": answer(), "also": also}


@st.composite
def _paired(draw: st.DrawFn) -> dict[str, object]:
    prompts = draw(st.lists(TEXTS, min_size=2, max_size=5, unique=True))
    matches = draw(st.lists(TEXTS, min_size=len(prompts) + 1, max_size=7, unique=True))
    texts = [*prompts, *[""] * (len(matches) - len(prompts))]
    pairs = zip(texts, matches, strict=True)
    options = tuple(QuizOption(f"p{n}", t, match=m) for n, (t, m) in enumerate(pairs, 1))
    return {"kind": QuizKind.MATCHING, "options": options}


@st.composite
def _short(draw: st.DrawFn) -> dict[str, object]:
    texts = draw(st.lists(PLAIN, min_size=1, max_size=4, unique=True))
    shares = [None, *(draw(st.one_of(st.none(), SHARES)) for _ in texts[1:])]
    options = tuple(
        QuizOption(f"o{n}", text, share is None, draw(WHYS), share)
        for n, (text, share) in enumerate(zip(texts, shares, strict=True), 1)
    )
    return {"kind": QuizKind.SHORT, "options": options, "cased": draw(st.booleans())}


@st.composite
def _truth(draw: st.DrawFn) -> dict[str, object]:
    right = draw(st.booleans())
    options = (
        QuizOption("true", "Vrai", right, draw(WHYS)),
        QuizOption("false", "Faux", not right, draw(WHYS)),
    )
    return {"kind": QuizKind.TRUE_FALSE, "options": options}


ORDERED = st.lists(TEXTS, min_size=3, max_size=6, unique=True).map(
    lambda texts: {"kind": QuizKind.ORDERING, "options": _named("i", texts)}
)
BARE = st.sampled_from([QuizKind.OPEN, QuizKind.NOTE]).map(lambda kind: {"kind": kind})
KINDS = st.one_of(_chosen(), _figure(), _paired(), _short(), _truth(), ORDERED, BARE)


@st.composite
def found(draw: st.DrawFn) -> Found:
    """Return a question with its title and category, as the bank gives it to an export."""
    special = draw(KINDS)
    noted = special["kind"] is not QuizKind.NOTE
    question = QuizQuestion(
        id=draw(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)),
        text=draw(TEXTS),
        explanation=draw(WHYS) if noted else "",
        reference=draw(WHYS.map(prose.one_line)),
        tags=tuple(
            draw(
                st.lists(
                    st.from_regex(r"[a-zé ]{1,8}[a-z]", fullmatch=True).map(prose.one_line),
                    max_size=3,
                    unique=True,
                )
            )
        ),
        level=draw(st.integers(1, 3)),
        points=Fraction(draw(st.integers(1, 20)), 2),
        minutes=Fraction(draw(st.integers(1, 20)), 2),
        **special,
    )
    title = draw(st.from_regex(r"[A-Za-zé0-9 :=#~{}]{1,20}[a-z]", fullmatch=True).map(str.strip))
    return Found(question, prose.one_line(title), 1, draw(st.sampled_from(["", "A", "A/B c"])))
