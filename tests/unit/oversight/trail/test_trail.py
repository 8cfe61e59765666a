"""The trail is searched by everything that somebody may ask for, and paged by key."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from ser_app.base import audit
from ser_app.base.audit_chain.sealing import seal
from ser_app.base.correlation import correlated, new_reference
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.oversight.trail import exporting
from ser_app.oversight.trail.exporting import HEADING, export
from ser_app.oversight.trail.filters import Key, Place, TrailFilter
from ser_app.oversight.trail.service import PAGE_SIZE, standing, trail
from ser_app.oversight.trail.views import ChangeView, changes, event_view, standing_sentence
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Role
from tests.factories import make_company, make_operator, ministry_actor

# 23:30 of 19 June in Bogotá is already the 20th in UTC.
LATE_EVENING = datetime(2013, 6, 20, 4, 30, tzinfo=UTC)
NEWEST = Place()


def write(
    res: Resources,
    at: datetime = LATE_EVENING,
    action: str = "declaration.filed",
    subject: str = "declaration:ab12",
    author: Actor | None = None,
    **more: object,
) -> None:
    author = author or make_company(res).preparer
    with res.database.unit() as unit:
        audit.record(unit, at=at, subject=subject, action=action, author=author, detail=more)


def found(res: Resources, **wanted: object) -> list[str]:
    """The subjects that a filter finds."""
    auditor = ministry_actor(res, Role.AUDITOR)
    page = trail(res, auditor, TrailFilter(**wanted), NEWEST)  # type: ignore[arg-type]
    return [entry.event.subject for entry in page.entries]


def test_the_newest_event_comes_first_with_its_operator_and_its_link(res: Resources) -> None:
    write(res)
    seal(res.database)
    write(res, LATE_EVENING + timedelta(hours=1), "session.opened")
    page = trail(res, ministry_actor(res, Role.AUDITOR), TrailFilter(), NEWEST)
    assert [entry.event.action for entry in page.entries] == ["session.opened", "declaration.filed"]
    view = event_view(page.entries[1])
    assert view.at == "19 jun 2013, 23:30:00"
    assert view.operator == "Operador S.A.S."
    assert view.subject == "Declaración ab12"
    assert view.action == "Presentó una declaración"
    assert (view.seal, view.sealed) == ("Eslabón 1", True)
    assert event_view(page.entries[0]).seal == "Por sellar"


def test_an_auditor_reads_first_how_the_chain_stands_and_until_when_there_is_access(
    res: Resources,
) -> None:
    write(res)
    seal(res.database)
    told = standing_sentence(standing(res, ministry_actor(res, Role.AUDITOR)))
    assert told.startswith("1 eventos sellados; la cabeza de la cadena es ")
    assert told.endswith("Su acceso va hasta el 1 ene 2100.")
    with pytest.raises(NotAllowed):
        standing(res, ministry_actor(res, Role.TREASURY))


def test_days_are_those_of_bogota(res: Resources) -> None:
    write(res)
    day = date(2013, 6, 19)
    assert found(res, first_day=day, last_day=day) == ["declaration:ab12"]
    assert found(res, first_day=date(2013, 6, 20), last_day=date(2013, 6, 21)) == []


def test_a_text_finds_what_was_done_and_what_it_was_done_to(res: Resources) -> None:
    write(res, action="fur.signed", subject="fur:FUR-2013-000012")
    write(res, action="payment.approved", subject="payment:ab12cd34")
    assert found(res, text="FUR-2013-000012") == ["fur:FUR-2013-000012"]
    assert found(res, text="fur-2013-0000") == ["fur:FUR-2013-000012"]
    assert found(res, text="ab12c") == ["payment:ab12cd34"]
    assert found(res, text="payment:ab") == ["payment:ab12cd34"]
    assert found(res, text="firmó un fur") == ["fur:FUR-2013-000012"]
    assert found(res, text="payment.") == ["payment:ab12cd34"]
    assert len(found(res, text="fur")) == 1  # found in both ways, shown once
    assert found(res, text="nada así") == []


def test_person_role_operator_and_action_narrow_and_wildcards_mean_themselves(
    res: Resources,
) -> None:
    company = make_company(res, name="Antena del Sur S.A.S.")
    write(res, author=company.preparer, subject="x:sur")
    write(res, author=company.accountant, subject="x:contador")
    write(res, subject="x:otro")
    assert set(found(res, person="declarANTE")) == {"x:sur", "x:otro"}
    assert found(res, person=company.accountant.name) == ["x:contador"]
    assert found(res, person="%") == []
    assert set(found(res, operator="antena del")) == {"x:sur", "x:contador"}
    with res.database.reading() as unit:
        nit = unit.session.get_one(Operator, company.operator.id).nit
    assert len(found(res, operator=f"{nit[:3]}.{nit[3:6]}.{nit[6:]}-1")) == 2
    assert found(res, operator="Antena", person="contador", action="declaration.filed") == [
        "x:contador"
    ]
    assert found(res, operator="Antena", action="session.opened") == []


def test_the_reference_that_a_person_quotes_finds_all_of_its_request(res: Resources) -> None:
    now = res.clock.now()
    author = make_company(res).preparer
    with correlated() as reference:
        write(res, now, subject="x:1", author=author)
        write(res, now + timedelta(seconds=1), subject="x:2", author=author)
    write(res, now, subject="x:3", author=author)
    assert found(res, request=reference) == ["x:2", "x:1"]
    assert found(res, request=new_reference()) == []
    assert found(res, request="FUR-2013") == []


def test_pages_go_on_by_key_both_ways_and_cover_everything_once(res: Resources) -> None:
    company, auditor = make_company(res), ministry_actor(res, Role.AUDITOR)
    many = 2 * PAGE_SIZE + 3
    with res.database.unit() as unit:
        for number in range(many):
            at = LATE_EVENING + timedelta(seconds=number // 2)  # two in each instant
            audit.record(unit, at=at, subject=f"x:{number}", action="x.done", author=company.admin)
            unit.flush()
    seen, place, pages = [], NEWEST, []
    while True:
        page = trail(res, auditor, TrailFilter(), place)
        pages.append(page)
        seen += [entry.event.subject for entry in page.entries]
        if page.older is None:
            break
        place = Place.read({"antes": page.older.text})
    assert seen == [f"x:{number}" for number in reversed(range(many))]
    assert pages[0].newer is None
    assert pages[2].newer is not None
    back = trail(res, auditor, TrailFilter(), Place(after=pages[2].newer))
    assert [each.event.id for each in back.entries] == [each.event.id for each in pages[1].entries]
    assert (back.newer, back.older) == (pages[1].newer, pages[1].older)
    first = trail(res, auditor, TrailFilter(), Place(after=back.newer))
    assert first.newer is None


def test_a_key_is_read_back_to_the_microsecond_and_nothing_else_is_one() -> None:
    key = Key(datetime(2026, 11, 26, 15, 0, 0, 123457, UTC), 7)
    assert Key.read(key.text) == key
    for text in ("", "7", "a-7", "-1-7", "9" * 17 + "-7", "1-" + "9" * 16):
        assert Key.read(text) is None or Key.read(text) == Key.read(text)
    assert Key.read("x-1") is None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.TREASURY])
def test_only_who_may_audit_reads_or_exports_the_trail(res: Resources, role: Role) -> None:
    actor = ministry_actor(res, role)
    with pytest.raises(NotAllowed):
        trail(res, actor, TrailFilter(), NEWEST)
    with pytest.raises(NotAllowed):
        export(res, actor, TrailFilter(), "csv")


def test_the_address_keeps_the_filter() -> None:
    wanted = TrailFilter(date(2013, 6, 1), None, person="Ana Ruiz", action="payment.approved")
    assert wanted.address(antes="1-2") == (
        "/auditoria?desde=2013-06-01&persona=Ana+Ruiz&accion=payment.approved&antes=1-2"
    )
    assert TrailFilter().address() == "/auditoria"
    assert TrailFilter.read(wanted.values) == wanted


def test_what_changed_stands_side_by_side() -> None:
    assert changes({"state": "issued", "total": 1_250_000}, {"state": "paid", "live": False}) == [
        ChangeView("en curso", "—", "no"),
        ChangeView("estado", "issued", "paid"),
        ChangeView("total", "1.250.000", "—"),
    ]
    assert changes(None, None) == []


def test_an_export_has_every_row_that_was_found_and_is_an_event_itself(res: Resources) -> None:
    operator = make_operator(res)
    author = ministry_actor(res, Role.TREASURY)
    with res.database.unit() as unit:
        row = unit.session.get_one(Operator, operator.id)
        row.phone = "=1+1"
        audit.record(unit, at=LATE_EVENING, subject="x:1", action="x.a", author=author, of=row)
    for _ in range(3):
        write(res, subject="=cmd", author=author)
    auditor = ministry_actor(res, Role.AUDITOR)
    content = export(res, auditor, TrailFilter(person=author.name), "csv").decode("utf-8-sig")
    [heading, *rows] = csv.reader(StringIO(content), delimiter=";")
    assert tuple(heading) == HEADING
    assert len(rows) == 4
    told = dict(zip(heading, rows[-1], strict=True))
    assert json.loads(told["despues"]) == {"phone": "=1+1"}
    assert (told["instante_utc"], told["eslabon"]) == ("2013-06-20T04:30:00.000000Z", "1")
    assert rows[0][6] == "'=cmd"  # no spreadsheet takes it for a formula
    with res.database.reading() as unit:
        query = select(AuditEvent).order_by(col(AuditEvent.id).desc())
        event = unit.session.exec(query).first()
    assert event is not None
    assert (event.action, event.detail["rows"]) == ("audit.exported", 4)
    assert event.detail["filter"] == {"persona": author.name}
    sheet = load_workbook(BytesIO(export(res, auditor, TrailFilter(), "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 1 + 4 + 1


def test_an_export_takes_all_or_nothing(res: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    author = make_company(res).preparer
    for _ in range(5):
        write(res, author=author)
    auditor = ministry_actor(res, Role.AUDITOR)
    monkeypatch.setattr(exporting, "_PART", 2)
    assert len(export(res, auditor, TrailFilter(person="Declarante"), "csv").splitlines()) == 6
    monkeypatch.setattr(exporting, "MOST_ROWS", 4)
    with pytest.raises(Refused, match="exporte por partes"):
        export(res, auditor, TrailFilter(person="Declarante"), "csv")
