"""What waits in `/parametros` for the people who may do it, told where they land."""

from collections.abc import Sequence

from ser_app.base.resources import Resources
from ser_app.law.texts import plural
from ser_app.oversight.parameters import repository
from ser_app.oversight.parameters.proposing import (
    missing_month,
    missing_rate_sentence,
    stands_in,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.reminders import Reminder


def reminders(res: Resources, actor: Actor) -> Sequence[Reminder]:
    """A month without certified rate, and proposals that wait for this person's decision."""
    found = []
    sentence = missing_rate_sentence(res) if actor.may(Permission.PARAMETERS_PROPOSE) else ""
    if sentence:
        kind = "pending" if stands_in(res, missing_month(res)) else "overdue"
        found.append(Reminder(sentence, "/parametros", "Cargar la tasa", kind))
    if actor.may(Permission.PARAMETERS_APPROVE):
        with res.database.reading() as unit:
            waiting = repository.waiting(unit, actor.user_id)
        if waiting:
            proposals = plural(waiting, "propuesta de parámetros", "propuestas de parámetros")
            found.append(
                Reminder(f"Por aprobar: {proposals}.", "/parametros", "Ver las propuestas")
            )
    return found
