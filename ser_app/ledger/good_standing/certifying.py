"""Issue a certificate, and recognise it later: every function works in the caller's unit."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from ser_app.base import audit
from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import crockford_code, keyed_hash, same, sha256_hex
from ser_app.ledger.good_standing import repository
from ser_app.ledger.good_standing.models import GoodStandingCertificate
from ser_app.ledger.good_standing.paper import Certificate, draw
from ser_app.ledger.good_standing.standing import Standing
from ser_app.ledger.good_standing.texts import PREVENTED
from ser_app.ledger.in_favour.repository import next_number
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator

SERIES: Final = "PYS"
_NUMBER: Final = re.compile(rf"{SERIES}-\d{{4}}-\d{{6,}}")
_PURPOSE: Final = "good-standing-verification"
_NO_HASH: Final = "0" * 64


def is_number(text: str) -> bool:
    """Whether a text is written like the number of a certificate."""
    return _NUMBER.fullmatch(text) is not None


def issue(
    unit: Unit,
    res: Resources,
    actor: Actor,
    operator: Operator,
    expedientes: Sequence[Expediente],
    standing: Standing,
) -> str:
    """Issue the certificate of a day; asked again that day it is the same one.

    Args:
        unit: The caller's transaction, in which the standing was read.
        res: The resources of the process.
        actor: Who asks; permission and scope were checked.
        operator: Whose certificate.
        expedientes: Its expedientes, as they were looked at.
        standing: What was found on the business day.

    Returns:
        Its number, `PYS-2026-000123`.

    Raises:
        Refused: Something prevents it.
    """
    if not standing.good:
        raise Refused("not_in_good_standing", PREVENTED)
    key = operator.id or 0
    repository.lock_operator(unit, key)
    there = repository.of_day(unit, key, standing.day)
    if there is not None:
        return there.number
    certificate = _certificate(unit, res, actor, operator, expedientes, standing)
    repository.add(unit, certificate)
    audit.record(
        unit,
        at=certificate.issued_at,
        subject=f"good_standing:{certificate.number}",
        action="good_standing.issued",
        author=actor,
        operator_id=key,
        detail={"day": standing.day.isoformat(), "sha256": certificate.sha256},
    )
    return certificate.number


def _certificate(
    unit: Unit,
    res: Resources,
    actor: Actor,
    operator: Operator,
    expedientes: Sequence[Expediente],
    standing: Standing,
) -> GoodStandingCertificate:
    number, code = next_number(unit, SERIES, standing.day.year), crockford_code()
    now, nit = res.clock.now(), operator.tax_number
    page = f"{res.settings.base_url}/verificar"
    content = draw(
        Certificate(
            number=number,
            operator=operator.name,
            nit=nit,
            day=standing.day,
            issued_at=business_instant(res.clock),
            asked_by=actor.name,
            expedientes=[(each.number, each.service) for each in expedientes],
            code=code,
            address=f"{page}?{urlencode({'numero': number, 'codigo': code})}",
            page=page,
            demo=res.settings.demo,
        )
    )
    return GoodStandingCertificate(
        number=number,
        operator_id=operator.id or 0,
        operator_name=operator.name,
        nit=nit,
        issued_on=standing.day,
        issued_at=now,
        issued_by_id=actor.user_id,
        issued_by=actor.name,
        sha256=sha256_hex(content),
        verification_hash=_code_hash(res, number, code),
        content=content,
    )


def recognise(unit: Unit, res: Resources, number: str, code: str) -> GoodStandingCertificate | None:
    """The certificate with that number and code; None alike for a wrong number and a wrong code.

    Args:
        unit: The caller's transaction.
        res: The resources of the process.
        number: In capitals, without blanks.
        code: The same.
    """
    found = repository.by_any_number(unit, number)
    # Computed and compared also without a certificate, so that time tells nothing either.
    expected = found.verification_hash if found else _NO_HASH
    right = same(_code_hash(res, number, code), expected)
    return found if right else None


def _code_hash(res: Resources, number: str, code: str) -> str:
    """What is stored of a code: bound to its number, useless by itself."""
    return keyed_hash(res.settings.secret_key.get_secret_value(), _PURPOSE, f"{number}\x00{code}")
