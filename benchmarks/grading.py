"""How long grading takes: 1 000 submissions of a worksheet of ten parts, under a second
of processor (the clock of a busy machine measures the others).

Run from the root of the repository: ``python -m benchmarks.grading``.
"""

import sys
from fractions import Fraction
from pathlib import Path
from time import process_time

from simulator.content.catalogue import load
from simulator.domain.exercises.world import World
from simulator.domain.luck import Luck
from tests import make

EXERCISE = "score-z-banque-de-france"
SUBMISSIONS = 1_000
PARTS = 10
LIMIT = 1.0


def entries(question, luck, number):
    """One trainee's entries: two parts wrong by a little, one blank, one foreseen mistake."""
    raw = question.solved()
    names = list(raw)
    for rank in range(2):
        name = names[luck.below(len(names), "wrong", number, rank)]
        raw[name] = f"{luck.below(9000, 'value', number, rank) / 100:.2f}".replace(".", ",")
    raw[names[luck.below(len(names), "blank", number)]] = ""
    judge = question.judges[luck.below(len(names), "mistake", number)]
    samples = judge.samples()
    raw[judge.part.name] = samples[luck.below(len(samples), "sample", number)].raw
    return raw


def main() -> int:
    catalogue, _ = load(Path("content"))
    world = World(make.portfolio(1, 60), wording=catalogue.words)
    question = catalogue.exercises[EXERCISE].question(world)
    assert len(question.parts) >= PARTS
    luck = Luck(2026)
    submissions = [entries(question, luck, number) for number in range(SUBMISSIONS)]
    start = process_time()
    marks = [question.grade(raw).mark for raw in submissions]
    spent = process_time() - start
    mean = float(sum(marks, Fraction(0)) / len(marks))
    print(f"{SUBMISSIONS} submissions of {len(question.parts)} parts: {spent:.2f} s")
    print(f"mean mark {mean:.2f} of {float(question.grade({}).points):.0f}")
    return int(spent > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
