"""Triggers that admit one payable FUR for each debt, whatever the FURs were made from.

A FUR of a declaration covers the debt that its filing created; a FUR of debts covers those that its
lines name. A payable FUR is one that waits or is filed and has a payment reference. On PostgreSQL
the debt is locked before it is looked at, so that two transactions cannot both find it free.
"""

from typing import Final

from sqlalchemy.engine import Connection

PAYMENT_TRIGGERS: Final = (("fur_debt", "fur_debt_one_way"), ("fur", "fur_one_way"))
"""Each table with its trigger, and the function of its trigger."""

_REFUSED = "one debt, one way to pay it"
_PAYABLE = "{0}.state IN ('issued', 'filed') AND {0}.reference IS NOT NULL"
_OF_DECLARATION = "'filing:' || c.public_id = o.source"

_DEBT_IS_COVERED = f"""
    EXISTS (SELECT 1 FROM fur n WHERE n.id = NEW.fur_id AND {_PAYABLE.format("n")})
    AND (EXISTS (
        SELECT 1 FROM fur_debt d JOIN fur f ON f.id = d.fur_id
        WHERE d.obligation_id = NEW.obligation_id AND d.fur_id <> NEW.fur_id
        AND {_PAYABLE.format("f")})
    OR EXISTS (
        SELECT 1 FROM ledger_obligation o JOIN declaration c ON {_OF_DECLARATION}
        JOIN fur f ON f.declaration_id = c.id
        WHERE o.id = NEW.obligation_id AND {_PAYABLE.format("f")}))
"""
_DECLARATION_IS_COVERED = f"""
    NEW.declaration_id IS NOT NULL AND {_PAYABLE.format("NEW")}
    AND EXISTS (
        SELECT 1 FROM declaration c JOIN ledger_obligation o ON {_OF_DECLARATION}
        JOIN fur_debt d ON d.obligation_id = o.id JOIN fur f ON f.id = d.fur_id
        WHERE c.id = NEW.declaration_id AND {_PAYABLE.format("f")})
"""
_LOCK_DEBT = "PERFORM 1 FROM ledger_obligation WHERE id = NEW.obligation_id FOR UPDATE;"
_LOCK_OF_DECLARATION = (
    "PERFORM 1 FROM ledger_obligation o WHERE o.source = (SELECT 'filing:' || c.public_id "
    "FROM declaration c WHERE c.id = NEW.declaration_id) FOR UPDATE;"
)


def create_payment_triggers(connection: Connection) -> None:
    """Guard the tables `fur` and `fur_debt`; the caller commits."""
    guards = (
        (*PAYMENT_TRIGGERS[0], _DEBT_IS_COVERED, _LOCK_DEBT),
        (*PAYMENT_TRIGGERS[1], _DECLARATION_IS_COVERED, _LOCK_OF_DECLARATION),
    )
    for table, name, condition, lock in guards:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
            continue
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {lock} IF {condition} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; "
            "RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def drop_payment_triggers(connection: Connection) -> None:
    """Take the triggers away again, for a downgrade."""
    for table, name in PAYMENT_TRIGGERS:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
