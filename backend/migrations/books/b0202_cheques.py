"""Payments by cheque."""

from alembic import op

revision = "b0202"
down_revision = "b0186"


def upgrade() -> None:
    op.execute(
        """
        ALTER TABLE payments
            DROP CONSTRAINT payments_way_check,
            ADD CONSTRAINT payments_way_check
            CHECK (way IN ('cash', 'upi', 'gateway', 'khata', 'card', 'cheque'))
        """
    )
    op.execute(
        """
        ALTER TABLE account_entries
            DROP CONSTRAINT account_entries_way_check,
            ADD CONSTRAINT account_entries_way_check
            CHECK (way IN ('cash', 'upi', 'gateway', 'card', 'cheque', 'other'))
        """
    )
