"""Tesorería's home page counts the days that are over: files, deposits and closes that wait."""

from datetime import date

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.oversight.closing import service
from ser_app.oversight.waiting.listing import waiting_for
from ser_app.payments.bank_files.repository import agreements
from ser_app.payments.treasury.board import record_silence
from ser_app.payments.treasury.deposits import Given, explain, record
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import PASSWORD, ministry_actor
from tests.support.collections import make_agreement

DAY, NEXT = date(2013, 6, 20), date(2013, 6, 21)
WHY = "El banco avisó por correo"


def _words(res: Resources, actor: Actor) -> list[str]:
    return [each.words for each in waiting_for(res, actor) if each.href.startswith("/conciliacion")]


def test_files_deposits_and_closes_wait_until_they_are_there(
    res: Resources, clock: MovableClock
) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    make_agreement(res)
    with res.database.unit() as unit:
        [bank] = agreements(unit)
        bank.since, bank_id = DAY, bank.public_id
    record(res, treasury, Given(DAY.isoformat(), "1", "5000", "DEP-1"))
    assert _words(res, treasury) == []  # the day is not over
    clock.moved_to = NEXT
    file, cycle, day = (
        "1 archivo de banco sin llegar", "1 depósito de PSE sin conciliar", "1 día por cerrar",
    )  # fmt: skip
    assert _words(res, treasury) == [file, cycle, day]
    record_silence(res, treasury, bank_id, DAY, WHY)
    assert _words(res, treasury) == [cycle, day]
    explain(res, treasury, (DAY, "1"), (0, 5000), "Pago de prueba de la pasarela")
    assert _words(res, treasury) == [day]
    service.close(res, treasury, DAY, PASSWORD)
    assert _words(res, treasury) == []


def test_only_who_closes_days_is_told(res: Resources, clock: MovableClock) -> None:
    make_agreement(res)
    clock.moved_to = NEXT
    assert _words(res, ministry_actor(res, Role.SUPERVISOR)) == []
    assert _words(res, ministry_actor(res, Role.TREASURY)) != []
