"""What the screens say of a balance in favour, and to whom they say the whole account."""

from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger.in_favour.asking import Wanted, ask
from ser_app.ledger.in_favour.consulting import balance_of, open_refund, refunds_for
from ser_app.ledger.in_favour.deciding import reject
from ser_app.ledger.in_favour.reading import read_wanted
from ser_app.ledger.in_favour.views import balance_view, opened_view, refund_view
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import correct, filed, pay


def _asked(res: Resources) -> tuple[Company, str]:
    company = make_company(res)
    number = filed(res, company)
    pay(res, number)
    correct(res, company, number, 900_000_000)
    wanted = Wanted(
        key=public_id(),
        amount=1_000_000,
        bank="Banco de Prueba",
        account_type="checking",
        account_number="900300420017",
        reason="No la aplicaremos.",
    )
    ask(res, company.representative, wanted)
    [(refund, _)] = refunds_for(res, company.representative)
    return company, refund.public_id


def test_each_movement_says_where_it_came_from_and_what_was_left(res: Resources) -> None:
    company, refund = _asked(res)
    view = balance_view(balance_of(res, company.preparer), whole_account=False)
    assert [(each.given, each.taken, each.balance) for each in view.movements] == [
        ("", "$ 1.000.000", "$ 212.000"),
        ("$ 1.212.000", "", "$ 1.212.000"),
    ]
    assert view.movements[0].href == f"/devoluciones?solicitud={refund}"
    assert view.movements[1].href.startswith("/declaraciones/")
    assert (view.available, view.digits) == ("$ 212.000", "212000")


def test_who_neither_asks_nor_decides_reads_only_the_end_of_the_account(res: Resources) -> None:
    company, refund = _asked(res)
    opened = open_refund(res, company.preparer, refund)
    masked = opened_view(opened, whole_account=False)
    assert (masked.account, "900300420" in str(masked)) == ("•••0017", False)
    assert opened_view(opened, whole_account=True).account == "900300420017"
    [(row, operator)] = refunds_for(res, company.preparer)
    assert "900300420" not in refund_view(row, operator, whole_account=False).account


def test_a_rejection_is_told_with_its_reason_and_leaves_the_queue(res: Resources) -> None:
    company, refund = _asked(res)
    treasury = ministry_actor(res, Role.TREASURY)
    assert len(refunds_for(res, treasury, open_only=True)) == 1
    reject(res, treasury, refund, "La cuenta no es del operador.")
    assert refunds_for(res, treasury, open_only=True) == []
    [told] = balance_view(balance_of(res, company.admin), whole_account=False).refunds
    assert (told.state, told.kind, told.note) == (
        "Rechazada",
        "failed",
        "La cuenta no es del operador.",
    )


def test_another_operators_refund_is_nobodys_business(res: Resources) -> None:
    _asked(res)
    other = make_company(res, name="Otro S.A.S.")
    assert refunds_for(res, other.representative) == []
    assert balance_of(res, other.representative).movements == []


def test_what_is_typed_is_not_taken_on_trust() -> None:
    read = read_wanted({"monto": "1.000.000", "banco": 7, "cuenta": " 12 ", "clave": None})
    assert (read.amount, read.bank, read.account_number, read.key) == (1_000_000, "", "12", "")
    assert read_wanted({"monto": "-5"}).amount == 0
    assert read_wanted({"monto": "9" * 40}).amount == 0
