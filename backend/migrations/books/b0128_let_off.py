"""What somebody is let off is an entry of a kind of its own; until when a customer has promised to pay."""

from alembic import op

revision = "b0128"
down_revision = "b0125"

ENTRIES = """
ALTER TABLE account_entries
    DROP CONSTRAINT account_entries_kind_check,
    ADD CONSTRAINT account_entries_kind_check CHECK (kind IN (
        'opening', 'sale', 'credit', 'payment', 'refund', 'credit_note', 'waiver', 'reversal'
    )),
    DROP CONSTRAINT account_entries_paise_check,
    ADD CONSTRAINT account_entries_paise_check CHECK (
        paise <> 0 AND CASE WHEN kind IN ('sale', 'credit', 'refund') THEN paise > 0
        WHEN kind IN ('payment', 'credit_note', 'waiver') THEN paise < 0 ELSE true END
    );
"""
ACTS = """
ALTER TABLE acts
    DROP CONSTRAINT acts_kind_check,
    ADD CONSTRAINT acts_kind_check CHECK (kind IN (
        'order_placed', 'order_cancelled', 'order_stepped', 'order_delivered', 'leave_filed', 'leave_cancelled',
        'claims_filed', 'claim_cancelled', 'decided', 'ticket_raised', 'visit_booked', 'credit_written',
        'credit_waived', 'payment_recorded', 'payment_decided', 'payment_reported'
    ));
"""


def upgrade() -> None:
    op.execute(ENTRIES)
    op.execute(ACTS)
    op.execute("ALTER TABLE accounts ADD COLUMN promised_on date")
