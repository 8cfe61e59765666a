"""Bring a database to the newest schema with Alembic, from our own `alembic/env.py`."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from ser_app.base.database import Database
from ser_app.settings import PROJECT


def configuration(url: str) -> Config:
    """Alembic's configuration for a database address."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "alembic"))
    # The address may hold a % that the configuration parser would take for itself.
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up to a revision; nothing happens when it is already there."""
    command.upgrade(configuration(url), revision)


def is_current(url: str) -> bool:
    """Whether a database has exactly the schema of this version."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
    finally:
        database.dispose()
    return present == ScriptDirectory.from_config(configuration(url)).get_current_head()


def knows(url: str, revision: str) -> bool:
    """Whether a revision is among the migrations of this version."""
    try:
        return ScriptDirectory.from_config(configuration(url)).get_revision(revision) is not None
    except CommandError:
        return False


def downgrade(url: str, revision: str = "base") -> None:
    """Migrate down to a revision."""
    command.downgrade(configuration(url), revision)
