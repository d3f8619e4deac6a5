"""`simulator portfolio import`: the same reading as the trainer's pages, without a page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli import common

if TYPE_CHECKING:
    from simulator.domain.portfolio import Portfolio
    from simulator.exchange.ledgers.cells import Grid

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
    from dataclasses import replace

    from simulator.exchange import portfolios
    from simulator.exchange.ledgers import proposal
    from simulator.exchange.ledgers.portfolio import build
    from simulator.services import imports
    from simulator.web import import_words as words
    from simulator.web.imports import csv_of

    grid = _opened(file)
    plan = proposal.propose(grid)
    chosen = imports.Choices(Decimal(repr(scale)) / 100, real_names=real_names)
    frame = imports.frame(scenario, seed, chosen)
    found = build(grid, plan, frame, common.today())
    portfolios.export(found.portfolio, out, form)
    silent = tuple(replace(line, text="") for line in found.lines)
    (out / REPORT).write_bytes(csv_of(silent))
    counts = {"kept": 0, "ignored": 0, "rejected": 0}
    for line in found.lines:
        counts[line.outcome.value] += 1
    kept, ignored, rejected = counts.values()
    head = (
        f"{len(found.lines)} lignes\u202f: {kept} reprises, {ignored} ignorées, {rejected} refusées"
    )
    told = [f"{head} (voir {out / REPORT})"]
    told += [f"  • {words.FAULTS[fault.code]}" for fault in proposal.faults(grid, plan)]
    return found.portfolio, "\n".join(told)


def _opened(file: Path) -> Grid:
    """Open a file, or say why it is not opened."""
    from simulator.exchange.guard import UploadRefused
    from simulator.exchange.ledgers import opening
    from simulator.web import import_words as words

    try:
        return opening.read(file)
    except UploadRefused as refusal:
        raise common.Refused(words.UPLOADS.get(refusal.reason, refusal.reason)) from refusal
