"""The tables that guests have asked for: the shop keeps each, or not, by a tap."""

from alembic import op

revision = "b0261"
down_revision = "b0253"

TABLE = """
CREATE TABLE asked_tables (
    business_id text NOT NULL REFERENCES businesses (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    words text NOT NULL,
    changes integer NOT NULL,
    at timestamptz NOT NULL,
    off boolean NOT NULL,
    offered text,
    decided_by bigint,
    is_kept boolean,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons (business_id, id),
    FOREIGN KEY (business_id, decided_by) REFERENCES persons (business_id, id),
    CONSTRAINT asked_tables_decided_check CHECK ((decided_by IS NULL) = (is_kept IS NULL))
);
"""
INDEX = "CREATE INDEX asked_tables_person_idx ON asked_tables (business_id, person_id, at)"


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(INDEX)
