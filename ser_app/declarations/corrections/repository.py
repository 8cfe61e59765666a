"""Queries about corrections; callers have checked the scope."""

from typing import Final

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState

_LONGEST_CHAIN: Final = 1000
"""Far above any number of corrections; a fault in the data must not hang the application."""


def corrected_by(unit: Unit, declaration: Declaration) -> Declaration | None:
    """The filing that a declaration corrects; None for an initial one."""
    if declaration.corrects_id is None:
        return None
    return unit.session.get(Declaration, declaration.corrects_id)


def chain_before(unit: Unit, declaration: Declaration) -> list[Declaration]:
    """All that a declaration corrects, directly or through others, the first filing first."""
    chain: list[Declaration] = []
    found = corrected_by(unit, declaration)
    while found is not None and len(chain) < _LONGEST_CHAIN:
        chain.append(found)
        found = corrected_by(unit, found)
    return chain[::-1]


def correction_of(unit: Unit, declaration: Declaration) -> Declaration | None:
    """The declaration that corrects this one, filed or in preparation; None when there is none."""
    query = (
        select(Declaration)
        .where(
            Declaration.corrects_id == declaration.id,
            Declaration.state != DeclarationState.DISCARDED,
        )
        .order_by(col(Declaration.id).desc())
    )
    return unit.session.exec(query).first()
