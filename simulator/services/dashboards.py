"""A trainee's monthly dashboard: conventions, indicators, formulas judged, targets and comments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.domain.dashboards import series
from simulator.domain.dashboards.book import Book, opened
from simulator.domain.dashboards.causes import joined, split, wrongly_credited
from simulator.domain.dashboards.hidden import hidden
from simulator.domain.dashboards.judging import Fit, Judged, Verdict, fit, judge, preview
from simulator.domain.dashboards.kpis import KPIS, Kpi, kpi
from simulator.domain.dates import from_day
from simulator.domain.indicators.choices import DSO_FAMILY
from simulator.domain.indicators.conventions import Conventions, DayBasis, TaxBase
from simulator.domain.indicators.indicator import Chart, Direction
from simulator.domain.indicators.mistakes import Mistake
from simulator.domain.measures import MEASURES
from simulator.domain.portfolio import Portfolio
from simulator.domain.reading import read
from simulator.domain.refusals import Refusal
from simulator.domain.year import books
from simulator.services import played_years, portfolios, year_policies
from simulator.services.trainees import Trainee
from simulator.store.dashboards import DashboardGradingRow, DashboardLineRow, DashboardRow

LONGEST = 600
MOST_GRADINGS = 60
_KEPT = 24
# Books are slow to lay out and never change: the last ones used stay in memory.
_books: OrderedDict[tuple[object, ...], tuple[Portfolio, Book, Book]] = OrderedDict()
_lock = Lock()


@dataclass(eq=False)
class TooManyTries(Refusal):
    """A formula was sent more times than anybody needs."""

    most: int


@dataclass(eq=False)
class TextTooLong(Refusal):
    """A text of a dashboard is longer than its column."""

    most: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The conventions of a dashboard as they are kept; ``year`` takes the simulated year's."""

    tax: str = TaxBase.INCLUDING_VAT.value
    days: int = DayBasis.CALENDAR.value
    factored: bool = True
    doubtful: bool = True
    year: bool = False

    @property
    def conventions(self) -> Conventions:
        """Return them as the domain wants them."""
        return Conventions(
            tax=TaxBase(self.tax),
            day_basis=DayBasis(self.days),
            factored=self.factored,
            doubtful=self.doubtful,
        )

    @property
    def data(self) -> dict[str, object]:
        """Return what is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def settings(data: Mapping[str, object]) -> Settings:
    """Read conventions that were stored or typed; what is not a choice is the house's."""
    tax, banking = str(data.get("tax", "")), str(data.get("days", "")) == "360"
    return Settings(
        tax if tax in set(TaxBase) else TaxBase.INCLUDING_VAT.value,
        (DayBasis.BANKING if banking else DayBasis.CALENDAR).value,
        factored=bool(data.get("factored")),
        doubtful=bool(data.get("doubtful")),
        year=bool(data.get("year")),
    )


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it was typed, read and compared; ``guarded`` when a counter watches over it."""

    typed: str
    value: Fraction | None
    reached: bool | None
    counter: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a dashboard, as pages show it; ``stale`` when conventions changed since."""

    kpi: Kpi
    formula: str
    judged: Judged | None
    value: Fraction | str | None
    tries: int
    stale: bool
    chart: str
    fit: Fit | None
    target: Target
    lever: str
    cause: str
    decision: str
    wrongly_credited: bool = False

    @property
    def right(self) -> bool:
        """Say whether the formula was judged right under the conventions of today."""
        return self.judged is not None and self.judged.verdict is Verdict.RIGHT and not self.stale

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return the diagnosis codes of what is missing or ill chosen around the figure."""
        found = []
        if self.target.typed and not self.target.guarded:
            found.append(Mistake.NO_COUNTERKPI.value)
        if self.fit is Fit.WRONG:
            found.append(Mistake.WRONG_CHART.value)
        if self.formula and not (self.cause and self.decision):
            found.append(Mistake.NO_COMMENT.value)
        if self.wrongly_credited:
            found.append(Mistake.CAUSALITY.value)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: its month, its conventions, its lines; ``year`` when a played year feeds it."""

    settings: Settings
    on: date
    lines: tuple[Line, ...]
    summary: str
    remarks: tuple[str, ...]
    may_use_year: bool
    doubtful: int
    factored: int

    @property
    def right(self) -> int:
        """Return how many formulas are right."""
        return sum(line.right for line in self.lines)


