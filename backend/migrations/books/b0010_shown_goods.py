"""What a person was shown last, so that "haan 2 kilo" means it."""

from alembic import op

revision = "b0010"
down_revision = "b0009"

SHOWN_GOODS = """
CREATE TABLE shown_goods (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    goods jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
)
"""


def upgrade() -> None:
    op.execute(SHOWN_GOODS)
