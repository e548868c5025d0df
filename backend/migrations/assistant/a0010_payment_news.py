"""What WhatsApp tells of payments, for the books: a status of a payment is a hint, not news of a message."""

from alembic import op

revision = "a0010"
down_revision = "a0009"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE assistant.payment_news (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    news jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    taken_at timestamptz
);
CREATE INDEX payment_news_waiting ON assistant.payment_news (id) WHERE taken_at IS NULL;
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLE)  # type: ignore[union-attr]