def find(session: Session, trainee_id: int) -> DashboardRow | None:
    """Return a trainee's dashboard, if it was begun."""
    return session.scalar(select(DashboardRow).where(DashboardRow.trainee_id == trainee_id))


def _mine(session: Session, trainee_id: int, now: datetime) -> DashboardRow:
    row = find(session, trainee_id)
    if row is None:
        row = DashboardRow(trainee_id=trainee_id, conventions=Settings().data, changed_at=now)
        session.add(row)
        session.flush()
    row.changed_at = now
    return row


def books_of(
    session: Session, trainee_id: int, chosen: Settings, now: datetime
) -> tuple[Book, Book]:
    """Return one's own book and the hidden one under the same conventions."""
    portfolio = portfolios.of_trainee(session, trainee_id, now)
    year = played_years.find(session, trainee_id) if chosen.year else None
    key = (trainee_id, chosen, (year.run, year.step) if year else ())
    with _lock:
        known = _books.get(key)
        if known is not None and known[0] is portfolio:
            _books.move_to_end(key)
            return known[1], known[2]
    lived = portfolio
    if year is not None and year.step:
        state = played_years.state_of(session, year, year_policies.world_of(portfolio))
        lived = replace(portfolio, ledger=books.ledger(state), as_of=from_day(state.day))
    own = opened(lived, chosen.conventions)
    other = hidden(own, portfolio.seed)
    with _lock:
        _books[key] = (portfolio, own, other)
        while len(_books) > _KEPT:
            _books.popitem(last=False)
    return own, other


def board(session: Session, trainee_id: int, now: datetime) -> Board:
    """Return a trainee's dashboard, its figures computed by its own formulas."""
    row = find(session, trainee_id)
    chosen = settings(row.conventions) if row is not None else Settings()
    own, _ = books_of(session, trainee_id, chosen, now)
    kept = [line for line in row.lines if line.shown] if row is not None else []
    kept.sort(key=lambda line: list(KPIS).index(line.code))
    lines = tuple(_line(line, chosen, own) for line in kept)
    year = played_years.find(session, trainee_id)
    return Board(
        chosen,
        own.on,
        lines,
        row.summary if row is not None else "",
        _remarks(lines),
        year is not None and year.step > 0,
        len(own.doubtful),
        len(own.factored),
    )


def line(session: Session, trainee_id: int, code: str, now: datetime) -> Line:
    """Return one indicator, chosen or not yet; ``UnknownChoice`` for a code unheard of."""
    indicator = kpi(code)
    row = find(session, trainee_id)
    chosen = settings(row.conventions) if row is not None else Settings()
    own, _ = books_of(session, trainee_id, chosen, now)
    known = [one for one in row.lines if one.code == code] if row else []
    blank = DashboardLineRow(
        code=indicator.code, formula="", chart="", target="", counter="", cause="", decision=""
    )
    return _line(known[0] if known else blank, chosen, own)


def _remarks(lines: Sequence[Line]) -> tuple[str, ...]:
    alone = bool(lines) and all(line.kpi.code in DSO_FAMILY for line in lines)
    return (Mistake.DSO_ONLY.value,) if alone else ()


def _line(row: DashboardLineRow, chosen: Settings, own: Book) -> Line:
    indicator = kpi(row.code)
    last = row.gradings[-1] if row.gradings else None
    value = preview(indicator, row.formula, own).value if row.formula else None
    judged = Judged(Verdict(last.verdict), _value(last.value), last.code) if last else None
    suits = fit(indicator.descriptor, Chart(row.chart)) if row.chart else None
    lever, cause = split(row.cause)
    return Line(
        indicator,
        row.formula,
        judged,
        value,
        len(row.gradings),
        last is not None and last.conventions != chosen.data,
        row.chart,
        suits,
        _target(indicator, row, value),
        lever,
        cause,
        row.decision,
        wrongly_credited(indicator.code, lever, own),
    )


def _value(kept: str) -> Fraction | str:
    return kept if kept.startswith("#") else Fraction(kept)


def _target(indicator: Kpi, row: DashboardLineRow, value: Fraction | str | None) -> Target:
    guarded = row.counter in indicator.descriptor.counters
    if not row.target:
        return Target("", None, None, row.counter, guarded)
    wanted = read(row.target, MEASURES[indicator.measure]).value
    reached = None
    if isinstance(value, Fraction):
        higher = indicator.descriptor.direction is Direction.HIGHER
        reached = value >= wanted if higher else value <= wanted
    return Target(row.target, wanted, reached, row.counter, guarded)


