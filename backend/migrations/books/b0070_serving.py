"""The shop's side of an order: who has been asked about it, what ran out of it, and lines that were left out since."""

from alembic import op

revision = "b0070"
down_revision = "b0060"

# A line stays as it was ordered; that it was left out by its customer's yes is the one thing that may be added.
DROPPED = """
ALTER TABLE order_lines ADD COLUMN dropped boolean NOT NULL DEFAULT false;
DROP TRIGGER order_lines_append_only ON order_lines;
CREATE TRIGGER order_lines_are_kept BEFORE DELETE ON order_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER order_lines_append_only BEFORE UPDATE ON order_lines FOR EACH ROW
    WHEN (OLD.dropped OR to_jsonb(OLD) - 'dropped' <> to_jsonb(NEW) - 'dropped')
    EXECUTE FUNCTION refuse_change_of_ledger();
"""

RUN_OUTS = """
CREATE TABLE run_outs (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    order_id bigint NOT NULL,
    position integer NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    due_at timestamptz,
    outcome text,
    ended_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, order_id, position) REFERENCES order_lines,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT run_outs_outcome_check CHECK (outcome IN ('left_out', 'replaced', 'cancelled', 'found')),
    CONSTRAINT run_outs_ended_at_check CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX run_outs_open_key ON run_outs (business_id, order_id, position) WHERE outcome IS NULL;
CREATE INDEX run_outs_due_idx ON run_outs (due_at) WHERE outcome IS NULL AND due_at IS NOT NULL;
"""

ORDER_WAITS = """
CREATE TABLE order_waits (
    business_id text NOT NULL REFERENCES businesses,
    order_id bigint NOT NULL,
    step smallint NOT NULL,
    due_at timestamptz,
    PRIMARY KEY (business_id, order_id),
    FOREIGN KEY (business_id, order_id) REFERENCES orders
);
CREATE INDEX order_waits_due_idx ON order_waits (due_at) WHERE due_at IS NOT NULL;
"""


def upgrade() -> None:
    for change in (DROPPED, RUN_OUTS, ORDER_WAITS):
        op.execute(change)
