"""Browsers, a server that can stop and come back, and people who must never see an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from simulator.config import Settings
from simulator.services import trainees
from simulator.services.trainees import Trainee
from simulator.web.db import db
from tests.conftest import KEY, Clock
from tests.journeys.people import Person, StrangerAtWork, TraineeAtWork, TrainerAtWork, Watch
from tools import chromium, serving
from tools.stage import Stage, stage

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}

PATIENCE = 120_000
"""Milliseconds that a browser may take: what is waited for comes, on a machine that is slow."""

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium of the machine."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium.executable(),
        "args": list(chromium.ARGUMENTS),
    }


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Iterator[serving.Site]:
    """Return a server on an empty installation, its clock in the test's hand."""
    settings = Settings(
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'encours.sqlite3'}",
        secret_key=KEY,
        port=serving.free_port(),
        threads=16,
    )
    serving.empty_database(settings.database_url)
    site = serving.Site(settings)
    site.at(clock)
    site.start()
    yield site
    site.stop()
    with site.app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(site: serving.Site) -> Flask:
    """Return the application behind the server, for the builder of the house."""
    return site.app


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return what sees every browser of a test; a test that ends well saw nothing wrong."""
    seen = Watch()
    yield seen
    assert seen.faults == []


@pytest.fixture
def open_browser(
    browser: Browser, watch: Watch, site: serving.Site
) -> Iterator[Callable[..., Any]]:
    """Return what opens a browser of its own for a person of a kind."""
    opened = []

    def opening(kind: type[Person], **device: Any) -> Person:
        context = browser.new_context(
            base_url=site.address,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",  # axe would judge a colour that is on its way to another
            **(device or DESK),
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return kind(watch.over(context.new_page(), site.address))

    yield opening
    for context in opened:
        context.close()


@pytest.fixture
def claire(open_browser: Callable[..., TrainerAtWork]) -> TrainerAtWork:
    """Return the trainer, at her laptop."""
    return open_browser(TrainerAtWork)


@pytest.fixture
def elodie(open_browser: Callable[..., TraineeAtWork]) -> TraineeAtWork:
    """Return a trainee, with her phone."""
    return open_browser(TraineeAtWork, **PHONE)


@pytest.fixture
def stranger(open_browser: Callable[..., StrangerAtWork]) -> StrangerAtWork:
    """Return somebody who has a document in hand, and no account."""
    return open_browser(StrangerAtWork)


@pytest.fixture
def resume_path() -> Callable[[Trainee], str]:
    """Return what gives the path of a trainee's resume link."""
    return lambda person: f"/reprendre/{trainees.resume_token(KEY, person)}"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return a server with a training in progress and one that is over; tests only read it."""
    with stage(tmp_path_factory.mktemp("stage")) as place:
        yield place
        with place.site.app.app_context():
            db.session.remove()
            db.engine.dispose()
