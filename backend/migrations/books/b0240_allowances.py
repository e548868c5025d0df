"""What is taken off a khata for a reason, with no bill and no entry it is of, is an entry of a kind of its own."""

from alembic import op

revision = "b0240"
down_revision = "b0226"


def upgrade() -> None:
    op.execute(
        """
        ALTER TABLE account_entries
            DROP CONSTRAINT account_entries_kind_check,
            ADD CONSTRAINT account_entries_kind_check CHECK (kind IN (
                'opening', 'sale', 'credit', 'payment', 'refund', 'credit_note', 'waiver', 'return', 'allowance',
                'reversal'
            )),
            DROP CONSTRAINT account_entries_paise_check,
            ADD CONSTRAINT account_entries_paise_check CHECK (
                paise <> 0 AND CASE WHEN kind IN ('sale', 'credit', 'refund') THEN paise > 0
                WHEN kind IN ('payment', 'credit_note', 'waiver', 'return', 'allowance') THEN paise < 0 ELSE true END
            );
        """
    )
