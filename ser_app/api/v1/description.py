"""The OpenAPI 3.1 description, made from the operations themselves."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ser_app.api.v1 import schemas
from ser_app.api.v1.catalogue import OPERATIONS
from ser_app.api.v1.liquidating import LIQUIDATION_PATH
from ser_app.api.v1.operation import PREFIX, Operation
from ser_app.people.permissions import MATRIX

VERSION: Final = "1.0.0"
EXAMPLES: Final = Path(__file__).with_name("examples.json")
_REF: Final = "#/components/schemas/{model}"
_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_ALWAYS: Final = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
)
_OF_BODIES: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
)
_MEANING: Final = {
    HTTPStatus.OK: "Hecho",
    HTTPStatus.CREATED: "Hecho",
    HTTPStatus.BAD_REQUEST: "La petición no se entiende",
    HTTPStatus.UNAUTHORIZED: "Falta la clave de API, o ya no sirve",
    HTTPStatus.FORBIDDEN: "La clave no permite esto",
    HTTPStatus.NOT_FOUND: "No existe entre lo de su operador",
    HTTPStatus.CONFLICT: "Cambió mientras tanto, ya está hecho, o la Idempotency-Key es de otra",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "El cuerpo es demasiado grande",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "El formato del cuerpo no se admite",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Un campo no sirve, o las reglas no lo permiten",
    HTTPStatus.TOO_MANY_REQUESTS: "Demasiadas peticiones; `Retry-After` dice cuánto esperar",
    HTTPStatus.SERVICE_UNAVAILABLE: "Un servicio de afuera no responde; nada se hizo",
}
_INTRODUCTION: Final = (Path(__file__).with_name("introduction.md")).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def examples() -> Mapping[str, Any]:
    """An example of each operation, as the tests perform it: `request` and `response`."""
    found: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def described(server: str) -> dict[str, Any]:
    """The description.

    Args:
        server: Address under which programs reach us.
    """
    paths: dict[str, Any] = {LIQUIDATION_PATH.path: LIQUIDATION_PATH.item}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SER, Sistema Electrónico de Recaudo",
            "version": VERSION,
            "description": _INTRODUCTION,
        },
        "servers": [{"url": f"{server}{PREFIX}"}],
        "security": [{"key": []}],
        "tags": [{"name": name} for name in dict.fromkeys(_tags())],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "La clave de API del operador, «ser_…»",
                }
            },
            "schemas": {**_schemas(), **LIQUIDATION_PATH.schemas},
        },
    }


def _tags() -> Iterable[str]:
    yield LIQUIDATION_PATH.tag
    yield from (each.tag for each in OPERATIONS)


def _operation(each: Operation) -> dict[str, Any]:
    needs = f"La clave necesita «{MATRIX.words_of(each.permission)}» (`{each.permission}`)."
    found: dict[str, Any] = {
        "operationId": each.name,
        "tags": [each.tag],
        "summary": each.summary,
        "description": " ".join(filter(None, (each.words, needs))),
        "responses": _responses(each),
    }
    if parameters := [*_of_path(each), *_of_query(each.query), *_of_headers(each)]:
        found["parameters"] = parameters
    if each.takes_file:
        file = {"schema": {"type": "string", "contentMediaType": "application/pdf"}}
        found["requestBody"] = {"required": True, "content": {"application/pdf": file}}
    elif each.body is not None:
        found["requestBody"] = {"required": True, "content": _json_of(each, each.body, "request")}
    return found


def _responses(each: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    good = {each.status: _MEANING[each.status], **each.other}
    for status, words in good.items():
        found[str(int(status))] = {"description": words, "content": _content(each)}
    refusals = {*_ALWAYS, *each.refusals, *(_OF_BODIES if each.changes else ())}
    for status in sorted(refusals):
        found[str(int(status))] = {
            "description": _MEANING[status],
            "content": {"application/problem+json": {"schema": _PROBLEM}},
        }
    return found


def _content(each: Operation) -> dict[str, Any]:
    if each.reply is None:
        return {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
    return _json_of(each, each.reply, "response")


def _json_of(each: Operation, model: type[BaseModel], part: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": _REF.format(model=model.__name__)}}
    example = examples().get(each.name, {}).get(part)
    if example is not None:
        content["examples"] = {"ejemplo": {"value": example}}
    return {"application/json": content}


def _of_path(each: Operation) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in each.path.split("/") if part.startswith("{")]
    shape = {"type": "string", "pattern": "^[0-9A-Za-z-]{1,40}$"}
    return [{"name": name, "in": "path", "required": True, "schema": shape} for name in names]


def _of_query(model: type[BaseModel] | None) -> list[dict[str, Any]]:
    if model is None:
        return []
    properties = model.model_json_schema(by_alias=True)["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": schema.get("description", ""),
            "schema": _without_null(schema),
        }
        for name, schema in properties.items()
    ]


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a part of the address, which is there or is not, and never null."""
    kinds = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    rest = {
        name: value
        for name, value in schema.items()
        if name not in {"anyOf", "title", "description"} and not (name == "default" and not value)
    }
    return {**rest, **(kinds[0] if kinds else {})}


def _of_headers(each: Operation) -> list[dict[str, Any]]:
    if not each.changes:
        return []
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "Un nombre suyo para esta petición, por ejemplo un UUID. Repetida con "
            "la misma clave y el mismo cuerpo, durante 30 días, responde lo mismo sin hacerla otra "
            "vez; con otro cuerpo responde 409.",
            "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
        }
    ]


def _schemas() -> dict[str, Any]:
    read = [each.reply for each in OPERATIONS if each.reply] + [schemas.Problem]
    sent = [each.body for each in OPERATIONS if each.body]
    _, found = models_json_schema(
        [
            *((model, "serialization") for model in read),
            *((model, "validation") for model in sent),
        ],
        ref_template=_REF,
    )
    return {name: _plain(schema) for name, schema in found["$defs"].items()}


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without titles, which would name the classes of generated clients.

    The words for who reads the code stay out; a model's Spanish title says what it is.
    """
    kept = {name: value for name, value in schema.items() if name not in {"title", "description"}}
    if "properties" in kept:
        kept["description"] = schema["title"]
        kept["properties"] = {
            name: {key: value for key, value in each.items() if key != "title"}
            for name, each in kept["properties"].items()
        }
    return kept
