"""The French words of questions: kinds, what is wrong with one, what became of a file."""

from __future__ import annotations

from simulator.domain.quiz.question import QuizKind

KINDS: dict[str, str] = {
    QuizKind.SINGLE.value: "Choix unique",
    QuizKind.MULTIPLE.value: "Choix multiple",
    QuizKind.TRUE_FALSE.value: "Vrai ou faux",
    QuizKind.NUMERIC.value: "Nombre",
    QuizKind.SHORT.value: "Réponse courte",
    QuizKind.MATCHING.value: "Paires",
    QuizKind.ORDERING.value: "Mise en ordre",
    QuizKind.OPINION.value: "Avis",
    QuizKind.OPEN.value: "Réponse libre",
    QuizKind.NOTE.value: "Texte à lire",
}
HINTS: dict[str, str] = {
    QuizKind.SINGLE.value: "Une seule bonne réponse.",
    QuizKind.MULTIPLE.value: "Une ou plusieurs bonnes réponses ; une erreur en annule une juste.",
    QuizKind.TRUE_FALSE.value: "Un énoncé à juger.",
    QuizKind.NUMERIC.value: "Une valeur, avec une tolérance.",
    QuizKind.SHORT.value: "Quelques mots, comparés aux réponses que vous acceptez.",
    QuizKind.MATCHING.value: "Des éléments à associer deux à deux.",
    QuizKind.ORDERING.value: "Des étapes à remettre dans l’ordre.",
    QuizKind.OPINION.value: "Un vote anonyme, sans bonne réponse.",
    QuizKind.OPEN.value: "Un texte que personne ne note ; seulement en quiz individuel.",
    QuizKind.NOTE.value: "Un texte sans réponse ; seulement en quiz individuel.",
}
REASONS: dict[str, str] = {
    "too_few_options": "Il n’y a pas assez de réponses.",
    "too_many_options": "Il y a plus de 26 réponses.",
    "duplicate_option": "Deux réponses sont les mêmes.",
    "empty_option": "Une réponse est vide.",
    "rights": "Le nombre de bonnes réponses ne convient pas, ou l’une n’existe pas.",
    "no_wrong_option": "Il n’y a que des bonnes réponses.",
    "no_answer": "Il n’y a pas de réponse attendue.",
    "negative_tolerance": "La tolérance est négative.",
    "not_positive_points": "La question ne vaut aucun point.",
    "share": "Les parts de points ne vont pas : les bonnes réponses doivent faire 100 %.",
    "pairs": "Il faut au moins deux paires complètes.",
    "no_text": "Il n’y a pas d’énoncé.",
    "no_text_column": "Aucune colonne « Énoncé ».",
    "no_headings": "Aucune ligne d’en-têtes reconnue : partez du modèle à remplir.",
    "csv": "La ligne n’est pas du CSV lisible.",
    "unclosed": "L’accolade ouverte à cette ligne n’est jamais fermée.",
    "unopened": "Une accolade se ferme sans avoir été ouverte.",
    "several_groups": "Plusieurs groupes d’accolades : séparez les questions par une ligne vide.",
    "title": "Le titre commencé par « :: » n’est pas terminé par « :: ».",
    "no_sign": "Une réponse ne commence ni par « = » ni par « ~ ».",
    "number": "Ce n’est pas un nombre lisible.",
    "thousands": (
        "Ce nombre se lit de deux façons (1,234 ou 1 234) : écrivez les décimales avec un point,"
        " les milliers avec une espace."
    ),
    "percent": "La part n’est pas entre −100 % et 100 %.",
    "truth": "Ni vrai ni faux.",
    "kind": "Ce type de question n’est pas connu.",
    "unit": "Cette unité n’est pas connue.",
    "level": "Le niveau va de 1 à 3.",
    "points": "Les points doivent être entre 0 et 1 000.",
    "minutes": "Les minutes doivent être entre 0 et 1 000.",
    "xml": "Le fichier cesse ici d’être du XML lisible.",
    "not_a_quiz": "Ce XML n’est pas un export de questions de Moodle.",
    "too_many": "Le fichier contient plus de 2 000 questions.",
    "too_deep": "Le XML est trop imbriqué.",
    "cloze": "Texte à trous (cloze) : ce type n’est pas repris.",
    "arrow": "GIFT ne sait pas écrire « -> » dans ces réponses : exportez-la en Moodle XML.",
}
"""What is wrong with a question, by the code of the refusal or of the reader."""
NOTICES: dict[str, str] = {
    "image": "une image n’est pas reprise",
    "file": "un fichier joint n’est pas repris",
    "table": "un tableau devient du texte",
    "opinion": "sans bonne réponse : c’est un avis",
    "weights": "les parts de points sont ramenées à 100 %",
    "unit": "l’unité n’est pas reprise",
    "language": "seul le français est repris d’un texte en plusieurs langues",
    "wildcard": "l’astérisque d’une réponse courte est pris pour lui-même",
    "feedback": "le commentaire d’une mauvaise valeur n’est pas repris",
}
FORMS: dict[str, str] = {
    "gift": "GIFT",
    "moodle_xml": "Moodle XML",
    "csv": "CSV",
    "xlsx": "classeur Excel",
}
UPLOADS: dict[str, str] = {
    "empty": "Le fichier est vide.",
    "too_large": "Le fichier est trop gros (20 Mo au plus).",
    "too_long": "La lecture a pris trop de temps : le fichier est sans doute abîmé.",
    "too_much_memory": "La lecture demande trop de mémoire.",
    "crashed": "Le fichier n’a pas pu être lu : il est sans doute abîmé.",
    "not_a_zip": "Le fichier n’est pas un classeur Excel lisible.",
    "not_a_workbook": "Le fichier n’est pas un classeur Excel lisible.",
    "old_workbook": "Ce classeur est au format .xls : enregistrez-le en .xlsx.",
    "encrypted": "Ce classeur a un mot de passe : enlevez-le d’abord.",
    "inflates": "Ce classeur se déploie au-delà de toute taille réelle.",
    "too_many_parts": "Ce classeur a trop de parties.",
    "entities": "Ce XML déclare des entités ou un type de document : il n’est pas lu.",
    "binary": "Ce n’est pas un fichier de questions (texte, XML ou classeur).",
    "a_page": "C’est une page web, pas un fichier de questions.",
    "too_many_rows": "Le fichier a trop de lignes.",
    "no_rows": "Le fichier n’a aucune ligne remplie.",
}


def reason(code: str) -> str:
    """Return the sentence of a code."""
    return REASONS.get(code, code)
