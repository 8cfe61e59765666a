"""The answer of the public verification, written out: one sentence first, then what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from ser_app.declarations.states import Use
from ser_app.furs.service import VerifiedCertificate, VerifiedFur, VerifiedSignature
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import STATE_KINDS, USE_WORDS, state_word
from ser_app.furs.views.paying import Detail
from ser_app.law.money import format_pesos
from ser_app.signing.report import SignatureReport
from ser_app.signing.views.report import SignatureView, electronic_view, signature_view
from ser_app.web.words import before_stop, day, moment, plural


@dataclass(frozen=True)
class ThenAndNow:
    """What the document said of a matter when it was made, and how that stands today."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class VerifiedView:
    """What anybody with number and code sees; `number` is empty while nothing was found.

    Attributes:
        headline: The answer in one sentence.
        sentence: Whose it is, what it is about, and what follows.
        compared: How it stood at issue beside how it stands today; empty for what never changes.
        days: Of which days the two are.
        signable: Whether a copy of it may carry signatures, which can be checked.
    """

    number: str = ""
    state_word: str = ""
    state_kind: str = "neutral"
    headline: str = ""
    sentence: str = ""
    total: str = ""
    days: str = ""
    compared: list[ThenAndNow] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    signatures: list[SignatureView] = field(default_factory=list)
    sha256: str = ""
    signable: bool = False


_BEFORE: Final = "Firmó con su certificado en un FUR anterior de la misma declaración."
NOTHING: Final = VerifiedView()


def verified_view(
    found: VerifiedFur, accepted: Mapping[str, SignatureReport] = MappingProxyType({})
) -> VerifiedView:
    """Write a verified FUR out.

    Args:
        found: What number and code open.
        accepted: What was found about its digital signatures when they came, by role.
    """
    return VerifiedView(
        number=found.number,
        state_word=state_word(found.state, of_debts=found.debts > 0),
        state_kind=STATE_KINDS[found.state],
        headline=_headline(found),
        sentence=_sentence(found),
        total=format_pesos(found.total),
        days=(
            f"El documento muestra cómo estaba todo al expedirlo, el {day(found.issued_on)}; esta "
            f"página, cómo está hoy, {day(found.today)}."
        ),
        compared=_compared(found),
        details=[item for item in _details(found) if item.value],
        signatures=[_signature(each, accepted.get(each.role)) for each in found.signatures],
        sha256=found.sha256,
        signable=found.debts == 0,
    )


def _signature(found: VerifiedSignature, accepted: SignatureReport | None) -> SignatureView:
    """One who signed: with the own account, or with a certificate and what was found of it."""
    who = f"{found.name} · {found.document}"
    if found.method == "digital" and accepted is not None:
        shown = signature_view(accepted, uploading=False)
        when = f"Recibida el {moment(found.signed_at)}. Firmada: {shown.when}"
        return replace(shown, role=found.title, who=who, when=when)
    if found.method != "digital":
        return electronic_view(found.title, who, moment(found.signed_at))
    return SignatureView(
        role=found.title,
        who=who,
        word="Firma digital",
        kind="paid",
        sentence=_BEFORE,
        when=moment(found.signed_at),
        authority="",
        notes="",
    )


def certificate_view(found: VerifiedCertificate) -> VerifiedView:
    """Write a certificate of good standing out: what it said, and whether it still holds."""
    word, kind, today = _CERTIFIED[found.good_today]
    return VerifiedView(
        number=found.number,
        state_word=word,
        state_kind=kind,
        headline=f"{_genuine(demo=found.demo)}; {today.format(today=day(found.today))}.",
        sentence=f"Este sistema expidió {found.number} el {day(found.issued_on)}. Ese día "
        f"{found.operator} estaba a paz y salvo.",
        details=[
            Detail("Operador", f"{found.operator} · NIT {found.nit}"),
            Detail("Certifica el día", day(found.issued_on)),
        ],
        sha256=found.sha256,
    )


_CERTIFIED: Final = {
    True: ("Sigue a paz y salvo", "paid", "hoy, {today}, el operador sigue a paz y salvo"),
    False: (
        "Ya no está a paz y salvo",
        "overdue",
        "pero hoy, {today}, el operador NO está a paz y salvo",
    ),
    None: (
        "Auténtico",
        "provisional",
        "hoy, {today}, no se puede saber si lo sigue estando: pregunte al Ministerio",
    ),
}


def _genuine(*, demo: bool) -> str:
    return "Es de la demostración y NO tiene validez" if demo else "Es auténtico"


def _headline(found: VerifiedFur) -> str:
    """The answer that a judge needs, in one sentence."""
    linked, meaning = _meaning(found)
    if found.demo:
        linked = "; en ella "
    return f"{_genuine(demo=found.demo)}{linked}{meaning}."


