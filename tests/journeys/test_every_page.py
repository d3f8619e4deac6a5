"""Each page of each role: axe finds nothing, nothing spills at 360 px, it prints, it is light."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, Page, Request

from simulator.web.access import RULES
from tests.journeys.conftest import DESK, PATIENCE, PHONE
from tests.journeys.people import FITS, TraineeAtWork, TrainerAtWork, Watch
from tools.stage import Stage

PAGES = {
    "stranger": (
        "home",
        "sign_in",
        "link",
        "join",
        "check",
        "checked",
        "missing",
        "tools",
        "tool",
        "privacy",
        "thanks",
        "followed",
    ),
    "trainee": (
        *("room", "me", "portfolio", "ageing", "supplier", "customer", "ledger", "lesson"),
        *("exercise", "open_exercise", "my_team", "quiz", "sign", "documents", "evaluation"),
        *("year", "year_policy", "year_segments", "year_scenario", "year_agenda", "year_boards"),
        *("year_accounts", "year_account", "year_letters", "year_letter", "year_debrief"),
        *("year_what_if", "year_ranking"),
        *("calls", "call_script", "call_sheet", "call", "call_over", "call_mail", "call_debrief"),
        *("positioning", "progress", "round_table", "stories", "plan"),
        *("role_plays", "letters", "letters_to", "letter"),
        *("workbook", "receipts", "lines", "line_case", "openings", "opening", "committee"),
        *("glossary", "workbench", "indicator", "dashboard", "complaint", "wait"),
    ),
    "trainer": (
        *("trainings", "new", "account", "organisation", "desk", "projector", "people", "person"),
        *("works", "work_compare", "work_figures", "work_projector", "work_paper"),
        *("work_teams", "work_copy"),
        *("code", "positions", "board", "advice"),
        *("half_day", "attendance", "sheet", "correct", "evaluations", "achievements"),
        *("rehearse", "rehearsal"),
        *("certificates", "triads", "triad_results", "games", "new_game", "import"),
        *("year_group", "year_projector", "year_review"),
        *("bank", "new_question", "upload", "own_quizzes", "coverage", "open_file", "complaints"),
        *("script", "duplicate", "roster", "log", "notes", "reset", "line_cases", "committees"),
        *("committee_screen", "cube", "dashboards", "dashboards_screen", "file", "qualiopi"),
        *("follow_up", "person_data"),
        *("calls_desk", "call_review", "call_projector", "call_chart"),
    ),
}
NAMED = [(who, page) for who, pages in PAGES.items() for page in pages]
SCREENS = {"desk": DESK, "phone": PHONE}
HEAVIEST = 150_000
MOST_REQUESTS = 10

_BRIEF = {"resultTypes": ["violations"]}
_SCHEMES: dict[str, dict[str, object]] = {
    "light": _BRIEF,
    # the same page in other colours: what depends on colours is looked at again
    "dark": {
        **_BRIEF,
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
_SPILL = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
_INK = """() => {
  const body = getComputedStyle(document.body);
  const menu = document.querySelector(".top");
  return [body.backgroundColor, body.color, menu ? getComputedStyle(menu).display : "none"];
}"""


@pytest.fixture(scope="module", params=list(SCREENS))
def signed_in(
    request: pytest.FixtureRequest, browser: Browser, furnished: Stage
) -> Iterator[tuple[dict[str, Page], Watch, str]]:
    """Return a page for each role on one kind of screen, what watches them, and which screen."""
    watch = Watch()
    pages = {}
    contexts = []
    for who in PAGES:
        context = browser.new_context(
            base_url=furnished.site.address, locale="fr-FR", **SCREENS[request.param]
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        pages[who] = watch.over(context.new_page(), furnished.site.address)
    TrainerAtWork(pages["trainer"]).opens_the_one_time_link(furnished.new_secret())
    TraineeAtWork(pages["trainee"]).goes_to(furnished.trainee_link)
    yield pages, watch, request.param
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("who", "name"), NAMED, ids=[f"{who}-{name}" for who, name in NAMED])
def test_a_page_is_usable_by_everybody_on_every_screen(
    signed_in: tuple[dict[str, Page], Watch, str], furnished: Stage, who: str, name: str
) -> None:
    pages, watch, _ = signed_in
    page = pages[who]
    watch.faults.clear()
    page.emulate_media(color_scheme="light", media="screen", reduced_motion="reduce")
    page.goto(furnished.paths[name])

    assert page.evaluate(FITS), page.evaluate(_SPILL)
    page.evaluate(AXE_SCRIPT)  # half a megabyte, once for the two looks
    for scheme, options in _SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        result = AxeResults(page.evaluate("(options) => axe.run(options)", options))
        assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"
    page.emulate_media(media="print")
    assert page.evaluate(_INK) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "none"]
    assert watch.faults == []


def test_every_page_of_the_product_is_looked_at(furnished: Stage) -> None:
    """A new page without a line here is not looked at: this fails until it has one."""
    app = furnished.site.app
    adapter = app.url_map.bind("")
    paths = [path.split("?")[0] for name, path in furnished.paths.items() if name != "missing"]
    seen = {adapter.match(path)[0] for path in paths}
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint in RULES
    }
    need_a_game_or_a_file_in_progress = {
        *("games.desk", "games.projector", "games.people", "games.results", "games.table"),
        *("games.desk_state", "games.projector_state", "games.play_state", "games.play"),
        *("games.door", "imports.mapping", "imports.report"),
        # played and looked at in test_triad
        *("triads.desk", "triads.desk_state", "triads.projector", "triads.projector_state"),
        # what somebody has begun: looked at in test_committee and test_question_bank
        *("committees.prepare", "committees.show", "committees.file", "committees.minutes"),
        *("questions.edit", "questions.report", "quizzes.edit", "quizzes.preview"),
        *("quizzes.choose", "complaints.edit"),
        *("triads.group", "triads.sheet", "triads.play", "triads.play_state", "triads.my_sheet"),
    }
    fragments_and_files = {
        *("static", "home.health", "trainings.state", "trainees.state", "trainees.resume"),
        *("teams.state", "attendances.sheet_pdf", "certificates.printed", "certificates.my_pdf"),
        *("letters.document", "letters.blank", "triads.table"),
        *("certificates.archive", "badges.show", "scans.show"),
        *("years.group_state", "years.projector_state"),
        *("attendances.code_now", "attendances.paper", "organisations.logo", "pushes.state"),
        *("committees.state", "committees.projector_state", "committees.mine_state"),
        *("questions.export", "questions.template", "schedules.state", "complaints.export"),
        *("exports.every_training", "exports.of_training", "exports.of_game"),
        *("exports.of_portfolio", "exports.of_customer", "dashboard_rooms.export"),
        *("reports.document", "reports.convocations", "reports.convocation", "reports.programme"),
        *("handbooks.of_training", "handbooks.mine", "qualiopi.archive", "dashboards.workbook"),
        *("privacy.taken_out", "privacy.mine", "workbooks.graded", "workbooks.blank"),
        "calls.activity",  # it leads to the page of the script
    }

    assert shown - seen - fragments_and_files - need_a_game_or_a_file_in_progress == set()


def test_the_first_page_of_a_trainee_is_light(browser: Browser, furnished: Stage) -> None:
    for path in ("/", furnished.trainee_link):
        context = browser.new_context(base_url=furnished.site.address, **PHONE)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        done: list[Request] = []
        page.on("requestfinished", lambda asked, done=done: done.append(asked))
        page.goto(path, wait_until="networkidle")
        # A page goes on asking until it is closed: that is no part of what it takes to be shown.
        found = [asked.sizes() for asked in tuple(done) if asked.resource_type != "fetch"]
        sizes = [each["responseBodySize"] + each["responseHeadersSize"] for each in found]

        assert 0 < len(sizes) < MOST_REQUESTS
        assert sum(sizes) < HEAVIEST
        context.close()
