"""Measure how well typed lines are heard, on the part of the corpus that nothing is tuned on."""

# ruff: noqa: E501 - rows of a table and lines of a page, as they will be read
from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from simulator.domain.money import Cents
from simulator.domain.negotiation.heard import Heard
from simulator.domain.negotiation.hearing import hear
from simulator.domain.negotiation.intents import Intent

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "domain" / "negotiation" / "corpus"
REPORT = ROOT / "docs" / "ecoute.md"
ON = date(2026, 11, 20)
OWED = Cents(10_000_00)
THREATS = frozenset({Intent.ILLEGAL_THREAT, Intent.CONSEQUENCE})
KNOCK_OUTS = frozenset(
    {Intent.ILLEGAL_THREAT, Intent.FALSE_IDENTITY, Intent.THIRD_PARTY, Intent.INSULT}
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line and what a person understands of it."""

    text: str
    labels: frozenset[Intent]
    file: str

    @property
    def fresh(self) -> bool:
        """Say whether the line was written after the rules."""
        return self.file == "fraiches"

    @property
    def blind(self) -> bool:
        """Say whether the line was written by somebody who had not read the rules."""
        return self.file == "aveugle"

    @property
    def test(self) -> bool:
        """Say whether the line is kept for the measure: half of them, by a hash of the words.

        All those of ``fraiches`` and ``aveugle`` are: nothing was settled on them. None of
        ``reglage`` is: the rules were widened on them.
        """
        if self.fresh or self.blind or self.file == "reglage":
            return self.file != "reglage"
        word = 0xCBF29CE484222325
        for byte in self.text.encode():
            word = ((word ^ byte) * 0x100000001B3) & (2**64 - 1)
        return (word >> 32) % 2 == 1


def utterances(folder: Path = CORPUS) -> Iterator[Utterance]:
    """Yield the corpus; ``=> label`` after a line adds labels to its group's, ``-label`` removes."""
    for path in sorted(folder.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for line in group["say"]:
                text, _, more = str(line).partition("=>")
                labels = set(group["is"].split())
                for label in more.split():
                    if label.startswith("-"):
                        labels.discard(label[1:])
                    else:
                        labels.add(label)
                yield Utterance(text.strip(), frozenset(Intent(one) for one in labels), path.stem)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one intent on a set of lines."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """Return the share of what was heard that was said."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what was said that was heard."""
        return self.right / max(1, self.right + self.missed)


def listened(lines: Sequence[Utterance]) -> list[tuple[Utterance, Heard]]:
    """Hear every line."""
    return [(one, hear(one.text, ON, owed=OWED)) for one in lines]


def scores(heard: Sequence[tuple[Utterance, Heard]]) -> dict[Intent, Score]:
    """Return the counts by intent."""
    counts: defaultdict[Intent, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, found in heard:
        for intent in one.labels | found.intents:
            rank = 2 if intent not in one.labels else 0 if intent in found.intents else 1
            counts[intent][rank] += 1
    return {intent: Score(*counts[intent]) for intent in Intent if intent in counts}


def false_alarms(
    heard: Sequence[tuple[Utterance, Heard]], kinds: frozenset[Intent]
) -> tuple[list[str], int]:
    """Return the lines without any of these kinds that were heard as one, and how many there are."""
    harmless = [(one, found) for one, found in heard if not one.labels & kinds]
    return [one.text for one, found in harmless if found.intents & kinds], len(harmless)


def report(lines: Sequence[Utterance]) -> str:
    """Write the report in French."""
    kept = listened([one for one in lines if one.test])
    table = scores(kept)
    alarms, harmless = false_alarms(kept, THREATS)
    unsure = sum(found.unsure for one, found in kept if one.labels)
    rows = "\n".join(
        f"| `{intent}` | {one.right + one.missed} | {_percent(one.precision)} | {_percent(one.recall)} |"
        for intent, one in table.items()
    )
    total = _total(table)
    fresh = [(one, found) for one, found in kept if one.fresh]
    late = _total(scores(fresh))
    apart = [(one, found) for one, found in kept if one.blind]
    blind = _total(scores(apart))
    wrong, calm = false_alarms(apart, THREATS | KNOCK_OUTS)
    return TEXT.format(
        lines=len(lines),
        tuned=len(lines) - len(kept),
        kept=len(kept),
        rows=rows,
        precision=_percent(total.precision),
        recall=_percent(total.recall),
        alarms=len(alarms),
        harmless=harmless,
        share=_percent(len(alarms) / harmless),
        unsure=unsure,
        fresh=len(fresh),
        fresh_precision=_percent(late.precision),
        fresh_recall=_percent(late.recall),
        blind=len(apart),
        blind_precision=_percent(blind.precision),
        blind_recall=_percent(blind.recall),
        blind_alarms=len(wrong),
        blind_calm=calm,
    )


def _total(table: Mapping[Intent, Score]) -> Score:
    parts = ("right", "missed", "wrong")
    return Score(*(sum(getattr(one, part) for one in table.values()) for part in parts))


def _percent(value: float) -> str:
    return f"{100 * value:.1f}\u202f%".replace(".", ",")


TEXT = """\
# Ce que l’écoute comprend, mesuré

Page écrite par `python -m tools.hearing` ; ne pas la corriger à la main.

L’écoute reconnaît des intentions dans une phrase tapée, par des règles, sans réseau ni modèle. Elle est mesurée sur un
corpus de {lines} phrases écrites pour cela (`tests/domain/negotiation/corpus/`) : registres variés, fautes de frappe,
langue parlée, menaces licites et interdites, phrases inoffensives pleines de mots inquiétants. Une empreinte du texte
partage le corpus : {tuned} phrases servent au réglage (dont celles de `reglage.yaml`, écrites pour élargir les règles),
{kept} ne servent qu’à la mesure ci-dessous et n’ont pas été relues pendant le réglage.

Précision : part de ce qui a été entendu qui avait été dit. Rappel : part de ce qui a été dit qui a été entendu.

| intention | phrases | précision | rappel |
|---|---:|---:|---:|
{rows}
| ensemble | | {precision} | {recall} |

Phrases inoffensives prises pour une menace, licite ou non : {alarms} sur {harmless} ({share} ; limite 3\u202f%).
Phrases où rien de sûr n’a été reconnu alors qu’il y avait quelque chose à entendre : {unsure} ; dans ce cas le client
fait répéter, et rien n’est perdu.

Phrases écrites après les règles, et jamais relues depuis : {fresh} ; précision {fresh_precision}, rappel {fresh_recall}. Avant
l’élargissement des règles de novembre 2026, ce rappel était de 65,6 %. Cette partie n’a pas été lue, mais mesurée
plusieurs fois pendant l’élargissement : le chiffre en est un peu flatté.

Lot aveugle de fin novembre 2026 : 160 phrases écrites d’après la seule liste des intentions (langue parlée, SMS, fautes,
deux intentions en une phrase, 30 phrases inoffensives qui ressemblent à une menace, 15 menaces interdites). Une sur deux a
servi au réglage ; les autres n’ont été mesurées qu’avant et après. Sur cette moitié gardée :

| | avant | après |
|---|---:|---:|
| précision | 88,7 % | 88,3 % |
| rappel | 90,9 % | 93,4 % |
| phrases comprises en entier | 71,3 % | 73,8 % |
| phrases sans menace prises pour une faute ou une menace (sur 66) | 1 | 1 |
| dont parmi les phrases pièges (sur 15) | 1 | 1 |
| menaces interdites entendues (sur 8) | 5 | 6 |

Aujourd’hui, sur les {blind} phrases de cette moitié : précision {blind_precision}, rappel {blind_recall}, {blind_alarms} fausse alerte sur
{blind_calm}. Les étiquettes de tout le lot ont d’abord été alignées sur l’usage du corpus (« facture » est une référence, « virement » un
moyen, « pénalités » un argument, « ce matin » une date) ; sans cela, précision 85,2 % et rappel 93,2 %.

Le gain le plus net est la négation : sur 304 phrases qui nient une menace (« je ne vais pas… », « inutile de… », « loin de moi
l’idée de… » devant seize menaces), 173 étaient prises pour une menace ; plus aucune. Ces 304 phrases, comme 30 récits d’une
menace d’autrui (18 fausses alertes, puis 1), ont servi au réglage : elles disent ce qui a été corrigé, non ce qui reste.

Limites connues : le corpus et les règles ont la même main, et l’oral d’une salle surprendra toujours. Le formateur voit
ce qui a été compris, avec les mots en cause, et peut le corriger ; la correction vaut pour la note.
"""


def main(arguments: Sequence[str]) -> None:
    """Write the report, or list the errors of the tuning part with ``--tune``."""
    lines = list(utterances())
    if "--tune" in arguments:
        for one, found in listened([line for line in lines if not line.test]):
            if one.labels != found.intents:
                missed, wrong = one.labels - found.intents, found.intents - one.labels
                print(f"{one.text}\n    manque {sorted(missed)}  en trop {sorted(wrong)}")
        return
    REPORT.write_text(report(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
