"""What simulated trainees are called and what they say: round table, wall, plan, opinion."""

from __future__ import annotations

PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("Élodie", "Marchand", "Ateliers du Val Fictif"),
    ("Karim", "Benaïssa", "Ateliers du Val Fictif"),
    ("Sophie", "Le Guen", "Transports Imaginaires"),
    ("Thomas", "Ferrand", "Transports Imaginaires"),
    ("Nadia", "Oukaci", "Coopérative d’Exemple"),
    ("Julien", "Pasquier", "Coopérative d’Exemple"),
    ("Claire", "Vasseur", "Menuiseries Modèle"),
    ("Hugo", "Delmas", "Menuiseries Modèle"),
    ("Inès", "Carpentier", "Négoce de l’Hypothèse"),
    ("Bertrand", "Soulier", "Négoce de l’Hypothèse"),
    ("Yasmine", "Haddad", "Emballages du Cas d’École"),
    ("Olivier", "Kermarrec", "Emballages du Cas d’École"),
)
"""First name, last name, company: all invented."""

ROLES = (
    "Credit manager",
    "Chargée de recouvrement",
    "Comptable clients",
    "Assistante ADV",
    "Responsable administratif et financier",
)
CONTEXTS = (
    "Deux cents clients, un seul logiciel de facturation, des relances au coup par coup.",
    "Une équipe de trois personnes et beaucoup de grands comptes qui paient tard.",
    "Un portefeuille d’artisans\u202f: petites factures, nombreux litiges sur les livraisons.",
)
EXPECTATIONS = (
    "Savoir dire à un commercial pourquoi une ligne est refusée.",
    "Relancer plus tôt sans abîmer la relation.",
    "Comprendre ce que dit un bilan avant d’accorder un délai.",
    "Présenter à ma direction des indicateurs qu’elle croit.",
)
EXPERIENCES: tuple[tuple[str, str, str], ...] = (
    (
        "Le chèque toujours en signature",
        "Trois semaines de «\u202fil part demain\u202f». Le décideur n’était jamais au téléphone.",
        "Demander d’emblée qui signe, et quel jour.",
    ),
    (
        "Un litige ouvert pour gagner du temps",
        "Le client contestait une palette sur dix et bloquait toute la facture.",
        "Faire régler la part non contestée dès le premier appel.",
    ),
    (
        "La grosse commande de fin d’année",
        "Ligne dépassée de moitié, accord donné oralement, défaut en février.",
        "Écrire la dérogation et sa date de fin.",
    ),
    (
        "Une mise en demeure de trop",
        "Partie chez un bon client pour un avoir que nous n’avions pas saisi.",
        "Rapprocher les avoirs avant d’envoyer.",
    ),
)
ACTIONS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Appeler les dix plus gros retards chaque lundi",
        "Au service crédit",
        "Sortir la balance âgée vendredi soir",
        "Le montant échu baisse de mois en mois",
    ),
    (
        "Revoir les lignes des vingt premiers clients",
        "Avec les commerciaux",
        "Réunir leurs comptes et leurs notes",
        "Chaque ligne a une date de revue",
    ),
    (
        "Écrire le scénario de relance des petits comptes",
        "À la comptabilité clients",
        "Fixer les dates et les lettres",
        "Plus aucune facture sans relance à trente jours",
    ),
)
"""What, where, the first step, the sign that it works."""

LIKED = (
    "Travailler sur mon propre portefeuille plutôt que sur un cas d’école.",
    "Les scores calculés une fois à la main\u202f: on comprend enfin ce que dit l’outil.",
    "Les échanges avec les autres entreprises.",
)
IMPROVE = ("Un peu plus de temps sur la liasse.", "", "Davantage de jeux de rôle.")
APPLY = ("Revoir mes lignes de crédit.", "Appeler avant l’échéance.", "")

HELLO = "Bonjour, du service crédit. Qu’est-ce qui retarde votre règlement\u202f?"
DEVICE = "stagiaire simulé"
