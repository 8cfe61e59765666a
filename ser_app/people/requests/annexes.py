"""Annexes: PDF or picture, checked by what they are, kept in the database, never shown or run."""

import hashlib
import re
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import Final

from PIL import Image

from ser_app.base import audit
from ser_app.base.active_pdf import Unreadable, is_active
from ser_app.base.errors import NotFound, Refused
from ser_app.base.file_names import kept_name
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.requests import repository
from ser_app.people.requests.asking import working
from ser_app.people.requests.models import AccessRequestFile

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_FILES: Final = 6
TOO_LARGE: Final = "El anexo pasa de 5 MB. No se guardó; redúzcalo y elíjalo otra vez."
_NO_DOCUMENT: Final = (
    "Ese archivo no es un PDF ni una imagen PNG o JPEG que se pueda abrir. No se guardó; elija "
    "otro."
)
_ACTIVE: Final = (
    "Ese PDF lleva dentro programas, formularios que se envían u otros archivos. No se guardó: "
    "imprímalo como PDF, o escanéelo, y elija ese."
)
_TOO_MANY: Final = "La solicitud ya tiene seis anexos, que es lo más que admite. Quite uno primero."
_TWICE: Final = "Ese anexo ya está en la solicitud."
_PICTURES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MOST_PIXELS: Final = 36_000_000
_ONE_PICTURE: Final = Lock()
"""A picture of that size takes some 150 MB while it is decoded: never two at a time."""
_LONGEST_NAME: Final = 100
_TAIL: Final = 2048
_START: Final = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_REFERENCES: Final = re.compile(rb"xref\b|\d+\s+\d+\s+obj\b")


def media_of(content: bytes) -> str:
    """What a file is by its bytes, once it opened; empty for anything that we do not keep.

    A PDF's table of objects has to be where its end says; a picture is decoded whole, and is not
    larger than what a page scanned at 600 dpi has.
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf" if _is_pdf(content) else ""
    return _picture(content)


def _is_pdf(content: bytes) -> bool:
    end = _START.search(content[-_TAIL:])
    if end is None:
        return False
    place = int(end[1])
    return 0 < place < len(content) and _REFERENCES.match(content, place) is not None


def _picture(content: bytes) -> str:
    try:
        with _ONE_PICTURE, warnings.catch_warnings():
            warnings.simplefilter("error")  # what looks like a bomb is none of ours
            with Image.open(BytesIO(content), formats=tuple(_PICTURES)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return ""
                picture.load()
                return _PICTURES[picture.format or ""]
    except Exception:  # noqa: BLE001  whatever the decoder stumbles over is no picture
        return ""


def shown_name(name: str, media: str) -> str:
    """The name under which an annex is kept."""
    return kept_name(name, media, otherwise="anexo", longest=_LONGEST_NAME)


def checked_media(content: bytes) -> str:
    """What a document is by its bytes; the one check of everything that people attach.

    Raises:
        Refused: Too large, neither PDF nor picture, or a PDF that acts by itself or carries other
            files.
    """
    if len(content) > MOST_BYTES:
        raise Refused("too_large", TOO_LARGE)
    media = media_of(content)
    if not media:
        raise Refused("no_document", _NO_DOCUMENT)
    if media == "application/pdf":
        _refuse_active(content)
    return media


def attach(res: Resources, token: str, name: str, content: bytes) -> str:
    """Add an annex to the request that a link works on; gives its public id.

    Raises:
        RequestLinkExpired: The link does not work (any more).
        Refused: Too large, too many, twice the same, neither PDF nor picture, or a PDF that acts by
            itself or carries other files.
    """
    if len(content) > MOST_BYTES:
        raise Refused("too_large", TOO_LARGE)
    with res.database.reading() as unit:
        request = working(res, unit, token)  # nothing is opened for who may not send it
        _refuse_more(repository.files_of(unit, request.id or 0), content)
    media = checked_media(content)
    file = AccessRequestFile(
        public_id=public_id(),
        request_id=0,
        name=shown_name(name, media),
        media=media,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content=content,
        stored_at=res.clock.now(),
    )
    with res.database.unit() as unit:
        request = working(res, unit, token, for_update=True)
        kept = repository.files_of(unit, request.id or 0)
        _refuse_more(kept, content)
        file.request_id, file.name = request.id or 0, _free_name(file.name, kept)
        repository.add(unit, file)
    return file.public_id


def _refuse_active(content: bytes) -> None:
    try:
        active = is_active(content)
    except Unreadable as error:
        raise Refused("no_document", _NO_DOCUMENT) from error
    if active:
        raise Refused("active_document", _ACTIVE)


def _refuse_more(kept: Sequence[AccessRequestFile], content: bytes) -> None:
    if len(kept) >= MOST_FILES:
        raise Refused("too_many", _TOO_MANY)
    if any(each.sha256 == hashlib.sha256(content).hexdigest() for each in kept):
        raise Refused("twice", _TWICE)


def _free_name(name: str, kept: Sequence[AccessRequestFile]) -> str:
    taken, number, path = {each.name for each in kept}, 2, PurePath(name)
    while name in taken:
        name, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return name


def detach(res: Resources, token: str, file_id: str) -> None:
    """Take an annex away that was added with the same link or before.

    Raises:
        RequestLinkExpired: The link does not work (any more).
        NotFound: The request has no such annex.
        Refused: It was sent already: what somebody looked at stays.
    """
    with res.database.unit() as unit:
        request = working(res, unit, token, for_update=True)
        file = repository.file_of(unit, request.id or 0, file_id)
        sent = request.sent_at is not None and any(
            file.sha256 in step.content for step in repository.steps_of(unit, request.id or 0)
        )
        if sent:
            raise Refused("sent", "Ese anexo ya se envió y queda con la solicitud; adjunte otro.")
        repository.remove_file(unit, file)


def annex_of(res: Resources, actor: Actor, request_id: str, file_id: str) -> AccessRequestFile:
    """An annex, for whoever decides on requests; the look is recorded.

    Raises:
        NotAllowed: The role does not decide on requests.
        NotFound: There is none.
    """
    actor.require(Permission.REQUEST_REVIEW)
    with res.database.unit() as unit:
        request = repository.by_public_id(unit, request_id)
        file = repository.file_of(unit, request.id or 0, file_id)
        if not file.content:
            raise NotFound
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"access_request:{request.public_id}",
            action="access_request.annex_seen",
            author=actor,
            detail={"name": file.name, "sha256": file.sha256},
        )
        return file
