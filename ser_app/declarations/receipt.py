"""The summary of a declaration and its *constancia de presentación*, written out for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from ser_app.base.clock import BOGOTA
from ser_app.base.resources import Resources
from ser_app.declarations.corrections.views import DifferenceView, difference_views
from ser_app.declarations.models import Declaration, DeclarationLine, DeclarationSignature
from ser_app.declarations.punctuality.views import NO_INSTANT, InstantView, instant_view
from ser_app.declarations.reliquidation.views import MovedView, moved_due, moved_views
from ser_app.declarations.service import Summary
from ser_app.declarations.states import (
    Channel,
    DeclarationState,
    LineKind,
    SignerRole,
    Use,
)
from ser_app.declarations.texts import (
    CHANNEL_WORDS,
    METHOD_WORDS,
    SIGNER_WORDS,
    STATE_KINDS,
    STATE_WORDS,
    USE_WORDS,
    nit_text,
)
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, due_in, moment


@dataclass(frozen=True)
class ReadLine:
    """A line of income or returns to read."""

    kind: str
    description: str
    amount: str


@dataclass(frozen=True)
class SignatureView:
    """A signature on the receipt; `how` it was made, with the norm that gives it its effect."""

    role: str
    name: str
    document: str
    card: str
    how: str
    at: str


@dataclass(frozen=True)
class SummaryView:
    """A declaration to read. `state` is empty while nothing is loaded."""

    public_id: str = ""
    state: str = ""
    state_word: str = ""
    state_kind: str = ""
    title: str = ""
    operator: str = ""
    service: str = ""
    period: str = ""
    due: str = ""
    due_note: str = ""
    use: str = ""
    channel: str = ""
    payment_day: str = ""
    lines: list[ReadLine] = field(default_factory=list)
    base: str = ""
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    total: str = ""
    headline: str = ""
    sentence: str = ""
    receipt_number: str = ""
    filed_at: str = ""
    instant: InstantView = NO_INSTANT
    content_hash: str = ""
    signatures: list[SignatureView] = field(default_factory=list)
    next_label: str = ""
    next_href: str = ""
    kind: str = ""
    corrects: str = ""
    corrects_href: str = ""
    corrected: str = ""
    corrected_href: str = ""
    levy_settled: str = ""
    differences: list[DifferenceView] = field(default_factory=list)
    balance_applied: str = ""
    balance_left: str = ""
    balance: str = ""
    may_correct: bool = False
    correct_note: str = ""
    moved: list[MovedView] = field(default_factory=list)


NOTHING: Final = SummaryView()


def summary_view(found: Summary, res: Resources, actor: Actor) -> SummaryView:
    """Write a declaration out.

    Args:
        found: The declaration.
        res: Clock for what is relative to today.
        actor: Who reads; decides what is offered next.
    """
    declaration, today = found.declaration, res.clock.today()
    state = DeclarationState(declaration.state)
    next_label, next_href = _next(found, actor)
    return SummaryView(
        public_id=declaration.public_id,
        state=state.value,
        state_word=STATE_WORDS[state],
        state_kind=STATE_KINDS[state],
        title=f"{declaration.regime} · Expediente {found.expediente.number}",
        operator=f"{found.operator.name} · {nit_text(found.operator)}",
        service=found.expediente.service,
        period=Period.parse(declaration.period).label,
        due=moved_due(declaration.due_on, found.reliquidations),
        moved=moved_views(found.reliquidations, declaration, found.instant),
        due_note="" if declaration.filed_on else due_in(declaration.due_on, today),
        use=USE_WORDS[Use(declaration.use)],
        channel=CHANNEL_WORDS[Channel(declaration.channel)],
        payment_day=day(declaration.payment_day),
        lines=_lines(found.lines),
        base=format_pesos(declaration.base),
        levy=format_pesos(declaration.levy),
        penalty=format_pesos(declaration.late_filing_penalty),
        interest=format_pesos(declaration.arrears_interest),
        total=format_pesos(declaration.total),
        headline=_headline(found, state),
        sentence=_sentence(found, state),
        receipt_number=declaration.receipt_number or "",
        filed_at=moment(declaration.filed_at) if declaration.filed_at else "",
        instant=instant_view(
            found.instant,
            correction=declaration.corrects_id is not None,
            stops=found.stops,
        ),
        content_hash=declaration.content_hash,
        signatures=_signatures(found.signatures),
        next_label=next_label,
        next_href=next_href,
        **_among_corrections(found, actor),
    )


def _among_corrections(found: Summary, actor: Actor) -> dict[str, Any]:
    """What it corrects, what corrects it, and the balance in favour."""
    declaration, standing = found.declaration, found.standing
    before, after = standing.corrects, standing.correction
    return {
        "kind": "Corrección" if before else "Inicial",
        "corrects": _named(before) if before else "",
        "corrects_href": f"/declaraciones/{before.public_id}" if before else "",
        "corrected": _named(after) if after else "",
        "corrected_href": f"/declaraciones/{after.public_id}" if after else "",
        "levy_settled": (
            "" if standing.settled_levy is None else format_pesos(-standing.settled_levy)
        ),
        "differences": difference_views(standing.differences),
        "balance_applied": _some(declaration.balance_applied),
        "balance_left": _some(declaration.balance_in_favour),
        "balance": _some(standing.balance),
        "may_correct": standing.correctable
        and after is None
        and actor.may(Permission.DECLARATION_PREPARE),
        "correct_note": standing.last_day.sentence if standing.last_day else "",
    }


def _named(declaration: Declaration) -> str:
    """How another declaration of the period is called: by its receipt, or as a draft."""
    if declaration.receipt_number and declaration.filed_on:
        return f"{declaration.receipt_number}, presentada el {day(declaration.filed_on)}"
    return "una corrección en preparación"


def _some(amount: int) -> str:
    return format_pesos(amount) if amount else ""


def _lines(lines: Sequence[DeclarationLine]) -> list[ReadLine]:
    return [
        ReadLine(
            "Ingreso" if line.kind == LineKind.INCOME else "Devolución",
            line.description or "Sin descripción",
            format_pesos(line.amount if line.kind == LineKind.INCOME else -line.amount),
        )
        for line in lines
        if line.amount or line.kind == LineKind.INCOME
    ]


def _signatures(signatures: Sequence[DeclarationSignature]) -> list[SignatureView]:
    return [
        SignatureView(
            SIGNER_WORDS[SignerRole(signature.role)],
            signature.signer_name,
            signature.signer_document,
            signature.professional_card,
            METHOD_WORDS[signature.method],
            moment(signature.signed_at),
        )
        for signature in signatures
    ]


def _headline(found: Summary, state: DeclarationState) -> str:
    declaration = found.declaration
    filed = state in {DeclarationState.FILED, DeclarationState.REPLACED}
    if filed and declaration.filed_at and declaration.filed_on:
        return f"Presentada el {day(declaration.filed_on)} a las {_time(declaration.filed_at)}"
    if state is DeclarationState.PREPARED:
        return "FUR generado, NO presentado"
    if state is DeclarationState.DRAFT:
        return "Borrador, NO presentado"
    return "Borrador descartado"


def _time(instant: datetime) -> str:
    return f"{instant.astimezone(BOGOTA):%H:%M:%S}"


def _sentence(found: Summary, state: DeclarationState) -> str:
    declaration = found.declaration
    if state is DeclarationState.REPLACED:
        return "Fue corregida: vale la corrección. Esta se conserva para consulta."
    if state is DeclarationState.FILED:
        return _after_filing(declaration, found.agreement)
    if state is DeclarationState.PREPARED and declaration.channel == Channel.PAPER:
        return "Falta que el banco reciba el pago: ese día queda presentada."
    if state is DeclarationState.PREPARED:
        missing = " y la del ".join(SIGNER_WORDS[role].lower() for role in found.missing)
        return f"Falta la firma del {missing}." if missing else "Tiene todas sus firmas."
    if state is DeclarationState.DRAFT:
        return "La está preparando el declarante. Las cifras son las de hoy."
    return "Nada de esto fue presentado."


def _after_filing(declaration: Declaration, agreement: str) -> str:
    if declaration.balance_in_favour:
        left = format_pesos(declaration.balance_in_favour)
        return f"No hay nada más que pagar: quedó un saldo a favor de {left}."
    if declaration.total == 0:
        return "No había nada que pagar."
    if declaration.paid_on and not declaration.paid_amount:
        return "No debe nada: lo que debía cayó con el vencimiento trasladado."
    if declaration.paid_on:
        return f"Pagada con fecha valor {day(declaration.paid_on)}."
    if agreement:
        return f"Lo que debía se paga en las cuotas del acuerdo de pago {agreement}."
    return (
        "La sanción ya no crece. Falta el pago: mientras no se haga, siguen corriendo los "
        "intereses de mora."
    )


def _next(found: Summary, actor: Actor) -> tuple[str, str]:
    """What the person can do now: words and address; both empty for nothing."""
    declaration = found.declaration
    address = f"/declaraciones/{declaration.public_id}/revisar"
    state = DeclarationState(declaration.state)
    if state is DeclarationState.PREPARED:
        signs = actor.may(Permission.DECLARATION_SIGN)
        return ("Ver el FUR y firmar" if signs else "Ver el FUR"), address
    if state is DeclarationState.REPLACED:
        return "Ver el FUR", address
    if state is DeclarationState.FILED:
        pays = declaration.paid_on is None and declaration.total > 0 and not found.agreement
        label = (
            "Ver el FUR y pagar" if pays and actor.may(Permission.PAYMENT_START) else "Ver el FUR"
        )
        return label, address
    return "", ""
