"""Refusals that programs and people can read (RFC 9457), in plain Spanish with a stable code."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from ser_app.base.errors import Conflict, NotAllowed, NotFound, SerError, Unavailable
from ser_app.people.proof.recent import ProofNeeded

TYPE: Final = "application/problem+json"
FOR_PROGRAMS: Final = "/api/"
"""Addresses under which every refusal is a problem."""
_ABOUT: Final = "https://www.rfc-editor.org/rfc/rfc9110#section-15"
_S: Final = HTTPStatus
_TITLES: Final = {
    _S.BAD_REQUEST: "La petición no se entiende",
    _S.UNAUTHORIZED: "Hace falta una clave de API",
    _S.FORBIDDEN: "No se permite",
    _S.NOT_FOUND: "No se encuentra",
    _S.METHOD_NOT_ALLOWED: "Ese método no existe aquí",
    _S.CONFLICT: "Cambió mientras tanto, o ya está",
    _S.REQUEST_ENTITY_TOO_LARGE: "La petición es demasiado grande",
    _S.UNSUPPORTED_MEDIA_TYPE: "El formato no se admite",
    _S.UNPROCESSABLE_ENTITY: "No se puede hacer",
    _S.TOO_MANY_REQUESTS: "Demasiadas peticiones",
    _S.INTERNAL_SERVER_ERROR: "Algo falló aquí",
    _S.SERVICE_UNAVAILABLE: "Por ahora no se puede",
}
_STATUS: Final = (
    (NotFound, _S.NOT_FOUND),
    (NotAllowed, _S.FORBIDDEN),
    (ProofNeeded, _S.FORBIDDEN),
    (Conflict, _S.CONFLICT),
    (Unavailable, _S.SERVICE_UNAVAILABLE),
)


def problem(
    status: HTTPStatus,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    errors: Sequence[tuple[str, str]] = (),
    title: str = "",
) -> JSONResponse:
    """A refusal.

    Args:
        status: The HTTP status.
        code: Stable machine name.
        detail: A sentence in plain Spanish.
        field: The field that caused it, when one did.
        errors: Each field that is wrong, with its sentence, where there may be several.
        title: A few words instead of those of the status.
    """
    content: dict[str, Any] = {
        "type": f"{_ABOUT}.{status // 100}",
        "title": title or _TITLES[status],
        "status": int(status),
        "detail": _writable(detail),
        "code": code,
        "field": None if field is None else _writable(field),
    }
    if errors:
        content["errors"] = [
            {"field": _writable(name), "detail": _writable(sentence)} for name, sentence in errors
        ]
    return JSONResponse(content, status_code=status, media_type=TYPE)


def problem_of(error: SerError) -> JSONResponse:
    """The refusal of a service."""
    found = (status for kind, status in _STATUS if isinstance(error, kind))
    status = next(found, _S.UNPROCESSABLE_ENTITY)
    return problem(status, error.code, error.message, field=error.field)


def is_for_programs(request: Request) -> bool:
    """Whether a request is one of a program, who reads a problem and no page."""
    return request.url.path.startswith(FOR_PROGRAMS)


def _writable(text: str) -> str:
    """Half a character, which JSON admits and UTF-8 does not, is written as its number."""
    return text.encode("utf-8", "backslashreplace").decode()
