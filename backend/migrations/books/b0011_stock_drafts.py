"""What was said of the stock and waits for a yes."""

from alembic import op

revision = "b0011"
down_revision = "b0010"

STOCK_DRAFTS = """
CREATE TABLE stock_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    changes jsonb NOT NULL,
    summary text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
)
"""


def upgrade() -> None:
    op.execute(STOCK_DRAFTS)
