"""What a customer wants with an order that the shop has taken already, until the shop has said yes or no to it."""

from alembic import op

revision = "b0244"
down_revision = "b0243"


def upgrade() -> None:
    op.execute("ALTER TABLE orders ADD COLUMN addition jsonb")
