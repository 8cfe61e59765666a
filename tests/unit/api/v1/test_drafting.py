"""From an expediente to a FUR that waits for signatures, by a program."""

from datetime import date

import pytest

from ser_app.base.resources import Resources
from ser_app.declarations.alerts.service import alerts_of
from ser_app.furs import service
from ser_app.people.permissions import Permission
from tests.factories import make_company
from tests.unit.api.v1.office import program_of
from tests.unit.furs.desk import file, prepare

TEXT = {
    "lines": [{"kind": "income", "description": "Acceso a Internet", "amount": 950_000_000}],
    "payment_day": "2013-06-20",
}


async def test_a_program_declares_and_people_sign(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make_company(res)
    async with program_of(res, monkeypatch, company) as program:
        listed = (await program.get("/expedientes")).json()["items"]
        assert [each["number"] for each in listed] == [company.expediente.number]
        begun = await program.post(
            "/declarations", {"expediente": company.expediente.number, "period": "2013-Q1"}
        )
        assert begun.status_code == 201
        draft = begun.json()
        assert (draft["state"], draft["version"]) == ("draft", 1)
        assert draft["missing"][0]["field"] == "nil_confirmed"
        saved = await program.put(f"/declarations/{draft['id']}", {**TEXT, "version": 1})
        assert saved.status_code == 200
        told = saved.json()
        assert (told["levy"], told["late_filing_penalty"]) == (20_900_000, 941_000)
        assert (told["arrears_interest"], told["total"]) == (1_178_000, 23_019_000)
        assert told["missing"] == []
        issued = await program.post("/furs", {"declaration": draft["id"]})
        assert issued.status_code == 201
        fur = issued.json()
        assert (fur["state"], fur["total"]) == ("issued", 23_019_000)
        assert fur["missing_signatures"] == ["legal_representative", "accountant"]
        assert fur["payable_now"] is False
        drawn = await program.client.get(f"/api/v1/furs/{fur['number']}/pdf")
        assert drawn.content == service.pdf(res, company.preparer, fur["number"]).content
        refused = await program.post("/payments", {"fur": fur["number"]})
        assert refused.status_code == 422
        file(res, company, fur["number"])
        filed = (await program.get(f"/furs/{fur['number']}")).json()
        assert (filed["state"], filed["payable_now"]) == ("filed", True)
        statement = (await program.get("/statement")).json()
        assert [each["total"] for each in statement["debts"]] == [23_019_000]


ODD = {
    "version": 1,
    "lines": [
        {"kind": "income", "description": "Acceso a Internet", "amount": 40_000_000},
        {"kind": "return", "description": "Anticipos", "amount": 8_000_001},
    ],
    "payment_day": "2013-06-20",
}


async def test_a_program_reads_the_alerts_that_people_see_and_says_why(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    async with program_of(res, monkeypatch, company) as program:
        begun = await program.post(
            "/declarations", {"expediente": company.expediente.number, "period": "2013-Q1"}
        )
        key = begun.json()["id"]
        saved = (await program.put(f"/declarations/{key}", ODD)).json()
        (alert,) = saved["alerts"]
        (flag,) = alerts_of(res, company.preparer, key).flags
        assert (alert["code"], alert["rule"]) == ("returns", flag.rule)
        assert alert["rule"].startswith("Las devoluciones superan el 20 %")
        assert [(each["label"], each["amount"]) for each in alert["figures"]] == [
            ("Devoluciones", 8_000_001),
            ("Ingresos declarados", 40_000_000),
            ("Parte de los ingresos", None),
        ]
        assert (alert["threshold"], alert["parameter"]) == ("20 %", "alert_returns_share")
        assert (alert["provenance"], alert["norms"][0]["article"]) == ("decision", "art. 9")
        note = {"text": "Se devolvió lo cobrado por la falla."}
        for _ in range(2):
            told = await program.post(f"/declarations/{key}/alert-notes", note)
            assert told.status_code == 201
        (kept,) = told.json()["alert_notes"]
        assert kept["text"] == note["text"]
        assert kept["author"].startswith(f"{company.admin.name} (clave de API «Contabilidad»")
        fur = (await program.post("/furs", {"declaration": key})).json()
        assert fur["alerts"] == [alert]
        file(res, company, fur["number"])
        filed = (await program.get(f"/declarations/{key}")).json()
        assert (filed["state"], filed["alerts"]) == ("filed", [alert])
        empty = await program.post(f"/declarations/{key}/alert-notes", {"text": "  "})
        assert (empty.status_code, empty.json()["code"]) == (422, "empty_note")


async def test_a_key_that_sees_no_declarations_is_told_no_alerts(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    async with program_of(res, monkeypatch, company, [Permission.FUR_VIEW]) as program:
        assert (await program.get(f"/furs/{number}")).json()["alerts"] is None
