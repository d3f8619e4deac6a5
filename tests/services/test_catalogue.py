"""The content, read once and asked by name."""

from __future__ import annotations

import pytest

from simulator.domain.refusals import NotFound
from simulator.generation import library
from simulator.services import calls, catalogue
from tests import make, practice


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = practice.with_practice(catalogue.content())
    monkeypatch.setattr(catalogue, "content", lambda: whole)


def test_the_five_programmes_are_there_in_order_of_title() -> None:
    titles = [programme.title for programme in catalogue.programmes()]

    assert len(titles) == 5
    assert titles == sorted(titles)


@pytest.mark.parametrize("programme", [p.id for p in catalogue.programmes()])
def test_a_plan_has_only_activities_that_can_be_opened(programme: str) -> None:
    days = catalogue.programme(programme).days
    find = {
        "lesson": catalogue.lesson,
        "exercise": catalogue.exercise,
        "quiz": catalogue.quiz,
        "roleplay": calls.script_of,
    }

    for item in catalogue.plan(programme):
        assert 0 <= item.half_day < 2 * days
        assert item.minutes > 0
        assert item.title
        if item.kind not in {"tool", "break"}:
            assert find[item.kind](item.reference)


@pytest.mark.parametrize("programme", [p.id for p in catalogue.programmes()])
def test_a_plan_keeps_the_breaks_and_fills_the_hours_sold(programme: str) -> None:
    found, plan = catalogue.programme(programme), catalogue.plan(programme)
    halves = range(2 * found.days)
    minutes = [sum(item.minutes for item in plan if item.half_day == half) for half in halves]
    breaks = [item for item in plan if item.kind == "break"]

    assert minutes == [210] * len(halves)
    assert sum(minutes) == 60 * found.hours
    assert [(item.half_day, item.title, item.minutes) for item in breaks] == [
        (half, "Pause", 15) for half in halves
    ]


def test_the_reserve_of_a_programme_begins_with_what_bears_on_its_topics() -> None:
    for programme in catalogue.programmes():
        opened = {name for half in programme.half_days for name in half.activities}
        names = [f"{one.kind}:{one.reference}" for one in catalogue.reserve(programme.id)]
        close = [not programme.covers().isdisjoint(catalogue.activities()[one]) for one in names]

        assert not opened & set(names)
        assert set(catalogue.activities()) == (opened & set(catalogue.activities())) | set(names)
        assert close == sorted(close, reverse=True)
        assert any(close)


@pytest.mark.parametrize(
    "ask", [catalogue.programme, catalogue.lesson, catalogue.exercise, catalogue.quiz]
)
def test_a_name_that_nothing_has_is_not_found(ask: object) -> None:
    with pytest.raises(NotFound):
        ask("rien")  # type: ignore[operator]


def test_an_activity_of_a_programme_that_is_not_written_yet_is_left_out() -> None:
    assert catalogue._item("lesson", "rien") is None
    assert catalogue._item("exercise", "rien") is None
    assert catalogue._item("quiz", "rien") is None
    assert catalogue._item("conte", "rien") is None
    assert catalogue._item("break", "sieste") is None


def test_each_lesson_has_its_module() -> None:
    for lesson in catalogue.content().lessons.values():
        assert catalogue.module_of(lesson.id) is not None
    assert catalogue.module_of("rien") is None


def test_scenarios_and_sectors_have_french_names() -> None:
    assert {scenario.id for scenario in catalogue.scenarios()} == {
        item.key for item in library.playable()
    }
    assert all(scenario.label for scenario in catalogue.scenarios())
    assert all(catalogue.sectors().values())


def test_the_digest_of_an_exercise_changes_with_it(
    content: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    before = catalogue.digest(practice.PRACTICE)
    assert before == catalogue.digest(practice.PRACTICE)
    changed = replace(practice.WORKSHEET, minutes=11)
    monkeypatch.setattr(practice, "WORKSHEET", changed)
    whole = practice.with_practice(catalogue.content())
    monkeypatch.setattr(catalogue, "content", lambda: whole)

    assert catalogue.digest(practice.PRACTICE) != before


def test_a_question_is_built_once_for_a_portfolio_and_again_for_another(content: None) -> None:
    portfolio, other = make.portfolio(1, 20), make.portfolio(2, 20)

    first = catalogue.question(practice.PRACTICE, portfolio, 0)

    assert catalogue.question(practice.PRACTICE, portfolio, 0) is first
    assert catalogue.question(practice.PRACTICE, portfolio, 1) is not first
    assert catalogue.question(practice.PRACTICE, other, 0) is not first
    assert catalogue.world(portfolio) is catalogue.world(portfolio)


def test_what_is_kept_in_memory_is_bounded(content: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_KEPT", 3)
    portfolio = make.portfolio(3, 20)
    kept = [portfolio]
    for variant in range(6):
        catalogue.question(practice.PRACTICE, portfolio, variant)
    for seed in range(70):
        kept.append(make.portfolio(100 + seed, 1))
        catalogue.world(kept[-1])

    assert len(catalogue._questions) <= 3
    assert len(catalogue._worlds) <= 64
