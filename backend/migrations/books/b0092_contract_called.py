"""Which of several machines a contract of yearly care is for, as it is called."""

from alembic import op

revision = "b0092"
down_revision = "b0080"


def upgrade() -> None:
    op.execute("ALTER TABLE amc_contracts ADD COLUMN called text")
