"""The act of filing, for the room that issues FURs: every function works in the caller's unit.

A draft is frozen, signed by two persons and filed; the caller decides when, this module refuses
what may not be.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.rules import snapshots
from ser_app.declarations import booking, checks, repository
from ser_app.declarations.corrections import replacing
from ser_app.declarations.corrections.chain import corrected_of, in_context
from ser_app.declarations.corrections.checking import correction_problems
from ser_app.declarations.corrections.facts import liquidate_case
from ser_app.declarations.draft import effective_use
from ser_app.declarations.mapping import case_of, draft_of, inputs_of, store_liquidation
from ser_app.declarations.models import Declaration, DeclarationLine, DeclarationSignature
from ser_app.declarations.punctuality.recording import record_instant
from ser_app.declarations.states import DeclarationState, SignerRole, Use
from ser_app.declarations.texts import STATEMENT
from ser_app.law.liquidation import Liquidation
from ser_app.law.version import ENGINE_VERSION
from ser_app.people.models import User
from ser_app.people.permissions import Role

REQUIRED_SIGNERS: Final = (SignerRole.LEGAL_REPRESENTATIVE, SignerRole.ACCOUNTANT)
_ROLE_OF_SIGNER: Final = {
    SignerRole.LEGAL_REPRESENTATIVE: Role.LEGAL_REPRESENTATIVE,
    SignerRole.ACCOUNTANT: Role.ACCOUNTANT,
}


def liquidation_for(
    unit: Unit,
    declaration: Declaration,
    lines: Sequence[DeclarationLine],
    res: Resources,
    *,
    filed_on: date,
    paid_on: date,
) -> Liquidation:
    """What a declaration owes when filed and paid on those days, with its explanation.

    Raises:
        LawError: The rules do not reach one of the days.
    """
    case = case_of(declaration, lines, filed_on=filed_on, paid_on=paid_on)
    corrected = corrected_of(unit, res.rules, declaration)
    return liquidate_case(case, corrected, res.rules, explain=True)


def missing_for_issue(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    lines: Sequence[DeclarationLine],
    total: int,
) -> tuple[checks.Problem, ...]:
    """What keeps a draft from being issued; empty when it is complete."""
    draft = in_context(unit, res.rules, declaration, draft_of(declaration, lines))
    today = res.clock.today()
    return (
        *checks.problems(draft, total, today),
        *correction_problems(draft, res.rules, today),
    )


def freeze(
    unit: Unit,
    declaration: Declaration,
    lines: Sequence[DeclarationLine],
    liquidation: Liquidation,
    now: datetime,
) -> None:
    """Close a draft for editing: from here on the signers swear to its `content_hash`.

    Args:
        unit: The caller's transaction.
        declaration: A draft.
        lines: Its lines.
        liquidation: Its figures, as the FUR will show them.
        now: The real instant.

    Raises:
        Conflict: It is no draft any more.
    """
    if declaration.state != DeclarationState.DRAFT:
        raise Conflict(
            "already_prepared",
            "Esta declaración ya no es un borrador: su FUR fue generado. No se cambió nada.",
        )
    store_liquidation(declaration, liquidation)
    declaration.use = effective_use(Use(declaration.use), liquidation.total)
    declaration.content_hash = content_hash(declaration, lines)
    declaration.state = DeclarationState.PREPARED
    declaration.updated_at = now
    declaration.version += 1
    unit.session.add(declaration)
    unit.flush()


def content_hash(declaration: Declaration, lines: Sequence[DeclarationLine]) -> str:
    """SHA-256 of what the signers swear to.

    Operator, expediente, period, lines, levy and yearly adjustment are in it. Penalty, interest
    and payment day are not: they follow from the day and not from what is declared.
    """
    content = {
        "operator": declaration.operator_id,
        "expediente": declaration.expediente_id,
        "period": declaration.period,
        "lines": [[line.kind, line.position, line.description, line.amount] for line in lines],
        "levy": declaration.levy,
    }
    if declaration.yearly_adjustment:
        content["yearly_adjustment"] = declaration.yearly_adjustment
    if declaration.corrects_id is not None:
        content["corrects"] = declaration.corrects_id
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def valid_signatures(
    declaration: Declaration, signatures: Sequence[DeclarationSignature]
) -> tuple[DeclarationSignature, ...]:
    """The signatures that bind the present content."""
    return tuple(
        signature
        for signature in signatures
        if declaration.content_hash and signature.content_hash == declaration.content_hash
    )


def missing_signers(
    declaration: Declaration, signatures: Sequence[DeclarationSignature]
) -> tuple[SignerRole, ...]:
    """Who still has to sign the present content, in the order of the form."""
    signed = {signature.role for signature in valid_signatures(declaration, signatures)}
    return tuple(role for role in REQUIRED_SIGNERS if role not in signed)


def add_signature(
    unit: Unit,
    declaration: Declaration,
    *,
    user: User,
    role: SignerRole,
    document_sha256: str,
    statement: str,
    at: datetime,
    address: str,
    method: str = "electronic",
) -> bool:
    """Record one person's signature; the caller has proved the identity.

    Args:
        unit: The caller's transaction.
        declaration: A prepared declaration.
        user: The signer.
        role: In which quality.
        document_sha256: SHA-256 of the FUR that the signer saw.
        statement: The sworn sentence as it was accepted; must be `STATEMENT`.
        at: The instant that goes on the receipt.
        address: Network address of the signer.
        method: `electronic` or `digital`.

    Returns:
        Whether no signature is missing any more.

    Raises:
        Conflict: That quality has signed already.
        Refused: Not prepared, wrong quality, wrong sentence, or the same person twice.
    """
    _require_prepared(declaration)
    if statement != STATEMENT:
        raise Refused("statement_changed", "Acepte el juramento tal como aparece y firme de nuevo.")
    if user.role != _ROLE_OF_SIGNER[role] or user.operator_id != declaration.operator_id:
        raise Refused("not_a_signer", "Su usuario no firma en esa calidad por este operador.")
    present = valid_signatures(declaration, repository.signatures_of(unit, declaration))
    _refuse_second(user, role, present)
    unit.session.add(
        DeclarationSignature(
            declaration_id=declaration.id or 0,
            user_id=user.id or 0,
            role=role,
            signer_name=user.full_name,
            signer_document=f"{user.document_type} {user.document_number}",
            professional_card=user.professional_card if role is SignerRole.ACCOUNTANT else "",
            statement=statement,
            content_hash=declaration.content_hash,
            document_sha256=document_sha256,
            signed_at=at,
            address=address[:64],
            method=method,
        )
    )
    unit.flush()
    return not missing_signers(declaration, repository.signatures_of(unit, declaration))


def _refuse_second(user: User, role: SignerRole, present: Sequence[DeclarationSignature]) -> None:
    for signature in present:
        if signature.role == role:
            raise Conflict(
                "already_signed",
                f"{signature.signer_name} ya firmó en esa calidad. No hace falta firmar otra vez.",
            )
        own = f"{user.document_type} {user.document_number}"
        if signature.user_id == user.id or signature.signer_document == own:
            raise Refused(
                "same_signer", "Deben firmar dos personas distintas; usted ya firmó la declaración."
            )


def file_declaration(
    unit: Unit,
    declaration: Declaration,
    liquidation: Liquidation,
    *,
    res: Resources,
    filed_at: datetime,
    filed_on: date,
    author: audit.Author | None = None,
) -> str:
    """File a prepared declaration: from now on the penalty does not grow.

    The caller has checked that it is complete: all signatures, or the bank's collection. A
    correction takes the place of what it corrects, and balance in favour is spent and entered.

    Args:
        unit: The caller's transaction.
        declaration: A prepared declaration; its `payment_day` is the day liquidated to.
        liquidation: Its figures on the filing day.
        res: Rules and clock, which stands at the arrival of the act.
        filed_at: Instant of the last signature, or of the collection.
        filed_on: The same as a business day.
        author: Who filed it, for the trail.

    Returns:
        The receipt number, `CP-2013-00001234`.

    Raises:
        Refused: It is not prepared, it corrects what is final, or its balance was used meanwhile.
        Conflict: The period was filed or corrected meanwhile.
    """
    _require_prepared(declaration)
    replacing.refuse_final(unit, declaration, res.rules, filed_on)
    _require_only_filing(unit, declaration)
    store_liquidation(declaration, liquidation)
    replacing.refuse_lower_of_parts(
        unit, declaration, liquidation.balance_in_favour, liquidation.levy
    )
    corrected = corrected_of(unit, res.rules, declaration)
    declaration.inputs = inputs_of(declaration, filed_on=filed_on, corrected=corrected)
    act = replacing.Act(res.clock.now(), author)
    released = replacing.take_place(unit, declaration, act)
    replacing.spend_balance(unit, declaration, released, act)
    declaration.engine_version = ENGINE_VERSION
    snapshots.keep(unit, res.rules, res.clock.now())
    declaration.liquidated_on = filed_on
    number = f"CP-{filed_on.year}-{repository.next_receipt(unit, filed_on.year):08d}"
    declaration.receipt_number = number
    declaration.filed_at, declaration.filed_on = filed_at, filed_on
    declaration.state = DeclarationState.FILED
    declaration.updated_at = filed_at
    declaration.version += 1
    unit.session.add(declaration)
    unit.flush()
    record_instant(unit, res, declaration)
    booking.enter(unit, res, declaration)
    return number


def _require_prepared(declaration: Declaration) -> None:
    if declaration.state != DeclarationState.PREPARED:
        raise Refused(
            "not_prepared",
            "La declaración no está lista para firmar: vuelva a ella y genere su FUR.",
        )


def _require_only_filing(unit: Unit, declaration: Declaration) -> None:
    others = repository.of_expediente(unit, declaration.expediente_id, declaration.period)
    if any(
        other.state == DeclarationState.FILED and other.id != declaration.corrects_id
        for other in others
    ):
        raise Conflict(
            "period_filed",
            "Ese período ya fue presentado. Esta declaración no se presentó otra vez.",
        )


def return_to_draft(unit: Unit, declaration: Declaration) -> None:
    """Open a prepared declaration for editing again; the caller annuls its FUR.

    Signatures stay stored, but they bind the old content: when it is prepared again with the
    same content they count, otherwise the signers must sign anew.

    Raises:
        Refused: It is not prepared.
    """
    _require_prepared(declaration)
    declaration.state = DeclarationState.DRAFT
    declaration.content_hash = ""
    declaration.version += 1
    unit.session.add(declaration)
    unit.flush()


def mark_paid(unit: Unit, declaration: Declaration, value_day: date, amount: int) -> None:
    """Note the payment that settled a filed declaration; the first one stays.

    Args:
        unit: The caller's transaction.
        declaration: A filed declaration.
        value_day: Day on which the money counts.
        amount: What was paid, in pesos.

    Raises:
        Refused: It is not filed.
    """
    if declaration.state != DeclarationState.FILED:
        raise Refused("not_filed", "La declaración no está presentada.")
    if declaration.paid_on is None:
        declaration.paid_on, declaration.paid_amount = value_day, amount
    unit.session.add(declaration)
    unit.flush()


def reopen_debt(unit: Unit, declaration: Declaration) -> None:
    """Note that the payment of a declaration was for another debt: it is unpaid again."""
    declaration.paid_on = declaration.paid_amount = None
    unit.session.add(declaration)
    unit.flush()
