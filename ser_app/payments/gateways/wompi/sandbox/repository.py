"""All queries of the sandbox, over its own table only."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from ser_app.base.database import Unit
from ser_app.payments.gateways.wompi.sandbox.models import WompiSandboxTransaction


def add(unit: Unit, transaction: WompiSandboxTransaction) -> bool:
    """Store a transaction; False when its reference was used before."""
    try:
        with unit.session.begin_nested():
            unit.session.add(transaction)
            unit.flush()
    except IntegrityError:
        return False
    return True


def by_public_id(unit: Unit, public_id: str) -> WompiSandboxTransaction | None:
    """The transaction with that identifier, locked until the database transaction ends."""
    query = select(WompiSandboxTransaction).where(WompiSandboxTransaction.public_id == public_id)
    return unit.session.exec(query.with_for_update(key_share=True)).first()


def by_reference(unit: Unit, reference: str) -> list[WompiSandboxTransaction]:
    """The transactions with that reference: one or none."""
    query = select(WompiSandboxTransaction).where(WompiSandboxTransaction.reference == reference)
    return list(unit.session.exec(query))
