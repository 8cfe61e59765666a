"""What waits for a person, by what that person may do about it; quick, since it is a home page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.explanation import Provenance
from ser_app.ledger.ageing.prescription import (
    PRESCRIPTION_YEARS,
    REFERRAL_DAYS,
    WARNED,
    latest_start,
)
from ser_app.ledger.ageing.repository import count_overdue
from ser_app.ledger.ageing.service import PRESCRIBING, TO_REFER
from ser_app.ledger.ageing.views import ADDRESS as AGEING
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.in_favour.states import RefundState
from ser_app.oversight.alerts.filters import PATH as ALERTS
from ser_app.oversight.alerts.repository import filed_with_alerts
from ser_app.oversight.closing.repository import open_exceptions_until
from ser_app.oversight.jobs.service import TOLD_AFTER, Standing, standings
from ser_app.oversight.parameters.proposing import (
    missing_month,
    missing_rate_sentence,
    stands_in,
)
from ser_app.oversight.parameters.repository import waiting as proposals_waiting
from ser_app.oversight.waiting import repository
from ser_app.oversight.waiting.desk import desk, desk_items
from ser_app.oversight.waiting.repository import Waits
from ser_app.people.actor import Actor
from ser_app.people.administration import locked_for
from ser_app.people.menu import HOME, landing_of
from ser_app.people.permissions import Permission, Role
from ser_app.people.reminders import Reminder
from ser_app.people.repository import signatories, user_by_id
from ser_app.people.requests.states import RequestState
from ser_app.web.words import day_long, plural

_STALLED: Final = timedelta(minutes=30)
_UNSEALED: Final = timedelta(minutes=5)
_LATELY: Final = timedelta(days=90)
_LEAVING: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person can do something about.

    Attributes:
        words: What it is, with how many.
        href: Where it is done.
        action: Words of the link.
        since: Since when the oldest one waits; None where that says nothing.
        urgent: It keeps others from their work, or grows worse by the day.
    """

    words: str
    href: str
    action: str
    since: datetime | None = None
    urgent: bool = False


def waiting_for(res: Resources, actor: Actor) -> list[Waiting]:
    """Everything that waits for a person, the urgent first.

    Raises:
        NotAllowed: The actor has no home page.
    """
    actor.require(Permission.HOME_VIEW)
    with res.database.reading() as unit:
        found = [*_requests(unit, actor), *_treasury(unit, res, actor), *_failing(unit, res, actor)]
        found += _jobs(unit, res, actor)
        found += [*_collections(unit, res, actor), *_watched(unit, res, actor)]
        found += [*_desk(unit, res, actor), *_people(unit, res, actor), *_own(unit, res, actor)]
    found += [*_values(res, actor), *_locked(res, actor)]
    return sorted(found, key=lambda each: not each.urgent)


def _item(
    waits: Waits, one: str, many: str, href: str, action: str, *, urgent: bool = False
) -> Iterator[Waiting]:
    number, since = waits
    if number:
        yield Waiting(plural(number, one, many), href, action, since, urgent)


def _requests(unit: Unit, actor: Actor) -> Iterator[Waiting]:
    queue = "/usuarios/solicitudes"
    if actor.may(Permission.REQUEST_REVIEW):
        yield from _item(
            repository.requests(unit, RequestState.SENT),
            "solicitud de usuario por revisar",
            "solicitudes de usuario por revisar",
            queue,
            "Revisar",
        )
    if actor.may(Permission.REQUEST_APPROVE):
        yield from _item(
            repository.requests(unit, RequestState.REVIEWED, besides=actor.user_id),
            "solicitud de usuario espera su segunda aprobación",
            "solicitudes de usuario esperan su segunda aprobación",
            queue,
            "Aprobar",
        )


