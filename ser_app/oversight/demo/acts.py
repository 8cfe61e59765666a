"""What acts of the Ministry charge in the demonstration, and a promise to pay."""

from datetime import UTC, date, datetime

from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.pledging import pledge
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.oversight.demo.cast import Company
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story

_TREASURY = "tesoreria@demo.ser"
_CHIEF = "jefe.tesoreria@demo.ser"


def fined(stage: Stage, company: Company) -> Story:
    """A fine that falls due unpaid, and a promise to pay a part of it."""
    yield datetime(2026, 8, 20, 14, 20, tzinfo=UTC)
    fine = enter(
        stage.res,
        stage.actors[_TREASURY],
        {
            "nit": company.nit,
            "kind": "multa",
            "amount": "12000000",
            "act": "Resolución 1187 de 2026",
            "act_day": "2026-07-21",
            "final_on": "2026-08-14",
            "due_on": "2026-09-21",
            "norm": "Ley 1341 de 2009, arts. 64 y 65",
            "description": "No entregar el reporte de calidad de 2025",
        },
    )
    yield datetime(2026, 11, 10, 15, 40, tzinfo=UTC)
    pledge(
        stage.res,
        stage.actors[_TREASURY],
        fine,
        amount=4_000_000,
        promised_on=date(2026, 12, 15),
        note="El representante legal, por escrito radicado con el número 261034518",
    )


def spectrum(stage: Stage, company: Company, number: str) -> Story:
    """The spectrum of a year by its act; a first entry with a wrong amount is taken back."""
    typed = {
        "nit": company.nit,
        "kind": "derecho",
        "expediente": number,
        "right": "espectro",
        "amount": "8460000",
        "act": "Resolución 402 de 2026",
        "act_day": "2026-10-06",
        "final_on": "2026-10-26",
        "norm": "Decreto 4350 de 2009, arts. 9 y 16",
        "description": "Uso del espectro por la ampliación de potencia",
    }
    yield datetime(2026, 10, 29, 13, 15, tzinfo=UTC)
    wrong = enter(stage.res, stage.actors[_TREASURY], typed | {"amount": "84600000"})
    yield datetime(2026, 10, 29, 16, 5, tzinfo=UTC)
    take_back(stage.res, stage.actors[_CHIEF], wrong, "El valor del acto tiene un cero menos")
    enter(stage.res, stage.actors[_TREASURY], typed)
