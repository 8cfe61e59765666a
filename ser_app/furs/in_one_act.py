"""Issue and sign many FURs in one act, each on its own and with an honest report of each.

Every FUR is issued and every declaration filed in its own transaction: a filing stops a penalty at
its instant, so one that fails must not take back the others. What failed is named with its reason
and can be tried again; what was done already is done once, however often the button is pressed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import Resources
from ser_app.declarations.draft import Draft
from ser_app.declarations.filing import valid_signatures
from ser_app.declarations.repository import signatures_of
from ser_app.declarations.service import open_draft, save_draft
from ser_app.declarations.states import Channel, Use
from ser_app.furs import repository
from ser_app.furs.service.issuing import issue
from ser_app.furs.service.signing import sign, todays_liquidation
from ser_app.furs.texts import OATH_MISSING
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.repository import expediente_by_id
from ser_app.people.service import prove_to_sign

MOST: int = 60
"""Forms in one act: more periods than the law lets anybody owe without being found."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one of the forms.

    Attributes:
        number: The FUR's number; empty when none was issued.
        period: The period, as people read it.
        expediente: Number of the expediente; empty when it is not the person's to know.
        receipt: Number of the filing receipt; empty while signatures are missing.
        problem: Why it was not done, in Spanish; empty when it was.
    """

    number: str
    period: str
    receipt: str = ""
    problem: str = ""
    expediente: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits for the person's signature, with what it would say today, in pesos.

    Attributes:
        period: As people read it; `key` is the same as `2013-Q1`.
        expediente: Number of the expediente.
    """

    number: str
    period: str
    key: str
    expediente: str
    levy: int
    penalty: int
    interest: int
    total: int


def issue_all(res: Resources, actor: Actor, declarations: Sequence[str]) -> list[Done]:
    """Issue the FUR of each draft as *Presentación*; one that has it already keeps it.

    Args:
        res: The resources of the process.
        actor: Who issues them.
        declarations: Public ids of drafts or prepared declarations of the person's operator.

    Raises:
        NotAllowed: The person may not prepare declarations or issue FURs.
        Refused: More than `MOST` at once.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    actor.require(Permission.FUR_ISSUE)
    _refuse_too_many(declarations)
    return [_issued(res, actor, declaration) for declaration in dict.fromkeys(declarations)]


def _issued(res: Resources, actor: Actor, declaration: str) -> Done:
    opened = None
    try:
        opened = open_draft(res, actor, declaration)
        if opened is not None:
            today = res.clock.today()
            save_draft(res, actor, replace(as_filing(opened.draft), payment_day=today))
        number = issue(res, actor, declaration)
    except SerError as error:
        if opened is None:
            return Done("", "", problem=error.message)
        return Done(
            "",
            opened.draft.period.label,
            problem=error.message,
            expediente=opened.expediente.number,
        )
    return _named(res, actor, number)


def as_filing(draft: Draft) -> Draft:
    """The draft as it is filed together with others: electronically, without payment."""
    return replace(draft, use=Use.FILING, channel=Channel.ELECTRONIC)


def waiting(res: Resources, actor: Actor) -> list[Waiting]:
    """The forms of the person's operator that wait for this person's signature, oldest first.

    Raises:
        NotAllowed: The person does not sign.
    """
    actor.require(Permission.DECLARATION_SIGN)
    found = []
    with res.database.reading() as unit:
        for fur in repository.waiting_for_signatures(unit, actor.scope):
            declaration = repository.its_declaration(unit, actor.scope, fur)
            present = valid_signatures(declaration, signatures_of(unit, declaration))
            if any(signature.user_id == actor.user_id for signature in present):
                continue
            today, _ = todays_liquidation(unit, res, declaration, fur)
            found.append(
                Waiting(
                    fur.number,
                    Period.parse(declaration.period).label,
                    declaration.period,
                    expediente_by_id(unit, declaration.expediente_id).number,
                    today.levy,
                    today.late_filing_penalty,
                    today.arrears_interest,
                    today.total,
                )
            )
    return found


def sign_all(
    res: Resources,
    actor: Actor,
    shown: Sequence[tuple[str, int]],
    *,
    password: str,
    accepted: bool,
    address: str,
) -> list[Done]:
    """Sign many forms with one oath and one password; each gets its own signature.

    Args:
        res: The resources of the process.
        actor: The signer.
        shown: Each FUR's number with the total that the screen showed for it, in pesos.
        password: The signer's password, again.
        accepted: Whether the sworn statement was accepted explicitly.
        address: Network address of the signer.

    Raises:
        NotAllowed: The person does not sign.
        Refused: The oath is not accepted, or there is nothing to sign.
        WrongPassword: The password is not the person's; the failure counts towards the lock.
        LockedOut: Too many failures.
    """
    actor.require(Permission.DECLARATION_SIGN)
    _refuse_too_many(shown)
    if not shown:
        raise Refused("nothing_to_sign", "No hay declaraciones que esperen su firma.")
    if not accepted:
        raise Refused("oath_missing", OATH_MISSING, field="accepted")
    prove_to_sign(res, actor, password)
    done: list[Done] = []
    for number, total in shown:
        try:
            outcome = sign(
                res,
                actor,
                number,
                password=password,
                accepted=accepted,
                address=address,
                shown_total=total,
            )
        except SerError as error:
            done.append(replace(_named(res, actor, number), problem=error.message))
        else:
            done.append(replace(_named(res, actor, outcome.number), receipt=outcome.receipt))
    return done


def _named(res: Resources, actor: Actor, number: str) -> Done:
    try:
        with res.database.reading() as unit:
            fur = repository.fur_by_number(unit, actor.scope, number)
            declaration = repository.its_declaration(unit, actor.scope, fur)
            expediente = expediente_by_id(unit, declaration.expediente_id).number
    except SerError:  # not of this operator: its number is all that may be said
        return Done(number, "")
    return Done(number, Period.parse(declaration.period).label, expediente=expediente)


def _refuse_too_many(given: Sequence[object]) -> None:
    if len(given) > MOST:
        raise Refused("too_many", f"Se pueden firmar o generar hasta {MOST} formularios a la vez.")
