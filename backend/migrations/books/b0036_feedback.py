"""Feedback, and what is being registered; a ticket can be taken back, and looks at what is of customers are noted."""

from alembic import op

revision = "b0036"
down_revision = "b0035"

FEEDBACK = """
CREATE TABLE feedback (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    ticket_id bigint,
    rating smallint,
    words text,
    quotable boolean,
    asked_at timestamptz,
    given_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, ticket_id) REFERENCES tickets,
    CONSTRAINT feedback_rating_check CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT feedback_given_at_check CHECK (asked_at IS NOT NULL OR given_at IS NOT NULL)
);
CREATE UNIQUE INDEX feedback_ticket_key ON feedback (business_id, ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX feedback_person_idx ON feedback (business_id, person_id, id);
"""

REGISTERING = """
CREATE TABLE warranty_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    serial integer NOT NULL,
    kept jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);
"""

KINDS = """
ALTER TABLE acts
    DROP CONSTRAINT acts_kind_check,
    ADD CONSTRAINT acts_kind_check CHECK (kind IN (
        'order_placed', 'order_cancelled', 'leave_filed', 'leave_cancelled', 'claims_filed', 'claim_cancelled',
        'decided', 'ticket_raised'
    ));
ALTER TABLE accesses
    DROP CONSTRAINT accesses_kind_check,
    ADD CONSTRAINT accesses_kind_check CHECK (kind IN (
        'leave_reason', 'certificate', 'receipt', 'ticket', 'sold', 'person'
    ));
"""


def upgrade() -> None:
    for change in (FEEDBACK, REGISTERING, KINDS):
        op.execute(change)
