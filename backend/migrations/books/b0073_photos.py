"""A picture of a product may be kept with the files of the business, and not only at an address on the web."""

from alembic import op

revision = "b0073"
down_revision = "b0072"


def upgrade() -> None:
    op.execute("ALTER TABLE products ADD COLUMN photo_file jsonb")
