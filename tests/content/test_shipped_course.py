"""The course as shipped: nothing faulty, every topic taught, half-days that fill the time sold."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from simulator.content.catalogue import Catalogue, load
from simulator.content.programmes import Need

ROOT = Path(__file__).parents[2] / "content"
HALF_DAY = 210
SHORTEST = 30


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found, problems = load(ROOT)
    assert [str(problem) for problem in problems] == []
    return found


def test_half_days_fill_the_hours_sold(catalogue):
    for programme in catalogue.programmes.values():
        assert len(programme.half_days) == 2 * programme.days
        for half in programme.half_days:
            assert len(half.minutes) == len(half.activities)
            assert sum(half.minutes) == HALF_DAY
            assert "break:pause" in half.activities
        assert sum(sum(half.minutes) for half in programme.half_days) == 60 * programme.hours


def test_every_topic_is_in_one_half_day(catalogue):
    for programme in catalogue.programmes.values():
        placed = [topic for half in programme.half_days for topic in half.topics]
        assert sorted(placed) == sorted(topic.id for topic in programme.topics)


def test_every_topic_that_needs_a_lesson_or_a_quiz_has_one(catalogue):
    taught = {topic for lesson in catalogue.lessons.values() for topic in lesson.covers}
    asked = {topic for question in catalogue.questions() for topic in question.tags}
    for programme in catalogue.programmes.values():
        for topic in programme.topics:
            name = f"{programme.id}/{topic.id}"
            assert Need.LESSON not in topic.needs or name in taught, name
            assert Need.QUIZ not in topic.needs or name in asked, name


def test_every_lesson_has_its_example_its_traps_its_memo_and_its_sources(catalogue):
    for lesson in catalogue.lessons.values():
        for box in ("exemple", "piege", "memo"):
            assert f"box-{box}" in lesson.html, (lesson.id, box)
        assert lesson.sources, lesson.id
        assert lesson.figures, lesson.id


def test_no_two_lessons_share_a_sentence():
    seen = defaultdict(set)
    for path in ROOT.glob("modules/*/lessons/*.md"):
        body = re.sub(r"\|[^\n]*\|", "", path.read_text(encoding="utf-8").split("---\n", 2)[2])
        for sentence in re.split(r"(?<=[.!?…])\s+|\n", body):
            plain = re.sub(r"[*#>\s-]+", " ", sentence).strip()
            if len(plain) > SHORTEST:
                seen[plain].add(path.name)
    assert {text: files for text, files in seen.items() if len(files) > 1} == {}
