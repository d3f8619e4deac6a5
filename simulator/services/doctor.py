"""What is wrong with this installation: one finding a check, as codes and figures."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib import metadata, util
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from simulator import paths
from simulator.config import KEY_NAME, MEBIBYTE, Settings
from simulator.content import catalogue
from simulator.content.problems import errors
from simulator.documents import seals
from simulator.services import databases, network, presence

DISTRIBUTION = "encours"
OLDEST_PYTHON = (3, 11)
ENOUGH_DISK = 1024 * MEBIBYTE
LEAST_DISK = 100 * MEBIBYTE
LOOSE_BITS = 0o077
SOON = timedelta(days=45)
"""What it takes to have a certificate renewed."""
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""The clock of a machine that shows an earlier day is wrong."""


class Verdict(StrEnum):
    """How serious a finding is."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check; ``code`` and ``data`` are worded by the command line."""

    check: str
    verdict: Verdict
    code: str
    data: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[Settings, datetime], Finding]


def examine(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Run every check, from the machine to the content; none of them changes anything."""
    return tuple(check(settings, now) for check in CHECKS)


def good(check: str, **data: object) -> Finding:
    """Return a finding that says all is well."""
    return Finding(check, Verdict.GOOD, "good", data)


def python(_settings: Settings, _now: datetime) -> Finding:
    """Check the version of Python."""
    shown = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding("python", Verdict.FAULT, "too_old", {"version": shown})
    return good("python", version=shown)


def components(_settings: Settings, _now: datetime) -> Finding:
    """Check that what the product needs is installed, in the versions it accepts."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - only here

    try:
        needs = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return Finding("components", Verdict.WARNING, "not_installed")
    wrong = []
    for line in needs:
        need = Requirement(line)
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            found = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{need.name} (absent)")
            continue
        if not need.specifier.contains(found, prereleases=True):
            wrong.append(f"{need.name} {found} ({need.specifier})")
    if wrong:
        return Finding("components", Verdict.FAULT, "wrong", {"names": ", ".join(wrong)})
    return good("components")


def instance(settings: Settings, _now: datetime) -> Finding:
    """Check that the instance folder can be written."""
    data = {"folder": str(settings.instance)}
    if not os.access(settings.instance, os.W_OK | os.X_OK):
        return Finding("instance", Verdict.FAULT, "read_only", data)
    return good("instance", **data)


def secret_key(settings: Settings, _now: datetime) -> Finding:
    """Check that nobody else can read the key that signs cookies and links."""
    path = settings.instance / KEY_NAME
    if not path.exists():
        return Finding("secret_key", Verdict.GOOD, "from_environment")
    mode = path.stat().st_mode & 0o777
    if sys.platform != "win32" and mode & LOOSE_BITS:
        data = {"path": str(path), "mode": f"{mode:o}"}
        return Finding("secret_key", Verdict.FAULT, "readable", data)
    return good("secret_key")


def disk(settings: Settings, _now: datetime) -> Finding:
    """Check that there is room for a training and its backups."""
    free = shutil.disk_usage(settings.instance).free
    data = {"mebibytes": free // MEBIBYTE}
    if free < LEAST_DISK:
        return Finding("disk", Verdict.FAULT, "full", data)
    if free < ENOUGH_DISK:
        return Finding("disk", Verdict.WARNING, "short", data)
    return good("disk", **data)


def content(_settings: Settings, _now: datetime) -> Finding:
    """Check that the content reads without a fault: pages built on a faulty file are missing."""
    _, problems = catalogue.load(paths.CONTENT)
    wrong = errors(problems)
    if wrong:
        return Finding("content", Verdict.FAULT, "faulty", {"count": len(wrong), "first": wrong[0]})
    return good("content")


def database(settings: Settings, _now: datetime) -> Finding:
    """Check that the database answers and is at the version of this program."""
    path = settings.sqlite_path
    if path is not None and not path.exists():
        return Finding("database", Verdict.WARNING, "missing", {"path": str(path)})
    try:
        version = databases.version(settings.database_url)
    except databases.DatabaseUnreachable as refusal:
        return Finding("database", Verdict.FAULT, "unreachable", refusal.data())
    except databases.DatabaseTooNew as refusal:
        return Finding("database", Verdict.FAULT, "too_new", refusal.data())
    if not version.up_to_date:
        data = {"current": version.current or "–", "head": version.head}
        return Finding("database", Verdict.WARNING, "behind", data)
    return good("database", revision=version.head)


def clock(_settings: Settings, now: datetime) -> Finding:
    """Check that the clock is plausible and Paris time known: attendance is signed by it."""
    try:
        here = now.astimezone(ZoneInfo("Europe/Paris"))
    except ZoneInfoNotFoundError:
        return Finding("clock", Verdict.FAULT, "no_time_zone")
    data = {"shown": here.strftime("%d/%m/%Y %H:%M")}
    if now < BUILT or now.year > BUILT.year + 20:
        return Finding("clock", Verdict.FAULT, "implausible", data)
    return good("clock", **data)


def port(settings: Settings, _now: datetime) -> Finding:
    """Check that the port is free, or taken by this very installation."""
    data = {"port": settings.port}
    if not network.is_answering(settings.port):
        return good("port", **data)
    if presence.is_served(settings.instance):
        return Finding("port", Verdict.GOOD, "ours", data)
    return Finding("port", Verdict.WARNING, "taken", data)


def local_network(_settings: Settings, _now: datetime) -> Finding:
    """Check that phones can reach this machine."""
    addresses = network.lan_addresses()
    if not addresses:
        return Finding("local_network", Verdict.WARNING, "alone")
    return good("local_network", addresses=", ".join(addresses))


def fonts(_settings: Settings, _now: datetime) -> Finding:
    """Check that the font of the documents is there."""
    found = util.find_spec("font_lato")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    if folder is None or not any(folder.rglob("*.ttf")):
        return Finding("fonts", Verdict.FAULT, "missing")
    return good("fonts")


def files(_settings: Settings, _now: datetime) -> Finding:
    """Check that pages, styles, content and scenarios came with the program."""
    folders = (paths.TEMPLATES, paths.STATIC, paths.CONTENT, paths.SCENARIOS, paths.MIGRATIONS)
    missing = [folder.name for folder in folders if not folder.is_dir()]
    if missing:
        return Finding("files", Verdict.FAULT, "missing", {"names": ", ".join(missing)})
    return good("files")


def seal(settings: Settings, now: datetime) -> Finding:
    """Check that the certificate of the electronic seal, if there is one, can still sign."""
    if settings.seal_file is None:
        return Finding("seal", Verdict.GOOD, "none")
    data: dict[str, object] = {"path": str(settings.seal_file)}
    try:
        found = seals.opened(settings.seal_file, settings.seal_passphrase)
    except seals.SealUnusable as refusal:
        return Finding("seal", Verdict.FAULT, refusal.reason, data)
    data |= {"owner": found.owner, "until": found.until.strftime("%d/%m/%Y")}
    if now > found.until:
        return Finding("seal", Verdict.FAULT, "expired", data)
    if now > found.until - SOON:
        return Finding("seal", Verdict.WARNING, "soon", data)
    return good("seal", **data)


CHECKS: tuple[Check, ...] = (
    python,
    components,
    files,
    content,
    instance,
    secret_key,
    disk,
    database,
    clock,
    port,
    local_network,
    fonts,
    seal,
)
