"""Where the data files live: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = not (PACKAGE / "_data").is_dir()
DATA = PACKAGE.parent if CHECKOUT else PACKAGE / "_data"
TEMPLATES, STATIC, CONTENT, SCENARIOS = (
    DATA / name for name in ("templates", "static", "content", "scenarios")
)
MIGRATIONS = PACKAGE / "migrations"


def default_instance(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder of the database and the secret key when nothing names another.

    A checkout keeps it beside the code, where it is easy to find and to carry away; an installed
    wheel must not write among the packages, so it goes where the system keeps people's data.
    """
    if CHECKOUT:
        return DATA / "instance"
    return _data_home(environ, platform) / "encours"


def _data_home(environ: Mapping[str, str], platform: str) -> Path:
    home = Path.home()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
