"""One small specification of each type, and simple judges computed by hand."""

from fractions import Fraction

from simulator.domain.exercises.annotating import Annotating, NoteSpec, ReadingSpec, TagSpec
from simulator.domain.exercises.builder import ExcelSpec, FormulaBuilder, WrongExcelSpec
from simulator.domain.exercises.choice import OptionSpec, Pick
from simulator.domain.exercises.classing import Classing
from simulator.domain.exercises.dates import Dates
from simulator.domain.exercises.decision import CriterionSpec, Decision, DecisionSpec, FactSpec
from simulator.domain.exercises.formula import parse
from simulator.domain.exercises.journal import Journal
from simulator.domain.exercises.letter import ForbiddenSpec, Letter, MentionSpec
from simulator.domain.exercises.matching import Matching, PairSpec
from simulator.domain.exercises.number import NumberJudge, Tolerance, WrongPath
from simulator.domain.exercises.ordering import ItemSpec, Ordering
from simulator.domain.exercises.question import Hint, Part, PartKind, Question
from simulator.domain.exercises.specification import (
    BandSpec,
    BookingMistakeSpec,
    BookingSpec,
    ClassSpec,
    DateSpec,
    FigureSpec,
    HintSpec,
    MistakeSpec,
    NumberSpec,
    RowSpec,
    TableSpec,
    ToleranceSpec,
)
from simulator.domain.exercises.table import Table
from simulator.domain.exercises.texts import Texts
from simulator.domain.exercises.worksheet import Worksheet
from simulator.domain.measures import MEASURES, write
from tests.domain.exercises.example_spreadsheet import SPREADSHEET

COMMON = {
    "title": "Essai",
    "minutes": 5,
    "difficulty": 1,
    "covers": ("ACC-CTX/2.6",),
    "objectives": ("essayer",),
    "statement": "Voici {name}.",
}
SEVERAL = {**COMMON, "statement": "Voici des clients."}
CENT = ToleranceSpec(absolute=Fraction(1, 100))


def number(name, formula, **more):
    given = {"label": name, "measure": "percent", "tolerance": CENT, **more}
    return NumberSpec(name=name, formula=formula, **given)


