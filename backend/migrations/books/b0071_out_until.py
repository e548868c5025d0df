"""A product may be sold out until a moment that is known."""

from alembic import op

revision = "b0071"
down_revision = "b0070"


def upgrade() -> None:
    op.execute("ALTER TABLE products ADD COLUMN out_until timestamptz")
