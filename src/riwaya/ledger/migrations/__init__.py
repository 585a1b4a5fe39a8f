"""Brings a ledger's schema to the revision of this program; the revisions are in `versions`, one module each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def revisions() -> list[str]:
    """The known revisions, oldest first."""
    return [script.revision for script in _scripts().walk_revisions()][::-1]


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the revisions that are missing, inside the transaction of the caller."""
    scripts = _scripts()

    def steps(current: Any, _context: Any) -> Iterable[Any]:
        return scripts._upgrade_revs(to, current)

    with EnvironmentContext(Config(), scripts, fn=steps, destination_rev=to) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()


def _scripts() -> ScriptDirectory:
    folder = Path(__file__).parent
    return ScriptDirectory(str(folder), version_locations=[str(folder / "versions")])
