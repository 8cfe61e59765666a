"""Check your answers, written out."""

from dataclasses import dataclass, field
from typing import Final

from ser_app.declarations.states import Channel, LineKind
from ser_app.declarations.texts import nit_text
from ser_app.furs.form import Signatory
from ser_app.furs.service import Review
from ser_app.furs.texts import CHANNEL_LONG_WORDS, USE_WORDS, names
from ser_app.law.money import format_percent, format_pesos
from ser_app.law.periods import Period, Regime
from ser_app.web.words import day


@dataclass(frozen=True)
class Answer:
    """One answer, and where to change it; an empty address means that it cannot be."""

    label: str
    value: str
    href: str
    change: str


@dataclass(frozen=True)
class Obstacle:
    """Something to put right first, and where; the address may be empty."""

    message: str
    href: str


@dataclass(frozen=True)
class ReviewView:
    """The page `/declaraciones/…/revisar`.

    Attributes:
        steps: What will happen, in order.
        button: Says what pressing it does.
    """

    public_id: str = ""
    title: str = ""
    edit_href: str = ""
    answers: list[Answer] = field(default_factory=list)
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    balance: str = ""
    levy_settled: str = ""
    balance_left: str = ""
    total: str = ""
    total_note: str = ""
    obstacles: list[Obstacle] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    button: str = ""
    paper: bool = False
    may_issue: bool = False


NOTHING: Final = ReviewView()


def review_view(review: Review) -> ReviewView:
    """Write a review out."""
    declaration, liquidation = review.declaration, review.liquidation
    edit = f"/declaraciones/{declaration.public_id}"
    paper = declaration.channel == Channel.PAPER
    return ReviewView(
        public_id=declaration.public_id,
        title=f"{declaration.regime}\N{NO-BREAK SPACE}· Expediente {review.expediente.number}",
        edit_href=edit,
        answers=_answers(review, edit),
        levy=format_pesos(liquidation.levy),
        penalty=format_pesos(liquidation.late_filing_penalty),
        interest=format_pesos(liquidation.arrears_interest),
        balance=format_pesos(liquidation.balance_applied) if liquidation.balance_applied else "",
        levy_settled=_levy_settled(review),
        balance_left=(
            format_pesos(liquidation.balance_in_favour) if liquidation.balance_in_favour else ""
        ),
        total=format_pesos(liquidation.total),
        total_note=_total_note(review),
        obstacles=[
            Obstacle(problem.message, f"{edit}#{problem.field}" if problem.field else "")
            for problem in review.problems
        ],
        steps=_paper_steps(review) if paper else _electronic_steps(review),
        button="Generar FUR para pagar en banco" if paper else "Generar FUR y enviar a firma",
        paper=paper,
        may_issue=review.may_issue,
    )


def _levy_settled(review: Review) -> str:
    settled = review.corrected.settled if review.corrected else ()
    return format_pesos(-settled[-1].amounts.levy) if settled else ""


def _correction_steps(review: Review) -> list[str]:
    """What a correction does when it is filed."""
    corrected = review.corrected
    if corrected is None:
        return []
    replaced = (
        f"Entonces reemplaza la declaración presentada el {day(corrected.filed_on)} "
        f"({corrected.receipt}), que se conserva para consulta."
    )
    if corrected.is_settled:
        return [replaced]
    return [
        f"{replaced} Su FUR se anula; si hay un pago abierto de él, se cierra antes en la pasarela."
    ]


def _answers(review: Review, edit: str) -> list[Answer]:
    declaration = review.declaration
    fixed = [
        Answer("Operador", f"{review.operator.name} · {nit_text(review.operator)}", "", ""),
        Answer("Servicio", review.expediente.service, "", ""),
        Answer("Período", Period.parse(declaration.period).label, "", ""),
        Answer("Vencimiento", day(review.liquidation.due_on), "", ""),
    ]
    if review.corrected is not None:
        fixed.append(Answer("Corrige", review.corrected.receipt, "", ""))
    lines = [
        Answer(
            line.description or ("Ingresos" if line.kind == LineKind.INCOME else "Devoluciones"),
            format_pesos(line.amount if line.kind == LineKind.INCOME else -line.amount),
            f"{edit}#amount-{line.public_id}",
            f"el valor de {line.description or 'esta fila'}",
        )
        for line in review.lines
        if line.amount or line.kind == LineKind.INCOME
    ]
    rate = format_percent(review.liquidation.levy_rate)
    base = format_pesos(review.liquidation.base)
    radio = declaration.regime == Regime.RADIO
    if declaration.yearly_adjustment:
        lines.append(
            Answer(
                "Ajuste anual",
                format_pesos(declaration.yearly_adjustment),
                f"{edit}#yearly_adjustment",
                "el ajuste anual",
            )
        )
    return [
        *fixed,
        *lines,
        *([] if radio else [Answer("Base y tarifa", f"{base} al {rate}", "", "")]),
        Answer(
            "Presentación",
            CHANNEL_LONG_WORDS[Channel(declaration.channel)],
            f"{edit}#channel",
            "la forma de presentar",
        ),
        Answer("Uso del FUR", USE_WORDS[review.use], f"{edit}#use", "el uso"),
        Answer("Día de pago", day(review.payment_day), f"{edit}#payment_day", "el día de pago"),
    ]


def _total_note(review: Review) -> str:
    filed = f"Presentando el {day(review.filing_day)}"
    if review.liquidation.total == 0:
        return f"{filed}. No hay nada que pagar."
    return f"{filed} y pagando el {day(review.payment_day)}."


def _who(people: tuple[Signatory, ...]) -> str:
    return names([f"{person.name} ({person.title.lower()})" for person in people])


def _electronic_steps(review: Review) -> list[str]:
    steps = [
        (
            "Se genera el FUR con estos valores y la declaración se cierra. Todavía NO queda "
            "presentada."
        ),
        f"Firman {_who(review.signatories)}, cada uno desde su propia cuenta.",
        "Con la última firma queda presentada: el sistema da la constancia con número y hora.",
        *_correction_steps(review),
    ]
    if review.liquidation.total == 0:
        return [*steps, "No hay nada que pagar."]
    if review.use == "filing":
        return [*steps, "El pago se hace después, con un FUR de uso Pago; los intereses siguen."]
    return [*steps, f"Se paga por PSE a más tardar el {day(review.payment_day)}."]


def _paper_steps(review: Review) -> list[str]:
    return [
        (
            "Se genera el FUR con estos valores y la declaración se cierra. Todavía NO queda "
            "presentada."
        ),
        f"Imprímalo. Lo firman a mano {_who(review.signatories)}.",
        (
            f"Páguelo en un banco autorizado a más tardar el {day(review.payment_day)}: queda "
            "presentada el día del timbre."
        ),
        *_correction_steps(review),
    ]
