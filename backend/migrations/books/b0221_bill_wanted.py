"""Whether the bill of an order was asked for before the shop took it."""

from alembic import op

revision = "b0221"
down_revision = "b0210"


def upgrade() -> None:
    op.execute("ALTER TABLE orders ADD COLUMN bill_wanted boolean NOT NULL DEFAULT false")
