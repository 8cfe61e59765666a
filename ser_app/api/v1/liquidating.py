"""The public liquidation in the description: one item of `liquidate --batch`, for anybody."""

from dataclasses import dataclass
from typing import Any, Final

from ser_app.law.periods import Regime

_DAY: Final = {"type": "string", "format": "date"}
_PESOS: Final = {"type": "integer", "minimum": 0}
_PROBLEM: Final = {
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
}


@dataclass(frozen=True, slots=True)
class Public:
    """An operation that needs no key, written out."""

    path: str
    tag: str
    item: dict[str, Any]
    schemas: dict[str, Any]


def _case() -> dict[str, Any]:
    return {
        "description": "Caso",
        "type": "object",
        "required": ["regime", "period", "filed_on"],
        "additionalProperties": True,
        "properties": {
            "id": {"type": ["string", "integer", "null"], "description": "Se devuelve igual"},
            "regime": {"type": "string", "enum": [str(each) for each in Regime]},
            "period": {"type": "string", "description": "«2013-Q1», o «2013» en radiodifusión"},
            "gross_income": {**_PESOS, "description": "Ingresos brutos, pesos enteros"},
            "returns": {**_PESOS, "description": "Devoluciones, pesos enteros"},
            "levy_rate": {"type": "string", "description": "Tarifa del título, fracción (D1972)"},
            "levy_amount": {**_PESOS, "description": "Valor del acto o de la fórmula (RADIO)"},
            "filed_on": {**_DAY, "description": "Día de presentación"},
            "paid_on": {**_DAY, "description": "Día de pago; el de presentación si falta"},
            "balance_applied": {**_PESOS, "description": "Saldo a favor aplicado"},
        },
        "examples": [_SENT],
    }


_SENT: Final = {
    "id": "a",
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-20",
}


def _liquidation() -> dict[str, Any]:
    names = ("base", "levy", "late_filing_penalty", "arrears_interest", "balance_applied", "total")
    return {
        "description": "Liquidación",
        "type": "object",
        "required": ["id", "due_on", *names, "provisional", "rules_version"],
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "due_on": _DAY,
            **{name: {"type": "integer", "description": "Pesos enteros"} for name in names},
            "provisional": {"type": "boolean"},
            "rules_version": {"type": "string"},
            "figures": {
                "type": "array",
                "items": {"type": "object"},
                "description": "La explicación de cada valor, con fórmula y norma",
            },
        },
    }


def _item() -> dict[str, Any]:
    explain = {
        "name": "figures",
        "in": "query",
        "required": False,
        "description": "`false` omite la explicación",
        "schema": {"type": "boolean", "default": True},
    }
    answers = {
        "400": "El cuerpo no es un objeto JSON",
        "413": "El caso pasa de 16 KB",
        "415": "El cuerpo no es JSON",
        "422": "El caso no se puede liquidar: el código y el campo dicen por qué",
        "429": "Demasiadas consultas desde su dirección",
    }
    case = {
        "schema": {"$ref": "#/components/schemas/Case"},
        "examples": {"ejemplo": {"value": _SENT}},
    }
    told = {"schema": {"$ref": "#/components/schemas/Liquidation"}}
    return {
        "post": {
            "operationId": "liquidate",
            "tags": ["Liquidar"],
            "summary": "Liquidar un caso sin guardar nada",
            "description": "Sin clave. El mismo caso que `liquidate --batch`, los mismos pesos.",
            "security": [],
            "parameters": [explain],
            "requestBody": {"required": True, "content": {"application/json": case}},
            "responses": {
                "200": {"description": "Lo que debe", "content": {"application/json": told}},
                **{status: {"description": words, **_PROBLEM} for status, words in answers.items()},
            },
        }
    }


LIQUIDATION_PATH: Final = Public(
    "/liquidations", "Liquidar", _item(), {"Case": _case(), "Liquidation": _liquidation()}
)
