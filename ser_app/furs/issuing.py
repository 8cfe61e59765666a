"""Making a FUR inside the caller's transaction: number, reference, form, bytes, row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import crockford_code, keyed_hash, sha256_hex
from ser_app.declarations.corrections.chain import corrected_of
from ser_app.declarations.filing import valid_signatures
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.repository import signatures_of
from ser_app.declarations.states import Channel, SignerRole, Use
from ser_app.furs import repository
from ser_app.furs.drawing import issued_bytes
from ser_app.furs.form import Form, Line, Obligor, Signatory, Verification, to_json
from ser_app.furs.models import Fur
from ser_app.furs.reference import fur_number, payment_reference
from ser_app.furs.retiring import corrected_fur
from ser_app.furs.states import FurState
from ser_app.furs.texts import (
    CONCEPT,
    INITIAL,
    SIGNER_TITLES,
    STATUTORY_AUDITOR,
    corrects,
    nobody_registered,
    replaces,
)
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, require_certified
from ser_app.law.money import format_percent
from ser_app.law.periods import Period, Regime
from ser_app.people.models import Operator, User
from ser_app.people.repository import expediente_by_id, operator_by_id, signatories
from ser_app.web.words import identity_document

PURPOSE: Final = "fur-verification"
"""Separates the keyed hash of verification codes from other uses of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What a new FUR is made from.

    Attributes:
        liquidation: Its figures, with their explanation.
        filing_day: Day of filing with which they were computed.
        payment_day: Day to which interest runs.
        author_id: Who asked for it.
        replaced: The FUR whose place it takes.
    """

    declaration: Declaration
    lines: Sequence[DeclarationLine]
    liquidation: Liquidation
    use: Use
    filing_day: date
    payment_day: date
    author_id: int
    replaced: Fur | None = None


def refuse_uncertified(liquidation: Liquidation) -> None:
    """Let no FUR rest on a rate or wage that is not certified yet.

    Raises:
        Refused: Names the month and who can load it.
    """
    try:
        require_certified(liquidation)
    except LawError as error:
        raise Refused(error.code, error.message, field=error.field) from error


def issue_fur(unit: Unit, res: Resources, wanted: Issue) -> Fur:
    """Issue a FUR: the one that it replaces is marked so in the same transaction.

    Raises:
        Refused: A signatory is not registered, or a figure rests on an uncertified value.
    """
    refuse_uncertified(wanted.liquidation)
    if wanted.replaced is not None:
        wanted.replaced.state = FurState.REPLACED
        unit.session.add(wanted.replaced)
        unit.flush()
    form = _form(unit, res, wanted)
    return store(unit, res, _row(wanted, form, res.clock.today()), form)


def store(unit: Unit, res: Resources, fur: Fur, form: Form) -> Fur:
    """Number a FUR, give it a reference when money can be paid with it, draw it and store it.

    Args:
        unit: The caller's transaction.
        res: Clock and settings.
        fur: The row, without number, reference and hashes.
        form: What it says, without number and reference.
    """
    today = res.clock.today()
    sequence = repository.next_sequence(unit, today.year)
    form = replace(form, number=fur_number(today.year, sequence))
    if form.use is not Use.FILING and form.total > 0:
        reference = payment_reference(today.year, sequence)
        form = replace(form, reference=reference, gln=res.settings.collection_gln)
    code = crockford_code()
    content = issued_bytes(form, _verification(res, form.number, code), res.settings)
    fur.number, fur.reference = form.number, form.reference
    fur.sha256 = sha256_hex(content)
    fur.verification_hash = code_hash(res, form.number, code)
    repository.add(unit, fur, to_json(form), content)
    return fur


def code_hash(res: Resources, number: str, code: str) -> str:
    """What is stored of a verification code: bound to the FUR's number, useless by itself."""
    return keyed_hash(res.settings.secret_key.get_secret_value(), PURPOSE, f"{number}\x00{code}")


def expected_signatories(unit: Unit, declaration: Declaration, on: date) -> tuple[Signatory, ...]:
    """The two persons of the form: who has signed already, else who is registered on a day.

    Raises:
        Refused: Nobody is registered for one of the roles.
    """
    signed = {
        SignerRole(signature.role): Signatory(
            role=signature.role,
            title=SIGNER_TITLES[SignerRole(signature.role)],
            name=signature.signer_name,
            document=identity_document(signature.signer_document),
            professional_card=signature.professional_card,
        )
        for signature in valid_signatures(declaration, signatures_of(unit, declaration))
    }
    registered = signatories(unit, declaration.operator_id, on)
    people = {
        SignerRole.LEGAL_REPRESENTATIVE: registered.legal_representative,
        SignerRole.ACCOUNTANT: registered.accountant,
    }
    return tuple(signed.get(role) or _signatory(role, person) for role, person in people.items())


