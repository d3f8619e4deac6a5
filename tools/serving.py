"""A server of the pages in a thread of this process, for browser tests and screenshots."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import create_engine

from simulator.cli import serve
from simulator.config import Settings
from simulator.store import tables
from simulator.web import game_frames
from simulator.web.app import create_app


def empty_database(url: str) -> None:
    """Make the tables of today in an empty database; migrations have tests of their own."""
    engine = create_engine(url)
    tables.Base.metadata.create_all(engine)
    engine.dispose()


def free_port() -> int:
    """Return a port of the loopback that nobody holds now."""
    with socket.socket() as probe:
        probe.bind((serve.LOCAL, 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """The application behind the server of ``simulator serve``; it stops and comes back."""

    settings: Settings
    app: Flask = field(init=False)
    _server: Any = None
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        """Build the application; nothing listens yet."""
        self.app = create_app(self.settings)

    @property
    def address(self) -> str:
        """Return the address of the home page, without a final slash."""
        return f"http://{serve.LOCAL}:{self.settings.port}"

    def at(self, clock: Callable[[], datetime]) -> None:
        """Give the pages a clock."""
        self.app.config["CLOCK"] = clock

    def start(self) -> None:
        """Listen on the port of the settings."""
        self._server = serve.listen(self.settings)
        # Another program may have taken the port since it was found free: the next one is held.
        self.settings = replace(self.settings, port=self._server.bind_addr[1])
        self._server.wsgi_app = self.app
        self._thread = threading.Thread(target=self._server.serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, as when the laptop of the trainer sleeps."""
        if self._server is None:
            return
        stopping = threading.Thread(target=self._server.stop, daemon=True)
        stopping.start()
        while stopping.is_alive():
            # A live screen holds its thread, and one may open until the port is closed.
            game_frames.shut(self.app)
            stopping.join(0.2)
        assert self._thread is not None  # set with the server
        self._thread.join(10)
        self._server = self._thread = None
