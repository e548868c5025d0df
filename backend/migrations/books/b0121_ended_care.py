"""Yearly care may end before its last day, by a mistake taken back or by the shop's word."""

from alembic import op

revision = "b0121"
down_revision = "b0120"


def upgrade() -> None:
    op.execute("ALTER TABLE amc_contracts ADD COLUMN ended_at timestamptz")