WORKSHEET = Worksheet(
    type="worksheet",
    id="feuille",
    **COMMON,
    where="months == 12 and ebe > 0",
    defines=(FigureSpec(name="doubled", formula="FL * 2"),),
    tables=(TableSpec(title="Données", rows=(RowSpec(label="CA", text="{FL|euro.0}"),), years=2),),
    parts=(
        number(
            "rate",
            "ebe / FL",
            agrees="ebe_rate",
            mistakes=(
                MistakeSpec(code="SUR_VA", formula="ebe / value_added", feedback="{given} sur VA"),
            ),
            hints=(HintSpec(text="Sur {FL}", price=Fraction(1, 4)),),
            solution="EBE ÷ CA",
        ),
        number("twice", "2 * rate", solution="Le double."),
    ),
    conclusion=ClassSpec(
        name="grade",
        label="Classe",
        formula="rate",
        margin=Fraction(1, 1000),
        bands=(
            BandSpec(name="good", label="Bonne", above=Fraction(1, 10)),
            BandSpec(name="poor", label="Faible", feedback="{given} : non"),
        ),
        mistakes=(MistakeSpec(code="MILLE_FOIS", formula="rate * 1000", feedback="trop"),),
    ),
)
TABLE = Table(
    type="table",
    id="tableau",
    **COMMON,
    where="months == 12 and months_1 == 12 and ebe > 0 and ebe_1 > 0",
    rows=(
        number("margin", "FC - FS - FT", measure="euro", may_be_zero=True),
        number(
            "rate",
            "ebe / FL",
            mistakes=(
                MistakeSpec(code="SUR_VA", formula="ebe / value_added", feedback="", required=True),
            ),
        ),
    ),
    years=2,
)
PICK = Pick(
    type="choice",
    id="choix",
    **COMMON,
    where="conan_holder == conan_holder",
    label="Que dire de {name} ?",
    options=(
        OptionSpec(name="high", label="Plus de 10", why="non", right="conan_holder > 10"),
        OptionSpec(
            name="low", label="10 ou moins", why="non", right="conan_holder <= 10", code="BAS"
        ),
        OptionSpec(name="none", label="Rien", why="Rien n'est jamais juste.", code="RIEN"),
    ),
)
PICKS = Pick(
    type="choice",
    id="choix-multiple",
    **COMMON,
    where="conan_holder == conan_holder",
    label="Cochez",
    multiple=True,
    options=(
        *PICK.options,
        OptionSpec(name="known", label="Il a des comptes", why="si", right="years_known > 0"),
    ),
)
CLASSING = Classing(
    type="classing",
    id="classement",
    **SEVERAL,
    where="conan_holder == conan_holder",
    heading="Clients",
    facts=(RowSpec(label="Score", text="{conan_holder|points.1}"),),
    count=4,
    classes=2,
    ask=ClassSpec(
        name="customer",
        label="{name}",
        formula="conan_holder",
        near=Fraction(1, 4),
        bands=(
            BandSpec(name="top", label="Plus de 16", above=Fraction(16)),
            BandSpec(name="mid", label="10 à 16", above=Fraction(10)),
            BandSpec(name="low", label="10 ou moins"),
        ),
        mistakes=(MistakeSpec(code="ENVERS", formula="26 - conan_holder", feedback="envers"),),
    ),
)
DECISION = Decision(
    type="decision",
    id="decision",
    **COMMON,
    where="conan_holder == conan_holder and autonomy == autonomy",
    label="Que décidez-vous ?",
    decisions=(
        DecisionSpec(name="yes", label="Oui", worth="1 if conan_holder > 10 else 0", why="non"),
        DecisionSpec(
            name="no",
            label="Non",
            worth="1 if conan_holder <= 10 else 0.5",
            why="si",
            code="PRUDENCE",
        ),
    ),
    criteria=tuple(
        CriterionSpec(
            name=name,
            label=name,
            facts=(
                FactSpec(name=f"{name}_high", label="haut", holds=f"{name} > {bound}", why="bas"),
                FactSpec(name=f"{name}_low", label="bas", holds=f"{name} <= {bound}", why="haut"),
            ),
        )
        for name, bound in (("conan_holder", 10), ("autonomy", "0.3"), ("exposure", 0))
    ),
    facts_label="Faits",
    text_label="Texte",
)
ORDERING = Ordering(
    type="ordering",
    id="ordre",
    **SEVERAL,
    where="exposure > 0",
    label="Rangez",
    score="exposure",
    gap=Fraction(100_00),
    count=4,
    heading="Clients",
    facts=(RowSpec(label="Encours", text="{exposure|euro.0}"),),
    reversed_code="ENVERS",
    reversed_feedback="À l'envers.",
)
STEPS = Ordering(
    type="ordering",
    id="etapes",
    **SEVERAL,
    label="Rangez",
    items=tuple(ItemSpec(name=name, label=name) for name in ("un", "deux", "trois")),
)
MATCHING = Matching(
    type="matching",
    id="paires",
    **COMMON,
    where="conan_holder == conan_holder and autonomy == autonomy",
    pairs=(
        PairSpec(name="a", left="Score", right="{conan_holder|points.1}", why="voir le score"),
        PairSpec(name="b", left="Autonomie", right="{autonomy|percent.1}", why="voir le bilan"),
    ),
    decoys=("aucun",),
)

