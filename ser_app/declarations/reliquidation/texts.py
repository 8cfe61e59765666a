"""The Spanish words of re-liquidations."""

from datetime import date
from typing import Final

from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.law.money import format_pesos
from ser_app.web.words import day

NO_RULES: Final = "No se conservan las reglas con las que se presentó: la revisa una persona."
AGREEMENT: Final = (
    "Su deuda está en un acuerdo o fue reversada: la revisa Tesorería con el nuevo vencimiento."
)
LONG_CHAIN: Final = (
    "Tiene varias correcciones y una dejó saldo a favor: la revisa Tesorería con el nuevo "
    "vencimiento."
)


def within_correction(receipt: str) -> str:
    """Why a settled filing is not liquidated by itself: its lower correction measures it."""
    return f"Se cuenta en su corrección {receipt}, que mide lo pagado de más."


def why_sentence(kind: str, norm: str, old: date, new: date, reason: str) -> str:
    """Why the due day is another one, with the norm."""
    moved = f"el vencimiento pasó del {day(old)} al {day(new)}"
    return f"Por {_act(kind, norm)}, {moved}, porque {reason.rstrip('.')}."


def moved_note(old: date, kind: str, norm: str) -> str:
    """Beside a due day: from which one it was moved, and by what."""
    return f"Trasladado del {day(old)} por {_act(kind, norm)}"


def _act(kind: str, norm: str) -> str:
    return f"la contingencia declarada en {norm}" if kind == "contingency" else norm


def result_sentence(found: Reliquidation) -> str:
    """What a re-liquidation changed, in a sentence."""
    if found.review:
        return found.review
    parts = []
    if found.penalty_relief:
        parts.append(_change("la sanción", found.old_penalty, found.new_penalty))
    if found.interest_relief or found.old_interest != found.new_interest:
        parts.append(_change("los intereses", found.old_interest, found.new_interest))
    if not parts and not found.in_favour:
        return "Lo liquidado no cambia."
    words = " y ".join(parts)
    sentence = f"{words[:1].upper()}{words[1:]}." if words else ""
    if found.in_favour:
        sentence += f" Quedan {format_pesos(found.in_favour)} a favor del operador."
    return sentence.strip()


def _change(what: str, before: int, after: int) -> str:
    verb = "pasan" if what.startswith("los") else "pasa"
    return f"{what} {verb} de {format_pesos(before)} a {format_pesos(after)}"


def annulled_by_reliquidation(norm: str, new: date) -> str:
    """Why a FUR cannot be paid any more after its due day moved."""
    return (
        f"El vencimiento pasó al {day(new)} por {norm}, y lo que se debe cambió. Genere otro FUR "
        "desde su declaración o su estado de cuenta si todavía debe algo."
    )
