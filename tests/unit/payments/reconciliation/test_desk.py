"""What the desk's screens say."""

from datetime import date
from pathlib import Path

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound
from ser_app.base.resources import Resources
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.closing.repository import open_exceptions_until
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation import desk
from ser_app.payments.reconciliation.amounts import money_words
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.files_views import defect_rows, files_view
from ser_app.payments.reconciliation.repository import ExceptionFilter
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.reconciliation.shown import Shown
from ser_app.payments.reconciliation.views import case_view, exceptions_view, read_filter
from ser_app.payments.treasury.board import board
from ser_app.payments.treasury.claiming import publish
from ser_app.payments.treasury.views import board_view
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.support.collections import make_agreement
from tests.unit.payments.bank_files.files import loaded, posted, written
from tests.unit.payments.builders import TOTAL, make_payable

TODAY = date(2013, 6, 20)
RESOLVED = ExceptionFilter(shown=Shown.RESOLVED)
TO_CLAIM = ExceptionFilter(shown=Shown.TO_CLAIM)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    make_agreement(res)
    return ministry_actor(res, Role.TREASURY)


def test_files_tell_what_became_of_each(res: Resources, treasury: Actor, tmp_path: Path) -> None:
    due = make_payable(res)
    payments = [Collected(due.fur.reference or "", TOTAL), Collected("77", 40_000)]
    posted(res, written(tmp_path / "bueno.txt", payments))
    loaded(res, written(tmp_path / "malo.txt", payments, nit="899999053"))
    view = files_view(desk.files_page(res, treasury), 1)
    bad, good = view.rows
    assert (bad.state_word, bad.result, bad.defects) == (
        "Rechazado", "No se abonó nada", "1 defecto",
    )  # fmt: skip
    assert (
        good.result
        == "1 abonado por $\u00a023.019.000; 1 excepción por $\u00a040.000: 1 por resolver"
    )
    assert (good.bank, good.collected_on, good.amount) == (
        "Bancolombia", "20 jun 2013", "$ 23.059.000",
    )  # fmt: skip
    assert view.waiting == "1 por resolver"
    [defect] = defect_rows(desk.file_defects(res, treasury, bad.public_id))
    assert defect.sentence.startswith("Línea 1, posición 3: se esperaba el NIT del Fondo")


