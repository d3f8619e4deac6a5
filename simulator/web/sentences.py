"""One French sentence for each named refusal; a test fails when one is missing."""

from __future__ import annotations

from simulator.domain import reading, refusals
from simulator.domain.accounting import chart, entries
from simulator.domain.credit import delegation
from simulator.domain.exercises import context, formula
from simulator.domain.indicators import rolls
from simulator.domain.ledger import check as ledger_check
from simulator.domain.negotiation import condition as negotiation_condition
from simulator.domain.negotiation import storage as negotiation_storage
from simulator.domain.negotiation import talk as negotiation_talk
from simulator.domain.quiz import game as quiz_game
from simulator.domain.quiz import question as quiz_question
from simulator.domain.refusals import Refusal
from simulator.domain.risk import cotation, grid
from simulator.domain.training import (
    attendance,
    certificates,
    contributions,
    evaluation,
    positioning,
    rehearsal,
)
from simulator.exchange import drafts, guard, snapshots
from simulator.exchange import portfolios as portfolio_files
from simulator.exchange.ledgers import portfolio as imported_portfolio
from simulator.generation import reading as scenario_reading
from simulator.services import (
    game_answers,
    game_people,
    game_seats,
    games,
    imports,
    limits,
    trainees,
    trainers,
    trainings,
)
from simulator.services.calculators import command as calculator_command
from simulator.services.calculators import faults as calculator_faults
from simulator.web import (
    attempt_sentences,
    call_sentences,
    dashboard_words,
    desk_sentences,
    line_sentences,
    paper_sentences,
    question_sentences,
    triad_sentences,
    year_sentences,
)

