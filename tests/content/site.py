"""A small content folder that loads clean, to be spoiled one file at a time."""

from pathlib import Path

MODULE = """\
id: essai
title: Essai
order: 1
minutes: 30
objectives: [essayer]
lessons: [premiere]
exercises: [feuille]
quiz: quiz-essai
"""
LESSON = """\
---
id: premiere
title: Première leçon
minutes: 5
covers: [P/1.1]
sources: []
updated: 2026-11-21
---

## Un titre

Vous suivez {{ customer_count }} clients, dont [la feuille](exercice:feuille).

::: memo
Retenez $N = 2 R_1$.
:::
"""
EXERCISE = """\
type: worksheet
id: feuille
title: Une feuille
minutes: 5
difficulty: 1
covers: [P/1.1]
objectives: [calculer]
where: months == 12 and ebe > 0
statement: Voici {name}.
parts:
  - name: rate
    label: Taux
    formula: ebe / FL
    measure: percent
    tolerance: {absolute: "0.01"}
"""
QUIZ = """\
id: quiz-essai
title: Quiz
questions:
  - id: premiere-question
    kind: single
    level: 1
    tags: [P/1.1]
    text: Combien ?
    options:
      - {text: Un, right: true, why: parce que}
      - {text: Deux, why: non}
    explanation: Un seul.
    reference: Leçon
"""
PROGRAMME = """\
id: P
title: Programme
days: 1
hours: 7
audience: tous
prerequisites: aucun
objectives: [essayer]
topics:
  - {id: "1.1", label: essai, needs: [lesson, exercise]}
half_days:
  - {day: 1, slot: matin, topics: ["1.1"], activities: ["lesson:premiere", "tool:balance"]}
"""
RATES = """\
name: taux
unit: ratio
entries:
  - {start: 2026-01-01, end: 2026-06-30, value: 0.0262, source: JO, confidence: certain}
  - {start: 2026-07-01, value: 0.0275, source: JO, confidence: probable}
"""
FIGURES = """\
figures:
  - {name: customer_count, label: nombre de clients}
words: {terms: {30j: 30 jours}}
feedback: {right: "Oui."}
"""
FILES = {
    "modules/01-essai/module.yaml": MODULE,
    "modules/01-essai/lessons/01-premiere.md": LESSON,
    "modules/01-essai/exercises/feuille.yaml": EXERCISE,
    "modules/01-essai/quiz.yaml": QUIZ,
    "programmes/p.yaml": PROGRAMME,
    "rates/taux.yaml": RATES,
    "figures.yaml": FIGURES,
}
SHORT = {
    "module": "modules/01-essai/module.yaml",
    "lesson": "modules/01-essai/lessons/01-premiere.md",
    "exercise": "modules/01-essai/exercises/feuille.yaml",
    "quiz": "modules/01-essai/quiz.yaml",
    "programme": "programmes/p.yaml",
    "rates": "rates/taux.yaml",
    "figures": "figures.yaml",
}


def write(root: Path, **changed: str | None) -> Path:
    """Write the folder; ``None`` leaves a file out."""
    new = {SHORT[name]: text for name, text in changed.items()}
    for file, text in {**FILES, **new}.items():
        if text is not None:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root
