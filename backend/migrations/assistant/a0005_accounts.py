"""Which WhatsApp Business account a number belongs to: templates are approved for an account."""

from alembic import op

revision = "a0005"
down_revision = "a0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE assistant.accounts (phone_number_id text PRIMARY KEY, account_id text NOT NULL)")
