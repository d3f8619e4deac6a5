"""Write a migration from what the tables became: `make migration NAME="what changes"`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from simulator import paths
from simulator.services import databases


def main(name: str) -> None:
    """Compare the tables with a database at the last revision and write the difference."""
    versions = paths.MIGRATIONS / "versions"
    number = f"{len(list(versions.glob('[0-9]*.py'))) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'head.sqlite3').as_posix()}"
        with databases.connect(url) as connection:
            config = databases.alembic_config(connection)
            if ScriptDirectory.from_config(config).get_current_head():
                command.upgrade(config, "head")
            command.revision(config, message=name, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    if not sys.argv[1:] or not sys.argv[1].strip():
        sys.exit('Donnez un nom : make migration NAME="ce qui change"')
    main(sys.argv[1].strip())
