"""Who of the business has written in a conversation: only then is the bot silent there, and only for so long.

A hand-off that is open was silent up to now, and stays so.
"""

from alembic import op

revision = "a0009"
down_revision = "a0008"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE assistant.handoffs ADD COLUMN written_at timestamptz, ADD COLUMN answered_by text;
UPDATE assistant.handoffs SET written_at = since;
ALTER TABLE assistant.handoffs DROP CONSTRAINT handoffs_reason_check;
ALTER TABLE assistant.handoffs ADD CONSTRAINT handoffs_reason_check CHECK (
    reason IN ('asked', 'not_understood', 'operator', 'wrote')
);

CREATE TABLE assistant.echoes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    wamid text NOT NULL,
    person text NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    sent_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE (phone_number_id, wamid)
);
CREATE INDEX echoes_by_person ON assistant.echoes (phone_number_id, person, id);

CREATE TABLE assistant.answering (
    phone_number_id text NOT NULL,
    person text NOT NULL,
    to_number text NOT NULL,
    to_person text NOT NULL,
    since timestamptz NOT NULL,
    begun_by text NOT NULL,
    PRIMARY KEY (phone_number_id, person)
);
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
