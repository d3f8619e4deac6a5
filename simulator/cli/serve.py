"""`simulator serve`: the pages on this machine, or for the phones of the room."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
import threading
import webbrowser
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import click

from simulator.cli import common, french
from simulator.cli.trainer import sign_in_address

if TYPE_CHECKING:
    from cheroot.wsgi import Server

    from simulator.config import Settings

LOCAL = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - the point of --lan
WAITING = 128
"""Connections that may wait for a thread: a whole class answers within the same second."""
PORTS_TRIED = 20
STOP_SECONDS = 6.0
_BUSY = {errno.EADDRINUSE, errno.EACCES, 10013, 10048}


@click.command()
@click.option("--host", help="Adresse IP à écouter (127.0.0.1 par défaut).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port à écouter (8000 par défaut).")
@click.option("--lan", is_flag=True, help="Ouvrir aux appareils du réseau local.")
@click.option("--demo", is_flag=True, help="Charger d’abord la formation de démonstration.")
@click.option("--link", is_flag=True, help="Afficher un lien de connexion à usage unique.")
@click.option("--browser", is_flag=True, help="Ouvrir le navigateur.")
def command(
    host: str | None, port: int | None, *, lan: bool, demo: bool, link: bool, browser: bool
) -> None:
    """Servir les pages jusqu’à Ctrl-C."""
    from simulator.services import presence

    settings = common.settings()
    settings = replace(
        settings,
        host=host or (EVERYWHERE if lan else settings.host),
        port=port or settings.port,
        port_given=settings.port_given or port is not None,
    )
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells each step, and there are many
    common.ready(settings)
    _warn_of_the_seal(settings)
    code = _load_demo(settings) if demo else None
    server = listen(settings)
    try:
        _open(server, settings, code, link=link, browser=browser)
        with presence.serving(settings.instance):
            run(server)
    finally:
        stop(server)
    click.echo("Encours est arrêté.")


def _open(
    server: Server, settings: Settings, code: str | None, *, link: bool, browser: bool
) -> None:
    """Put the pages behind a port that is held, and say where they are."""
    settings = _with_address(replace(settings, port=server.bind_addr[1]))
    server.wsgi_app = _application(settings)
    local = f"http://{LOCAL if settings.host == EVERYWHERE else settings.host}:{settings.port}"
    secret = _sign_in_link(settings) if link else None
    _announce(settings, local, code, secret)
    if browser:
        opened = f"{local}/connexion/{secret}" if secret else local
        threading.Thread(target=webbrowser.open, args=(opened,), daemon=True).start()


def listen(settings: Settings) -> Server:
    """Return a server that holds its port, the next free one when the usual port is taken.

    A port asked for by name is not replaced without a word from the person: a service behind a
    proxy that moves by itself is a service that nobody finds.
    """
    wanted = settings.port
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        server = _bound(settings, port)
        if server is None:
            continue
        if port != wanted:
            _say_busy(wanted, port, server, asked=settings.port_given)
        return server
    raise common.Refused(
        f"les ports {wanted} à {wanted + PORTS_TRIED - 1} sont tous pris ou interdits ;"
        " donnez-en un autre avec --port."
    )


def _say_busy(wanted: int, free: int, server: Server, *, asked: bool) -> None:
    taken = f"le port {wanted} est déjà pris par un autre programme"
    if not asked:
        click.echo(f"Attention : {taken} ; Encours prend le suivant, {free}.")
        return
    if sys.stdin.isatty() and click.confirm(
        f"Attention : {taken}. Prendre le suivant, {free} ?", default=True
    ):
        return
    server.stop()
    raise common.Refused(f"{taken} ; le {free} est libre : relancez avec « --port {free} ».")


def _bound(settings: Settings, port: int) -> Server | None:
    """Return a server that listens on a port, or nothing when the port is taken or forbidden."""
    from cheroot.wsgi import Server

    from simulator.services import network

    if network.is_answering(port):
        return None
    # Tried first with a socket of ours: cheroot leaves its own open when it cannot have the port.
    error = network.try_port(settings.host, port)
    if error is not None and error.errno in _BUSY:
        return None
    if error is not None:
        raise common.Refused(
            f"l’adresse {settings.host} ne peut pas être écoutée : {error.strerror}"
        )
    server = Server(
        (settings.host, port),
        None,
        numthreads=settings.threads,
        request_queue_size=WAITING,
        shutdown_timeout=2,
        server_name="encours",
    )
    server.error_log = _log  # type: ignore[assignment, method-assign] # its documented hook
    server.prepare()
    return server


def _log(message: str = "", level: int = logging.INFO, *, traceback: bool = False) -> None:
    logging.getLogger("simulator.serve").log(level, message.rstrip(), exc_info=traceback)


def _with_address(settings: Settings) -> Settings:
    """Give the pages the address that phones can reach, for the QR codes they show."""
    from simulator.services import network

    if settings.public_url is not None or settings.host == LOCAL:
        return settings
    if settings.host != EVERYWHERE:
        return replace(settings, public_url=f"http://{settings.host}:{settings.port}")
    addresses = network.lan_addresses()
    if not addresses:
        click.echo(
            "Attention : cette machine n’est reliée à aucun réseau ; les stagiaires ne pourront pas"
            " la joindre. Reliez-la (un partage de connexion suffit), puis relancez."
        )
        return settings
    return replace(settings, public_url=f"http://{addresses[0]}:{settings.port}")


def _warn_of_the_seal(settings: Settings) -> None:
    """Say before the class, and not at its first document, that documents cannot be sealed."""
    if settings.seal_file is None:
        return
    from simulator.cli.doctor import worded
    from simulator.services import doctor

    finding = doctor.seal(settings, common.now())
    if finding.verdict is not doctor.Verdict.GOOD:
        click.echo(f"Attention : {worded(finding)}")


def _application(settings: Settings) -> Any:  # noqa: ANN401 - a WSGI callable
    from simulator.web.app import create_app

    return create_app(settings)


def _load_demo(settings: Settings) -> str:
    """Load the demonstration once; return the code by which trainees join it."""
    from simulator.services import demo

    with common.session(settings) as session:
        return demo.load(session, common.now()).code


def _sign_in_link(settings: Settings) -> str:
    """Return the secret of a link for the person who started the server."""
    from simulator.services import trainers

    with common.session(settings) as session:
        person = trainers.administrator(session) or trainers.add(
            session,
            "Formateur",
            "formateur@encours.example",
            None,
            common.now(),
            role="administrator",
        )
        return trainers.one_time_link(session, person.id, common.now())


def _announce(settings: Settings, local: str, joining: str | None, secret: str | None) -> None:
    """Say where the pages are, for the trainees and for the trainer."""
    address = settings.public_url or local
    click.echo(f"\nEncours est prêt.\n\n  Stagiaires : {address}\n")
    if joining is not None:
        click.echo(f"  Code de la formation de démonstration : {joining}\n")
    code = _qr(f"{address}/rejoindre/{joining}" if joining else address)
    if code and settings.public_url:
        click.echo(code)
    if secret is not None:
        mine = sign_in_address(replace(settings, public_url=local), secret)
        click.echo(f"  Formateur (lien valable une fois, douze heures) : {mine}\n")
    click.echo("  Arrêter : Ctrl-C\n")
    sys.stdout.flush()


def _qr(address: str) -> str:
    """Return a QR code in half blocks, or nothing on a console that has none."""
    import io

    import segno

    out = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(out, border=2, compact=True)
    text = out.getvalue()
    return text if french.knows(text, sys.stdout) else ""


def run(server: Server) -> None:
    """Serve until Ctrl-C or a stop from the system."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    # Both by name: a server started in the background by a script inherits an ignored SIGINT.
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    try:
        server.serve()
    except KeyboardInterrupt:
        click.echo("\nArrêt en cours…")


def stop(server: Server, seconds: float = STOP_SECONDS) -> None:
    """Stop within a few seconds, even when a live screen holds a thread.

    cheroot waits for ever for a thread that writes to a phone; what is committed is safe, so the
    process ends without waiting for it.
    """
    from simulator.web import game_frames

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    game_frames.shut(server.wsgi_app)
    stopping = threading.Thread(target=server.stop, daemon=True)
    stopping.start()
    stopping.join(seconds)
    if stopping.is_alive():
        click.echo("Encours est arrêté.")
        sys.stdout.flush()
        os._exit(0)
