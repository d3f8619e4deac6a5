"""Sentences of the refusals of the question bank and of the quizzes composed here."""

from __future__ import annotations

from simulator.domain.refusals import Refusal
from simulator.services import question_files, questions, quizzes

SENTENCES: dict[type[Refusal], str] = {
    question_files.FaultyFile: (
        "Le fichier a {faults} question(s) en erreur : corrigez-le, ou demandez de les laisser"
        " de côté. Rien n’a été importé."
    ),
    questions.BankFull: "La banque ne peut pas contenir plus de {most} questions.",
    quizzes.QuizInUse: (
        "Une formation a déjà le quiz « {title} » : il ne change plus. Dupliquez-le et modifiez"
        " la copie."
    ),
    quizzes.TooManyQuestions: "Un quiz contient au plus {most} questions.",
    quizzes.NothingToGrade: (
        "Le quiz « {title} » n’a aucune question notée : jouez-le en direct, ou ajoutez-en une."
    ),
}
