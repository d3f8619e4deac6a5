"""Settings of one installation, read once from the environment, with every fault named at once.

The faults are worded here, and not at the edge, because a server started by gunicorn meets them
before there is a page or a command to say them.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from simulator import paths

PREFIX = "SIMULATOR_"
DATABASE_NAME = "encours.sqlite3"
KEY_NAME = "secret_key"
MEBIBYTE = 1024 * 1024
PLAIN_THREADS = 32
"""Threads kept for pages; live streams get the others."""

KNOWN = frozenset(
    PREFIX + name
    for name in (
        "INSTANCE",
        "DATABASE_URL",
        "SECRET_KEY",
        "PUBLIC_URL",
        "HOST",
        "PORT",
        "THREADS",
        "UPLOAD_MB",
        "TRUSTED_PROXIES",
        "LOG_LEVEL",
        "SEAL_FILE",
        "SEAL_PASSPHRASE",
    )
)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_KEY_LENGTH = 32
_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")


class ConfigurationError(Exception):
    """The environment cannot be used; ``faults`` holds one French sentence for each reason."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs from one installation to another; tests build it by hand."""

    instance: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    public_url: str | None = None
    """Address that trainees type, without a final slash; ``None``: that of the request."""
    host: str = "127.0.0.1"
    port: int = 8000
    port_given: bool = False
    threads: int = 128
    max_upload_bytes: int = 10 * MEBIBYTE
    trusted_proxies: int = 0
    log_level: str = "INFO"
    redis_url: str | None = field(default=None, repr=False)
    testing: bool = False
    seal_file: Path | None = None
    """Certificate (PKCS#12) of the electronic seal; ``None``: documents are not sealed."""
    seal_passphrase: str = field(default="", repr=False)

    @property
    def streams(self) -> int:
        """Return how many live screens may hold a thread; the next ones are told to poll."""
        return max(self.threads - PLAIN_THREADS, self.threads // 2)

    @property
    def https(self) -> bool:
        """Say whether people reach the product by https, so that cookies may demand it."""
        return (self.public_url or "").startswith("https:")

    @property
    def sqlite_path(self) -> Path | None:
        """Return the database file, or ``None`` on PostgreSQL."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme == "sqlite" else None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read the environment; raise ``ConfigurationError`` with all the faults at once.

        The instance folder and its secret key are made when missing, and only once all is right.
        """
        reading = _Reading(environ)
        settings = {
            "instance": (instance := reading.folder()),
            "database_url": reading.database(instance),
            "public_url": reading.address("PUBLIC_URL", ("http", "https")),
            "host": reading.host(),
            "port": reading.whole("PORT", 8000, 1, 65535),
            "port_given": bool(environ.get(PREFIX + "PORT")),
            "threads": reading.whole("THREADS", 128, 8, 2000),
            "max_upload_bytes": reading.whole("UPLOAD_MB", 10, 1, 200) * MEBIBYTE,
            "trusted_proxies": reading.whole("TRUSTED_PROXIES", 0, 0, 5),
            "log_level": reading.level(),
            "redis_url": environ.get("REDIS_URL") or None,
            "seal_file": reading.file("SEAL_FILE"),
            "seal_passphrase": environ.get(PREFIX + "SEAL_PASSPHRASE", ""),
        }
        key = reading.key()
        reading.unknown_names()
        if not reading.faults:
            key = reading.kept_key(instance, key)
        if reading.faults:
            raise ConfigurationError(tuple(reading.faults))
        return cls(**settings, secret_key=key)  # type: ignore[arg-type] # one reader a field, above


class _Reading:
    """Reads one environment and remembers what is wrong with it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        return self.environ.get(PREFIX + name, "").strip()

    def fault(self, name: str, sentence: str) -> None:
        self.faults.append(f"{PREFIX}{name} : {sentence}")

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            self.fault(name, f"« {text} » n’est pas un nombre entier de {low} à {high}.")
            return default
        return int(text)

    def folder(self) -> Path:
        text = self.text("INSTANCE")
        if not text:
            return paths.default_instance(self.environ)
        folder = Path(text).expanduser()
        if not folder.is_absolute():
            self.fault("INSTANCE", f"« {text} » n’est pas un chemin complet de dossier.")
        elif folder.exists() and not folder.is_dir():
            self.fault("INSTANCE", f"« {text} » existe et n’est pas un dossier.")
        return folder

    def file(self, name: str) -> Path | None:
        text = self.text(name)
        path = Path(text).expanduser() if text else None
        if path is not None and not path.is_absolute():
            self.fault(name, f"« {text} » n’est pas un chemin complet de fichier.")
        return path

    def database(self, instance: Path) -> str:
        text = self.text("DATABASE_URL")
        if not text:
            return f"sqlite:///{(instance / DATABASE_NAME).as_posix()}"
        scheme, separator, rest = text.partition("://")
        if scheme in _POSTGRES and separator and rest:
            return f"postgresql+psycopg://{rest}"
        if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
            return f"sqlite:///{(instance / rest[1:]).as_posix()}"
        # The text is not repeated: it may hold a password.
        self.fault(
            "DATABASE_URL",
            "l’adresse doit commencer par « postgresql:// » et nommer un serveur, ou par"
            " « sqlite:/// » et nommer un fichier.",
        )
        return ""

    def address(self, name: str, schemes: tuple[str, ...]) -> str | None:
        text = self.text(name).rstrip("/")
        if not text:
            return None
        try:
            parts = urlsplit(text)
            good = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
            good = good and not (parts.path or parts.query or parts.fragment or parts.username)
        except ValueError:
            good = False
        if not good:
            self.fault(
                name, f"« {text} » n’est pas une adresse comme « https://encours.exemple.fr »."
            )
        return text

    def host(self) -> str:
        text = self.text("HOST")
        try:
            return (
                str(ipaddress.IPv4Address(text)) if text not in {"", "localhost"} else "127.0.0.1"
            )
        except ValueError:
            self.fault("HOST", f"« {text} » n’est pas une adresse IPv4.")
            return "127.0.0.1"

    def level(self) -> str:
        text = self.text("LOG_LEVEL").upper() or "INFO"
        if text not in _LEVELS:
            self.fault("LOG_LEVEL", f"« {text} » n’est pas un de {', '.join(_LEVELS)}.")
        return text

    def key(self) -> str:
        text = self.text("SECRET_KEY")
        if text and len(text) < _KEY_LENGTH:
            self.fault("SECRET_KEY", f"il faut au moins {_KEY_LENGTH} caractères tirés au hasard.")
        return text

    def kept_key(self, instance: Path, key: str) -> str:
        try:
            instance.mkdir(parents=True, exist_ok=True, mode=0o700)
            return key or _own_key(instance / KEY_NAME)
        except OSError as error:
            self.fault(
                "INSTANCE", f"le dossier {instance} ne peut pas être écrit ({error.strerror})."
            )
        except ValueError:
            self.fault(
                "INSTANCE",
                f"la clé {instance / KEY_NAME} est vide ou abîmée ; supprimez ce fichier pour"
                " qu’une clé neuve soit tirée (chacun devra se reconnecter).",
            )
        return ""

    def unknown_names(self) -> None:
        for name in sorted(set(self.environ) - KNOWN):
            if name.startswith(PREFIX):
                # Compared without the prefix, which would make any two names look alike.
                ends = sorted(known.removeprefix(PREFIX) for known in KNOWN)
                close = difflib.get_close_matches(name.removeprefix(PREFIX), ends, n=1)
                hint = f" Vouliez-vous dire {PREFIX}{close[0]} ?" if close else ""
                self.faults.append(f"{name} : ce réglage n’existe pas.{hint}")


def _own_key(path: Path) -> str:
    """Return the key kept with the instance, drawn the first time and readable by its owner only.

    Raises ``ValueError`` when the file holds no usable key.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    key = secrets.token_hex(_KEY_LENGTH)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _kept_key(path: Path) -> str:
    """Read the key; a sister process may have made the file an instant ago and be writing it."""
    for _ in range(10):
        key = path.read_text(encoding="ascii").strip()
        if len(key) >= _KEY_LENGTH:
            return key
        time.sleep(0.02)
    raise ValueError(path)
