"""A small script, facts and a cast, to be changed one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.domain.money import Cents
from simulator.domain.negotiation.casting import Cast
from simulator.domain.negotiation.facts import Facts
from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.script import (
    Branch,
    Casting,
    Cause,
    Commits,
    Ending,
    Line,
    Node,
    Option,
    Outcome,
    Script,
    Sheet,
    Span,
    Success,
    Worth,
)
from simulator.domain.negotiation.talk import Talk, begin

ON = date(2026, 11, 20)  # a Friday


def facts(**changed) -> Facts:
    """A customer who owes 12 000 €, 9 000 € of it overdue on two invoices."""
    base = Facts(
        customer=7,
        name="Ateliers Vion",
        supplier="Fournitures Martin",
        manager="Alix Rousseau",
        sales_rep="Camille",
        terms="45j_fdm",
        caller="Léa Morin",
        on=ON,
        open=Cents(12_000_00),
        overdue=Cents(9_000_00),
        invoices=2,
        oldest=4512,
        oldest_amount=Cents(5_000_00),
        oldest_due=date(2026, 10, 1),
        disputed=Cents(1_500_00),
        promised=Cents(4_000_00),
        promised_for=date(2026, 11, 13),
        broken=1,
        invented=frozenset(),
        limit=Cents(20_000_00),
        insured=None,
        late_fee=Cents(80_00),
        penalties=None,
        sales=Cents(100_000_00),
        public=False,
    )
    return replace(base, **changed)


def cast(**changed) -> Cast:
    """Somebody calm, of good faith, who can pay 6 000 €."""
    base = Cast(
        seed=3, temper="calme", faith=80, cash=Cents(6_000_00), cash_share=66, cause="creux"
    )
    return replace(base, **changed)


def option(name: str, *intents: Intent, to="suite", worth=Worth.GOOD, **more) -> Option:
    """A line that says its own name."""
    more.setdefault("say", f"{name} pour {{overdue}}")
    return Option(id=name, intents=intents, to=to, worth=worth, why=f"parce que {name}", **more)


def ending(success: Success, outcome: Outcome = Outcome.PROMISE) -> Ending:
    return Ending(outcome=outcome, success=success, text="fin", says=(Line(text="Au revoir."),))


ENDINGS = {
    "promesse": ending(Success.GOOD),
    "refus": ending(Success.BAD, Outcome.REFUSAL),
    "hang_up": ending(Success.BAD, Outcome.HANG_UP),
    "time": Ending(outcome=Outcome.TIME, success=Success.BAD, text="trop long"),
}
NODES = {
    "debut": Node(
        says=(Line(text="Allô ?"), Line(text="Quoi encore ?", when="temper == agressif")),
        options=(
            option("bonjour", Intent.IDENTIFICATION, Intent.AMOUNT, worth=Worth.EXCELLENT),
            option("pourquoi", Intent.OPEN_QUESTION),
            option("reproche", Intent.BLAME, to="@refus", worth=Worth.BAD),
            option("cadeau", Intent.CONCESSION, to="@refus", worth=Worth.BAD),
        ),
    ),
    "suite": Node(
        says=(Line(text="Et pour {overdue} ?"),),
        objections=("O16",),
        options=(
            option(
                "date",
                Intent.REQUEST,
                Intent.AMOUNT,
                Intent.DATE,
                Intent.MEANS,
                to="@promesse",
                worth=Worth.EXCELLENT,
                commits=Commits(amount="overdue", date="friday", means="virement", signatory=True),
            ),
            option(
                "si",
                Intent.CONDITIONAL,
                to=(Branch(to="@refus", when="irritation >= 60"), Branch(to="@promesse")),
                commits=Commits(amount="half", date="tomorrow", instalments=2),
            ),
            option("attente", Intent.WAIT, to="@refus", worth=Worth.BAD),
            option("menace", Intent.ILLEGAL_THREAT, to="@refus", worth=Worth.BAD),
            option("encore", Intent.REFUSAL, to="@refus", worth=Worth.POOR, when="turn >= 3"),
        ),
    ),
}
REACTIONS = (
    Option(
        id="menace_illicite",
        intents=(Intent.ILLEGAL_THREAT,),
        to="@refus",
        worth=Worth.BAD,
        why="interdit",
        reply=(Line(text="Pardon ?"),),
    ),
    Option(
        id="question",
        intents=(Intent.OPEN_QUESTION,),
        to=".",
        worth=Worth.GOOD,
        why="fait parler",
    ),
    Option(
        id="ecoute",
        intents=(Intent.EMPATHY,),
        to=".",
        worth=Worth.GOOD,
        why="apaise",
        reply=(Line(text="Merci."),),
    ),
    Option(
        id="force", intents=(Intent.CONSEQUENCE,), to=".", worth=Worth.GOOD, why="donne du poids"
    ),
)


def script(**changed) -> Script:
    """Two moments: who are you, and when do you pay."""
    base = Script(
        id="petit",
        title="Petit",
        version=1,
        difficulty=1,
        covers=(),
        objections=("O16",),
        where="overdue > 0",
        contact="la comptable",
        brief="",
        secret="Tout est dit à {manager}.",
        sheet=Sheet(stake="", objective="", fallback="", walk_away=""),
        casting=Casting(
            tempers={"calme": 1, "agressif": 1},
            faith=Span(low=20, high=80),
            cash=Span(low=30, high=70),
            causes=(Cause(id="creux", text="Un creux."), Cause(id="litige", text="Un litige.")),
        ),
        start="debut",
        nodes=NODES,
        endings=ENDINGS,
        reactions=REACTIONS,
        unsure=(Line(text="Comment ?"),),
    )
    return replace(base, **changed)


def talk(given: Script | None = None, of: Facts | None = None, who: Cast | None = None) -> Talk:
    """A call that starts."""
    return begin(given or script(), of or facts(), who or cast())
