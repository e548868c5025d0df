"""Names are searched in memory: of each shelf only its edition is kept, no keys of names and words."""

from alembic import op

revision = "b0014"
down_revision = "b0013"

EDITIONS = """
CREATE TABLE shelf_editions (
    business_id text NOT NULL REFERENCES businesses PRIMARY KEY,
    edition uuid NOT NULL
);
INSERT INTO shelf_editions (business_id, edition)
SELECT business_id, gen_random_uuid() FROM products GROUP BY business_id;
"""

KEYS = "DROP TABLE search_keys, search_words"


def upgrade() -> None:
    for change in (EDITIONS, KEYS):
        op.execute(change)
