"""Triggers that refuse update and delete where history must stay as it was written."""

from typing import Final

from sqlalchemy.engine import Connection

APPEND_ONLY_TABLES: Final = (
    "access_request_step",
    "accounting_code",
    "audit_event",
    "audit_link",
    "bank_exception_resolution",
    "bank_file_defect",
    "bank_file_line",
    "bank_silence",
    "claim_evidence",
    "cycle_resolution",
    "day_close",
    "day_reopening",
    "day_reopening_request",
    "declaration_alert",
    "declaration_alert_note",
    "declaration_signature",
    "filing_instant",
    "fur_debt",
    "fur_document",
    "fur_signed_copy",
    "good_standing_certificate",
    "ledger_agreement_debt",
    "ledger_agreement_file",
    "ledger_agreement_instalment",
    "ledger_charge",
    "ledger_charge_file",
    "ledger_defaulter_report",
    "ledger_entry",
    "ledger_journal",
    "ledger_pledge",
    "ledger_referral",
    "money_notice",
    "payment_move",
    "payment_step",
    "reliquidation",
    "rules_snapshot",
    "service_stop",
    "signer_term",
)


def create_triggers(connection: Connection, tables: tuple[str, ...] = APPEND_ONLY_TABLES) -> None:
    """Make tables append-only, on SQLite and PostgreSQL alike.

    Args:
        connection: An open connection; the caller commits.
        tables: Names of existing tables (fixed in code, never from input).
    """
    if connection.dialect.name == "sqlite":
        for table in tables:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} "
                    f"ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in tables:
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE "
            f"ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def drop_triggers(connection: Connection, tables: tuple[str, ...] = APPEND_ONLY_TABLES) -> None:
    """Take the triggers away again, for a downgrade."""
    for table in tables:
        if connection.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
