"""The photos that customers have the shop shown: where each lies, for who sees to orders."""

from alembic import op

revision = "b0267"
down_revision = "b0261"

TABLE = """
CREATE TABLE passed_photos (
    business_id text NOT NULL REFERENCES businesses (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    path text NOT NULL,
    mime_type text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons (business_id, id)
);
"""
INDEX = "CREATE INDEX passed_photos_person_idx ON passed_photos (business_id, person_id)"


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(INDEX)
