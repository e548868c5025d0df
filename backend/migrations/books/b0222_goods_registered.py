"""A piece may be of goods of the shelf of which the shop has told no model."""

from alembic import op

revision = "b0222"
down_revision = "b0221"


def upgrade() -> None:
    op.execute("ALTER TABLE sold_products DROP CONSTRAINT sold_products_business_id_model_fkey")