SENTENCES: dict[type[Refusal], str] = {
    **attempt_sentences.SENTENCES,
    **call_sentences.SENTENCES,
    **dashboard_words.SENTENCES,
    **line_sentences.SENTENCES,
    **desk_sentences.SENTENCES,
    **question_sentences.SENTENCES,
    **triad_sentences.SENTENCES,
    **year_sentences.SENTENCES,
    **paper_sentences.SENTENCES,
    refusals.NotFinite: "« {value} » n’est pas un nombre utilisable ({name}).",
    refusals.OutOfRange: "La valeur {value} sort des limites ({name} : de {low} à {high}).",
    refusals.NotPositive: "La valeur doit être supérieure à zéro ({name} : {value}).",
    refusals.Negative: "La valeur ne peut pas être négative ({name} : {value}).",
    refusals.WrongOrder: (
        "Les dates sont dans le mauvais ordre : {first_name} ({first}) vient après"
        " {second_name} ({second})."
    ),
    refusals.UnknownChoice: (
        "« {value} » n’est pas un choix connu ({name}). Choix possibles : {choices}."
    ),
    refusals.MissingRate: (
        "Le barème « {table} » n’a pas de valeur pour le {on} ; une valeur manquante n’est jamais"
        " extrapolée. Ajoutez-la au barème quand elle est publiée."
    ),
    refusals.NotFound: "Cet élément n’existe pas, ou n’existe plus.",
    reading.Unreadable: (
        "« {text} » n’est pas lisible. Exemples acceptés : 1 234,56 €, 12,5 %, 250 k€, 31/12/2026."
    ),
    formula.BadFormula: "La formule « {text} » n’est pas lisible ({reason}).",
    context.Degenerate: "Cette variante de l’exercice {exercise} ne peut pas être posée.",
    context.NoSuitableCustomer: (
        "Aucun client de ce portefeuille ne convient à l’exercice « {exercise} »"
        " ({tried} clients examinés). Prévenez le formateur."
    ),
    cotation.UnknownCotation: "« {text} » n’est pas une cotation de l’échelle en vigueur.",
    grid.DuplicateCriterion: "Le critère ou la classe « {code} » figure deux fois dans la grille.",
    entries.Unbalanced: "L’écriture n’est pas équilibrée : débit {debit}, crédit {credit}.",
    chart.ClosedAccount: "Le compte {account} n’existe pas au {on}.",
    delegation.BeyondDelegation: (
        "La délégation « {role} » ne permet pas de signer ce montant : il faut « {needed} »."
    ),
    rolls.NotStochastic: (
        "Les probabilités qui partent de « {state} » font {total} : leur somme doit faire 1."
    ),
    ledger_check.InvalidLedger: "Le grand livre comporte des anomalies : {faults}.",
    negotiation_condition.BadCondition: "La condition « {text} » n’est pas lisible : « {term} ».",
    negotiation_talk.TalkOver: "L’appel est terminé : on ne peut plus répondre ({ending}).",
    negotiation_storage.OtherScript: (
        "Cet appel a été joué avec le script « {script} » version {version} ; la version en place"
        " est la {given}. Il reste lisible, mais ne peut plus être repris."
    ),
    quiz_question.BadQuestion: "La question « {question} » ne peut pas être posée ({reason}).",
    attendance.HalfDayNotOpen: "L’émargement de cette demi-journée n’est pas ouvert.",
    attendance.HalfDayAlreadyClosed: (
        "Cette demi-journée est contresignée : elle ne se signe plus. Le formateur peut ajouter une"
        " correction motivée."
    ),
    attendance.AlreadySigned: "La présence de {name} est déjà enregistrée pour cette demi-journée.",
    attendance.UnreadableSignature: (
        "La signature est vide ou illisible. Dessinez-la dans le cadre, ou tapez vos initiales."
    ),
    attendance.MinutesBeyondHalfDay: (
        "La présence ({minutes} minutes) ne peut pas dépasser la demi-journée ({planned} minutes)."
    ),
    certificates.NoPresence: "{name} n’a aucune présence signée : il n’y a rien à certifier.",
    certificates.HalfDaysNotClosed: (
        "Il reste {open} demi-journée(s) à contresigner avant de délivrer des documents."
    ),
    certificates.ObjectivesNotJudged: (
        "Les acquis de {name} ne sont pas encore validés : enregistrez-les dans « Évaluation des"
        " acquis », puis émettez l’attestation."
    ),
    rehearsal.BadHeadcount: (
        "Une répétition se fait avec {fewest} à {most} stagiaires simulés (demandés : {people})."
    ),
    rehearsal.NotARehearsal: (
        "« {title} » est une vraie formation : les stagiaires simulés n’y entrent pas."
    ),
    rehearsal.AlreadyARehearsal: "« {title} » est déjà une répétition.",
    evaluation.AlreadyEvaluated: "Votre évaluation est déjà enregistrée. Merci.",
    evaluation.GroupTooSmall: (
        "Il y a {replies} réponse(s) : le résultat du groupe se lit à partir de {smallest}, pour"
        " que personne ne soit reconnu."
    ),
    contributions.TooMany: (
        "Vous en avez déjà écrit {most} : retirez celles qui ne servent plus avant d’en ajouter."
    ),
    attendance.WrongCode: (
        "Ce n’est pas le code affiché dans la salle en ce moment. Il change chaque minute :"
        " relevez-le sur l’écran, puis signez."
    ),
    positioning.StartIsSet: (
        "Vous avez déjà répondu en fin de formation : la réponse d’avant ne se modifie plus, sans"
        " quoi le gain ne voudrait rien dire."
    ),
    positioning.WrongLevels: "Choisissez un niveau pour chacun des {objectives} objectifs.",
    snapshots.NotASnapshot: "Ce fichier n’est pas un portefeuille de cette version.",
    snapshots.DamagedSnapshot: "Ce portefeuille est abîmé : restaurez une sauvegarde.",
    drafts.DraftGone: (
        "Cet import n’existe plus : rien du fichier n’est gardé au-delà d’une heure. Envoyez-le à"
        " nouveau."
    ),
    guard.UploadRefused: "Ce fichier n’a pas pu être lu ({reason}).",
    imported_portfolio.NothingToImport: (
        "Rien ne peut être importé de ce fichier tel qu’il est lu. Corrigez le choix des colonnes."
    ),
    imports.WorkBegun: (
        "Le travail de {people} stagiaire(s) repose déjà sur les chiffres de ce portefeuille : il"
        " ne change plus. Créez une nouvelle formation pour importer un grand livre."
    ),
    portfolio_files.NotAPortfolioFolder: "Ce dossier ne contient pas un portefeuille exporté.",
    scenario_reading.FaultyScenario: "Le scénario comporte des erreurs : {faults}.",
    limits.TooManyTries: (
        "Trop d’essais ont échoué. Patientez {minutes} minutes, ou demandez un nouveau lien de"
        " connexion."
    ),
    trainees.UnknownCode: (
        "Aucune formation n’a le code « {code} ». Vérifiez-le sur l’écran du formateur."
    ),
    trainees.TrainingClosed: (
        "La formation « {title} » est terminée : on ne la rejoint plus. Votre lien de reprise, si"
        " vous en avez un, fonctionne toujours."
    ),
    trainees.NameTaken: (
        "{name} participe déjà à cette formation. Si c’est vous, rouvrez votre lien de reprise ou"
        " demandez-le au formateur ; sinon, ajoutez une initiale à votre nom."
    ),
    trainees.ResumeLinkDead: (
        "Ce lien de reprise ne fonctionne pas ou plus. Demandez-en un nouveau au formateur : votre"
        " travail est gardé."
    ),
    trainers.BadCredentials: "Adresse ou mot de passe incorrect.",
    trainers.LinkExpired: (
        "Ce lien de connexion a déjà servi ou n’est plus valable. Utilisez votre mot de passe, ou"
        " redémarrez le simulateur pour obtenir un nouveau lien."
    ),
    trainers.EmailTaken: "Un formateur a déjà l’adresse {email}.",
    trainers.PasswordTooShort: "Le mot de passe doit compter au moins {shortest} caractères.",
    trainings.HalfDayHasSignatures: (
        "L’émargement de cette demi-journée a commencé : sa date et ses horaires ne changent plus."
    ),
    calculator_faults.MissingInput: "La donnée « {name} » manque.",
    calculator_faults.UnknownInput: (
        "« {name} » n’est pas une donnée de ce calcul. Données attendues : {known}."
    ),
    calculator_faults.WrongUnit: "« {text} » n’est pas dans l’unité attendue ({unit}).",
    calculator_faults.NotWhole: "Un nombre entier est attendu ({name} : {value}).",
    calculator_faults.WrongColumns: (
        "La ligne « {text} » n’a pas les colonnes attendues : {columns}."
    ),
    calculator_faults.WrongShape: "La donnée « {name} » n’a pas la forme attendue ({shape}).",
    calculator_faults.AlsoGiven: "La même donnée porte deux noms : « {first} » et « {second} ».",
    calculator_faults.BeyondMeasure: "Ces données, ensemble, ne donnent aucun résultat mesurable.",
    calculator_faults.TooManyRows: "Le tableau compte {count} lignes ; la limite est de {most}.",
    calculator_command.BadJson: "Ce texte n’est pas un objet JSON (ligne {line} : {reason}).",
    calculator_command.NotAPair: "« {text} » n’est pas de la forme donnée=valeur.",
    calculator_command.GivenTwice: "La donnée « {name} » est donnée deux fois.",
    quiz_game.WrongMoment: "Cette action n’a pas de sens à ce moment du quiz ({act}, {phase}).",
    quiz_game.AnswersClosed: "Cette question n’attend pas de réponse, ou n’en attend plus.",
    quiz_game.BadRules: (
        "Ce quiz ne peut pas être joué ainsi ({reason}) : il faut au moins une question, et un"
        " temps limite pour compter les points au rythme."
    ),
    games.GameRunning: (
        "Le quiz « {title} » est en cours dans cette formation : terminez-le avant d’en lancer un"
        " autre."
    ),
    games.StaleScreen: (
        "Le quiz avait déjà changé de question : l’écran est à jour, recommencez si besoin."
    ),
    game_people.GameLocked: (
        "L’entrée du quiz « {title} » est fermée. Demandez au formateur de la rouvrir."
    ),
    game_people.PlayerRemoved: (
        "Le formateur vous a retiré de ce quiz. Vos autres travaux ne changent pas."
    ),
    game_people.TeamsFixed: "Les équipes ne se changent pas ainsi dans ce quiz, ou plus.",
    game_people.TeamNameTaken: "Une équipe s’appelle déjà « {name} ».",
    game_people.TooManyTeams: "Il faut de 1 à {most} équipes.",
    game_answers.AlreadyGiven: "Votre réponse est déjà enregistrée ; elle ne se change pas.",
    game_seats.NotYourPen: (
        "Un autre membre de l’équipe tient le stylo. Prenez-le si son téléphone s’est éteint."
    ),
    game_seats.NoTeam: "Rejoignez d’abord une équipe : ici, on répond pour elle.",
    game_answers.NotSignedIn: (
        "Votre place dans cette formation n’est plus ouverte ici. Revenez par votre lien personnel."
    ),
    game_answers.UnreadableAnswer: (
        "Cette réponse est vide ou ne se lit pas ; rien n’a été enregistré. Corrigez-la, puis"
        " renvoyez-la."
    ),
}
