"""In whose name the bill of an order shall be, where its customer has said one."""

from alembic import op

revision = "b0155"
down_revision = "b0128"


def upgrade() -> None:
    op.execute("ALTER TABLE orders ADD COLUMN bill_name text")
