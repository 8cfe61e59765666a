"""What is answered, as the description of the API shows it; the words are for who programs."""

from datetime import date, datetime

from pydantic import ConfigDict, Field

from ser_app.api.v1.alerts import Alert, Note
from ser_app.api.v1.values import Told
from ser_app.declarations.states import Channel, DeclarationState, LineKind, SignerRole, Use
from ser_app.furs.states import ShownFurState
from ser_app.law.periods import Regime
from ser_app.ledger.journal import Concept, Kind, ObligationKind
from ser_app.payments.transitions import AttemptState

_PESOS = "Pesos enteros"
_DUE = "El vencimiento que rige; un acto pudo trasladarlo después de presentar"
_MOVED_FROM = "El vencimiento al presentar, si un acto lo trasladó después; si no, null"
_ALERTS = (
    "Las que ven sus personas y el Ministerio; ninguna impide presentar. De un borrador, las de lo "
    "guardado; después, las que tenía cuando se generó su FUR"
)


class Expediente(Told):
    """An authorised service."""

    model_config = ConfigDict(title="Expediente")

    number: str = Field(description="Número del expediente; con él se declara")
    regime: Regime
    service: str
    levy_rate: str | None = Field(description="Tarifa del título, fracción decimal (D1972)")


class Expedientes(Told):
    """All of them."""

    model_config = ConfigDict(title="Expedientes")

    items: list[Expediente]


class OpenPeriod(Told):
    """A period that can be declared."""

    model_config = ConfigDict(title="Período")

    period: str = Field(description="«2013-Q1», o «2013» en radiodifusión")
    due_on: date = Field(description="Último día para presentar y pagar a tiempo")
    state: DeclarationState | None = Field(description="Estado de su declaración; null: ninguna")
    declaration: str | None = Field(description="Identificador de su declaración")


class Periods(Told):
    """All of an expediente."""

    model_config = ConfigDict(title="Períodos")

    items: list[OpenPeriod]


class Line(Told):
    """An income or a return."""

    model_config = ConfigDict(title="Renglón")

    kind: LineKind
    description: str
    amount: int = Field(description=_PESOS)


class Missing(Told):
    """What keeps a draft from its FUR."""

    model_config = ConfigDict(title="Pendiente")

    field: str = Field(description="Campo al que pertenece; vacío cuando no es de un campo")
    detail: str = Field(description="Qué hacer")


class ListedDeclaration(Told):
    """A declaration in the list."""

    model_config = ConfigDict(title="Declaración de la lista")

    id: str
    expediente: str = Field(description="Número del expediente")
    regime: Regime
    period: str
    state: DeclarationState
    due_on: date = Field(description=_DUE)
    moved_from: date | None = Field(description=_MOVED_FROM)
    levy: int = Field(description=_PESOS)
    total: int = Field(description="Pesos enteros; de un borrador, lo que debe hoy")
    filed_on: date | None
    paid_on: date | None


class Declarations(Told):
    """A part of the list."""

    model_config = ConfigDict(title="Declaraciones")

    items: list[ListedDeclaration]
    next_cursor: str | None = Field(description="Envíelo como `cursor` para seguir; null al final")


class Declaration(Told):
    """A declaration."""

    model_config = ConfigDict(title="Declaración")

    id: str
    expediente: str = Field(description="Número del expediente")
    regime: Regime
    period: str
    state: DeclarationState
    version: int = Field(description="Cuente con ella al guardar: si cambió, alguien más guardó")
    corrects: str | None = Field(description="Declaración que esta corrige")
    use: Use
    channel: Channel
    due_on: date = Field(description=_DUE)
    moved_from: date | None = Field(description=_MOVED_FROM)
    payment_day: date = Field(description="Día en que se piensa pagar")
    nil_confirmed: bool = Field(description="Se afirma que no hubo ingresos en el período")
    lines: list[Line]
    gross_income: int = Field(description=_PESOS)
    returns: int = Field(description=_PESOS)
    base: int = Field(description=_PESOS)
    levy: int = Field(description="Contraprestación, pesos enteros")
    late_filing_penalty: int = Field(description="Sanción, pesos enteros")
    arrears_interest: int = Field(description="Intereses de mora, pesos enteros")
    yearly_adjustment: int = Field(description="Ajuste anual (D1972), pesos enteros")
    balance_applied: int = Field(description="Saldo a favor aplicado, pesos enteros")
    total: int = Field(description=_PESOS)
    provisional: bool = Field(description="Algún valor depende de una tasa aún no certificada")
    missing: list[Missing] = Field(description="Lo que falta para generar el FUR de un borrador")
    fur: str | None = Field(description="Número del FUR vigente")
    missing_signatures: list[SignerRole]
    receipt: str | None = Field(description="Constancia de presentación")
    filed_at: datetime | None
    filed_on: date | None
    paid_on: date | None
    alerts: list[Alert] = Field(description=_ALERTS)
    alert_notes: list[Note] = Field(description="Notas del operador, la más antigua primero")
    page: str = Field(description="Su página, para las personas que firman")


class ListedFur(Told):
    """A FUR in the list."""

    model_config = ConfigDict(title="FUR de la lista")

    number: str
    expediente: str | None
    regime: str
    period: str
    use: Use
    channel: Channel
    state: ShownFurState
    reference: str | None
    total: int = Field(description=_PESOS)
    payment_day: date
    issued_on: date
    paid_on: date | None


class Furs(Told):
    """A part of the list."""

    model_config = ConfigDict(title="FUR generados")

    items: list[ListedFur]
    next_cursor: str | None = Field(description="Envíelo como `cursor` para seguir; null al final")


