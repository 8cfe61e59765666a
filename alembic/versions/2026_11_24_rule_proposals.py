"""values of rules that are proposed and approved

Revision ID: 0005_rule_proposals
Revises: 0004_title_rates
Create Date: 2026-11-24 13:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0005_rule_proposals"
down_revision: str | None = "0004_title_rates"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "rule_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("norm", _TEXT(), nullable=False),
        sa.Column("article", _TEXT(), nullable=False),
        sa.Column("url", _TEXT(), nullable=False),
        sa.Column("provenance", _TEXT(), nullable=False),
        sa.Column("note", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", _TEXT(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", _TEXT(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.CheckConstraint("kind IN ('value', 'rate', 'wage', 'due_day')", name="ck_proposal_kind"),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected', 'withdrawn')", name="ck_proposal_state"
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR state <> 'approved' OR decided_by_id <> proposed_by_id",
            name="ck_proposal_second_person",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("decision"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("rule_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_proposal_state"), ["state"], unique=False)


def downgrade() -> None:
    op.drop_table("rule_proposal")
