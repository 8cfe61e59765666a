"""The alerts of a declaration as the form shows them, and the operator's notes about them."""

from datetime import date, datetime

from pydantic import ConfigDict, Field

from ser_app.api.v1.operation import Asked
from ser_app.api.v1.values import Told
from ser_app.declarations.alerts.models import AlertNote
from ser_app.declarations.alerts.service import alerts_of
from ser_app.law.alerts import Flag, Kind
from ser_app.law.explanation import Provenance


class AlertFigure(Told):
    """A figure that was put into a rule."""

    model_config = ConfigDict(title="Cifra de una alerta")

    label: str
    value: str = Field(description="Escrita como en la página: «$ 8.000.000», «38,2 %»")
    amount: int | None = Field(description="Pesos enteros; null: no es un valor en pesos")


class AlertNorm(Told):
    """A norm that lets the Ministry look."""

    model_config = ConfigDict(title="Norma de una alerta")

    norm: str
    article: str
    url: str
    valid_from: date


class Alert(Told):
    """Something that deserves a look; it blocks nothing."""

    model_config = ConfigDict(title="Alerta")

    code: Kind
    title: str
    rule: str = Field(description="La regla en una frase, con su umbral")
    figures: list[AlertFigure] = Field(description="Con qué cifras se llegó a ella")
    compared: str = Field(description="Con qué se comparan")
    threshold: str = Field(description="El umbral escrito: «50 %», «30 días»")
    parameter: str = Field(description="Parámetro con fecha que lo fija, en `/parametros`")
    provenance: Provenance = Field(description="De dónde sale el umbral")
    norms: list[AlertNorm] = Field(description="Lo que permite al Ministerio mirar")


class Note(Told):
    """What the operator says about the alerts of a declaration."""

    model_config = ConfigDict(title="Nota sobre las alertas")

    author: str
    text: str
    written_at: datetime


def alerts_told(asked: Asked, declaration_id: str) -> tuple[list[Alert], list[Note]]:
    """The alerts of a declaration and its notes."""
    found = alerts_of(asked.res, asked.actor, declaration_id)
    return [_alert(each) for each in found.flags], [_note(each) for each in found.notes]


def _alert(flag: Flag) -> Alert:
    return Alert(
        code=flag.kind,
        title=flag.kind.label,
        rule=flag.rule,
        figures=[
            AlertFigure(label=each.label, value=each.value, amount=each.pesos)
            for each in flag.figures
        ],
        compared=flag.compared,
        threshold=flag.threshold,
        parameter=flag.parameter,
        provenance=flag.provenance,
        norms=[
            AlertNorm(
                norm=each.norm, article=each.article, url=each.url, valid_from=each.valid_from
            )
            for each in flag.citations
        ],
    )


def _note(note: AlertNote) -> Note:
    return Note(author=note.author_name, text=note.text, written_at=note.written_at)
