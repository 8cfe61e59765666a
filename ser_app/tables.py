"""All tables of the application, for migrations and tests: the one place that knows every room."""

from importlib import import_module
from typing import Final

MODEL_MODULES: Final = (
    "ser_app.base.models",
    "ser_app.base.answers.models",
    "ser_app.base.jobs.models",
    "ser_app.base.mail.models",
    "ser_app.base.rules.models",
    "ser_app.base.uptime.models",
    "ser_app.people.models",
    "ser_app.people.api_keys.models",
    "ser_app.people.attempts.models",
    "ser_app.people.grants.models",
    "ser_app.people.invitations.models",
    "ser_app.people.recovery.models",
    "ser_app.people.requests.models",
    "ser_app.people.second_factor.models",
    "ser_app.people.signers.models",
    "ser_app.ledger.models",
    "ser_app.ledger.closed_days.models",
    "ser_app.ledger.obligations.models",
    "ser_app.ledger.agreements.models",
    "ser_app.ledger.in_favour.models",
    "ser_app.ledger.good_standing.models",
    "ser_app.declarations.models",
    "ser_app.declarations.alerts.models",
    "ser_app.declarations.punctuality.models",
    "ser_app.declarations.reliquidation.models",
    "ser_app.furs.models",
    "ser_app.signing.models",
    "ser_app.payments.bank_files.models",
    "ser_app.payments.models",
    "ser_app.payments.reconciliation.models",
    "ser_app.payments.treasury.models",
    "ser_app.payments.gateways.sandbox.models",
    "ser_app.payments.gateways.wompi.sandbox.models",
    "ser_app.oversight.accounting.models",
    "ser_app.oversight.calendar.models",
    "ser_app.oversight.parameters.models",
)


def import_all_models() -> None:
    """Import every module with tables, so that the metadata is complete."""
    for module in MODEL_MODULES:
        import_module(module)
