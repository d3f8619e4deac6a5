"""One exercise file, live on this machine while it is written: what it asks, how it judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask, Response, jsonify, render_template, request
from jinja2 import StrictUndefined

from simulator import paths
from simulator.content.exercises import read_exercise
from simulator.content.figures import read_figures
from simulator.content.problems import Problem, errors
from simulator.domain.exercises.drawing import Flaw, flaws
from simulator.domain.exercises.question import Claim, Grading, Question
from simulator.domain.exercises.types import AnyExercise
from simulator.domain.exercises.world import World
from simulator.domain.rates import LawBook
from simulator.domain.refusals import Refusal
from simulator.generation.build import generate
from simulator.web import display, layout

CUSTOMERS = 60


@dataclass(frozen=True, slots=True)
class Tried:
    """One sample of a part and what came out: the claim, the entry, the outcome and its text."""

    part: str
    claim: str
    raw: str
    wanted: str
    code: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a preview; without a question, the reasons why there is none."""

    file: str
    problems: tuple[Problem, ...]
    question: Question | None = None
    flaws: tuple[Flaw, ...] = ()
    samples: tuple[Tried, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the fields of a question need: everything open, everything shown."""

    hints: tuple[str, ...]
    answerable: bool = True
    revealed: bool = True


@dataclass(frozen=True)
class Preview:
    """A file under an author's hand, on a generated portfolio."""

    file: Path
    scenario: str
    as_of: date
    law: LawBook
    words: Mapping[str, Mapping[str, str]]

    def stamp(self) -> str:
        """Return what changes when the file is saved."""
        found = self.file.stat()
        return f"{found.st_mtime_ns}-{found.st_size}"

    def shown(self, seed: int, variant: int) -> Shown:
        """Read the file again and try it on the portfolio of a seed."""
        usual, _ = read_figures(paths.CONTENT / "figures.yaml", "figures.yaml")
        found, _, problems = read_exercise(self.file, self.file.name, usual.feedback)
        if found is None or errors(problems):
            return Shown(self.file.name, tuple(sorted(problems)))
        return self._tried(found.exercise, tuple(problems), seed, variant)

    def _tried(
        self, exercise: AnyExercise, problems: tuple[Problem, ...], seed: int, variant: int
    ) -> Shown:
        world = World(
            generate(self.scenario, seed, CUSTOMERS, as_of=self.as_of), self.words, self.law
        )
        try:
            question = exercise.question(world, variant)
        except Refusal as refusal:
            return Shown(self.file.name, problems, refused=str(refusal))
        samples = tuple(_samples(question))
        return Shown(self.file.name, problems, question, flaws(question), samples)


def _samples(question: Question) -> list[Tried]:
    solved = question.solved()
    found = []
    for judge in question.judges:
        name = judge.part.name
        for sample in judge.samples():
            graded = question.grade({**solved, name: sample.raw}).part(name)
            raw = sample.raw if len(sample.raw) < 300 else f"{sample.raw[:300]}…"
            claim = _CLAIMS[sample.claim]
            found.append(Tried(name, claim, raw, sample.code, graded.code, graded.feedback))
    return found


_CLAIMS = {Claim.RIGHT: "juste", Claim.MISTAKE: "erreur", Claim.UNREADABLE: "illisible"}


def create(preview: Preview) -> Flask:
    """Return a small application that shows one file; it keeps nothing."""
    app = Flask(__name__, template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    app.jinja_env.undefined = StrictUndefined
    display.setup(app)
    app.add_template_filter(layout.markdown, "markdown")
    app.add_template_filter(layout.inline_markdown, "inline_markdown")
    app.after_request(_guarded)

    @app.route("/", methods=["GET", "POST"])
    def page() -> str:
        seed = max(1, min(request.args.get("graine", 1, type=int), 2**31 - 1))
        variant = max(0, min(request.args.get("variante", 0, type=int), 50))
        shown = preview.shown(seed, variant)
        typed = {name: ",".join(request.form.getlist(name)) for name in request.form}
        graded: Grading | None = None
        if shown.question is not None and request.method == "POST":
            graded = shown.question.grade(typed)
        parts = shown.question.parts if shown.question else ()
        hints = tuple(hint.key for part in parts for hint in part.hints)
        return render_template(
            "exercises/preview.html",
            shown=shown,
            sheet=Sheet(hints),
            typed=typed,
            graded=graded,
            here={},
            seed=seed,
            variant=variant,
            stamp=preview.stamp(),
        )

    @app.get("/etat")
    def state() -> Response:
        return jsonify(stamp=preview.stamp())

    return app


def _guarded(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
    return answer
