"""What the bot says first, who speaks with people instead of it, templates, files sent, and answers by number."""

from alembic import op

revision = "a0003"
down_revision = "a0002"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE assistant.notices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    facts jsonb NOT NULL,
    language text CHECK (language IN ('hi', 'en', 'hinglish')),
    key text NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'withdrawn', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    written_at timestamptz NOT NULL,
    told_at timestamptz,
    UNIQUE (phone_number_id, person, key)
);
CREATE INDEX notices_open ON assistant.notices (phone_number_id, person, id) WHERE state = 'waiting';

CREATE TABLE assistant.handoffs (
    phone_number_id text NOT NULL,
    person text NOT NULL,
    since timestamptz NOT NULL,
    reason text NOT NULL CHECK (reason IN ('asked', 'not_understood', 'operator')),
    ended_at timestamptz,
    PRIMARY KEY (phone_number_id, person, since)
);
CREATE UNIQUE INDEX handoffs_open ON assistant.handoffs (phone_number_id, person) WHERE ended_at IS NULL;

CREATE TABLE assistant.templates (
    account_id text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    category text NOT NULL,
    status text NOT NULL,
    checked_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, name, language)
);

CREATE TABLE assistant.uploads (
    phone_number_id text NOT NULL,
    sha256 text NOT NULL,
    media_id text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    PRIMARY KEY (phone_number_id, sha256)
);

ALTER TABLE assistant.outbox ADD COLUMN template jsonb;
ALTER TABLE assistant.buttons ADD COLUMN number integer;
ALTER TABLE assistant.inbox DROP CONSTRAINT inbox_state_check;
ALTER TABLE assistant.inbox ADD CONSTRAINT inbox_state_check CHECK (state IN (
    'waiting', 'answered', 'ignored', 'unknown_number', 'malformed', 'dead', 'for_people'
));
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