def _desk(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    if actor.may(Permission.DAY_CLOSE):
        for number, one, many, href, action in desk_items(desk(unit, res)):
            yield from _item((number, None), one, many, href, action)


def _treasury(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    if actor.may(Permission.RECONCILIATION_RESOLVE):
        number = sum(count for _, count, _ in open_exceptions_until(unit, res.clock.today()))
        yield from _item(
            (number, None),
            "recaudo por resolver",
            "recaudos por resolver",
            "/conciliacion",
            "Resolver",
            urgent=True,
        )
        yield from _item(
            repository.claims(unit),
            "reclamación por decidir",
            "reclamaciones por decidir",
            "/conciliacion/reclamaciones",
            "Decidir",
        )
    refunds = "/devoluciones"
    if actor.may(Permission.REFUND_REVIEW):
        yield from _item(
            repository.refunds(unit, [RefundState.REQUESTED]),
            "devolución por revisar",
            "devoluciones por revisar",
            refunds,
            "Revisar",
        )
    if actor.may(Permission.REFUND_APPROVE):
        yield from _item(
            repository.refunds(unit, [RefundState.REVIEWED], besides=actor.user_id),
            "devolución espera su aprobación",
            "devoluciones esperan su aprobación",
            refunds,
            "Aprobar",
        )
    if actor.may(Permission.REFUND_PAY):
        yield from _item(
            repository.refunds(unit, [RefundState.APPROVED]),
            "devolución aprobada por pagar",
            "devoluciones aprobadas por pagar",
            refunds,
            "Registrar el pago",
        )


def _collections(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    """Cartera: agreements that wait for a decision, and debts that wait for a step."""
    agreements = "/acuerdos"
    if actor.may(Permission.AGREEMENT_REVIEW):
        yield from _item(
            repository.agreements(unit, AgreementState.PROPOSED),
            "acuerdo de pago por revisar",
            "acuerdos de pago por revisar",
            agreements,
            "Revisar",
        )
    if actor.may(Permission.AGREEMENT_APPROVE):
        yield from _item(
            repository.agreements(unit, AgreementState.REVIEWED, besides=actor.user_id),
            "acuerdo de pago espera su aprobación",
            "acuerdos de pago esperan su aprobación",
            agreements,
            "Aprobar",
        )
    if actor.may(Permission.REFERRAL_ENTER):
        today = res.clock.today()
        years = res.rules.whole(PRESCRIPTION_YEARS, today).value
        yield from _item(
            (count_overdue(unit, today, started_until=latest_start(today, years, WARNED)), None),
            "deuda está por prescribir",
            "deudas están por prescribir",
            f"{AGEING}?ver={PRESCRIBING}",
            "Ver cuáles",
            urgent=True,
        )
        wait = timedelta(days=res.rules.whole(REFERRAL_DAYS, today).value)
        yield from _item(
            (count_overdue(unit, today, to_refer_until=today - wait), None),
            "deuda por remitir a cobro coactivo",
            "deudas por remitir a cobro coactivo",
            f"{AGEING}?ver={TO_REFER}",
            "Remitir",
        )


def _watched(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    """Supervisors: what was filed lately with an alert."""
    if actor.may(Permission.ALERT_WATCH) and actor.role is Role.SUPERVISOR:
        number = filed_with_alerts(unit, actor.scope, res.clock.today() - _LATELY)
        yield from _item(
            (number, None),
            "declaración con alertas presentada en los últimos 90 días",
            "declaraciones con alertas presentadas en los últimos 90 días",
            ALERTS,
            "Ver las alertas",
        )


def _failing(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    """What runs by itself and does not: mail, questions to banks, sealing."""
    if not actor.may(Permission.MAIL_WATCH):
        return
    now = res.clock.now()
    yield from _item(
        repository.mails_lost(unit),
        "correo no pudo enviarse",
        "correos no pudieron enviarse",
        "/correos",
        "Ver los correos",
        urgent=True,
    )
    stalled = (
        (repository.mails_late(unit, now - _STALLED), "correo atascado", "correos atascados"),
        (
            repository.questions_late(unit, now - _STALLED),
            "pago por el que no se ha preguntado al banco a tiempo",
            "pagos por los que no se ha preguntado al banco a tiempo",
        ),
        (
            repository.events_unsealed(unit, now - _UNSEALED),
            "evento de auditoría sin sellar",
            "eventos de auditoría sin sellar",
        ),
    )
    for waits, one, many in stalled:
        yield from _item(waits, one, many, "/tareas", "Ver las tareas", urgent=True)


def _jobs(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    """Jobs that nobody takes, and those that fail again and again."""
    if not actor.may(Permission.JOB_WATCH):
        return
    found = standings(unit, res)
    late = [each.row.next_run_at for each in found if each.row and each.standing is Standing.LATE]
    yield from _item(
        (len(late), min(late, default=None)),
        "tarea que ningún proceso toma",
        "tareas que ningún proceso toma",
        "/tareas",
        "Ver las tareas",
        urgent=True,
    )
    failing = sum(each.row is not None and each.row.failures >= TOLD_AFTER for each in found)
    yield from _item(
        (failing, None),
        "tarea falla una y otra vez",
        "tareas fallan una y otra vez",
        "/tareas",
        "Ver las tareas",
        urgent=True,
    )


def _people(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    if not actor.may(Permission.USERS_MANAGE):
        return
    yield from _item(
        repository.invited(unit, actor.operator_id),
        "persona no ha aceptado su invitación",
        "personas no han aceptado su invitación",
        "/usuarios",
        "Ver los usuarios",
    )
    if actor.role is Role.SER_ADMIN:
        yield from _item(
            repository.auditors_undated(unit),
            "auditor sin fechas de acceso",
            "auditores sin fechas de acceso",
            "/usuarios",
            "Poner fechas",
        )
    elif actor.operator_id is not None:
        named = signatories(unit, actor.operator_id, res.clock.today())
        missing = [
            words
            for person, words in (
                (named.legal_representative, "representante legal"),
                (named.accountant, "contador o revisor fiscal"),
            )
            if person is None
        ]
        if missing:
            words = f"Nadie firma como {' ni como '.join(missing)}: no se puede presentar"
            yield Waiting(words, "/usuarios/firmantes", "Registrar quién firma", urgent=True)


def _own(unit: Unit, res: Resources, actor: Actor) -> Iterator[Waiting]:
    """What concerns the own account: an auditor's last day."""
    user = user_by_id(unit, actor.user_id)
    today = res.clock.now().astimezone(BOGOTA).date()
    if user is not None and user.access_to is not None and user.access_to - today <= _LEAVING:
        words = f"Su acceso va hasta el {day_long(user.access_to)}; pida a tiempo que lo renueven"
        yield Waiting(words, "/mi-cuenta/seguridad", "Ver mi cuenta")


def _values(res: Resources, actor: Actor) -> Iterator[Waiting]:
    """Rates, wages and proposals of the law's values."""
    page = "/parametros"
    if actor.may(Permission.PARAMETERS_PROPOSE):
        rate = missing_rate_sentence(res)
        if rate:
            urgent = not stands_in(res, missing_month(res))
            yield Waiting(rate.rstrip("."), page, "Cargar la tasa", urgent=urgent)
        wage = _missing_wage(res)
        if wage:
            yield Waiting(wage, page, "Cargar el salario", urgent=True)
    if actor.may(Permission.PARAMETERS_APPROVE):
        with res.database.reading() as unit:
            number = proposals_waiting(unit, actor.user_id)
        yield from _item(
            (number, None),
            "propuesta de parámetros espera su aprobación",
            "propuestas de parámetros esperan su aprobación",
            page,
            "Decidir",
        )


def _missing_wage(res: Resources) -> str:
    """That the minimum wage of the running year is not certified; made-up ones do not count."""
    year = res.clock.today().year
    known = max(
        (row.year for row in res.rules.wages if row.provenance is not Provenance.DEMO), default=year
    )
    return "" if known >= year else f"Falta cargar el salario mínimo de {known + 1}"


def _locked(res: Resources, actor: Actor) -> Iterator[Waiting]:
    if actor.may(Permission.USERS_MANAGE):
        yield from _item(
            (len(locked_for(res, actor)), None),
            "usuario bloqueado por intentos fallidos",
            "usuarios bloqueados por intentos fallidos",
            "/usuarios",
            "Desbloquear",
            urgent=True,
        )


def waiting_reminders(res: Resources, actor: Actor) -> Sequence[Reminder]:
    """Where somebody lands on another page, that the home page has something to tell."""
    if landing_of(actor.role) == HOME or not actor.may(Permission.HOME_VIEW):
        return []
    found = waiting_for(res, actor)
    number = len(found)
    if not found:
        return []
    words = "Le espera 1 asunto" if number == 1 else f"Le esperan {number} asuntos"
    kind = "overdue" if any(each.urgent for each in found) else "pending"
    return [Reminder(f"{words}.", HOME, "Ver lo que espera", kind)]