def choose(
    session: Session, person: Trainee, codes: Sequence[str], chosen: Settings, now: datetime
) -> None:
    """Keep the indicators chosen and the conventions; ``UnknownChoice`` for a code unheard of."""
    wanted = {kpi(code).code for code in codes}
    row = _mine(session, person.id, now)
    row.conventions = chosen.data
    for line in row.lines:
        line.shown = line.code in wanted
    known = {line.code for line in row.lines}
    for code in KPIS:
        if code in wanted - known:
            row.lines.append(DashboardLineRow(code=code))
    session.flush()


def _line_of(session: Session, person: Trainee, code: str, now: datetime) -> DashboardLineRow:
    row, wanted = _mine(session, person.id, now), kpi(code).code
    for line in row.lines:
        if line.code == wanted:
            line.shown = True
            return line
    row.lines.append(line := DashboardLineRow(code=wanted))
    session.flush()
    return line


def try_out(
    session: Session, person: Trainee, code: str, formula: str, now: datetime
) -> tuple[Kpi, Judged]:
    """Return what a formula gives on one's own ledger, without judging it."""
    row = find(session, person.id)
    chosen = settings(row.conventions) if row is not None else Settings()
    own, _ = books_of(session, person.id, chosen, now)
    return kpi(code), preview(kpi(code), formula, own)


def send(session: Session, person: Trainee, code: str, formula: str, now: datetime) -> Judged:
    """Judge a formula on both ledgers and keep the judgement; one that cannot be read is not kept.

    Raises ``TooManyTries``.
    """
    indicator = kpi(code)
    row = find(session, person.id)
    chosen = settings(row.conventions) if row is not None else Settings()
    own, other = books_of(session, person.id, chosen, now)
    judged = judge(indicator, formula, own, other)
    if judged.verdict is Verdict.UNREADABLE:
        return judged
    line = _line_of(session, person, code, now)
    if len(line.gradings) >= MOST_GRADINGS:
        raise TooManyTries(MOST_GRADINGS)
    line.formula = formula.strip()
    line.gradings.append(
        DashboardGradingRow(
            formula=formula.strip(),
            conventions=chosen.data,
            verdict=judged.verdict.value,
            code=judged.code,
            value=str(judged.value),
            graded_at=now,
        )
    )
    session.flush()
    return judged


@dataclass(frozen=True, slots=True)
class Around:
    """What a trainee writes around a figure."""

    chart: str = ""
    target: str = ""
    counter: str = ""
    cause: str = ""
    decision: str = ""
    lever: str = ""


def write(session: Session, person: Trainee, code: str, texts: Around, now: datetime) -> None:
    """Keep chart, target, counter-indicator and comment; ``Unreadable`` for a target."""
    indicator = kpi(code)
    if max(len(texts.cause), len(texts.decision), len(texts.target)) > LONGEST:
        raise TextTooLong(LONGEST)
    if texts.target:
        read(texts.target, MEASURES[indicator.measure])
    line = _line_of(session, person, code, now)
    line.chart = texts.chart if texts.chart in set(Chart) else ""
    line.target = texts.target
    line.counter = texts.counter if texts.counter in indicator.watchers else ""
    line.cause, line.decision = joined(texts.lever, texts.cause), texts.decision


def summarise(session: Session, person: Trainee, text: str, now: datetime) -> None:
    """Keep the sentence at the head of a dashboard."""
    if len(text) > LONGEST:
        raise TextTooLong(LONGEST)
    _mine(session, person.id, now).summary = text


@dataclass(frozen=True, slots=True)
class Detail:
    """What a formula gives by month and by part of the customers; empty without a formula."""

    months: tuple[tuple[date, series.Found], ...]
    groups: tuple[series.Group, ...]
    axis: series.Axis


def detail(
    session: Session, trainee_id: int, line: Line, chosen: Settings, axis: str, now: datetime
) -> Detail:
    """Return the trend and the breakdown of an indicator of a dashboard."""
    by = series.Axis(axis) if axis in set(series.Axis) else series.Axis.SECTOR
    own, _ = books_of(session, trainee_id, chosen, now)
    if not line.formula:
        return Detail((), (), by)
    asked = (line.kpi, line.formula, own)
    return Detail(series.by_month(*asked), series.by_group(*asked, by), by)
