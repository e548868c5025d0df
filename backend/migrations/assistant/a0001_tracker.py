"""The assistant's memory of conversations: events, appended and never changed."""

from alembic import op

revision = "a0001"
down_revision = None
branch_labels = ("assistant",)

# `event` is json, not jsonb: it keeps every character that a person can send, also those that jsonb refuses.
# `replaces` marks the first event of a history that was set anew; what stands before it no longer counts.
# A tracker's `head` are the events that stand for all that happened up to the position `live_after`.
TABLES = """
CREATE SCHEMA IF NOT EXISTS assistant;

CREATE TABLE assistant.tracker_events (
    sender_id text NOT NULL,
    position bigint NOT NULL CHECK (position > 0),
    kind text NOT NULL,
    happened_at timestamptz NOT NULL,
    event json NOT NULL,
    replaces boolean NOT NULL DEFAULT false,
    PRIMARY KEY (sender_id, position)
);

CREATE TABLE assistant.trackers (
    sender_id text PRIMARY KEY,
    live_after bigint NOT NULL,
    head json NOT NULL
);

CREATE FUNCTION assistant.refuse_to_change_the_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'assistant.tracker_events is append-only';
END;
$$;

CREATE TRIGGER tracker_events_are_appended BEFORE UPDATE ON assistant.tracker_events
    EXECUTE FUNCTION assistant.refuse_to_change_the_past();
"""


def upgrade() -> None:
    op.execute(TABLES)
