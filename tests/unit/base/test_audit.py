"""What an event carries: the request, what changed, and nothing secret."""

from datetime import date

import pytest
from pydantic import SecretStr
from sqlmodel import select

from ser_app.base import audit
from ser_app.base.correlation import correlated, instant_of, new_reference, reference
from ser_app.base.masking import masked
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.people.models import Operator, User
from ser_app.people.permissions import Role
from tests.factories import make_operator, make_user


def last(res: Resources) -> AuditEvent:
    with res.database.reading() as unit:
        return unit.session.exec(select(AuditEvent).order_by(AuditEvent.id.desc())).first()  # type: ignore[union-attr,return-value]


def test_before_and_after_are_what_the_transaction_changed(res: Resources) -> None:
    operator = make_operator(res, "Antes S.A.S.")
    with res.database.unit() as unit:
        row = unit.session.get_one(Operator, operator.id)
        row.name = "Después S.A.S."
        unit.flush()
        row.phone, row.name = "300", "Al final S.A.S."
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None, of=row)
    event = last(res)
    assert event.before == {"name": "Antes S.A.S.", "phone": ""}
    assert event.after == {"name": "Al final S.A.S.", "phone": "300"}


def test_a_new_row_has_no_before_and_a_second_event_tells_only_what_came_later(
    res: Resources,
) -> None:
    with res.database.unit() as unit:
        row = Operator(public_id="o", nit="1", check_digit="9", name="Nueva S.A.S.")
        unit.session.add(row)
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.new", author=None, of=row)
        unit.flush()
    event = last(res)
    assert event.before is None
    assert event.after is not None
    assert event.after["name"] == "Nueva S.A.S."
    with res.database.unit() as unit:
        row = unit.session.get_one(Operator, row.id)
        row.email = "a@b.co"
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None, of=row)
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.y", author=None, of=row)
    assert (last(res).before, last(res).after) == (None, None)


def test_what_was_rolled_back_is_no_change(res: Resources) -> None:
    operator = make_operator(res, "Antes S.A.S.")
    with res.database.unit() as unit:
        unit.session.get_one(Operator, operator.id).name = "Otra"
        unit.flush()
        unit.session.rollback()
        row = unit.session.get_one(Operator, operator.id)
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None, of=row)
    assert last(res).after is None
    with res.database.unit() as unit:
        row = unit.session.get_one(Operator, operator.id)
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None, of=row)
    assert last(res).after is None


def test_a_password_s_hash_is_masked_in_what_changed(res: Resources) -> None:
    user = make_user(res, Role.AUDITOR)
    with res.database.unit() as unit:
        row = unit.session.get_one(User, user.id)
        row.password_hash = "$argon2id$v=19$otra"
        audit.record(unit, at=res.clock.now(), subject="u:1", action="u.x", author=None, of=row)
    event = last(res)
    assert event.before == {"password_hash": "***"}
    assert event.after == {"password_hash": "***"}


@pytest.mark.parametrize(
    "name",
    [
        "password", "new_password", "clave", "contraseña", "secret_key", "mail_secret", "token",
        "token_hash", "session_token", "cookie", "Authorization", "totp_secret", "otp", "pin",
        "recovery_codes", "verification_code", "reset_token", "api_key", "nonce", "tranKey",
    ],
)  # fmt: skip
def test_a_secret_is_masked_by_its_name_at_every_depth(name: str) -> None:
    assert masked({name: "x1"}) == {name: "***"}
    assert masked({"a": [{"b": {name: "x1"}}]}) == {"a": [{"b": {name: "***"}}]}


@pytest.mark.parametrize(
    "value",
    [
        SecretStr("x"), b"x", bytearray(b"x"), "$argon2id$v=19$m=1", "otpauth://totp/SER?secret=X",
        "Bearer abc", "-----BEGIN PRIVATE KEY-----",
    ],
)  # fmt: skip
def test_a_secret_is_masked_by_what_it_is(value: object) -> None:
    assert masked({"valor": value, "lista": [value]}) == {"valor": "***", "lista": ["***"]}


def test_what_is_no_secret_stays_and_becomes_json() -> None:
    given = {
        "code": "007",
        "total": 5,
        "ok": True,
        "nada": None,
        "día": date(2013, 6, 20),
        "r": 1.5,
    }
    assert masked({**given, "rol": Role.AUDITOR, "t": (1, "a")}) == {
        "code": "007", "total": 5, "ok": True, "nada": None, "día": "2013-06-20", "r": "1.5",
        "rol": "auditor", "t": [1, "a"],
    }  # fmt: skip


def test_an_event_carries_the_reference_of_its_request(res: Resources) -> None:
    outside = reference()
    with correlated() as own, res.database.unit() as unit:
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None)
    assert last(res).request == own != outside
    with res.database.unit() as unit:
        audit.record(unit, at=res.clock.now(), subject="o:1", action="o.x", author=None)
    assert last(res).request == outside


def test_a_reference_tells_its_instant_and_nothing_else_is_one(res: Resources) -> None:
    now = res.clock.now()
    told = instant_of(new_reference(now))
    assert told is not None
    assert abs((told - now).total_seconds()) < 0.001
    for other in ("", "x" * 16, "FUR-2026-0000012", "0" * 15, "<script>0000000"):
        assert instant_of(other) is None
