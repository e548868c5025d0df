"""People at work: who has left, who has looked at what is private, and workshops, where nothing is sold."""

from alembic import op

revision = "b0005"
down_revision = "b0004"

LEFT = 'ALTER TABLE persons ADD COLUMN "left" date'

WORKSHOPS = """
ALTER TABLE businesses
    DROP CONSTRAINT businesses_kind_check,
    ADD CONSTRAINT businesses_kind_check CHECK (kind IN ('shop', 'restaurant', 'repair', 'workshop'))
"""

ACCESSES = """
CREATE TABLE accesses (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    looker_id bigint,
    person_id bigint NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    how text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, looker_id) REFERENCES persons,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT accesses_kind_check CHECK (kind IN ('leave_reason', 'certificate', 'receipt')),
    CONSTRAINT accesses_how_check CHECK (how IN ('notice', 'list', 'status', 'export', 'sheet', 'file')),
    CONSTRAINT accesses_own_check CHECK (looker_id <> person_id)
);
CREATE INDEX accesses_at_idx ON accesses (at);
CREATE INDEX accesses_person_idx ON accesses (business_id, person_id);
"""


def upgrade() -> None:
    for change in (LEFT, WORKSHOPS, ACCESSES):
        op.execute(change)
