"""What a payment is called, and what is said of it, by what its FUR pays."""

from datetime import date

import pytest

from ser_app.ledger.models import Obligation
from ser_app.payments.starting import describe_debts
from ser_app.payments.texts import WHAT_NEXT, what_next
from ser_app.payments.transitions import AttemptState


def debt(kind: str, description: str, period: str = "2026") -> Obligation:
    return Obligation(
        source=f"{kind}:{description}",
        operator_id=1,
        kind=kind,
        regime="PRST",
        period=period,
        description=description,
        due_on=date(2026, 7, 1),
    )


CUOTA = "Cuota 7 de 8 del acuerdo AP-2026-000003"


@pytest.mark.parametrize(
    ("debts", "words"),
    [
        ([debt("declaration", "", "2026-Q1")], "Contraprestación PRST, T1 ene–mar 2026, FUR-1"),
        ([debt("instalment", CUOTA)], f"{CUOTA}, FUR-1"),
        (
            [
                debt("instalment", f"{CUOTA} · multa"),
                debt("instalment", f"{CUOTA} · contraprestación"),
            ],
            f"{CUOTA}, FUR-1",
        ),
        ([debt("fine", "Multa: reporte (Resolución 45)")], "Multa: reporte (Resolución 45), FUR-1"),
        ([debt("fine", "Multa 1"), debt("instalment", CUOTA)], "Varias obligaciones, FUR-1"),
    ],
)
def test_a_payment_is_called_by_what_it_pays(debts: list[Obligation], words: str) -> None:
    assert describe_debts(debts, "FUR-1") == words


def test_a_long_name_fits_what_gateways_take() -> None:
    assert len(describe_debts([debt("fine", "Multa por no reportar " * 40)], "FUR-1")) <= 250


@pytest.mark.parametrize("state", WHAT_NEXT)
def test_only_what_pays_a_declaration_says_that_it_is_still_filed(state: AttemptState) -> None:
    assert "declaración" not in what_next(state, presents=False)
    assert not {"{", "}"} & set(what_next(state, presents=True))
    unpaid = {
        AttemptState.REJECTED, AttemptState.FAILED, AttemptState.EXPIRED, AttemptState.CANCELLED,
        AttemptState.REVERSED,
    }  # fmt: skip
    filed = "declaración sigue presentada" in what_next(state, presents=True)
    assert filed is (state in unpaid)
