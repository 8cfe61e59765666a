"""All queries of the signing room; whoever calls has looked the FUR up within a scope."""

from sqlalchemy.orm import defer
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.signing.models import RevocationList, SignedCopy
from ser_app.signing.report import Verdict


def add(unit: Unit, row: SignedCopy | RevocationList) -> None:
    """Store a row."""
    unit.session.add(row)
    unit.flush()


def copies_of(unit: Unit, fur_id: int) -> list[SignedCopy]:
    """The uploads for a FUR without their bytes, the newest first."""
    query = (
        select(SignedCopy)
        .where(SignedCopy.fur_id == fur_id)
        .order_by(col(SignedCopy.id).desc())
        .options(defer(col(SignedCopy.content)))  # type: ignore[arg-type]  # an attribute is one
    )
    return list(unit.session.exec(query))


def accepted_with(unit: Unit, fur_id: int, sha256: str) -> SignedCopy | None:
    """The accepted copy of a FUR with that hash."""
    query = select(SignedCopy).where(
        SignedCopy.fur_id == fur_id,
        SignedCopy.sha256 == sha256,
        SignedCopy.verdict == Verdict.VALID,
    )
    return unit.session.exec(query.limit(1)).first()


def accepted_copies(unit: Unit, fur_id: int) -> list[SignedCopy]:
    """The accepted copies of a FUR with their bytes, the first one first."""
    query = (
        select(SignedCopy)
        .where(SignedCopy.fur_id == fur_id, SignedCopy.verdict == Verdict.VALID)
        .order_by(col(SignedCopy.id))
    )
    return list(unit.session.exec(query))


def latest_accepted(unit: Unit, fur_id: int) -> SignedCopy | None:
    """The newest accepted copy of a FUR."""
    query = (
        select(SignedCopy)
        .where(SignedCopy.fur_id == fur_id, SignedCopy.verdict == Verdict.VALID)
        .order_by(col(SignedCopy.id).desc())
    )
    return unit.session.exec(query.limit(1)).first()


def copy_by_public_id(unit: Unit, public_id: str) -> SignedCopy:
    """An accepted copy.

    Raises:
        NotFound: There is none.
    """
    query = select(SignedCopy).where(
        SignedCopy.public_id == public_id, SignedCopy.verdict == Verdict.VALID
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def revocation_lists(unit: Unit) -> list[RevocationList]:
    """The kept lists."""
    return list(unit.session.exec(select(RevocationList).order_by(col(RevocationList.id))))


def list_of(unit: Unit, address: str) -> RevocationList | None:
    """The kept list of an address."""
    return unit.session.exec(
        select(RevocationList).where(RevocationList.address == address)
    ).first()
