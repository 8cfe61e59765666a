"""Saves a draft and says in plain words how it went; never raises."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ser_app.base.clock import BOGOTA
from ser_app.base.errors import Conflict, SerError
from ser_app.base.resources import Resources
from ser_app.declarations import service
from ser_app.declarations.draft import Draft
from ser_app.people.actor import Actor

_LOG = logging.getLogger(__name__)


class Result(StrEnum):
    """How a save went.

    `stale` another window was first; `refused` trying again is useless; `failed` it may work later.
    """

    SAVED = "saved"
    STALE = "stale"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a save went, with the words for the person.

    Attributes:
        version: The draft's new version, when it was saved.
    """

    result: Result
    words: str
    version: int = 0


def try_save(res: Resources, actor: Actor, draft: Draft) -> Outcome:
    """Save a draft. Blocks on the database: call it off the event loop."""
    try:
        saved = service.save_draft(res, actor, draft)
    except Conflict as conflict:
        stale = conflict.code == "stale_version"
        return Outcome(Result.STALE if stale else Result.REFUSED, conflict.message)
    except SerError as error:
        return Outcome(Result.REFUSED, f"No se guardó: {error.message}")
    except Exception:  # noqa: BLE001  whatever broke, the person is told and it is tried again
        _LOG.exception("Draft %s could not be saved", draft.public_id)
        return Outcome(
            Result.FAILED,
            "No se pudo guardar. Lo que escribió sigue en esta página; no la cierre.",
        )
    return Outcome(Result.SAVED, saved_words(saved.at), saved.version)


def saved_words(at: datetime) -> str:
    """`Guardado a las 10:41:07`, in the legal time of Colombia."""
    return f"Guardado a las {at.astimezone(BOGOTA):%H:%M:%S}"


def retry_words(outcome: Outcome, seconds: float) -> str:
    """What the screen says while a failed save waits to be tried again."""
    return f"{outcome.words} Se intenta de nuevo en {round(seconds)} s."
