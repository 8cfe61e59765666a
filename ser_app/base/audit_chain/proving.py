"""The proof that events stand under a head: the few links that lead from it to theirs."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from ser_app.base.audit_chain.links import NOTHING, back_of
from ser_app.base.audit_chain.sealing import Head
from ser_app.base.database import Unit
from ser_app.base.models import AuditLink


def way(head: int, wanted: int) -> list[int]:
    """The links from a head down to the one that is wanted, both included."""
    steps = [head]
    while steps[-1] > wanted:
        back = back_of(steps[-1])
        steps.append(back if back >= wanted else steps[-1] - 1)
    return steps


def proof(unit: Unit, head: int, wanted: Collection[int]) -> list[dict[str, int | str]]:
    """Every link on the ways to those that are wanted, each with the digests that it names."""
    shown = sorted({step for each in wanted for step in way(head, each)} | {head})
    named = {each - 1 for each in shown} | {back_of(each) for each in shown}
    rows = _links(unit, sorted({*shown, *named} - {0}))
    digests = {0: NOTHING, **{each: row.digest for each, row in rows.items()}}
    return [
        {
            "eslabon": each,
            "evento": rows[each].event_id,
            "huella_evento": rows[each].event_digest,
            "anterior": digests[each - 1],
            "atras": digests[back_of(each)],
            "huella": rows[each].digest,
        }
        for each in shown
        if each in rows
    ]


def head_over(unit: Unit, last: int, anchors: Sequence[Head]) -> Head:
    """The first anchored head that stands over a link; that link itself when none does yet."""
    over = sorted(
        (each for each in anchors if each.sequence >= last), key=lambda each: each.sequence
    )
    if over and _links(unit, [over[0].sequence]):
        return over[0]
    row = _links(unit, [last]).get(last)
    return Head(last, row.digest if row else NOTHING)


def _links(unit: Unit, sequences: Sequence[int]) -> dict[int, AuditLink]:
    found: dict[int, AuditLink] = {}
    for first in range(0, len(sequences), 500):
        query = select(AuditLink).where(col(AuditLink.sequence).in_(sequences[first : first + 500]))
        found |= {row.sequence: row for row in unit.session.exec(query)}
    return found
