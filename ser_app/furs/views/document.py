"""One FUR, written out: its state, what is missing, the form, and what can be done."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.punctuality.views import instant_view
from ser_app.declarations.states import Channel, LineKind
from ser_app.furs.form import Form
from ser_app.furs.service import FurDetail
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import (
    CHANNEL_LONG_WORDS,
    RENEW_IT,
    RENEWED_BY_OTHERS,
    STATE_KINDS,
    STATE_WORDS,
    USE_WORDS,
    missing_text,
)
from ser_app.furs.views.paying import (
    Detail,
    cheaper_words,
    payment_details,
    today_label,
    total_label,
)
from ser_app.law.money import format_pesos
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.reasons import explained
from ser_app.web.words import day, moment


@dataclass(frozen=True)
class SignerView:
    """A signatory and where the signature stands."""

    title: str
    name: str
    document: str
    state_word: str
    state_kind: str


@dataclass(frozen=True)
class DebtView:
    """A debt that a FUR pays: what is owed of it, what is paid, what stays owed."""

    title: str
    place: str
    due: str
    owed: str
    owed_parts: str
    pays: str
    parts: str
    rest: str


@dataclass(frozen=True)
class FurView:
    """The page `/furs/…`.

    Attributes:
        headline: The state as a sentence; `sentence` what it means and what to do.
        pay_label: Words of the button that leads to payment; empty when it cannot be paid.
        cheaper: What paying today costs, when it is less than this FUR; empty otherwise.
        today_label: Words of the button that issues today's FUR; empty for who may not.
        step: Where the person is in the job, for its steps; empty outside of it.
        renew_first: Whether another payment day is what the person most likely wants.
        stale: What changes if it is signed today; empty when nothing does.
        sign_label: Words of the signing button; empty when the person does not sign now.
        renew_title: Heading of the box for another payment day; empty when there is none.
        receipt_href: The receipt of filing; empty before filing.
        punctuality: Whether it was filed in time and by how much; empty before filing.
        digital_href: Where it is signed with an own certificate, or was; empty otherwise.
        other: Number of the FUR that took its place or with which the debt is paid.
        debts: What a FUR of debts pays; empty for the FUR of a declaration.
    """

    number: str = ""
    state_word: str = ""
    state_kind: str = "neutral"
    headline: str = ""
    sentence: str = ""
    total: str = ""
    total_label: str = ""
    pdf_href: str = ""
    pay_label: str = ""
    pay_href: str = ""
    receipt_href: str = ""
    receipt: str = ""
    punctuality: str = ""
    punctual: bool = True
    other: str = ""
    other_label: str = ""
    stale: str = ""
    cheaper: str = ""
    today_label: str = ""
    sign_label: str = ""
    sign_note: str = ""
    renew_title: str = ""
    renew_first: bool = False
    step: str = ""
    payment_day: str = ""
    print_first: bool = False
    paper_route: str = ""
    digital_href: str = ""
    digital_label: str = ""
    may_edit: bool = False
    declaration_href: str = ""
    today: str = ""
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    balance: str = ""
    corrected_levy: str = ""
    balance_left: str = ""
    base: str = ""
    about: list[Detail] = field(default_factory=list)
    payment: list[Detail] = field(default_factory=list)
    lines: list[Detail] = field(default_factory=list)
    debts: list[DebtView] = field(default_factory=list)
    signers: list[SignerView] = field(default_factory=list)
    reasons: list[ExplainedFigure] = field(default_factory=list)
    sha256: str = ""


NOTHING: Final = FurView()


def _its(found: FurDetail) -> Declaration:
    if found.declaration is None:
        raise LookupError(f"{found.fur.number} pays debts: `debts.views` writes it out")
    return found.declaration


def fur_view(found: FurDetail, today: date) -> FurView:
    """Write the FUR of a declaration out."""
    form, fur = found.form, found.fur
    headline, sentence = _standing(found)
    instant = instant_view(found.instant, correction=_its(found).corrects_id is not None)
    other, other_label = other_fur(found)
    return FurView(
        number=fur.number,
        state_word=STATE_WORDS[found.state],
        state_kind=STATE_KINDS[found.state],
        headline=headline,
        sentence=sentence,
        total=format_pesos(fur.total),
        total_label=total_label(found),
        pdf_href=f"/documentos/furs/{fur.number}.pdf",
        pay_label=f"Pagar {format_pesos(fur.total)} por PSE" if found.may_pay else "",
        pay_href=f"/pagar/{fur.number}" if found.may_pay else "",
        receipt_href=_receipt_href(found),
        receipt=_its(found).receipt_number or "",
        punctuality=instant.sentence,
        punctual=instant.in_time,
        other=other,
        other_label=other_label,
        stale=_stale(found),
        cheaper=cheaper_words(found),
        today_label=today_label(found),
        sign_label=_sign_label(found),
        sign_note=_sign_note(found),
        renew_title=_renew_title(found),
        renew_first=found.state is not ShownFurState.ISSUED,
        step=_step(found),
        payment_day=fur.payment_day.isoformat() if is_current(found) else "",
        print_first=_step(found) == "paper-3" and found.state is ShownFurState.ISSUED,
        paper_route=found.paper_route,
        digital_href=f"/furs/{fur.number}/firma-digital" if _is_digital(found) else "",
        digital_label=(
            "Firmar con certificado digital"
            if _waits_in_here(found)
            else "Firma digital: copia firmada e informe"
        ),
        may_edit=found.may_edit,
        declaration_href=f"/declaraciones/{_its(found).public_id}",
        today=today.isoformat(),
        levy=format_pesos(form.levy),
        penalty=format_pesos(form.late_filing_penalty),
        interest=format_pesos(form.arrears_interest),
        balance=format_pesos(form.balance_applied) if form.balance_applied else "",
        corrected_levy=(
            format_pesos(form.corrected_levy) if form.corrected_levy is not None else ""
        ),
        balance_left=format_pesos(form.balance_in_favour) if form.balance_in_favour else "",
        base="no aplica" if form.given_amount else format_pesos(form.base),
        about=_about(form),
        payment=payment_details(found),
        lines=_lines(form),
        signers=_signers(found),
        reasons=[explained(figure) for figure in form.figures],
        sha256=fur.sha256,
    )


def _standing(found: FurDetail) -> tuple[str, str]:
    """The state as a sentence, and what it means."""
    state, number = found.state, found.fur.number
    if found.corrected_by and state is not ShownFurState.ANNULLED:
        return (
            "La declaración fue corregida",
            f"Vale ahora la de {found.corrected_by}; este FUR queda para consulta.",
        )
    if state is ShownFurState.PAID and found.fur.paid_on:
        return f"Pagado el {day(found.fur.paid_on)}", "Está presentado y pagado. No debe nada más."
    if state is ShownFurState.REPLACED:
        return "Reemplazado por otro FUR", f"{number} ya no sirve para firmar ni pagar."
    if state is ShownFurState.ANNULLED:
        return (
            "Anulado",
            f"{number} no tiene efecto y no puede pagarse. {found.fur.annulled_because}".rstrip(),
        )
    if _its(found).filed_at is not None:
        return _after_filing(found)
    return _before_filing(found)


def _before_filing(found: FurDetail) -> tuple[str, str]:
    fur = found.fur
    if fur.channel == Channel.PAPER:
        if found.state is ShownFurState.EXPIRED:
            sentence = f"Valía hasta el {day(fur.payment_day)}. {renewing(found)}."
            return "FUR vencido, NO presentado", sentence
        return (
            "FUR generado, NO presentado: falta pagarlo en un banco",
            (
                "Imprímalo, háganlo firmar y páguelo en un banco a más tardar el "
                f"{day(fur.payment_day)}: queda presentado el día del timbre."
            ),
        )
    people = [f"{person.name} ({person.title.lower()})" for person in found.missing]
    sentence = "Cuando firmen los dos queda presentada, y el sistema da la constancia."
    return missing_text(people), sentence


def _after_filing(found: FurDetail) -> tuple[str, str]:
    filed_at, filed_on = _its(found).filed_at, _its(found).filed_on
    if filed_at is None or filed_on is None:
        return "", ""
    hour = f"{filed_at.astimezone(BOGOTA):%H:%M:%S}"
    headline = f"Su declaración quedó presentada el {day(filed_on)} a las {hour}"
    paid_on = _its(found).paid_on
    if paid_on is not None:
        return headline, f"Y se pagó el {day(paid_on)}."
    if found.due_today is None or found.due_tomorrow is None:
        return headline, "No hay nada que pagar."
    today, tomorrow = found.due_today, found.due_tomorrow
    penalty = "sin más sanción" if today.late_filing_penalty else "sin sanción"
    sentence = (
        f"Falta el pago: hoy {format_pesos(today.total)}, mañana {format_pesos(tomorrow.total)}, "
        f"{penalty}."
    )
    if found.state is ShownFurState.EXPIRED:
        sentence += f" Este FUR valía hasta el {day(found.fur.payment_day)}. {renewing(found)}."
    return headline, sentence


def renewing(found: FurDetail) -> str:
    """What becomes of a FUR whose day has passed: do it, or who does it, as the role may."""
    return RENEW_IT if found.may_renew else RENEWED_BY_OTHERS


def _waits_in_here(found: FurDetail) -> bool:
    return bool(found.missing) and found.fur.channel == Channel.ELECTRONIC


def _is_digital(found: FurDetail) -> bool:
    return _waits_in_here(found) or any(each.method == "digital" for each in found.signatures)


def _receipt_href(found: FurDetail) -> str:
    if not _its(found).receipt_number:
        return ""
    return f"/declaraciones/{_its(found).public_id}#constancia"


def other_fur(found: FurDetail) -> tuple[str, str]:
    """The FUR to go on with, and the words of the link; both empty when there is none."""
    if found.corrected_by:
        return found.corrected_by, f"Abrir {found.corrected_by}, que la corrige"
    if found.state is ShownFurState.REPLACED and found.replaced_by:
        return found.replaced_by, f"Abrir {found.replaced_by}, que lo reemplaza"
    if found.payable_now:
        return found.payable_now, f"Abrir {found.payable_now}, con el que se paga"
    return "", ""


def _stale(found: FurDetail) -> str:
    now = found.if_signed_today
    if now is None:
        return ""
    return (
        f"Este FUR es de otro día. Si firma hoy, lo reemplaza uno nuevo por "
        f"{format_pesos(now.total)}: sanción {format_pesos(now.late_filing_penalty)}, intereses "
        f"{format_pesos(now.arrears_interest)}. Lo declarado no cambia, y las firmas que ya tiene "
        "siguen valiendo."
    )


def _sign_label(found: FurDetail) -> str:
    if not found.may_sign:
        return ""
    return "Firmar y presentar la declaración" if len(found.missing) == 1 else "Firmar"


def _sign_note(found: FurDetail) -> str:
    if not found.may_sign:
        return ""
    if len(found.missing) == 1:
        return "Es la última firma: al firmar, la declaración queda presentada en ese instante."
    others = [person for person in found.missing if person.role != found.signer_role]
    who = f"{others[0].name} ({others[0].title.lower()})" if others else ""
    return f"Después de usted firma {who}. Hasta entonces la declaración NO está presentada."


def _renew_title(found: FurDetail) -> str:
    if not found.may_renew:
        return ""
    if _its(found).filed_at is None:
        return "¿Va a pagar otro día?"
    return "Pagar otro día" if found.form.payable else "Pagar esta declaración"


def is_current(found: FurDetail) -> bool:
    """Whether asking for the FUR's own day again makes no other FUR."""
    return found.form.payable and found.state is not ShownFurState.EXPIRED


