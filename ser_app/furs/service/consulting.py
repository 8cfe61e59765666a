"""Finding FURs again: the list, one FUR with all that can be done with it, its bytes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.declarations.filing import missing_signers, valid_signatures
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.declarations.punctuality.recording import instant_of
from ser_app.declarations.repository import lines_of, signatures_of
from ser_app.declarations.states import Channel, DeclarationState, SignerRole
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.quoting import Quote, is_reduced, quote_of, requote
from ser_app.furs.finding import repository as finding
from ser_app.furs.finding.repository import FurFilter, FurRow, FurTotals
from ser_app.furs.form import Form, Signatory, from_json
from ser_app.furs.liquidating import liquidate
from ser_app.furs.models import Fur
from ser_app.furs.retiring import correcting_fur
from ser_app.furs.service.signing import SIGNER_OF_ROLE, is_stale, todays_liquidation
from ser_app.furs.signers.paper_route import paper_route
from ser_app.furs.states import FurState, ShownFurState, shown_state
from ser_app.furs.texts import DAMAGED
from ser_app.ledger.repository import obligations_named
from ser_app.people.actor import Actor, Scope
from ser_app.people.dated_access import tell_look
from ser_app.people.permissions import Permission

PAGE_SIZE: Final = 25


@dataclass(frozen=True, slots=True)
class FurList:
    """A page of the list.

    Attributes:
        rows: FURs with the state that people see.
        number: Which page, from 1.
        totals: Of all pages.
    """

    rows: tuple[tuple[FurRow, ShownFurState], ...]
    number: int
    totals: FurTotals


@dataclass(frozen=True, slots=True)
class FurFile:
    """The PDF of a FUR as it was issued."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a form says for other days, in pesos."""

    late_filing_penalty: int
    arrears_interest: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FurDetail:
    """A FUR to read, and what the person may do with it.

    Attributes:
        state: The state that people see.
        declaration: What it files or pays; None for a FUR of debts.
        signatures: Those that bind the declaration's content.
        missing: Who still has to sign, by the form.
        replaced_by: Number of the FUR that took its place; empty when none did.
        corrected_by: Number of the FUR that corrects its declaration; empty when none does.
        payable_now: Number of another FUR with which the declaration is paid; empty when none.
        if_signed_today: What the form will say when it is signed today; None when the same.
        due_today: What a filed, unpaid declaration costs today; `due_tomorrow` a day later.
        may_sign: Whether the person signs now.
        signer_role: In which quality the person would sign; None for who does not sign.
        has_signed: Whether the person has signed.
        paper_route: What to do when a signature may not come in time; empty while none threatens.
        instant: When the filing reached the server; None before filing.
    """

    fur: Fur
    form: Form
    state: ShownFurState
    declaration: Declaration | None
    signatures: tuple[DeclarationSignature, ...]
    missing: tuple[Signatory, ...]
    replaced_by: str
    corrected_by: str
    payable_now: str
    if_signed_today: Amounts | None
    due_today: Amounts | None
    due_tomorrow: Amounts | None
    may_sign: bool
    signer_role: SignerRole | None
    has_signed: bool
    may_pay: bool
    may_renew: bool
    may_edit: bool
    instant: FilingInstant | None = None
    paper_route: str = ""

    @property
    def cheaper_today(self) -> int | None:
        """What paying today costs when that is less than this FUR, of a later day, in pesos."""
        payable = self.state is ShownFurState.FILED and self.form.payable
        if not payable or self.due_today is None or self.due_today.total >= self.fur.total:
            return None
        return self.due_today.total