def _meaning(found: VerifiedFur) -> tuple[str, str]:
    """How it stands today, with the word that links it to «es auténtico»."""
    if found.state is ShownFurState.ANNULLED:
        return ", pero ", "fue ANULADO y no puede pagarse"
    if found.state is ShownFurState.REPLACED:
        linked, meaning = _replaced_meaning(found)
        after = f", y fue corregida después con {found.corrected_by}" if found.corrected_by else ""
        return linked, f"{meaning}{after}"
    if found.corrected_by:
        return ", pero ", f"su declaración fue corregida después con {found.corrected_by}"
    return _debts_meaning(found) if found.debts else _filing_meaning(found)


def _replaced_meaning(found: VerifiedFur) -> tuple[str, str]:
    if found.filed_at:
        return " y ", "su declaración está presentada, pero otro FUR lo reemplazó para pagar"
    return ", pero ", "otro FUR lo reemplazó y no se puede firmar ni pagar con él"


def _filing_meaning(found: VerifiedFur) -> tuple[str, str]:
    if found.state is ShownFurState.ISSUED:
        return ", pero ", "NO está presentado todavía"
    if found.state is ShownFurState.EXPIRED:
        filed = "está presentado, pero" if found.filed_at else "NO está presentado y"
        return " y " if found.filed_at else ", pero ", f"{filed} su día de pago ya pasó"
    if found.state is ShownFurState.PAID and found.paid_on:
        return ", ", f"está presentado y se pagó el {day(found.paid_on)}"
    return " y ", "está presentado" + ("; falta el pago" if found.payment_day else "")


def _debts_meaning(found: VerifiedFur) -> tuple[str, str]:
    if found.state is ShownFurState.PAID and found.paid_on:
        return " y ", f"se pagó el {day(found.paid_on)}"
    if found.state is ShownFurState.EXPIRED:
        return ", pero ", "su día de pago ya pasó: no se puede pagar con él"
    return ", pero ", "falta el pago"


def _sentence(found: VerifiedFur) -> str:
    operator = before_stop(found.operator)
    who = f"Este sistema expidió {found.number} el {day(found.issued_on)} para {operator}."
    return f"{who} {_about(found)} {found.annulled_because}".rstrip()


def _about(found: VerifiedFur) -> str:
    if found.debts:
        many = plural(found.debts, "deuda", "deudas")
        return f"Paga {many} y no presenta ninguna declaración."
    what = "Paga lo declarado" if found.use == Use.PAYMENT else "Presenta la declaración"
    return f"{what} de {found.period}."


def _compared(found: VerifiedFur) -> list[ThenAndNow]:
    """What may change after the bytes were fixed, and nothing else."""
    of_debts = found.debts > 0
    rows = [
        ThenAndNow(
            "Estado",
            state_word(found.at_issue.state, of_debts=of_debts),
            state_word(found.state, of_debts=of_debts),
        )
    ]
    if not of_debts:
        rows += [
            ThenAndNow(
                "Presentación",
                _receipt(found, found.at_issue.receipt),
                _receipt(found, found.receipt),
            ),
            ThenAndNow(
                "Firmas",
                _count(found.at_issue.signatures, found.signers),
                _count(len(found.signatures), found.signers),
            ),
            ThenAndNow("Declaración", _kind(found), _kind_now(found)),
        ]
    rows.append(ThenAndNow("Pago", _pay_then(found), _pay_now(found)))
    return [replace(row, now="Igual") if row.now == row.then else row for row in rows]


def _receipt(found: VerifiedFur, receipt: str) -> str:
    if not receipt or found.filed_at is None:
        return "Sin presentar"
    return f"Constancia {receipt}, {moment(found.filed_at)}"


def _count(present: int, wanted: int) -> str:
    if not wanted:
        return "No lleva"
    return f"{present} de {wanted}" if present else f"Ninguna de {wanted}"


def _kind(found: VerifiedFur) -> str:
    return f"Corrige {found.corrects}" if found.corrects else "Inicial"


def _kind_now(found: VerifiedFur) -> str:
    if found.corrected_by:
        return f"Corregida por {found.corrected_by}"
    if found.replaced_by:
        return f"En {found.replaced_by}, que lo reemplaza"
    return "Sin efecto" if found.state is ShownFurState.ANNULLED else _kind(found)


def _pay_then(found: VerifiedFur) -> str:
    if found.payment_day is None:
        return "No se paga con este formulario"
    return f"{format_pesos(found.total)} hasta el {day(found.payment_day)}"


def _pay_now(found: VerifiedFur) -> str:
    if found.paid_on and found.state is ShownFurState.PAID:
        return f"Pagado el {day(found.paid_on)}"
    if found.payment_day is None:
        return "No se paga con este formulario"
    if found.state is ShownFurState.FILED:
        return f"Falta: {format_pesos(found.total)} hasta el {day(found.payment_day)}"
    if found.state is ShownFurState.ISSUED:
        return "Se podrá pagar cuando esté presentado"
    return "Ya no se puede pagar con él"


def _details(found: VerifiedFur) -> list[Detail]:
    return [
        Detail("Operador", f"{found.operator} · NIT {found.nit}"),
        Detail("Período", found.period),
        Detail("Uso", USE_WORDS[Use(found.use)]),
        Detail("Corrige", found.corrects),
        Detail("Válido hasta", day(found.payment_day) if found.payment_day else ""),
    ]
