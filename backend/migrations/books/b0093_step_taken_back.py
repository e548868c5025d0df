"""A wrong step of an order can be taken back."""

from alembic import op

revision = "b0093"
down_revision = "b0089"

ACTS = """
ALTER TABLE acts
    DROP CONSTRAINT acts_kind_check,
    ADD CONSTRAINT acts_kind_check CHECK (kind IN (
        'order_placed', 'order_cancelled', 'order_stepped', 'order_delivered', 'leave_filed', 'leave_cancelled',
        'claims_filed', 'claim_cancelled', 'decided', 'ticket_raised', 'visit_booked', 'credit_written',
        'payment_recorded', 'payment_decided', 'payment_reported'
    ));
"""


def upgrade() -> None:
    op.execute(ACTS)
