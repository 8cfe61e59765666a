"""Alerts as a person of the operator meets them: before filing, kept afterwards, with notes."""

from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.alerts import repository
from ser_app.declarations.alerts.gathering import facts_of, flags_of
from ser_app.declarations.alerts.keeping import flag_of
from ser_app.declarations.alerts.models import AlertNote
from ser_app.declarations.repository import declaration_by_public_id
from ser_app.declarations.states import DeclarationState
from ser_app.law.alerts import Facts, Flag
from ser_app.law.errors import LawError
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

LONGEST_NOTE: Final = 1000
"""Characters of a note."""

MOST_NOTES: Final = 20
"""Notes about one declaration: more belong in a letter."""


@dataclass(frozen=True, slots=True)
class AlertsOf:
    """The alerts of a declaration.

    Attributes:
        flags: Those of a draft as it is stored now; otherwise those kept when it was closed.
        notes: What the operator said about them, the oldest first.
        may_note: Whether the person may add a note.
    """

    flags: tuple[Flag, ...]
    notes: tuple[AlertNote, ...]
    may_note: bool


def alerts_of(res: Resources, actor: Actor, declaration_id: str) -> AlertsOf:
    """The alerts of a declaration with the operator's notes.

    Raises:
        NotAllowed: The person may not see declarations.
        NotFound: No such declaration inside the person's scope.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        declaration = declaration_by_public_id(unit, actor.scope, declaration_id)
        if declaration.state == DeclarationState.DRAFT:
            found = flags_of(unit, res, declaration)
        else:
            found = tuple(flag_of(each) for each in repository.kept_alerts(unit, declaration))
        notes = tuple(repository.notes_of(unit, declaration))
    open_ = declaration.state != DeclarationState.DISCARDED and len(notes) < MOST_NOTES
    return AlertsOf(found, notes, open_ and actor.may(Permission.ALERT_NOTE))


def surroundings(res: Resources, actor: Actor, declaration_id: str) -> Facts | None:
    """What stands around a draft, so that its flags can be told while somebody types.

    Returns:
        None where the rules do not reach: then nothing is told.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such declaration inside the person's scope.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    with res.database.reading() as unit:
        declaration = declaration_by_public_id(unit, actor.scope, declaration_id)
        try:
            return facts_of(unit, res, declaration)
        except LawError:
            return None


def add_note(res: Resources, actor: Actor, declaration_id: str, text: str) -> None:
    """Keep what the operator says about the alerts of a declaration; it is never rewritten.

    The same words about the same declaration are kept once, however often they come.

    Raises:
        NotAllowed: The person adds no notes.
        NotFound: No such declaration of the person's operator.
        Refused: The note is empty or too long, there are too many, or the draft was discarded.
    """
    actor.require(Permission.ALERT_NOTE)
    words = read_note(text)
    now = res.clock.now()
    with res.database.unit() as unit:
        declaration = declaration_by_public_id(unit, actor.scope, declaration_id, for_update=True)
        if declaration.state == DeclarationState.DISCARDED:
            raise Refused("discarded", "Este borrador fue descartado. La nota no se guardó.")
        there = repository.notes_of(unit, declaration)
        if any(each.text == words for each in there):
            return
        if len(there) >= MOST_NOTES:
            raise Refused(
                "too_many_notes",
                f"Una declaración admite hasta {MOST_NOTES} notas. Esta no se guardó.",
                field="note",
            )
        note = AlertNote(
            declaration_id=declaration.id or 0,
            author_id=actor.user_id,
            author_name=actor.label if actor.key_id else actor.name,
            text=words,
            written_at=now,
        )
        repository.add_note(unit, note)
        audit.record(
            unit,
            at=now,
            subject=f"declaration:{declaration.public_id}",
            action="declaration.alert_noted",
            author=actor,
            operator_id=declaration.operator_id,
            detail={"period": declaration.period, "note": note.id},
        )


def read_note(raw: object) -> str:
    """The text of a note: its lines, without control characters.

    Raises:
        Refused: Nothing was written, or too much.
    """
    lines = raw.strip().splitlines() if isinstance(raw, str) else []
    text = "\n".join(
        "".join(character for character in line if character.isprintable()) for line in lines
    ).strip()
    if not text:
        raise Refused("empty_note", "Escriba la nota antes de agregarla.", field="note")
    if len(text) > LONGEST_NOTE:
        raise Refused(
            "long_note",
            f"La nota tiene {len(text)} caracteres; el máximo es {LONGEST_NOTE}. No se guardó.",
            field="note",
        )
    return text
