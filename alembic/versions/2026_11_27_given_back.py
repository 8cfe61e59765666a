"""how a payment that the bank gave back is decided, and the debt of its own that it may become

Revision ID: 0191_given_back
Revises: 0190_filing_sums
Create Date: 2026-11-27 11:40:00
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.database import UtcInstant

revision: str = "0191_given_back"
down_revision: str | None = "0190_filing_sums"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_RESOLUTION: Final = ("bank_exception_resolution",)
_WAYS: Final = "way IN ('fur', 'debt', 'operator', 'bank'{})"
_MORE_WAYS: Final = ", 'balance', 'undone', 'own_debt', 'again'"
_KINDS: Final = "kind IN ('declaration', 'right', 'fine', 'instalment'{})"
_MORE_KINDS: Final = ", 'returned'"
_AMOUNTS: Final = ("from_balance", "as_debt", "taken_back")
_WAITS: Final = sa.text("state = 'proposed'")


def upgrade() -> None:
    """Admit the kind and the ways, and keep proposals and the amounts of each way."""
    _admit_kinds(_MORE_KINDS)
    drop_triggers(op.get_bind(), _RESOLUTION)
    with op.batch_alter_table("bank_exception_resolution", schema=None) as batch_op:
        for name in _AMOUNTS:
            batch_op.add_column(
                sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
            )
        batch_op.add_column(
            sa.Column("proposed_by", AutoString(), nullable=False, server_default="")
        )
        batch_op.drop_constraint("ck_bank_exception_resolution_way", type_="check")
        batch_op.create_check_constraint(
            "ck_bank_exception_resolution_way", _WAYS.format(_MORE_WAYS)
        )
    create_triggers(op.get_bind(), _RESOLUTION)
    _create_proposals()


def downgrade() -> None:
    """Refuse them again; there is no way back while some were decided so."""
    op.drop_table("bank_return_proposal")
    drop_triggers(op.get_bind(), _RESOLUTION)
    with op.batch_alter_table("bank_exception_resolution", schema=None) as batch_op:
        batch_op.drop_constraint("ck_bank_exception_resolution_way", type_="check")
        batch_op.create_check_constraint("ck_bank_exception_resolution_way", _WAYS.format(""))
        for name in ("proposed_by", *reversed(_AMOUNTS)):
            batch_op.drop_column(name)
    create_triggers(op.get_bind(), _RESOLUTION)
    _admit_kinds("")


def _create_proposals() -> None:
    op.create_table(
        "bank_return_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("way", AutoString(), nullable=False),
        sa.Column("target", AutoString(), nullable=False),
        sa.Column("act", AutoString(), nullable=False),
        sa.Column("from_balance", sa.BigInteger(), nullable=False),
        sa.Column("as_debt", sa.BigInteger(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", AutoString(), nullable=False),
        sa.Column("proposed_at", UtcInstant(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", AutoString(), nullable=False),
        sa.Column("decided_at", UtcInstant(), nullable=True),
        sa.Column("answer", AutoString(), nullable=False),
        sa.CheckConstraint(
            "way IN ('balance', 'undone', 'own_debt', 'again')", name="ck_bank_return_proposal_way"
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')",
            name="ck_bank_return_proposal_state",
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by_id <> proposed_by_id",
            name="ck_bank_return_proposal_two",
        ),
        sa.ForeignKeyConstraint(["exception_id"], ["bank_exception.id"]),
        sa.ForeignKeyConstraint(["evidence_id"], ["claim_evidence.id"]),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["decided_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_bank_return_proposal_exception_id"), "bank_return_proposal", ["exception_id"]
    )
    op.create_index(
        "uq_bank_return_proposal_open",
        "bank_return_proposal",
        ["exception_id"],
        unique=True,
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )


def _admit_kinds(more: str) -> None:
    with (
        _triggers_aside("ledger_obligation"),
        op.batch_alter_table("ledger_obligation", schema=None) as batch_op,
    ):
        batch_op.drop_constraint("ck_ledger_obligation_kind", type_="check")
        batch_op.create_check_constraint("ck_ledger_obligation_kind", _KINDS.format(more))


@contextmanager
def _triggers_aside(table: str) -> Iterator[None]:
    """Let the triggers that name a table stand aside: SQLite copies the whole table."""
    connection = op.get_bind()
    found: list[tuple[str, str]] = []
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE ?"
        rows = connection.exec_driver_sql(query, (f"%{table}%",))
        found = [(str(name), str(sql)) for name, sql in rows]
    for name, _ in found:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in found:
        connection.exec_driver_sql(sql)
