"""Reads what a program sends: its query, its body, and the parts of the address."""

import json
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse

from ser_app.api.problems import problem
from ser_app.api.v1.sentences import sentence_of
from ser_app.base.errors import NotFound

_JSON: Final = "application/json"
_PDF: Final = "application/pdf"
_NAME: Final = re.compile(r"[0-9A-Za-z-]{1,40}")
_MEDIA: Final = "Envíe el cuerpo como {media}: Content-Type: {media}. No se hizo nada."
_NOT_JSON: Final = "El cuerpo no es un objeto JSON {…} con cada campo una vez. No se hizo nada."
_MOST_SHOWN: Final = 20


class Unreadable(Exception):
    """What was sent cannot be read.

    Args:
        refusal: What is answered.
    """

    def __init__(self, refusal: JSONResponse) -> None:
        super().__init__()
        self.refusal = refusal


def read_path(request: Request) -> dict[str, str]:
    """The parts of the address.

    Raises:
        NotFound: One of them can name nothing of ours.
    """
    parts = {name: str(value) for name, value in request.path_params.items()}
    if not all(_NAME.fullmatch(value) for value in parts.values()):
        raise NotFound
    return parts


def read_query(query: QueryParams, model: type[BaseModel] | None) -> Any:
    """The query as its model; None where an operation takes none.

    Raises:
        Unreadable: A part is unknown, given twice, or not what it should be.
    """
    names = [name for name, _ in query.multi_items()]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise Unreadable(_invalid([(name, "Envíelo una sola vez.") for name in repeated]))
    if model is None:
        if names:
            raise Unreadable(_invalid([(name, "Este parámetro no existe.") for name in names]))
        return None
    return _validated(model, dict(query.items()))


async def read_json(request: Request, model: type[BaseModel]) -> Any:
    """The body as its model.

    Raises:
        Unreadable: It is no JSON object, or a field is not what it should be.
    """
    _require_type(request, _JSON)
    try:
        sent = json.loads(
            await request.body(), parse_constant=_refuse, object_pairs_hook=_each_once
        )
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Unreadable(problem(HTTPStatus.BAD_REQUEST, "invalid_json", _NOT_JSON))
    return _validated(model, sent)


async def read_pdf(request: Request) -> bytes:
    """The body as the bytes of a PDF.

    Raises:
        Unreadable: It does not say that it is one.
    """
    _require_type(request, _PDF)
    return await request.body()


def _require_type(request: Request, media: str) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media:
        sentence = _MEDIA.format(media=media)
        status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        raise Unreadable(problem(status, "unsupported_media_type", sentence))


def _validated(model: type[BaseModel], sent: Mapping[str, Any]) -> BaseModel:
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[:_MOST_SHOWN]
        wrong = [(_name(each["loc"]), sentence_of(each)) for each in found]
        raise Unreadable(_invalid(wrong)) from None


def _invalid(wrong: Sequence[tuple[str, str]]) -> JSONResponse:
    field, sentence = wrong[0]
    detail = f"{field}: {sentence}" if field else sentence
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_request",
        f"{detail} No se hizo nada.",
        field=field or None,
        errors=wrong,
    )


def _name(place: Sequence[int | str]) -> str:
    """`lines.0.amount`."""
    return ".".join(str(part) for part in place)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a name that comes twice, programs on the way might believe the other one."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(text: str) -> None:
    raise ValueError(text)
