"""Undoing: what people did and may take back for a while; a claim can be withdrawn by the one whose it is."""

from alembic import op

revision = "b0009"
down_revision = "b0008"

ACTS = """
CREATE TABLE acts (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    kind text NOT NULL,
    "references" jsonb NOT NULL,
    at timestamptz NOT NULL,
    undone_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT acts_kind_check CHECK (kind IN (
        'order_placed', 'order_cancelled', 'leave_filed', 'leave_cancelled', 'claims_filed', 'claim_cancelled',
        'decided'
    )),
    CONSTRAINT acts_references_check CHECK (jsonb_array_length("references") > 0),
    CONSTRAINT acts_undone_at_check CHECK (undone_at >= at)
);
CREATE INDEX acts_person_idx ON acts (business_id, person_id, at);
CREATE INDEX acts_at_idx ON acts (at);
"""

WITHDRAWN = """
ALTER TABLE {table}
    DROP CONSTRAINT {table}_status_check,
    ADD CONSTRAINT {table}_status_check CHECK (status IN ('pending', 'approved', 'rejected', 'paid', 'withdrawn'))
"""


def upgrade() -> None:
    op.execute(ACTS)
    for table in ("claims", "claim_moves"):
        op.execute(WITHDRAWN.format(table=table))
