"""Deposits of PSE against the approved transactions, cycle by cycle."""

from datetime import date
from itertools import count

import pytest

from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.treasury.deposits import (
    Given,
    annul,
    cycles,
    explain,
    load,
    read_csv,
    record,
)
from ser_app.payments.treasury.matching import CycleMatch, Match
from ser_app.payments.treasury.views import cycle_view
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.unit.payments.builders import make_payable

DAY = date(2013, 6, 20)
WHY = "La pasarela descontó su comisión"
_serial = count(1)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


def approved(res: Resources, amount: int, cycle: str = "1", state: str = "approved") -> None:
    due = make_payable(res)
    with res.database.unit() as unit:
        unit.session.add(
            PaymentAttempt(
                public_id=public_id(), fur_id=due.fur.id or 0,
                operator_id=due.company.operator.id or 0, channel="pse", state=state, live=False,
                regime=due.fur.regime,
                reference=due.fur.reference or "", amount=amount, description="x", cycle=cycle,
                created_at=res.clock.now(), created_on=DAY, value_day=DAY,
                request_id=str(next(_serial)),
            )
        )  # fmt: skip


def put(amount: str, cycle: str = "1", reference: str = "DEP-1", day: str = "2013-06-20") -> Given:
    return Given(day, cycle, amount, reference)


def only(res: Resources, actor: Actor) -> CycleMatch:
    [found] = cycles(res, actor)
    return found


def test_a_cycle_is_matched_when_its_deposits_sum_to_its_transactions(
    res: Resources, treasury: Actor
) -> None:
    approved(res, 3000)
    approved(res, 2000)
    approved(res, 9000, state="rejected")
    assert only(res, treasury).match is Match.NO_DEPOSIT
    record(res, treasury, put("3.000"))
    assert only(res, treasury).match is Match.AMOUNT
    assert cycle_view(only(res, treasury)).note == "Diferencia −$ 2.000"
    record(res, treasury, put("2000", reference="DEP-2"))
    found = only(res, treasury)
    assert (found.match, found.count, found.approved, found.deposited) == (
        Match.MATCHED, 2, 5000, 5000,
    )  # fmt: skip


def test_money_of_no_transaction_is_told(res: Resources, treasury: Actor) -> None:
    approved(res, 3000)
    record(res, treasury, put("3000", cycle="02"))
    found = {each.cycle: each.match for each in cycles(res, treasury)}
    assert found == {"1": Match.NO_DEPOSIT, "2": Match.NO_TRANSACTIONS}


def test_an_explanation_holds_for_the_two_sums_that_it_explains(
    res: Resources, treasury: Actor
) -> None:
    approved(res, 3000)
    record(res, treasury, put("2990"))
    with pytest.raises(Refused):
        explain(res, treasury, (DAY, "1"), (3000, 2990), "corto")
    with pytest.raises(Conflict):
        explain(res, treasury, (DAY, "1"), (3000, 2000), WHY)
    explain(res, treasury, (DAY, "1"), (3000, 2990), WHY)
    found = only(res, treasury)
    assert (found.match, found.open, found.reason) == (Match.EXPLAINED, False, WHY)
    record(res, treasury, put("5", reference="DEP-2"))
    assert only(res, treasury).match is Match.AMOUNT
    record(res, treasury, put("5", reference="DEP-3"))
    with pytest.raises(Refused):
        explain(res, treasury, (DAY, "1"), (3000, 3000), WHY)


def test_a_mistyped_deposit_is_annulled_and_its_reference_is_free_again(
    res: Resources, treasury: Actor
) -> None:
    approved(res, 3000)
    record(res, treasury, put("300"))
    with pytest.raises(Conflict):
        record(res, treasury, put("3000"))
    wrong = only(res, treasury).deposits[0].public_id
    annul(res, treasury, wrong, "Se escribió un cero de menos")
    with pytest.raises(Conflict):
        annul(res, treasury, wrong, "Se escribió un cero de menos")
    record(res, treasury, put("3000"))
    assert only(res, treasury).match is Match.MATCHED
    with pytest.raises(NotFound):
        annul(res, treasury, "nothing", "Se escribió un cero de menos")


CSV = "dia;ciclo;valor;referencia\n2013-06-20;1;3000;A\n\n2013-06-20;2;4000;B\n"


def test_a_file_is_recorded_whole(res: Resources, treasury: Actor) -> None:
    assert load(res, treasury, CSV.encode()) == 2
    assert [each.deposited for each in cycles(res, treasury)] == [3000, 4000]
    with pytest.raises(Refused, match=r"Línea 2: .*ya tiene un depósito.*Línea 4"):
        load(res, treasury, CSV.encode())
    mixed = CSV + "2013-06-20;x;1;C\n2013-06-21;1;1;D\n2013-06-20;1;0;E\n2013-06-20;1;5;\n"
    with pytest.raises(Refused) as told:
        load(res, treasury, mixed.replace(";A", ";A2").replace(";B", ";B2").encode())
    for line in ("Línea 5", "Línea 6", "Línea 7", "Línea 8"):
        assert line in told.value.message
    assert sum(each.deposited for each in cycles(res, treasury)) == 7000


def test_what_is_no_such_file_is_refused() -> None:
    for content in (b"", b"a;b\n1;2\n", b"\xff\xfe", b"dia;ciclo;valor;referencia\n", b'"'):
        with pytest.raises(Refused):
            read_csv(content)
    with pytest.raises(Refused, match="más de 500"):
        read_csv(("dia,ciclo,valor,referencia\n" + "2013-06-20,1,1,x\n" * 501).encode())
    assert read_csv("\ufeffDía,Ciclo,Valor,Referencia\n2013-06-20,1,1,x".encode())[0][0] == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (put("0"), "amount"),
        (put("1,5"), "amount"),
        (put("1", cycle="123"), "cycle"),
        (put("1", day="2013-06-21"), "day"),
        (put("1", day="hoy"), "day"),
        (put("1", reference=" "), "reference"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(
    res: Resources, treasury: Actor, given: Given, field: str
) -> None:
    with pytest.raises(Refused) as told:
        record(res, treasury, given)
    assert told.value.field == field


def test_who_may(res: Resources) -> None:
    auditor = ministry_actor(res, Role.AUDITOR)
    assert cycles(res, auditor) == []
    for forbidden in (
        lambda: record(res, auditor, put("1")),
        lambda: load(res, auditor, CSV.encode()),
        lambda: explain(res, auditor, (DAY, "1"), (1, 0), WHY),
        lambda: annul(res, auditor, "x", WHY),
        lambda: cycles(res, ministry_actor(res, Role.SUPERVISOR)),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
