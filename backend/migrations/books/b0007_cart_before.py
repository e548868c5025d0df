"""What a cart was before its last change, so that the change can be taken back."""

from alembic import op

revision = "b0007"
down_revision = "b0006"

BEFORE = "ALTER TABLE carts ADD COLUMN before jsonb"


def upgrade() -> None:
    op.execute(BEFORE)
