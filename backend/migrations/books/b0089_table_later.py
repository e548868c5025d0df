"""Who comes later to eat is at no table yet."""

from alembic import op

revision = "b0089"
down_revision = "b0083"

ONLY_THERE = """
ALTER TABLE orders
    DROP CONSTRAINT orders_dining_table_check,
    ADD CONSTRAINT orders_dining_table_check CHECK (dining_table IS NULL OR fulfilment = 'dine_in');
"""
ALWAYS_THERE = """
UPDATE orders SET dining_table = '?' WHERE dining_table IS NULL AND fulfilment = 'dine_in';
ALTER TABLE orders
    DROP CONSTRAINT orders_dining_table_check,
    ADD CONSTRAINT orders_dining_table_check CHECK ((dining_table IS NOT NULL) = (fulfilment = 'dine_in'));
"""


def upgrade() -> None:
    op.execute(ONLY_THERE)


def downgrade() -> None:
    op.execute(ALWAYS_THERE)
