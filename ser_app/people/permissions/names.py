"""The names of roles and permissions; who may do what is said in `matrix.yaml`."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """The part a person plays; the first four belong to an operator, the others to the Ministry."""

    OPERATOR_ADMIN = "operator_admin"
    PREPARER = "preparer"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ACCOUNTANT = "accountant"
    SUPERVISOR = "supervisor"
    TREASURY = "treasury"
    COLLECTIONS = "collections"
    SER_ADMIN = "ser_admin"
    AUDITOR = "auditor"

    @property
    def of_operator(self) -> bool:
        """Whether people with this role act for an operator."""
        return self in OPERATOR_ROLES

    @property
    def label(self) -> str:
        """The role's name in Spanish."""
        return _LABELS[self]


OPERATOR_ROLES: Final = frozenset(
    {Role.OPERATOR_ADMIN, Role.PREPARER, Role.LEGAL_REPRESENTATIVE, Role.ACCOUNTANT}
)
MINISTRY_ROLES: Final = frozenset(set(Role) - OPERATOR_ROLES)

_LABELS: Final = {
    Role.OPERATOR_ADMIN: "Administrador del Operador",
    Role.PREPARER: "Declarante",
    Role.LEGAL_REPRESENTATIVE: "Representante legal",
    Role.ACCOUNTANT: "Contador / Revisor fiscal",
    Role.SUPERVISOR: "Supervisor",
    Role.TREASURY: "Tesorería",
    Role.COLLECTIONS: "Cartera",
    Role.SER_ADMIN: "Administrador SER",
    Role.AUDITOR: "Auditor",
}


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    ACCOUNT_OWN = "account.own"
    HOME_VIEW = "home.view"
    DECLARATION_VIEW = "declaration.view"
    DECLARATION_PREPARE = "declaration.prepare"
    DECLARATION_SIGN = "declaration.sign"
    ALERT_NOTE = "alert.note"
    ALERT_WATCH = "alert.watch"
    FUR_VIEW = "fur.view"
    FUR_ISSUE = "fur.issue"
    PAYMENT_VIEW = "payment.view"
    PAYMENT_START = "payment.start"
    COLLECTION_RECORD = "collection.record"
    BANK_FILE_LOAD = "bank_file.load"
    RECONCILIATION_VIEW = "reconciliation.view"
    RECONCILIATION_RESOLVE = "reconciliation.resolve"
    BANK_SILENCE_RECORD = "bank_silence.record"
    DEPOSIT_RECORD = "deposit.record"
    DAY_CLOSE = "day.close"
    DAY_REOPEN = "day.reopen"
    DAY_EXPORT = "day.export"
    ACCOUNTING_EDIT = "accounting.edit"
    MONEY_CLAIM = "money.claim"
    STATEMENT_VIEW = "statement.view"
    OBLIGATION_ENTER = "obligation.enter"
    OBLIGATION_REVERSE = "obligation.reverse"
    PLEDGE_ENTER = "pledge.enter"
    AGREEMENT_VIEW = "agreement.view"
    AGREEMENT_SIMULATE = "agreement.simulate"
    AGREEMENT_PROPOSE = "agreement.propose"
    AGREEMENT_FOLLOW = "agreement.follow"
    AGREEMENT_REVIEW = "agreement.review"
    AGREEMENT_APPROVE = "agreement.approve"
    DEFAULTER_REPORT = "defaulter.report"
    AGEING_VIEW = "ageing.view"
    REFERRAL_ENTER = "referral.enter"
    REFUND_VIEW = "refund.view"
    REFUND_ASK = "refund.ask"
    REFUND_REVIEW = "refund.review"
    REFUND_APPROVE = "refund.approve"
    REFUND_PAY = "refund.pay"
    CALENDAR_VIEW = "calendar.view"
    GOOD_STANDING_VIEW = "good_standing.view"
    GOOD_STANDING_ISSUE = "good_standing.issue"
    DASHBOARD_VIEW = "dashboard.view"
    USERS_MANAGE = "users.manage"
    PROGRAM_KEYS = "program_key.manage"
    REQUEST_REVIEW = "request.review"
    REQUEST_APPROVE = "request.approve"
    AUDIT_VIEW = "audit.view"
    CASE_EXPORT = "case.export"
    PARAMETERS_VIEW = "parameters.view"
    PARAMETERS_PROPOSE = "parameters.propose"
    PARAMETERS_APPROVE = "parameters.approve"
    MAIL_WATCH = "mail.watch"
    JOB_WATCH = "job.watch"


LANDING_PAGE: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.OPERATOR_ADMIN: "/inicio",
        Role.PREPARER: "/inicio",
        Role.LEGAL_REPRESENTATIVE: "/inicio",
        Role.ACCOUNTANT: "/inicio",
        Role.SUPERVISOR: "/tablero",
        Role.TREASURY: "/pagos",
        Role.COLLECTIONS: "/acuerdos",
        Role.SER_ADMIN: "/inicio",
        Role.AUDITOR: "/auditoria",
    }
)
