"""Sales over the counter: what is told of one until it is written, and taking one back."""

from alembic import op

revision = "b0226"
down_revision = "b0225"

TABLE = """
CREATE TABLE sale_drafts (
    business_id text NOT NULL REFERENCES businesses (id),
    person_id bigint NOT NULL,
    said jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons (business_id, id)
);
"""
KINDS = (
    "order_placed", "order_cancelled", "order_stepped", "order_delivered", "order_sold", "leave_filed",
    "leave_cancelled", "claims_filed", "claim_cancelled", "decided", "ticket_raised", "visit_booked", "credit_written",
    "credit_waived", "payment_recorded", "payment_decided", "payment_reported",
)  # fmt: skip


def upgrade() -> None:
    op.execute(TABLE)
    named = ", ".join(f"'{kind}'" for kind in KINDS)
    op.execute("ALTER TABLE acts DROP CONSTRAINT acts_kind_check")
    op.execute(f"ALTER TABLE acts ADD CONSTRAINT acts_kind_check CHECK (kind IN ({named}))")
