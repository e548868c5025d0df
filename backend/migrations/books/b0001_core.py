"""The books begin: businesses, people, catalogue."""

from alembic import op

revision = "b0001"
down_revision = None
branch_labels = ("books",)


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