def test_a_reference_with_one_wrong_digit_shows_its_fur_and_the_debts(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    due = make_payable(res)
    make_payable(res)
    enter_missing(res)
    reference = due.fur.reference or ""
    wrong = f"{reference[:-1]}{(int(reference[-1]) + 5) % 10}"
    posted(res, written(tmp_path / "a.txt", [Collected(wrong, TOTAL)]))
    page = desk.exceptions_page(res, treasury, ExceptionFilter())
    [row] = exceptions_view(page, ExceptionFilter(), 1).rows
    assert (row.reference, row.kind, row.amount) == (
        wrong, "Referencia desconocida", "$ 23.019.000",
    )  # fmt: skip
    nit = due.company.operator.nit
    view = case_view(desk.facts(res, treasury, row.public_id, nit), TODAY, nit)
    assert due.number in [near.number for near in view.near]
    assert "Mismo valor y una cifra distinta" in [near.why for near in view.near]
    assert [fact.fur for fact in view.facts] == ["—", "—", "—", "Ningún FUR tiene esa referencia"]
    assert {fact.word for fact in view.facts} == {""}
    assert view.debts[0][0] == f"filing:{due.declaration.public_id}"


def test_bank_and_fur_stand_beside_each_other(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    due = make_payable(res)
    posted(res, written(tmp_path / "a.txt", [Collected(due.fur.reference or "", TOTAL - 1)]))
    [found] = desk.exceptions_page(res, treasury, ExceptionFilter()).rows
    view = case_view(desk.facts(res, treasury, found.row.public_id), TODAY, "")
    differing = {fact.name: (fact.bank, fact.fur) for fact in view.facts if fact.kind == "overdue"}
    assert differing == {"Valor": ("$ 23.018.999", "$ 23.019.000")}
    assert view.debts_of.startswith(due.company.operator.name)


def test_what_was_resolved_leaves_the_list_and_stays_readable(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    posted(res, written(tmp_path / "a.txt", [Collected("77", 40_000), Collected("78", 50_000)]))
    first = desk.exceptions_page(res, treasury, ExceptionFilter()).rows[0].row
    resolve(
        res, treasury, first.public_id, Decision(way="bank", reason="El banco lo envió por error")
    )
    waiting = desk.exceptions_page(res, treasury, ExceptionFilter())
    assert (waiting.count, waiting.amount) == (1, 50_000)
    done = desk.exceptions_page(res, treasury, RESOLVED)
    view = exceptions_view(done, RESOLVED, 1)
    assert view.rows[0].resolved.startswith("Devolver al banco, ")
    case = case_view(desk.facts(res, treasury, first.public_id), TODAY, "")
    assert case.reason == "El banco lo envió por error"


def test_every_place_counts_what_waits_alike(
    res: Resources, treasury: Actor, clock: MovableClock, tmp_path: Path
) -> None:
    """Three exceptions of a day: one to resolve, one that awaits its owner, one resolved."""
    payments = [Collected("77", 40_000), Collected("78", 50_000), Collected("79", 60_000)]
    posted(res, written(tmp_path / "a.txt", payments))
    clock.moved_to = date(2013, 6, 21)
    left, published, done = (
        each.row.public_id for each in desk.exceptions_page(res, treasury, ExceptionFilter()).rows
    )
    publish(res, treasury, published, "Ni el banco ni los FUR dicen de quién es")
    resolve(res, treasury, done, Decision(way="bank", reason="El banco lo envió por error"))

    page = desk.exceptions_page(res, treasury, ExceptionFilter())
    assert [each.row.public_id for each in page.rows] == [left]
    view = exceptions_view(page, ExceptionFilter(), 1)
    assert (view.total, view.to_claim) == ("$ 40.000", "1 espera reclamo")
    assert read_filter({"mostrar": view.to_claim_href.partition("mostrar=")[2]}) == TO_CLAIM
    [row] = desk.exceptions_page(res, treasury, TO_CLAIM).rows
    assert row.row.public_id == published
    [row] = desk.exceptions_page(res, treasury, RESOLVED).rows
    assert row.row.public_id == done

    files = files_view(desk.files_page(res, treasury), 1)
    assert files.waiting == "1 por resolver · 1 espera reclamo"
    assert files.rows[0].result.endswith(
        "3 excepciones por $\u00a0150.000: 1 por resolver · 1 espera reclamo"
    )
    shown = board_view(board(res, treasury), date(2013, 6, 21))
    assert shown.summary.endswith("1 por resolver · 1 espera reclamo")
    details = {cell.detail for each in shown.days for cell in each.cells if "pagos" in cell.detail}
    assert details == {"3 pagos, $\u00a0150.000; 1 por resolver · 1 espera reclamo"}
    with res.database.reading() as unit:
        assert open_exceptions_until(unit, TODAY) == [(TODAY, 1, 40_000)]
    case = case_view(desk.facts(res, treasury, published), TODAY, "")
    assert "Ni el banco ni los FUR dicen de quién es." in case.published
    assert case_view(desk.facts(res, treasury, left), TODAY, "").published == ""


def test_filters_narrow_the_list(res: Resources, treasury: Actor, tmp_path: Path) -> None:
    posted(res, written(tmp_path / "a.txt", [Collected("77", 40_000), Collected("781", 50_000)]))

    def count(**query: str) -> int:
        return desk.exceptions_page(res, treasury, read_filter(query)).count

    assert count() == 2
    assert count(buscar="78") == 1
    assert count(motivo="expired") == 0
    assert count(banco="007") == 2
    assert count(banco="001") == 0
    assert count(desde="2013-06-21") == 0
    assert count(hasta="2013-06-20", motivo="no existe", desde="nunca") == 2


def test_the_auditor_looks_and_operators_do_not(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    posted(res, written(tmp_path / "a.txt", [Collected("77", 40_000)]))
    auditor = ministry_actor(res, Role.AUDITOR)
    [found] = desk.exceptions_page(res, auditor, ExceptionFilter()).rows
    assert desk.facts(res, auditor, found.row.public_id).line is not None
    with pytest.raises(NotFound):
        desk.facts(res, treasury, "nothing")
    for actor in (make_payable(res).company.admin, ministry_actor(res, Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            desk.files_page(res, actor)
        with pytest.raises(NotAllowed):
            desk.exceptions_page(res, actor, ExceptionFilter())
        with pytest.raises(NotAllowed):
            desk.facts(res, actor, found.row.public_id)


@pytest.mark.parametrize(
    ("cents", "words"),
    [(150, "$ 1,50"), (200, "$ 2"), (-150, "−$ 1,50"), (-200, "−$ 2"), (0, "$ 0")],
)
def test_an_amount_in_cents_is_written_out(cents: int, words: str) -> None:
    assert money_words(cents) == words
