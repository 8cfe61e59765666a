"""A character that PostgreSQL takes in no text breaks no question and no row."""

from pathlib import Path

from sqlalchemy import bindparam, text

from ser_app.base.database import Database
from tests.support.databases import database_url

_NOBODY = text("SELECT id FROM app_user WHERE email = :email").bindparams(bindparam("email"))
_BACK = text("SELECT CAST(:said AS VARCHAR)").bindparams(bindparam("said"))


def test_what_postgresql_cannot_write_finds_nothing_and_is_replaced(tmp_path: Path) -> None:
    with database_url(tmp_path, "postgresql") as address:
        database = Database(address)
        with database.reading() as unit:
            assert unit.session.execute(_NOBODY, {"email": "a\0b"}).first() is None
            written = unit.session.execute(_BACK, {"said": "a\0b"}).scalar_one()
        assert database.glance(_NOBODY, {"email": "\0"}) is None
        database.dispose()
    assert written == "a\N{REPLACEMENT CHARACTER}b"