DATES = Dates(
    type="dates",
    id="dates",
    **COMMON,
    where="last_gross > 0",
    parts=(
        DateSpec(
            name="first",
            label="45 jours fin de mois",
            formula="end_of_month(last_issued + 45)",
            agrees="last_due_a",
            mistakes=(
                MistakeSpec(code="NETS", formula="last_issued + 45", feedback="{given}, {gap}"),
            ),
            hints=(HintSpec(text="Depuis {last_issued}"),),
            solution="{last_issued}, puis fin de mois.",
        ),
        DateSpec(name="then", label="Un mois après", formula="add_months(first, 1)"),
    ),
    figures=(number("days", "then - last_issued", measure="days", places=0),),
)
JOURNAL = Journal(
    type="journal",
    id="journal",
    **COMMON,
    where="claim_left > 0",
    figures=(number("net", "round(claim_left / (1 + vat_rate), 0)", measure="euro"),),
    bookings=(
        BookingSpec(
            name="entry",
            label="Classez",
            entry="to_doubtful",
            accepts={"416": ("4169", "417")},
            mistakes=(
                BookingMistakeSpec(
                    code="HORS_TAXES",
                    amounts={"416": "net", "411": "net"},
                    feedback="Il manque la TVA de {claim_left}.",
                    keeps=Fraction(1, 4),
                ),
                BookingMistakeSpec(code="MEME", accounts={"416": "416"}, feedback=""),
            ),
        ),
    ),
)
BUILDER = FormulaBuilder(
    type="formula",
    id="formule",
    **SEVERAL,
    where="exposure > 0",
    count=6,
    parts=(
        ExcelSpec(
            name="late",
            label="Échu",
            excel='=SOMME.SI.ENS(Reste;Échéance;"<"&Jour)',
            measure="euro",
            hints=(HintSpec(text="Deux conditions.", price=Fraction(1, 4)),),
            mistakes=(
                WrongExcelSpec(code="TOUT", excel="=SOMME(Reste)", feedback="Tout."),
                WrongExcelSpec(code="PAREIL", excel='=SOMME.SI(D:D;"<"&Jour;F:F)', feedback=""),
            ),
            feedback={"gives": "Vous trouvez {given}.", "lucky": "Par chance."},
        ),
    ),
)
LETTER = Letter(
    type="letter",
    id="lettre",
    **COMMON,
    where="claim_left > 0",
    label="Votre lettre à {name}",
    mentions=(
        MentionSpec(
            name="left", label="le reste dû", code="MONTANT", feedback="", amount="claim_left"
        ),
        MentionSpec(name="due", label="l'échéance", code="DATE", feedback="", day="claim_due"),
        MentionSpec(
            name="notice",
            label="mise en demeure",
            code="DEMEURE",
            feedback="Pour {name}.",
            says=("met* en demeure", "mise + demeure"),
            weight=Fraction(2),
        ),
    ),
    forbidden=(ForbiddenSpec(code="MENACE", says=("plainte",), feedback="Non."),),
    model="Nous vous mettons en demeure de régler {claim_left}, échu le {claim_due}.",
    fewest=5,
)
ANNOTATING = Annotating(
    type="annotate",
    id="annoter",
    **COMMON,
    tags=(
        TagSpec(name="good", label="Fort", code="FORT_MANQUE"),
        TagSpec(name="bad", label="Faible", code="FAIBLE_MANQUE"),
        TagSpec(name="none", label="Sans portée", code="BRUIT"),
    ),
    lines=(
        NoteSpec(
            name="owed",
            text="Doit {exposure}.",
            near=("none",),
            readings=(
                ReadingSpec(tag="bad", when="exposure > 0", why="Il doit."),
                ReadingSpec(tag="good", why="Il ne doit rien."),
            ),
        ),
        NoteSpec(name="town", text="À {city}.", readings=(ReadingSpec(tag="none", why="Rien."),)),
    ),
    text_label="Vos notes",
)
EVERY = (
    BUILDER,
    LETTER,
    ANNOTATING,
    SPREADSHEET,
    WORKSHEET,
    TABLE,
    DATES,
    JOURNAL,
    PICK,
    PICKS,
    CLASSING,
    DECISION,
    ORDERING,
    STEPS,
    MATCHING,
)

FIGURES = {
    "a": Fraction(200),
    "b": Fraction(1600),
    "first": Fraction(1, 8),
    "second": Fraction(1, 4),
    "third": Fraction(3, 8),
}
"""first = a / b = 12.5 %, second = first x 2 = 25 %, third = first + second = 37.5 %."""


def judge(name="first", formula="a / b", *, places=1, tolerance="1/2000", depends=(), wrong=()):
    return NumberJudge(
        part=Part(
            name,
            PartKind.NUMBER,
            name,
            Fraction(2),
            MEASURES["percent"],
            hints=(
                Hint(f"{name}#1", "Divisez.", Fraction(1, 4)),
                Hint(f"{name}#2", "a/b", Fraction(1)),
            ),
        ),
        measure=MEASURES["percent"],
        formula=parse(formula),
        value=FIGURES[name],
        expected=write(FIGURES[name], MEASURES["percent"], places),
        figures=FIGURES,
        texts=Texts({}, FIGURES),
        tolerance=Tolerance(Fraction(tolerance)),
        places=places,
        depends={one: one for one in depends},
        wrong_paths=tuple(
            WrongPath(
                code,
                parse(text),
                parse(text).value(FIGURES),
                Fraction(1, 4),
                "Vous avez {given}, soit {gap} d'écart.",
            )
            for code, text in wrong
        ),
        feedback={"wrong": "Non : {expected}.", "right": "Oui : {given}."},
    )


def question(*judges):
    return Question("essai", 1, 0, "Essai", "", (), judges, ())
