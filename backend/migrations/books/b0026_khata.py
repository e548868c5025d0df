"""The khata in chat: which way somebody paid, what an owner writes down, what is taken back, and reminders to come."""

from alembic import op

revision = "b0026"
down_revision = "b0025"

COLUMNS = """
ALTER TABLE accounts ADD COLUMN remind_at timestamptz;
CREATE INDEX accounts_remind_at_idx ON accounts (remind_at) WHERE remind_at IS NOT NULL;
ALTER TABLE account_entries ADD COLUMN way text;
ALTER TABLE account_entries ADD CONSTRAINT account_entries_way_check
    CHECK (way IN ('cash', 'upi', 'gateway', 'card', 'other'));
"""

DRAFTS = """
CREATE TABLE credit_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    rows jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);
"""

ACTS = """
ALTER TABLE acts DROP CONSTRAINT acts_kind_check;
ALTER TABLE acts ADD CONSTRAINT acts_kind_check CHECK (kind IN (
    'order_placed', 'order_cancelled', 'leave_filed', 'leave_cancelled', 'claims_filed', 'claim_cancelled',
    'decided', 'credit_written', 'payment_recorded'
));
"""


def upgrade() -> None:
    for change in (COLUMNS, DRAFTS, ACTS):
        op.execute(change)
