"""Screenshots of the main pages, with a class at work: ``python -m tools.screens``.

A temporary installation, a training in progress and one that is over, a Chromium without a screen;
what is written to ``docs/screens`` is what people see, in few enough colours to be light.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools import chromium
from tools.stage import Stage, stage

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
LIGHTEST = 200_000
COLOURS = (256, 128, 64, 32)


@dataclass(frozen=True, slots=True)
class Screen:
    """A size of window and a theme."""

    width: int
    height: int
    dark: bool = False


DESKTOP, PHONE = Screen(1280, 800), Screen(360, 740)
NIGHT, NIGHT_PHONE = Screen(1280, 800, dark=True), Screen(360, 740, dark=True)
WALL = Screen(1920, 1080)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, whose browser, the page, the window; ``tallest`` cuts long pages."""

    name: str
    who: str  # "stranger", "trainer", "trainee"
    path: str
    screen: Screen
    tallest: int = 1400


def shots(paths: dict[str, str]) -> tuple[Shot, ...]:
    """Return the pictures of the documentation."""
    return (
        Shot("01-accueil", "stranger", "/", PHONE),
        Shot("02-formations", "trainer", "/formations", DESKTOP),
        Shot("03-nouvelle-formation", "trainer", "/formations/nouvelle", DESKTOP),
        Shot("04-pupitre", "trainer", paths["desk"], DESKTOP),
        Shot("04-pupitre-sombre", "trainer", paths["desk"], NIGHT),
        Shot("05-projecteur", "trainer", paths["projector"], WALL),
        Shot("06-agenda", "trainee", "/salle", DESKTOP),
        Shot("06-agenda-telephone", "trainee", "/salle", PHONE),
        Shot("07-lecon-telephone", "trainee", paths["lesson"], PHONE),
        Shot("08-portefeuille", "trainee", "/salle/portefeuille", DESKTOP),
        Shot("08-portefeuille-telephone", "trainee", "/salle/portefeuille", PHONE),
        Shot("09-client", "trainee", paths["customer"], DESKTOP, 2200),
        Shot("09-client-sombre", "trainee", paths["customer"], NIGHT),
        Shot("10-balance-agee", "trainee", "/salle/balance-agee", DESKTOP),
        Shot("11-exercice", "trainee", paths["exercise"], DESKTOP, 2200),
        Shot("11-exercice-telephone", "trainee", paths["exercise"], PHONE, 2200),
        Shot("12-signature-telephone", "trainee", "/salle/emargement", PHONE),
        Shot("13-emargement", "trainer", paths["sheet"], DESKTOP),
        Shot("14-certificats", "trainer", paths["certificates"], DESKTOP),
        Shot("15-annee", "trainee", paths["year"], DESKTOP, 2200),
        Shot("15-annee-bilan", "trainee", paths["year_debrief"], DESKTOP, 2200),
        Shot("16-appel-telephone", "trainee", paths["call"], PHONE),
        Shot("16-appel-bilan", "trainee", paths["call_debrief"], DESKTOP, 2200),
        Shot("17-atelier-kpi", "trainee", paths["workbench"], DESKTOP),
        Shot("18-qualiopi", "trainer", paths["qualiopi"], DESKTOP, 2200),
    )


STRANGERS = frozenset({"home", "sign_in", "link", "join", "check", "checked", "missing"}) | {
    "tools",
    "tool",
}


def others(paths: dict[str, str]) -> tuple[Shot, ...]:
    """Return every page, to look at all of them before a release."""
    return tuple(
        Shot(f"z-{name}-{screen.width}", _who(name, path), path, screen, 1800)
        for name, path in paths.items()
        for screen in (DESKTOP, PHONE)
    )


def _who(name: str, path: str) -> str:
    if name in STRANGERS:
        return "stranger"
    return "trainee" if path.startswith("/salle") else "trainer"


def take(page: Page, shot: Shot) -> bytes:
    """Return the picture of a page, in as few colours as keep it under the limit."""
    page.wait_for_load_state("networkidle")
    tall = page.evaluate("document.documentElement.scrollHeight")
    high = max(shot.screen.height, min(tall, shot.tallest))
    page.set_viewport_size({"width": shot.screen.width, "height": high})
    raw = page.screenshot(animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    best = raw
    for colours in COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        best = min(best, out.getvalue(), key=len)
        if len(best) < LIGHTEST:
            break
    return best


def _pages(browser: Browser, place: Stage, screen: Screen) -> dict[str, Page]:
    """Return a browser for each person, signed in by the stage's cookies."""
    found = {}
    for who in ("stranger", "trainer", "trainee"):
        context = browser.new_context(
            base_url=place.site.address,
            viewport={"width": screen.width, "height": screen.height},
            color_scheme="dark" if screen.dark else "light",
            locale="fr-FR",
            timezone_id="Europe/Paris",
            has_touch=screen.width < 500,
        )
        found[who] = context.new_page()
    return found


def _sign_in(
    place: Stage, pages: dict[str, Page], kept: dict[str, list[dict[str, object]]]
) -> None:
    """Sign in once, the trainer's link being good once; later windows take the same cookies."""
    for who, page in pages.items():
        if who in kept:
            page.context.add_cookies(kept[who])  # type: ignore[arg-type] # as they came
            continue
        if who == "trainer":
            page.goto(f"/connexion/{place.new_secret()}")
            page.get_by_role("button", name="Ouvrir ma session").click()
        if who == "trainee":
            page.goto(place.trainee_link)
        kept[who] = list(page.context.cookies())  # type: ignore[arg-type] # typed dictionaries


def run(out: Path, *, everything: bool) -> list[tuple[str, int]]:
    """Write the pictures; return their names and sizes in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as place:
        wanted = shots(place.paths) + (others(place.paths) if everything else ())
        kept: dict[str, list[dict[str, object]]] = {}
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=chromium.executable(), args=[*chromium.ARGUMENTS, "--lang=fr-FR"]
            )
            for screen in dict.fromkeys(shot.screen for shot in wanted):
                pages = _pages(browser, place, screen)
                _sign_in(place, pages, kept)
                for shot in (shot for shot in wanted if shot.screen == screen):
                    page = pages[shot.who]
                    page.set_viewport_size({"width": screen.width, "height": screen.height})
                    page.goto(shot.path)
                    picture = take(page, shot)
                    (out / f"{shot.name}.png").write_bytes(picture)
                    written.append((shot.name, len(picture)))
            browser.close()
    return sorted(written)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Captures d’écran de la documentation.")
    parser.add_argument("--out", type=Path, default=OUT, help="dossier à remplir")
    parser.add_argument("--all", action="store_true", help="toutes les pages, pour les relire")
    asked = parser.parse_args()
    for name, size in run(asked.out, everything=asked.all):
        print(f"{size / 1000:7.0f} ko  {name}")


if __name__ == "__main__":
    main()
