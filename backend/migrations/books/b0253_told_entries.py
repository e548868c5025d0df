"""What a helper has told of a sale or a khata, for who may write it: one tap writes it, once."""

from alembic import op

revision = "b0253"
down_revision = "b0247"

TABLE = """
CREATE TABLE told_entries (
    business_id text NOT NULL REFERENCES businesses (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    kind text NOT NULL CONSTRAINT told_entries_kind_check CHECK (kind IN ('sale', 'credit')),
    said jsonb NOT NULL,
    shown text,
    at timestamptz NOT NULL,
    decided_by bigint,
    decided_at timestamptz,
    is_written boolean,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons (business_id, id),
    FOREIGN KEY (business_id, decided_by) REFERENCES persons (business_id, id),
    CONSTRAINT told_entries_decided_check
        CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (is_written IS NULL))
);
"""
INDEX = "CREATE INDEX told_entries_person_idx ON told_entries (business_id, person_id, at)"


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(INDEX)
