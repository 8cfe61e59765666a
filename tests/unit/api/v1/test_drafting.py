"""From an expediente to a FUR that waits for signatures, by a program."""

import pytest

from ser_app.base.resources import Resources
from ser_app.furs import service
from tests.factories import make_company
from tests.unit.api.v1.office import program_of
from tests.unit.furs.desk import file

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