def _step(found: FurDetail) -> str:
    kind = "paper" if found.fur.channel == Channel.PAPER else "electronic"
    if found.state in {ShownFurState.ISSUED, ShownFurState.EXPIRED} and not found.fur.filed_at:
        return f"{kind}-3"
    if found.state is ShownFurState.FILED and found.form.payable:
        return f"{kind}-4"
    return ""


def _about(form: Form) -> list[Detail]:
    return [
        Detail("Operador", f"{form.obligor.name} · NIT\N{NO-BREAK SPACE}{form.obligor.nit}"),
        Detail("Expediente", f"{form.expediente} · {form.service}"),
        Detail("Régimen", form.regime),
        Detail("Concepto", f"{form.concept} · {form.period}"),
        Detail("Declaración", form.kind),
        Detail("Uso", USE_WORDS[form.use]),
        Detail("Presentación", CHANNEL_LONG_WORDS[form.channel]),
        Detail("Vencimiento", day(form.due_on)),
        Detail("Liquidado con presentación el", day(form.filing_day)),
        Detail("Generado", moment(form.issued_at)),
        Detail("Reglas que regían al generarlo, versión", form.rules_version),
    ]


def _lines(form: Form) -> list[Detail]:
    return [
        Detail(
            line.description or ("Ingresos" if line.kind == LineKind.INCOME else "Devoluciones"),
            format_pesos(line.amount if line.kind == LineKind.INCOME else -line.amount),
        )
        for line in form.lines
        if line.amount or line.kind == LineKind.INCOME
    ]


def _signers(found: FurDetail) -> list[SignerView]:
    at = {signature.role: signature for signature in found.signatures}
    views = []
    for person in found.form.signatories:
        card = f" · T. P. {person.professional_card}" if person.professional_card else ""
        signature = at.get(person.role)
        word, kind = _signature_state(found, signature)
        views.append(SignerView(person.title, person.name, person.document + card, word, kind))
    return views


def _signature_state(found: FurDetail, signature: DeclarationSignature | None) -> tuple[str, str]:
    if signature is not None:
        how = "Firmó con certificado" if signature.method == "digital" else "Firmó con su cuenta"
        return f"{how} el {moment(signature.signed_at)}", "paid"
    if found.fur.channel == Channel.PAPER:
        return "Firma a mano en el papel", "neutral"
    return ("Falta su firma", "pending") if found.missing else ("No firmó", "neutral")
