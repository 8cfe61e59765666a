"""The answer of the public verification, written out."""

from dataclasses import dataclass, field
from typing import Final

from ser_app.declarations.states import Use
from ser_app.furs.service import VerifiedCertificate, VerifiedFur
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import STATE_KINDS, USE_WORDS, state_word
from ser_app.furs.views.document import Detail
from ser_app.law.money import format_pesos
from ser_app.web.words import day, moment, plural


@dataclass(frozen=True)
class VerifiedView:
    """What anybody with number and code sees; `number` is empty while nothing was found."""

    number: str = ""
    state_word: str = ""
    state_kind: str = "neutral"
    sentence: str = ""
    total: str = ""
    details: list[Detail] = field(default_factory=list)
    signatures: list[Detail] = field(default_factory=list)
    sha256: str = ""


NOTHING: Final = VerifiedView()


def verified_view(found: VerifiedFur) -> VerifiedView:
    """Write a verified FUR out."""
    return VerifiedView(
        number=found.number,
        state_word=state_word(found.state, of_debts=found.debts > 0),
        state_kind=STATE_KINDS[found.state],
        sentence=_sentence(found),
        total=format_pesos(found.total),
        details=[item for item in _details(found) if item.value],
        signatures=[
            Detail(
                f"{signature.title}: {signature.name}, {signature.document}",
                moment(signature.signed_at),
            )
            for signature in found.signatures
        ],
        sha256=found.sha256,
    )


def certificate_view(found: VerifiedCertificate) -> VerifiedView:
    """Write a certificate of good standing out: what it said, and whether it still holds."""
    word, kind, sentence = _CERTIFIED[found.good_today]
    genuine = f"{found.number} es auténtico: lo expidió este sistema el {day(found.issued_on)}."
    if found.demo:
        genuine = f"{found.number} es de la demostración y NO tiene validez."
    return VerifiedView(
        number=found.number,
        state_word=word,
        state_kind=kind,
        sentence=f"{genuine} Ese día {found.operator} estaba a paz y salvo. "
        f"{sentence.format(today=day(found.today))}",
        details=[
            Detail("Operador", f"{found.operator} · NIT {found.nit}"),
            Detail("Certifica el día", day(found.issued_on)),
        ],
        sha256=found.sha256,
    )


_CERTIFIED: Final = {
    True: ("Sigue a paz y salvo", "paid", "Hoy, {today}, sigue a paz y salvo."),
    False: ("Ya no está a paz y salvo", "overdue", "Hoy, {today}, NO está a paz y salvo."),
    None: (
        "Auténtico",
        "provisional",
        "Hoy, {today}, no se puede saber si sigue a paz y salvo: pregunte al Ministerio.",
    ),
}


def _sentence(found: VerifiedFur) -> str:
    genuine = f"{found.number} es auténtico: lo expidió este sistema el {day(found.issued_on)}."
    if found.demo:
        genuine = f"{found.number} es de la demostración y NO tiene validez."
    return f"{genuine} {_meaning(found)}"


def _meaning(found: VerifiedFur) -> str:
    if found.state in {ShownFurState.PAID, ShownFurState.FILED, ShownFurState.EXPIRED}:
        return f"{_in_force(found)}{_corrected(found)}"
    if found.state is ShownFurState.ISSUED:
        return "NO está presentado todavía: faltan firmas o el recaudo del banco."
    if found.state is ShownFurState.REPLACED:
        return f"Otro FUR lo reemplazó: no se puede pagar con él.{_corrected(found)}"
    return f"Fue ANULADO y no puede pagarse. {found.annulled_because}".rstrip()


def _in_force(found: VerifiedFur) -> str:
    if found.debts:
        return _debts_in_force(found)
    if found.state is ShownFurState.PAID and found.paid_on:
        return f"Está presentado y pagado el {day(found.paid_on)}."
    if found.state is ShownFurState.EXPIRED:
        filed = "Está presentado, pero" if found.filed_at else "NO está presentado y"
        return f"{filed} su día de pago ya pasó: no se puede pagar con él."
    return "Está presentado." + (" Falta el pago." if found.payment_day else "")


def _debts_in_force(found: VerifiedFur) -> str:
    what = f"Paga {plural(found.debts, 'deuda', 'deudas')} y no presenta ninguna declaración."
    if found.state is ShownFurState.PAID and found.paid_on:
        return f"Está pagado el {day(found.paid_on)}. {what}"
    if found.state is ShownFurState.EXPIRED:
        return f"Su día de pago ya pasó: no se puede pagar con él. {what}"
    return f"Falta el pago. {what}"


def _corrected(found: VerifiedFur) -> str:
    if not found.corrected_by:
        return ""
    return f" La declaración fue corregida después con {found.corrected_by}."


def _details(found: VerifiedFur) -> list[Detail]:
    return [
        Detail("Operador", f"{found.operator} · NIT {found.nit}"),
        Detail("Período", found.period),
        Detail("Uso", USE_WORDS[Use(found.use)]),
        Detail("Corrige", found.corrects),
        Detail("Corregido por", found.corrected_by),
        Detail("Válido hasta", day(found.payment_day) if found.payment_day else ""),
        Detail("Constancia de presentación", found.receipt),
        Detail("Presentado", moment(found.filed_at) if found.filed_at else ""),
        Detail("Pagado", day(found.paid_on) if found.paid_on else ""),
    ]
