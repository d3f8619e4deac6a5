"""The real server in a process that can be killed, and browsers that speak to it."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from simulator import paths

PATIENCE = 180
# What a browser meets when the server goes: before an answer, or in the middle of one.
GONE = (OSError, http.client.HTTPException)


@dataclass
class Served:
    """The real server, in a process of its own, on a database of its own.

    Without ``database_url`` it is the SQLite file of its instance.
    """

    instance: Path
    port: int
    database_url: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environ = {
            **os.environ,
            "SIMULATOR_INSTANCE": str(self.instance),
            "PYTHONPATH": str(paths.DATA),
        }
        if self.database_url:
            environ["SIMULATOR_DATABASE_URL"] = self.database_url
        command = [sys.executable, "-m", "simulator.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/sante", timeout=5):
                    return
            except GONE:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)

    def close(self) -> None:
        """End the process at the end of a test, however it went."""
        self.engine.dispose()
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=PATIENCE)

    @cached_property
    def engine(self) -> Engine:
        return create_engine(self.database_url or f"sqlite:///{self.instance / 'encours.sqlite3'}")

    def session(self) -> Session:
        return Session(self.engine)


class Browser:
    """Keeps cookies and the page's token; ``seconds`` is how long it waits for an answer."""

    def __init__(self, served: Served, seconds: float = 60) -> None:
        self.served, self.seconds, self.token = served, seconds, ""
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def file(self, path: str) -> bytes:
        with self.opener.open(self.served.address + path, timeout=self.seconds) as page:
            return bytes(page.read())

    def get(self, path: str) -> str:
        return self.file(path).decode()

    def post(self, path: str, **form: str) -> str:
        body = urllib.parse.urlencode({"csrf_token": self.token, **form}).encode()
        with self.opener.open(self.served.address + path, body, timeout=self.seconds) as page:
            return str(page.read().decode())

    def reads_token(self, page: str) -> None:
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found is not None
        self.token = found[1]
