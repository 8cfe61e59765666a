"""The day of a filing is that on which its last act reached the server, and it is proved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.declarations.punctuality.views import instant_view
from ser_app.declarations.states import Channel
from ser_app.furs import service, settlement
from ser_app.furs.repository import fur_by_number
from tests.factories import PASSWORD, Company, make_company
from tests.unit.furs.desk import EVERYBODY, declaration_of, file, prepare, sign

DUE = date(2013, 4, 15)
BEFORE = datetime(2013, 4, 16, 4, 59, 59, 250_000, tzinfo=UTC)  # 23:59:59.25 in Bogotá
AFTER = BEFORE + timedelta(seconds=4)


@pytest.fixture
def clock() -> MovableClock:
    """The morning of the due day."""
    return MovableClock(instant=datetime(2013, 4, 15, 15, 0, tzinfo=UTC))


def waiting_for_the_last(res: Resources, company: Company) -> str:
    number = service.issue(res, company.preparer, prepare(res, company))
    sign(res, company.representative, number)
    return number


def last_signature(
    res: Resources, company: Company, number: str, reached_at: datetime | None = None
) -> str:
    return service.sign(
        res,
        company.accountant,
        number,
        password=PASSWORD,
        accepted=True,
        address="192.0.2.7",
        reached_at=reached_at,
    ).number


def proof(res: Resources, number: str) -> FilingInstant:
    declaration = declaration_of(res, number)
    with res.database.reading() as unit:
        found = unit.session.get(FilingInstant, declaration.id)
        assert found is not None
        return found


def test_what_reached_the_server_before_midnight_counts_for_that_day_although_committed_after(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    number = waiting_for_the_last(res, company)
    clock.instant = AFTER
    assert clock.today() == DUE + timedelta(days=1)
    assert last_signature(res, company, number, BEFORE) == number
    filed = declaration_of(res, number)
    assert filed.filed_on == DUE
    assert filed.filed_at == BEFORE
    assert filed.late_filing_penalty == 0
    found = proof(res, number)
    assert (found.reached_at, found.recorded_at) == (BEFORE, AFTER)
    assert found.margin_us == 749_000
    view = instant_view(found, correction=False)
    assert view.sentence == "Presentada a tiempo, por 00:00:00"
    assert view.bogota == "15 abr 2013, 23:59:59,250000"
    assert view.utc == "2013-04-16T04:59:59.250000Z"


def test_what_reached_it_after_midnight_is_late_and_pays_the_penalty(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    number = waiting_for_the_last(res, company)
    clock.instant = AFTER
    new = last_signature(res, company, number)
    filed = declaration_of(res, new)
    assert filed.filed_on == DUE + timedelta(days=1)
    assert filed.late_filing_penalty > 0
    view = instant_view(proof(res, new), correction=False)
    assert view.sentence == "Presentada 1 día después del vencimiento"
    assert not view.in_time


def test_the_receipt_tells_that_the_demonstrations_day_was_moved(
    res: Resources, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 12)
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    view = instant_view(proof(res, number), correction=False)
    assert "movido 3 días atrás" in view.note
    assert view.sentence == "Presentada a tiempo, por 3 días"
    assert view.bogota.startswith("12 abr 2013, 10:00:00")


def test_of_a_collection_the_banks_day_counts_and_the_record_is_kept(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company, channel=Channel.PAPER))
    clock.instant = AFTER + timedelta(days=2)
    with res.database.unit() as unit:
        fur = fur_by_number(unit, EVERYBODY, number)
        settlement.collect_on_paper(unit, res, fur, DUE)
    found = proof(res, number)
    assert (found.act, found.filed_on, found.margin_us) == ("collection", DUE, None)
    assert found.reached_at == clock.instant
    view = instant_view(found, correction=False)
    assert view.sentence == "Presentada a tiempo, el día del vencimiento"


def test_the_receipt_and_the_fur_say_it(res: Resources) -> None:
    from ser_app.declarations.receipt import summary_view
    from ser_app.declarations.service import summary
    from ser_app.furs.views.document import fur_view

    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    key = declaration_of(res, number).public_id
    read = summary_view(summary(res, company.preparer, key), res, company.preparer)
    assert read.instant.sentence == "Presentada a tiempo, por 13:59:59"
    assert read.instant.clock == "Reloj de la demostración (instante narrado): sin medir"
    shown = fur_view(service.fur_detail(res, company.preparer, number), DUE)
    assert shown.punctuality == read.instant.sentence


def test_before_filing_there_is_nothing_to_prove(res: Resources) -> None:
    company = make_company(res)
    number = waiting_for_the_last(res, company)
    detail = service.fur_detail(res, company.preparer, number)
    assert detail.instant is None
    assert instant_view(detail.instant, correction=False).sentence == ""


def test_a_proof_is_never_changed(res: Resources) -> None:
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    with pytest.raises(DatabaseError, match="append-only"), res.database.unit() as unit:
        unit.session.connection().execute(text("UPDATE filing_instant SET shift_days = 1"))


def test_an_installation_names_its_clock(res: Resources) -> None:
    named = replace(
        res, settings=res.settings.model_copy(update={"clock_name": "Hora legal (INM)"})
    )
    named.clock.instant = None  # type: ignore[attr-defined]  # real time from here on
    named.clock.moved_to = DUE  # type: ignore[attr-defined]
    company = make_company(named)
    number = service.issue(named, company.preparer, prepare(named, company))
    file(named, company, number)
    assert proof(named, number).clock_name == "Hora legal (INM)"
