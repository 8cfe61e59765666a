"""What a program sends, as the description of the API shows it."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from ser_app.api.v1.values import (
    Day,
    DebtId,
    ExpedienteNumber,
    FurNumber,
    PeriodText,
    Pesos,
    PublicId,
    Sent,
    Text,
)
from ser_app.declarations.alerts.service import LONGEST_NOTE
from ser_app.declarations.draft import MAX_LINES
from ser_app.declarations.states import Channel, LineKind, Use

MOST_ROWS = 200
USUAL_ROWS = 50
_ONE_OF = "Envíe `declaration` o `debts`, uno de los dos."


class Listing(Sent):
    """The query of a list."""

    model_config = ConfigDict(title="Lista")

    since: Day | None = Field(default=None, alias="from", description="Primer día")
    until: Day | None = Field(default=None, alias="to", description="Último día")
    cursor: str | None = Field(
        default=None, max_length=200, description="`next_cursor` de la parte anterior"
    )
    limit: int = Field(
        default=USUAL_ROWS, ge=1, le=MOST_ROWS, description="Cuántas filas como máximo"
    )


class NewDeclaration(Sent):
    """The declaration of a period is begun."""

    model_config = ConfigDict(title="Declaración nueva")

    expediente: ExpedienteNumber = Field(description="Número del expediente")
    period: PeriodText = Field(description="«2013-Q1», o «2013» en radiodifusión")


class DraftLine(Sent):
    """An income or a return."""

    model_config = ConfigDict(title="Renglón del borrador")

    kind: LineKind
    description: Text = Field(description="El servicio, o el motivo de la devolución")
    amount: Pesos = Field(description="Pesos enteros")


class DraftText(Sent):
    """The whole text of a draft, which replaces what is there."""

    model_config = ConfigDict(title="Borrador")

    version: Annotated[int, Field(strict=True, ge=1, le=2**31)] = Field(
        description="La que leyó; si otra persona guardó después, no se guarda nada (409)"
    )
    lines: list[DraftLine] = Field(
        max_length=2 * MAX_LINES, description=f"Hasta {MAX_LINES} de cada clase"
    )
    nil_confirmed: bool = Field(
        default=False, strict=True, description="Afirma que no hubo ingresos en el período"
    )
    use: Use = Use.FILING_AND_PAYMENT
    channel: Channel = Channel.ELECTRONIC
    payment_day: Day = Field(description="Día en que se piensa pagar: hoy o después")
    balance_applied: Pesos = Field(default=0, description="Saldo a favor que se aplica")
    yearly_adjustment: Pesos = Field(default=0, description="Solo D1972, primer trimestre")


class NewNote(Sent):
    """The operator says something about the alerts of a declaration."""

    model_config = ConfigDict(title="Nota nueva")

    text: str = Field(
        min_length=1,
        max_length=LONGEST_NOTE,
        description="Lo que explica las alertas; la leen las personas del operador y el Ministerio",
    )


class NewFur(Sent):
    """A FUR is asked for."""

    model_config = ConfigDict(title="FUR nuevo")

    declaration: PublicId | None = Field(
        default=None,
        description="Un borrador terminado: genera su FUR. Una presentada sin pagar, con "
        "`payment_day`: genera un FUR de uso Pago",
    )
    debts: list[DebtId] = Field(
        default=[], max_length=500, description="Deudas del estado de cuenta que se pagan juntas"
    )
    payment_day: Day | None = Field(
        default=None, description="Día hasta el que corren los intereses"
    )
    amount: Pesos | None = Field(
        default=None, description="Para pagar solo una parte de las deudas; null: todo"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.declaration is None) is not bool(self.debts):
            raise ValueError(_ONE_OF)
        return self


class Renewal(Sent):
    """Another day for a FUR."""

    model_config = ConfigDict(title="Otro día de pago")

    payment_day: Day


class NewPayment(Sent):
    """A payment session is asked for."""

    model_config = ConfigDict(title="Pago nuevo")

    fur: FurNumber = Field(description="Un FUR presentado y sin pagar")
    bank: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{0,12}$")] = Field(
        default="",
        description="Código del banco en la pasarela, donde ella lo pide antes (`bank_missing`)",
    )