def _signatory(role: SignerRole, person: User | None) -> Signatory:
    if person is None:
        raise Refused("no_signatory", nobody_registered(role))
    accountant = role is SignerRole.ACCOUNTANT
    auditor = accountant and person.statutory_auditor
    return Signatory(
        role=role,
        title=STATUTORY_AUDITOR if auditor else SIGNER_TITLES[role],
        name=person.full_name,
        document=identity_document(f"{person.document_type} {person.document_number}"),
        professional_card=person.professional_card if accountant else "",
    )


def _form(unit: Unit, res: Resources, wanted: Issue) -> Form:
    declaration, liquidation = wanted.declaration, wanted.liquidation
    expediente = expediente_by_id(unit, declaration.expediente_id)
    corrected = corrected_fur(unit, declaration)
    return Form(
        number="",
        use=wanted.use,
        channel=Channel(declaration.channel),
        issued_at=business_instant(res.clock).replace(microsecond=0),
        obligor=obligor_of(operator_by_id(unit, declaration.operator_id)),
        expediente=expediente.number,
        regime=Regime(declaration.regime).label,
        service=expediente.service,
        concept=CONCEPT,
        period=Period.parse(declaration.period).label,
        kind=_kind(wanted, corrected),
        corrects=corrected.number if corrected else "",
        corrected_levy=_corrected_levy(unit, res, declaration),
        balance_in_favour=liquidation.balance_in_favour,
        given_amount=Regime(declaration.regime) is Regime.RADIO,
        yearly_adjustment=declaration.yearly_adjustment,
        gross_income=declaration.gross_income,
        returns=declaration.returns,
        base=liquidation.base,
        rate=format_percent(liquidation.levy_rate),
        levy=liquidation.levy,
        balance_applied=liquidation.balance_applied,
        late_filing_penalty=liquidation.late_filing_penalty,
        arrears_interest=liquidation.arrears_interest,
        total=liquidation.total,
        due_on=liquidation.due_on,
        filing_day=wanted.filing_day,
        payment_day=wanted.payment_day,
        signatories=expected_signatories(unit, declaration, res.clock.today()),
        lines=tuple(
            Line(kind=line.kind, description=line.description, amount=line.amount)
            for line in wanted.lines
        ),
        rules_version=liquidation.rules_version,
        receipt=declaration.receipt_number or "",
        demo=res.settings.demo,
        figures=liquidation.figures,
    )


def _kind(wanted: Issue, corrected: Fur | None) -> str:
    if corrected is not None:
        return corrects(corrected.number)
    return replaces(wanted.replaced.number) if wanted.replaced else INITIAL


def _corrected_levy(unit: Unit, res: Resources, declaration: Declaration) -> int | None:
    """The levy that was settled before; None when all of it is owed with this form."""
    found = corrected_of(unit, res.rules, declaration)
    return found.settled[-1].amounts.levy if found and found.settled else None


def obligor_of(operator: Operator) -> Obligor:
    """The operator as a form names it."""
    return Obligor(
        name=operator.name,
        nit=operator.tax_number,
        address=operator.address,
        municipality=operator.municipality,
        email=operator.email,
    )


def _verification(res: Resources, number: str, code: str) -> Verification:
    page = f"{res.settings.base_url}/verificar"
    return Verification(
        code=code,
        address=f"{page}?{urlencode({'numero': number, 'codigo': code})}",
        page=page,
    )


def _row(wanted: Issue, form: Form, today: date) -> Fur:
    declaration = wanted.declaration
    filed = wanted.use is Use.PAYMENT
    return Fur(
        number="",
        operator_id=declaration.operator_id,
        declaration_id=declaration.id or 0,
        expediente_id=declaration.expediente_id,
        regime=declaration.regime,
        period=declaration.period,
        use=form.use,
        channel=form.channel,
        state=FurState.FILED if filed else FurState.ISSUED,
        levy=form.levy,
        late_filing_penalty=form.late_filing_penalty,
        arrears_interest=form.arrears_interest,
        balance_applied=form.balance_applied,
        total=form.total,
        due_on=form.due_on,
        filing_day=form.filing_day,
        payment_day=form.payment_day,
        rules_version=form.rules_version,
        sha256="",
        verification_hash="",
        replaces_id=wanted.replaced.id if wanted.replaced else None,
        issued_at=form.issued_at,
        issued_on=today,
        issued_by_id=wanted.author_id,
        filed_at=declaration.filed_at if filed else None,
    )
