"""Money of nobody: operators claim what they can state exactly, and Tesorería decides."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.in_favour.repository import available
from ser_app.oversight.books.parity import differences
from ser_app.oversight.closing.repository import open_exceptions_until
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.evidence import read_evidence
from ser_app.payments.reconciliation.models import BankException, ClaimEvidence
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.treasury import claiming
from ser_app.payments.treasury.claiming import (
    MOST_OPEN,
    Stated,
    accept,
    claim,
    claims_page,
    document_of,
    for_operators,
    publish,
    reject,
)
from ser_app.payments.treasury.claims_views import bracket, claim_view, waiting_view
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, be_one_person, make_company, ministry_actor
from tests.support.collections import make_agreement
from tests.support.documents import PDF
from tests.unit.payments.bank_files.files import posted, written

DAY = date(2013, 6, 20)
_DRAWN = BytesIO()
Image.new("RGB", (20, 20), "white").save(_DRAWN, "PNG")
PICTURE = _DRAWN.getvalue()
WHY = "Ni el banco ni los FUR dicen de quién es"
SAID = Stated("2013-06-20", "007", "1.250.000", "Contraprestación del segundo trimestre")


@pytest.fixture
def treasury(res: Resources) -> Actor:
    make_agreement(res)
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def money(res: Resources, treasury: Actor, clock: MovableClock, tmp_path: Path) -> str:  # noqa: ARG001  the agreement comes first
    """A million and a quarter of nobody, which came yesterday; gives the exception."""
    posted(res, written(tmp_path / "a.txt", [Collected("123456", 1_250_000)]))
    clock.moved_to = date(2013, 6, 21)
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException))
        return row.public_id


def test_published_money_waits_in_sight_and_holds_no_close_up(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    assert for_operators(res, company.preparer).waiting == []
    publish(res, treasury, money, WHY)
    [found] = for_operators(res, company.preparer).waiting
    shown = waiting_view(*found)
    assert (shown.month, shown.bank, shown.bracket) == (
        "junio de 2013", "Bancolombia", "De $ 1.000.000 a $ 10.000.000",
    )  # fmt: skip
    with res.database.reading() as unit:
        assert open_exceptions_until(unit, DAY) == []
    with pytest.raises(Conflict):
        publish(res, treasury, money, WHY)


def test_what_came_today_is_not_published_yet(
    res: Resources, treasury: Actor, money: str, clock: MovableClock
) -> None:
    clock.moved_to = DAY
    with pytest.raises(Refused) as told:
        publish(res, treasury, money, WHY)
    assert told.value.field == "publish"


def test_an_accepted_claim_is_balance_in_favour_with_its_document_as_evidence(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    publish(res, treasury, money, WHY)
    key = claim(res, company.accountant, SAID, "consignacion.pdf", PDF)
    [found] = claims_page(res, treasury).rows
    assert claim_view(found).money == money
    accept(res, treasury, key, money, "El comprobante coincide")
    with res.database.reading() as unit:
        assert available(unit, company.operator.id or 0) == 1_250_000
        [kept] = unit.session.exec(select(ClaimEvidence))
    assert read_evidence(res, treasury, kept.public_id).content == PDF
    [own] = for_operators(res, company.preparer).claims
    assert (own.state, own.answer) == ("accepted", "El comprobante coincide")
    assert for_operators(res, company.preparer).waiting == []
    assert differences(res.database) == []
    with pytest.raises(Conflict):
        accept(res, treasury, key, money, "El comprobante coincide")


def test_who_claimed_it_does_not_accept_it_with_another_account(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    publish(res, treasury, money, WHY)
    key = claim(res, company.preparer, SAID, "a.pdf", PDF)
    be_one_person(res, company.preparer, treasury)
    with pytest.raises(Refused) as told:
        accept(res, treasury, key, money, "El comprobante coincide")
    assert told.value.code == "own_claim"
    accept(res, ministry_actor(res, Role.TREASURY), key, money, "El comprobante coincide")


def test_a_wrong_statement_fits_nothing_and_the_operator_is_not_told(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    publish(res, treasury, money, WHY)
    for wrong in (
        Stated("2013-06-19", "007", "1250000", SAID.words),
        Stated("2013-06-20", "007", "1250001", SAID.words),
    ):
        key = claim(res, company.preparer, wrong, "a.pdf", PDF)
        with pytest.raises(Refused, match="no es del día"):
            accept(res, treasury, key, money, "El comprobante coincide")
    states = {each.state for each in for_operators(res, company.preparer).claims}
    assert states == {"open"}
    reject(res, treasury, key, "El comprobante es de otra cuenta")
    assert for_operators(res, company.preparer).claims[0].answer == (
        "El comprobante es de otra cuenta"
    )
    with pytest.raises(Conflict):
        reject(res, treasury, key, "El comprobante es de otra cuenta")


def test_money_that_somebody_resolved_meanwhile_is_given_to_nobody_else(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    publish(res, treasury, money, WHY)
    key = claim(res, company.preparer, SAID, "a.pdf", PDF)
    resolve(res, treasury, money, Decision(way="bank", reason="El banco pidió la devolución"))
    with pytest.raises(Refused):
        accept(res, treasury, key, money, "El comprobante coincide")
    with pytest.raises(Conflict):
        publish(res, treasury, money, WHY)
    with res.database.reading() as unit:
        assert available(unit, company.operator.id or 0) == 0


@pytest.mark.usefixtures("money")
def test_what_a_claim_needs(res: Resources, company: Company) -> None:
    def refused(stated: Stated, content: bytes = PDF) -> str | None:
        with pytest.raises(Refused) as told:
            claim(res, company.preparer, stated, "a.pdf", content)
        return told.value.field

    assert refused(Stated("2013-06-21", "007", "1", SAID.words)) == "day"
    assert refused(Stated("ayer", "007", "1", SAID.words)) == "day"
    assert refused(Stated("2013-06-20", "999", "1", SAID.words)) == "bank"
    assert refused(Stated("2013-06-20", "007", "0", SAID.words)) == "amount"
    assert refused(Stated("2013-06-20", "007", "1,5", SAID.words)) == "amount"
    assert refused(Stated("2013-06-20", "007", "1", "pago")) == "words"
    assert refused(SAID, b"MZ") == "evidence"
    for _ in range(MOST_OPEN):
        claim(res, company.preparer, SAID, "a.pdf", PDF)
    assert refused(SAID) is None


@pytest.mark.usefixtures("money")
def test_a_claim_takes_no_document_that_acts_or_does_not_open(
    res: Resources, company: Company
) -> None:
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        active = BytesIO()
        pdf.save(active)
    picture = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>IEND\xaeB`\x82"
    for content in (active.getvalue(), b"%PDF-1.4<script>alert(1)</script>%%EOF", picture):
        with pytest.raises(Refused) as told:
            claim(res, company.preparer, SAID, "a.pdf", content)
        assert told.value.field == "evidence"
    assert for_operators(res, company.preparer).claims == []


def test_five_wait_at_most_however_many_are_sent_at_once(
    res: Resources, treasury: Actor, company: Company, money: str
) -> None:
    def send(_: int) -> bool:
        try:
            claim(res, company.preparer, SAID, "a.png", PICTURE)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(send, range(8))) == MOST_OPEN
    assert claims_page(res, treasury).count == MOST_OPEN
    assert money


@pytest.mark.usefixtures("money")
def test_the_claims_that_wait_come_first_whatever_was_decided_since(
    res: Resources, treasury: Actor, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claiming, "SHOWN", 2)
    keys = []
    for number in range(5):
        keys.append(claim(res, company.preparer, SAID, "a.png", PICTURE))
        if number not in {0, 2}:
            reject(res, treasury, keys[-1], "El comprobante es de otra cuenta")
    pages = [claims_page(res, treasury, number) for number in (1, 2, 3)]
    shown = [[each.claim.public_id for each in page.rows] for page in pages]
    assert shown == [[keys[0], keys[2]], [keys[4], keys[3]], [keys[1]]]
    assert pages[0].count == 5


def test_who_may_see_and_do(res: Resources, treasury: Actor, company: Company, money: str) -> None:
    publish(res, treasury, money, WHY)
    key = claim(res, company.preparer, SAID, "a.pdf", PDF)
    other = make_company(res, name="Otro S.A.S.")
    assert for_operators(res, other.preparer).claims == []
    auditor = ministry_actor(res, Role.AUDITOR)
    assert document_of(res, auditor, key).content == PDF
    with pytest.raises(NotFound):
        reject(res, treasury, "nothing", "El comprobante es de otra cuenta")
    forbidden: list[Callable[[], object]] = [
        lambda: publish(res, auditor, money, WHY),
        lambda: accept(res, auditor, key, money, WHY),
        lambda: reject(res, auditor, key, WHY),
        lambda: claims_page(res, company.preparer),
        lambda: document_of(res, other.preparer, key),
        lambda: claim(res, treasury, SAID, "a.pdf", PDF),
        lambda: for_operators(res, treasury),
    ]
    for act in forbidden:
        with pytest.raises(NotAllowed):
            act()


def test_brackets_are_wide() -> None:
    assert bracket(1) == "De $ 0 a $ 100.000"
    assert bracket(100_000) == "De $ 100.000 a $ 1.000.000"
    assert bracket(5_000_000_000) == "Más de $ 1.000.000.000"