class Fur(Told):
    """A FUR."""

    model_config = ConfigDict(title="FUR")

    number: str
    declaration: str | None = Field(description="Lo que presenta o paga; null: deudas de la cuenta")
    expediente: str | None
    regime: str
    period: str
    use: Use
    channel: Channel
    state: ShownFurState = Field(description="«issued» es generado y NO presentado")
    reference: str | None = Field(description="Referencia de pago; null: no hay nada que pagar")
    levy: int = Field(description=_PESOS)
    late_filing_penalty: int = Field(description=_PESOS)
    arrears_interest: int = Field(description=_PESOS)
    balance_applied: int = Field(description=_PESOS)
    total: int = Field(description=_PESOS)
    due_on: date
    filing_day: date
    payment_day: date = Field(description="Válido hasta")
    issued_on: date
    filed_at: datetime | None
    paid_on: date | None
    missing_signatures: list[SignerRole] = Field(description="Firma cada persona, nunca una clave")
    replaced_by: str | None
    payable_now: bool = Field(description="Se puede pagar ya con `POST /payments`")
    sha256: str = Field(description="Del PDF, en hexadecimal")
    rules_version: str
    alerts: list[Alert] | None = Field(
        description=f"De su declaración. {_ALERTS}. null: la clave no ve declaraciones"
    )
    page: str = Field(description="Su página, donde firman las personas")


class SignedCopy(Told):
    """What became of a signed copy."""

    model_config = ConfigDict(title="Copia firmada")

    accepted: bool
    detail: str
    filed: bool = Field(description="Con ella quedó presentada la declaración")
    missing_signatures: list[SignerRole]
    alerts: list[Alert] = Field(description=f"De su declaración. {_ALERTS}")


class Payment(Told):
    """A payment."""

    model_config = ConfigDict(title="Pago")

    id: str
    fur: str
    state: AttemptState
    channel: str = Field(description="«pse» o «bank»")
    reference: str
    amount: int = Field(description=_PESOS)
    description: str
    bank: str
    cus: str = Field(description="Código único de seguimiento de PSE")
    receipt: str
    message: str = Field(description="Lo último que dijo la pasarela o el banco")
    created_on: date
    created_at: datetime
    expires_at: datetime | None
    value_day: date | None = Field(description="Día en que cuenta el dinero")
    page: str = Field(description="Su página en SER")


class StartedPayment(Told):
    """A session at the gateway."""

    model_config = ConfigDict(title="Sesión de pago")

    id: str = Field(description="El pago; consúltelo en `/payments/{id}`")
    process_url: str = Field(description="Dirección a la que va la persona que paga")
    resumed: bool = Field(description="Es la sesión que había quedado sin terminar")
    page: str


class Payments(Told):
    """A part of the list."""

    model_config = ConfigDict(title="Pagos")

    items: list[Payment]
    next_cursor: str | None = Field(description="Envíelo como `cursor` para seguir; null al final")


class Debt(Told):
    """What is owed of something on the day."""

    model_config = ConfigDict(title="Deuda")

    id: str = Field(description="Con él se pide un FUR que la pague")
    kind: ObligationKind
    expediente: str | None
    regime: Regime | None
    period: str
    description: str
    act: str | None
    due_on: date
    principal: int = Field(description=_PESOS)
    penalty: int = Field(description=_PESOS)
    interest: int = Field(description="Causado y sin causar hasta el día, pesos enteros")
    total: int = Field(description=_PESOS)
    overdue: bool
    provisional: bool
    being_paid_with: str | None = Field(description="FUR con el que se está pagando")


class Part(Told):
    """How much of a movement is of a concept."""

    model_config = ConfigDict(title="Parte de un movimiento")

    concept: Concept
    amount: int = Field(description="Pesos enteros; negativo lo que abona")


class Movement(Told):
    """What changed the account."""

    model_config = ConfigDict(title="Movimiento")

    source: str
    kind: Kind
    value_day: date
    posted_on: date
    description: str
    expedientes: list[str]
    parts: list[Part]
    amount: int = Field(description="Pesos enteros; negativo lo que abona")
    balance: int = Field(description="Lo que se debe después, según los libros")


class UndeclaredPeriod(Told):
    """A period that fell due and was never declared."""

    model_config = ConfigDict(title="Período sin declarar")

    expediente: str
    period: str
    due_on: date


class Statement(Told):
    """The statement of account."""

    model_config = ConfigDict(title="Estado de cuenta")

    nit: str
    operator: str
    first: date
    last: date = Field(description="El día al que se liquida todo")
    opening: int = Field(description="Lo que se debía antes del primer día, pesos enteros")
    closing: int = Field(description="Lo que se debe según los libros, sin intereses por causar")
    total: int = Field(description="Lo que saldaría todo ese día, pesos enteros")
    overdue: int = Field(description="La parte vencida, pesos enteros")
    in_favour: int = Field(description="Saldo a favor, pesos enteros")
    debts: list[Debt]
    undeclared: list[UndeclaredPeriod] = Field(description="Vencidos: lo que deben no está aquí")
    movements: list[Movement]
    next_cursor: str | None = Field(description="Envíelo como `cursor` para seguir; null al final")


class FieldProblem(Told):
    """A field that is wrong."""

    model_config = ConfigDict(title="Campo por corregir")

    field: str
    detail: str


class Problem(Told):
    """A refusal (RFC 9457)."""

    model_config = ConfigDict(title="Problema (RFC 9457)")

    type: str
    title: str
    status: int
    detail: str = Field(description="Qué pasó y qué hacer, en español")
    code: str = Field(description="Nombre estable, para el programa")
    field: str | None = Field(description="Campo que lo causó")
    errors: list[FieldProblem] = Field(default=[], description="Cada campo por corregir")