def furs_page(res: Resources, actor: Actor, wanted: FurFilter, number: int) -> FurList:
    """A page of the FURs that the person may see.

    Args:
        res: The resources of the process.
        actor: Who asks.
        wanted: What the list is narrowed to.
        number: Which page, from 1; beyond the last one the last is given.

    Raises:
        NotAllowed: The person may not see FURs.
    """
    actor.require(Permission.FUR_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        found = finding.find(unit, actor.scope, wanted, today)
        totals = found.totals
        last = max(1, -(-totals.count // PAGE_SIZE))
        number = min(max(number, 1), last)
        rows = finding.page_of(unit, found, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    return FurList(tuple((row, _shown(row.fur, res)) for row in rows), number, totals)


def pdf(res: Resources, actor: Actor, number: str) -> FurFile:
    """The bytes in which a FUR was issued; it is never drawn again.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: The stored bytes are not those that were issued.
    """
    actor.require(Permission.FUR_VIEW)
    with res.database.reading() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number)
        content = repository.content_of(unit, fur)
    if sha256_hex(content) != fur.sha256:
        raise Refused("damaged", DAMAGED)
    tell_look(res, actor, fur.number, fur.operator_id)
    return FurFile(f"{fur.number}.pdf", content, fur.sha256)


def fur_detail(res: Resources, actor: Actor, number: str) -> FurDetail:
    """A FUR with its signatures and what can be done with it; an auditor's look is recorded.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
    """
    actor.require(Permission.FUR_VIEW)
    with res.database.reading() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number)
        form = from_json(repository.form_of(unit, fur))
        declaration = repository.declaration_behind(unit, actor.scope, fur)
        found = (
            _detail_of_debts(unit, res, actor, fur, form)
            if declaration is None
            else _detail(unit, res, actor, fur, form, declaration)
        )
    tell_look(res, actor, fur.number, fur.operator_id)
    return found


def cheaper_today(unit: Unit, res: Resources, scope: Scope, fur: Fur) -> int | None:
    """What paying today costs when that is less than a FUR of a later day, in pesos.

    Args:
        unit: A reading.
        res: Clock and rules.
        scope: What the person may see.
        fur: A FUR that can be paid.
    """
    if fur.payment_day <= res.clock.today():
        return None
    declaration = repository.declaration_behind(unit, scope, fur)
    found = (
        _due_of_debts(unit, res, fur, 0) if declaration is None else _due(unit, res, declaration, 0)
    )
    return found.total if found and found.total < fur.total else None


def _detail(
    unit: Unit, res: Resources, actor: Actor, fur: Fur, form: Form, declaration: Declaration
) -> FurDetail:
    signatures = valid_signatures(declaration, signatures_of(unit, declaration))
    roles = missing_signers(declaration, signatures)
    state = _shown(fur, res)
    has_signed = any(signature.user_id == actor.user_id for signature in signatures)
    waiting = fur.state == FurState.ISSUED
    unpaid = _is_unpaid(declaration)
    return FurDetail(
        fur=fur,
        form=form,
        state=state,
        declaration=declaration,
        signatures=signatures,
        missing=_missing(form, roles) if waiting else (),
        replaced_by=_replaced_by(unit, fur),
        corrected_by=correcting_fur(unit, declaration),
        payable_now=_payable_now(unit, fur),
        if_signed_today=_if_signed_today(unit, res, declaration, fur),
        due_today=_due(unit, res, declaration, 0) if unpaid else None,
        due_tomorrow=_due(unit, res, declaration, 1) if unpaid else None,
        may_sign=waiting and not has_signed and _signs(actor, fur, roles),
        signer_role=SIGNER_OF_ROLE.get(actor.role),
        has_signed=has_signed,
        may_pay=_may_pay(actor, fur, state),
        may_renew=_may_renew(unit, actor, fur, declaration),
        may_edit=waiting and not fur.payment_pending and actor.may(Permission.DECLARATION_PREPARE),
        instant=instant_of(unit, declaration),
        paper_route=paper_route(unit, res, declaration, fur, roles),
    )


def _detail_of_debts(unit: Unit, res: Resources, actor: Actor, fur: Fur, form: Form) -> FurDetail:
    state = _shown(fur, res)
    open_still = fur.state == FurState.FILED
    return FurDetail(
        fur=fur,
        form=form,
        state=state,
        declaration=None,
        signatures=(),
        missing=(),
        replaced_by=_replaced_by(unit, fur),
        corrected_by="",
        payable_now=_payable_now(unit, fur),
        if_signed_today=None,
        due_today=_due_of_debts(unit, res, fur, 0) if open_still else None,
        due_tomorrow=_due_of_debts(unit, res, fur, 1) if open_still else None,
        may_sign=False,
        signer_role=SIGNER_OF_ROLE.get(actor.role),
        has_signed=False,
        may_pay=_may_pay(actor, fur, state),
        may_renew=open_still and not fur.payment_pending and actor.may(Permission.FUR_ISSUE),
        may_edit=False,
        instant=None,
    )


def _may_pay(actor: Actor, fur: Fur, state: ShownFurState) -> bool:
    payable = state is ShownFurState.FILED and fur.reference is not None
    return payable and actor.may(Permission.PAYMENT_START)


def _replaced_by(unit: Unit, fur: Fur) -> str:
    if fur.state != FurState.REPLACED:
        return ""
    direct = repository.replacement_of(unit, fur)
    if direct:
        return direct
    found = covering.successor_of(unit, fur, covering.covered_sources(unit, fur))
    return found.number if found else ""


def _due_of_debts(unit: Unit, res: Resources, fur: Fur, days: int) -> Amounts | None:
    day = res.clock.today() + timedelta(days=days)
    try:
        found = requote(unit, res, fur, day)
    except SerError:
        return None  # beyond the known rates: the page opens without a forecast
    return amounts_of(found)


def amounts_of(found: Quote) -> Amounts:
    """What a quote pays, as a form says it."""
    return Amounts(
        late_filing_penalty=sum(share.penalty for share in found.imputation.shares),
        arrears_interest=sum(share.interest for share in found.imputation.shares),
        total=found.amount,
    )


def _shown(fur: Fur, res: Resources) -> ShownFurState:
    return shown_state(fur, res.clock.today(), live_attempt=fur.payment_pending)


def _payable_now(unit: Unit, fur: Fur) -> str:
    waiting = repository.open_furs(unit, fur.declaration_id) if fur.declaration_id else []
    others = waiting or covering.payable_covering(unit, covering.covered_sources(unit, fur))
    return next((other.number for other in others if other.id != fur.id), "")


def _missing(form: Form, roles: tuple[SignerRole, ...]) -> tuple[Signatory, ...]:
    return tuple(person for person in form.signatories if person.role in roles)


def _signs(actor: Actor, fur: Fur, roles: tuple[SignerRole, ...]) -> bool:
    return (
        fur.channel == Channel.ELECTRONIC
        and actor.may(Permission.DECLARATION_SIGN)
        and SIGNER_OF_ROLE.get(actor.role) in roles
    )


def _is_unpaid(declaration: Declaration) -> bool:
    filed = declaration.state == DeclarationState.FILED
    return filed and declaration.paid_on is None and declaration.total > 0


def _may_renew(unit: Unit, actor: Actor, fur: Fur, declaration: Declaration) -> bool:
    """Whether a FUR for another day can be asked for here."""
    busy = any(each.payment_pending for each in repository.open_furs(unit, declaration.id or 0))
    if busy or not actor.may(Permission.FUR_ISSUE):
        return False
    if fur.state == FurState.ISSUED:
        return True
    return fur.state == FurState.FILED and _is_unpaid(declaration)


def _if_signed_today(
    unit: Unit, res: Resources, declaration: Declaration, fur: Fur
) -> Amounts | None:
    if fur.state != FurState.ISSUED or fur.channel != Channel.ELECTRONIC:
        return None
    try:
        liquidation, payment_day = todays_liquidation(unit, res, declaration, fur)
    except SerError:
        return None  # the page opens; signing says why it cannot be done today
    if not is_stale(fur, liquidation, payment_day):
        return None
    return Amounts(
        late_filing_penalty=liquidation.late_filing_penalty,
        arrears_interest=liquidation.arrears_interest,
        total=liquidation.total,
    )


def _due(unit: Unit, res: Resources, declaration: Declaration, days: int) -> Amounts | None:
    payment_day = res.clock.today() + timedelta(days=days)
    if is_reduced(unit, declaration):
        return _due_in_books(unit, res, declaration, payment_day)
    filing_day = declaration.filed_on or payment_day
    lines = lines_of(unit, declaration)
    try:
        liquidation = liquidate(
            unit, declaration, lines, res, filing_day=filing_day, payment_day=payment_day
        )
    except SerError:
        return None  # beyond the known rates: the page opens without a forecast
    return Amounts(
        late_filing_penalty=liquidation.late_filing_penalty,
        arrears_interest=liquidation.arrears_interest,
        total=liquidation.total,
    )


def _due_in_books(
    unit: Unit, res: Resources, declaration: Declaration, payment_day: date
) -> Amounts | None:
    source = covering.filing_source(declaration.public_id)
    rows = obligations_named(unit, [source], for_update=False)
    try:
        return amounts_of(quote_of(unit, res, rows, payment_day, None))
    except SerError:
        return None  # beyond the known rates: the page opens without a forecast
