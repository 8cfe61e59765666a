"""Who may do what: roles, permissions, and the one table that joins them."""

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
    REFUND_VIEW = "refund.view"
    REFUND_ASK = "refund.ask"
    REFUND_REVIEW = "refund.review"
    REFUND_APPROVE = "refund.approve"
    REFUND_PAY = "refund.pay"
    GOOD_STANDING_VIEW = "good_standing.view"
    GOOD_STANDING_ISSUE = "good_standing.issue"
    DASHBOARD_VIEW = "dashboard.view"
    USERS_MANAGE = "users.manage"
    AUDIT_VIEW = "audit.view"
    CASE_EXPORT = "case.export"
    PARAMETERS_VIEW = "parameters.view"
    PARAMETERS_PROPOSE = "parameters.propose"
    PARAMETERS_APPROVE = "parameters.approve"
    MAIL_WATCH = "mail.watch"


_P = Permission
_CONSULT: Final = frozenset(
    {
        _P.ACCOUNT_OWN,
        _P.HOME_VIEW,
        _P.DECLARATION_VIEW,
        _P.FUR_VIEW,
        _P.PAYMENT_VIEW,
        _P.STATEMENT_VIEW,
        _P.REFUND_VIEW,
        _P.GOOD_STANDING_VIEW,
    }
)
_OF_OPERATOR: Final = _CONSULT | {
    _P.PAYMENT_START,
    _P.GOOD_STANDING_ISSUE,
    _P.MONEY_CLAIM,
    _P.CASE_EXPORT,
}

PERMISSIONS_OF: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.OPERATOR_ADMIN: _OF_OPERATOR | {_P.USERS_MANAGE},
        Role.PREPARER: _OF_OPERATOR | {_P.DECLARATION_PREPARE, _P.FUR_ISSUE},
        Role.LEGAL_REPRESENTATIVE: _OF_OPERATOR
        | {_P.DECLARATION_SIGN, _P.FUR_ISSUE, _P.REFUND_ASK},
        Role.ACCOUNTANT: _OF_OPERATOR | {_P.DECLARATION_PREPARE, _P.DECLARATION_SIGN, _P.FUR_ISSUE},
        Role.SUPERVISOR: _CONSULT | {_P.DASHBOARD_VIEW, _P.PARAMETERS_VIEW, _P.CASE_EXPORT},
        Role.TREASURY: _CONSULT
        | {
            _P.DASHBOARD_VIEW,
            _P.COLLECTION_RECORD,
            _P.BANK_FILE_LOAD,
            _P.RECONCILIATION_VIEW,
            _P.RECONCILIATION_RESOLVE,
            _P.BANK_SILENCE_RECORD,
            _P.DEPOSIT_RECORD,
            _P.DAY_CLOSE,
            _P.DAY_REOPEN,
            _P.DAY_EXPORT,
            _P.ACCOUNTING_EDIT,
            _P.PARAMETERS_VIEW,
            _P.PARAMETERS_PROPOSE,
            _P.OBLIGATION_ENTER,
            _P.OBLIGATION_REVERSE,
            _P.PLEDGE_ENTER,
            _P.REFUND_REVIEW,
            _P.REFUND_APPROVE,
            _P.REFUND_PAY,
            _P.GOOD_STANDING_ISSUE,
        },
        Role.SER_ADMIN: frozenset(
            {
                _P.ACCOUNT_OWN,
                _P.HOME_VIEW,
                _P.USERS_MANAGE,
                _P.AUDIT_VIEW,
                _P.PARAMETERS_VIEW,
                _P.PARAMETERS_PROPOSE,
                _P.PARAMETERS_APPROVE,
                _P.MAIL_WATCH,
            }
        ),
        Role.AUDITOR: _CONSULT
        | {
            _P.DASHBOARD_VIEW,
            _P.AUDIT_VIEW,
            _P.CASE_EXPORT,
            _P.PARAMETERS_VIEW,
            _P.RECONCILIATION_VIEW,
            _P.DAY_EXPORT,
        },
    }
)

LANDING_PAGE: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.OPERATOR_ADMIN: "/inicio",
        Role.PREPARER: "/inicio",
        Role.LEGAL_REPRESENTATIVE: "/inicio",
        Role.ACCOUNTANT: "/inicio",
        Role.SUPERVISOR: "/tablero",
        Role.TREASURY: "/pagos",
        Role.SER_ADMIN: "/usuarios",
        Role.AUDITOR: "/auditoria",
    }
)
