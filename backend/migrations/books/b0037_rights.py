"""People's rights: erasures that are wanted or done, and since when what is old is removed."""

from alembic import op

revision = "b0037"
down_revision = "b0036"

TABLES = """
CREATE TABLE erasures (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    asked_by bigint,
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    counts jsonb,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, asked_by) REFERENCES persons
);
CREATE INDEX erasures_due_idx ON erasures (due_at) WHERE done_at IS NULL;

CREATE TABLE retention_runs (
    business_id text PRIMARY KEY REFERENCES businesses,
    told_at timestamptz NOT NULL,
    begins_on date NOT NULL,
    ran_on date
);
"""


def upgrade() -> None:
    op.execute(TABLES)
