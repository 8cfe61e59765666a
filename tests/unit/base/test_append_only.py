"""History stays as it was written."""

import pytest
from sqlalchemy.exc import DatabaseError

from ser_app.base import audit
from ser_app.base.resources import Resources


def _write(res: Resources) -> None:
    with res.database.unit() as unit:
        audit.record(
            unit, at=res.clock.now(), subject="prueba:1", action="prueba.hecha", author=None
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET actor='otro'", "DELETE FROM audit_event"]
)
def test_the_audit_refuses_change(res: Resources, statement: str) -> None:
    _write(res)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        res.database.unit() as unit,
    ):
        unit.session.connection().exec_driver_sql(statement)
    with res.database.reading() as unit:
        rows = unit.session.connection().exec_driver_sql("SELECT actor FROM audit_event").all()
    assert rows == [("",)]
