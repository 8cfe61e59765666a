"""A filed FUR to pay, made of rows, without drawing anything."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import col, select

from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.furs.models import Fur
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.service import Started, start
from tests.factories import Company, make_company

TOTAL = 23_019_000
DAY = date(2013, 6, 20)
NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
_serial = count(1)


@dataclass(frozen=True)
class Payable:
    """A company, its filed declaration and the FUR of it."""

    company: Company
    declaration: Declaration
    fur: Fur

    @property
    def number(self) -> str:
        return self.fur.number


def make_payable(
    res: Resources,
    company: Company | None = None,
    *,
    period: str = "2013-Q1",
    channel: str = "electronic",
    state: str = "filed",
    payment_day: date = DAY,
) -> Payable:
    company = company or make_company(res)
    now = res.clock.now()
    serial = next(_serial)
    filed = state == "filed"
    common: dict[str, Any] = {
        "operator_id": company.operator.id,
        "expediente_id": company.expediente.id,
        "regime": "PRST",
        "period": period,
        "use": "filing_and_payment",
        "channel": channel,
        "levy": 20_900_000,
        "late_filing_penalty": 941_000,
        "arrears_interest": 1_178_000,
        "total": TOTAL,
        "payment_day": payment_day,
        "due_on": date(2013, 4, 15),
        "rules_version": "test",
    }
    with res.database.unit() as unit:
        declaration = Declaration(
            public_id=public_id(),
            state="filed" if filed else "prepared",
            gross_income=950_000_000,
            base=950_000_000,
            content_hash="0" * 64,
            receipt_number=f"CP-TEST-{serial}" if filed else None,
            filed_at=now if filed else None,
            filed_on=res.clock.today() if filed else None,
            prepared_by_id=company.preparer.user_id,
            created_at=now,
            updated_at=now,
            **common,
        )
        unit.session.add(declaration)
        unit.flush()
        unit.session.add(
            DeclarationLine(
                public_id=public_id(),
                declaration_id=declaration.id or 0,
                kind="income",
                position=1,
                description="Internet",
                amount=950_000_000,
            )
        )
        fur = Fur(
            number=f"FUR-2013-{serial:06d}",
            declaration_id=declaration.id or 0,
            state=state,
            reference=f"10{serial:010d}",
            sha256="0" * 64,
            verification_hash=public_id(),
            filing_day=res.clock.today(),
            issued_at=now,
            issued_on=res.clock.today(),
            issued_by_id=company.preparer.user_id,
            filed_at=now if filed else None,
            **common,
        )
        unit.session.add(fur)
    return Payable(company, declaration, fur)


def attempts(res: Resources) -> list[PaymentAttempt]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(PaymentAttempt).order_by(col(PaymentAttempt.id))))


def steps(res: Resources) -> list[str]:
    with res.database.reading() as unit:
        found = unit.session.exec(select(PaymentStep).order_by(col(PaymentStep.id)))
        return [f"{step.from_state}>{step.to_state}" for step in found]


def fur_now(res: Resources, fur: Fur) -> Fur:
    with res.database.reading() as unit:
        found = unit.session.get(Fur, fur.id)
        assert found is not None
        return found


def paid_on(res: Resources, payable: Payable) -> date | None:
    with res.database.reading() as unit:
        found = unit.session.get(Declaration, payable.declaration.id)
        assert found is not None
        return found.paid_on


async def begin(res: Resources, gateway: ScriptedGateway, due: Payable) -> Started:
    """Click «Pagar», as the preparer."""
    return await start(
        res, gateway, due.company.preparer, due.number, address="190.0.0.1", user_agent="Firefox"
    )


def session_of(res: Resources) -> str:
    """The gateway's number of the last session."""
    request_id = attempts(res)[-1].request_id
    assert request_id is not None
    return request_id
