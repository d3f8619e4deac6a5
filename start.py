"""Start Encours on a machine that has only Python: `python start.py`.

    python start.py               make .venv, install, load a demonstration, serve, open the browser
    python start.py test          install what the tests need and run every gate
    python start.py wheelhouse    fill wheelhouse/, with which both work without a network

Standard library only. The syntax stays readable by Python 3.7, so that an old Python meets a
sentence and not a syntax error.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WHEELHOUSE = ROOT / "wheelhouse"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}


class Stop(Exception):
    """What cannot go on, with the French sentence that says why and what to do."""


def say(text: str) -> None:
    """Write a line; a console that does not know a character gets the nearest one."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.replace("\u202f", "\xa0").replace("…", "...").replace("’", "'")
        text = text.encode(encoding, "replace").decode(encoding)
    print(text, flush=True)


def check_python() -> None:
    """Refuse a Python that cannot run the product."""
    if sys.version_info < OLDEST:
        raise Stop(
            "Encours demande Python {}.{} ou plus récent ; celui-ci est le {}.{}. Installez une"
            " version récente de Python, puis relancez la même commande.".format(
                *OLDEST, *sys.version_info[:2]
            )
        )


def python() -> Path:
    """Return the interpreter of the environment."""
    windows = os.name == "nt"
    return ENVIRONMENT / ("Scripts/python.exe" if windows else "bin/python")


def stamp_of(purpose: str) -> Path:
    """Return the file that remembers what was installed for a purpose."""
    return ENVIRONMENT / f"encours-{purpose}.stamp"


def fingerprint(purpose: str) -> str:
    """Return what the installation depends on: lock, project file, Python, folder."""
    content = hashlib.sha256()
    for path in (LOCKS[purpose], ROOT / "pyproject.toml"):
        content.update(path.read_bytes())
    content.update(f"{sys.version}|{ROOT}".encode())
    return content.hexdigest()


def is_installed(purpose: str) -> bool:
    """Say whether the environment is that of this lock, here, and still runs."""
    stamp = stamp_of(purpose)
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != fingerprint(purpose):
        return False
    return runs()


def runs() -> bool:
    """Say whether the environment's Python is there and starts, in the version of this one."""
    if not python().exists():
        return False
    version = tuple(sys.version_info[:2])
    wanted = f"import sys, pip; sys.exit(sys.version_info[:2] != {version!r})"
    try:
        done = subprocess.run([str(python()), "-c", wanted], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def make_environment() -> None:
    """Make .venv, anew when it was moved, broken or made by another Python."""
    if runs():
        return
    say("Création de l’environnement .venv…")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError) as error:
        raise Stop(
            "Python n’a pas pu créer l’environnement : il manque le module"
            " « venv » ou « ensurepip ». Sous Debian ou Ubuntu, installez"
            " le paquet python3-venv, puis relancez."
        ) from error
    except OSError as error:
        raise Stop(f"Le dossier {ROOT} ne peut pas être écrit : {error.strerror}.") from error


def pip(*arguments: str) -> None:
    """Run the environment's pip; ``Stop`` when it fails."""
    command = [str(python()), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stop(
            "L’installation a échoué (le détail est au-dessus)."
            + (
                " Le dossier wheelhouse ne contient pas tout ce qu’il faut à ce système et à cette"
                " version de Python : refaites-le sur une machine semblable et reliée à Internet"
                " avec « python start.py wheelhouse », ou supprimez-le pour passer par le réseau."
                if WHEELHOUSE.is_dir()
                else " Vérifiez la connexion à Internet, ou posez ici un dossier wheelhouse préparé"
                " ailleurs avec « python start.py wheelhouse »."
            )
        )


def install(purpose: str) -> None:
    """Install a lock, checked hash by hash, then the checkout itself; once for each lock."""
    if is_installed(purpose):
        return
    make_environment()
    offline = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    origin = "le dossier wheelhouse" if offline else "Internet"
    say(f"Installation depuis {origin} (une à deux minutes la première fois)…")
    only = ["--require-hashes", "--only-binary", ":all:"]
    pip("install", "-qq", *only, *offline, "--requirement", str(LOCKS[purpose]))
    pip("install", "-qq", "--no-deps", "--no-index", "--no-build-isolation", "--editable", ".")
    # The lock of the tests holds all that of the product: nothing is left to do for either.
    for done in ("run", "test") if purpose == "test" else ("run",):
        stamp_of(done).write_text(fingerprint(done), encoding="ascii")


def fill_wheelhouse() -> int:
    """Download both locks for this system and this Python; other systems may add theirs."""
    make_environment()
    say("Téléchargement dans wheelhouse/…")
    making = ROOT / "wheelhouse.part"
    making.mkdir(exist_ok=True)
    for lock in LOCKS.values():
        only = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
        pip("download", "-qq", *only, "--requirement", str(lock), "--dest", str(making))
    WHEELHOUSE.mkdir(exist_ok=True)
    for wheel in making.iterdir():
        shutil.move(str(wheel), str(WHEELHOUSE / wheel.name))
    making.rmdir()
    files = [path for path in WHEELHOUSE.iterdir() if path.is_file()]
    size = sum(path.stat().st_size for path in files) // 1_000_000
    say(
        f"Le dossier wheelhouse est prêt : {len(files)} fichiers, {size} Mo."
        " Copiez-le avec le projet."
    )
    return 0


def follow(*arguments: str) -> int:
    """Run the environment's Python to its end; Ctrl-C and a stop reach it and are waited for."""
    environ = {**os.environ, "PYTHONUTF8": "1"}
    child = subprocess.Popen([str(python()), *arguments], cwd=ROOT, env=environ)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the terminal sent it to the child too, which is closing the server


def serve(options: argparse.Namespace) -> int:
    """Install when needed, then serve on the local network."""
    install("run")
    arguments = ["-m", "simulator.cli", "serve", "--lan", "--link"]
    arguments += [] if options.no_demo else ["--demo"]
    arguments += [] if options.no_browser else ["--browser"]
    arguments += [] if options.port is None else ["--port", str(options.port)]
    return follow(*arguments)


def test(options: argparse.Namespace) -> int:
    """Install what the tests need, then run the gates asked for, or all."""
    install("test")
    return follow("tools/check.py", *options.gates)


def reader() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    parser = argparse.ArgumentParser(description="Démarrer Encours, ou le contrôler.")
    parser.add_argument("--port", type=int, help="port du serveur (8000 par défaut)")
    parser.add_argument("--no-browser", action="store_true", help="ne pas ouvrir le navigateur")
    parser.add_argument(
        "--no-demo", action="store_true", help="ne pas charger la formation de démonstration"
    )
    commands = parser.add_subparsers(dest="command", metavar="test | wheelhouse")
    tests = commands.add_parser("test", help="lancer tous les contrôles")
    tests.add_argument("gates", nargs="*", help="seulement ceux-là")
    commands.add_parser("wheelhouse", help="préparer une installation sans réseau")
    return parser


def main() -> int:
    """Do what the command line asks; return the exit code."""
    try:
        check_python()
        options = reader().parse_args()
        if options.command == "test":
            return test(options)
        return fill_wheelhouse() if options.command == "wheelhouse" else serve(options)
    except Stop as stop:
        say(f"\n{stop}")
        return 1
    except KeyboardInterrupt:
        say("\nInterrompu.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
