"""The assistant's memory of conversations: events, appended and never changed."""

from alembic import op

revision = "a0001"
down_revision = None
branch_labels = ("assistant",)


def upgrade() -> None:
    op.execute("CREATE SCHEMA IF NOT EXISTS assistant")
