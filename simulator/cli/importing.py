"""`simulator portfolio import`: the same reading as the trainer's pages, without a page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.domain.portfolio import Portfolio
    from simulator.exchange.ledgers.cells import Grid
    from simulator.exchange.ledgers.lines import Line

REPORT = "rapport-import.csv"


def import_ledger(
    file: Path,
    out: Path,
    scenario: str,
    seed: int,
    *,
    scale: float,
    form: str,
    real_names: bool,
) -> tuple[Portfolio, str]:
    """Write the portfolio of a file and its report; return it and what was read, in French.

    The report names lines, columns and reasons, never what was written on the lines.
    """
    from simulator.exchange import portfolios
    from simulator.exchange.ledgers import proposal
    from simulator.exchange.ledgers.portfolio import NothingToImport, build
    from simulator.services import imports
    from simulator.web import import_words as words

    grid = _opened(file)
    plan = proposal.propose(grid)
    chosen = imports.Choices(Decimal(repr(scale)) / 100, real_names=real_names)
    frame = imports.frame(scenario, seed, chosen)
    try:
        found = build(grid, plan, frame, common.today())
    except NothingToImport as refusal:
        told = [words.FAULTS[code] for code in refusal.faults]
        if refusal.lines:
            out.mkdir(parents=True, exist_ok=True)
            told.append(_reported(refusal.lines, out))
        raise common.Refused("\n".join(told)) from refusal
    portfolios.export(found.portfolio, out, form)
    told = [_reported(found.lines, out)]
    told += [f"  • {words.FAULTS[fault.code]}" for fault in proposal.faults(grid, plan)]
    told.append(f"  • {words.WITHOUT_ACCOUNTS}")
    return found.portfolio, "\n".join(told)


def _reported(lines: tuple[Line, ...], out: Path) -> str:
    """Write what became of each line, and return how many had each fate."""
    from dataclasses import replace

    from simulator.domain.measures import agreed
    from simulator.exchange.ledgers.lines import Outcome
    from simulator.web.imports import csv_of

    (out / REPORT).write_bytes(csv_of(tuple(replace(line, text="") for line in lines)))
    kept, ignored, rejected = (
        sum(line.outcome is outcome for line in lines)
        for outcome in (Outcome.KEPT, Outcome.IGNORED, Outcome.REJECTED)
    )
    head = agreed(
        f"{len(lines)} ligne(s)\u202f: {kept} reprise(s), {ignored} ignorée(s),"
        f" {rejected} refusée(s)"
    )
    return f"{head} (voir {out / REPORT})"


def _opened(file: Path) -> Grid:
    """Open a file, or say why it is not opened."""
    from simulator.exchange.guard import UploadRefused
    from simulator.exchange.ledgers import opening
    from simulator.web import import_words as words

    try:
        return opening.read(file)
    except UploadRefused as refusal:
        raise common.Refused(words.UPLOADS.get(refusal.reason, refusal.reason)) from refusal
