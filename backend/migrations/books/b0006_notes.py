"""What is said beside the goods: notes, the hour that is wanted, and how somebody pays."""

from alembic import op

revision = "b0006"
down_revision = "b0005"

CARTS = "ALTER TABLE carts ADD COLUMN kept jsonb NOT NULL DEFAULT '{}'"

ORDERS = """
ALTER TABLE orders
    ADD COLUMN notes jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN wanted jsonb,
    ADD COLUMN payment text,
    ADD CONSTRAINT orders_payment_check CHECK (payment IN ('khata', 'cash', 'upi', 'card'))
"""

LINES = "ALTER TABLE order_lines ADD COLUMN notes jsonb NOT NULL DEFAULT '[]'"

# Whoever writes a row says what is in it; the rows that were there said nothing.
WITHOUT_DEFAULTS = """
ALTER TABLE carts ALTER COLUMN kept DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN notes DROP DEFAULT;
ALTER TABLE order_lines ALTER COLUMN notes DROP DEFAULT
"""


def upgrade() -> None:
    for change in (CARTS, ORDERS, LINES, WITHOUT_DEFAULTS):
        op.execute(change)
