"""What the chat page of the demonstration shows, over a restart: a schema of its own, which belongs to no business."""

from alembic import op

revision = "b0008"
down_revision = "b0007"

TABLES = """
CREATE SCHEMA demo;
CREATE TABLE demo.chats (
    number text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    last_heard timestamptz,
    PRIMARY KEY (number, person)
);
CREATE TABLE demo.messages (
    wamid text PRIMARY KEY,
    number text NOT NULL,
    person text NOT NULL,
    position bigint NOT NULL,
    message jsonb NOT NULL
);
CREATE INDEX messages_of_chat_idx ON demo.messages (number, person, position);
CREATE TABLE demo.files (
    id text PRIMARY KEY,
    number text NOT NULL,
    content bytea NOT NULL,
    mime_type text NOT NULL,
    filename text,
    at timestamptz NOT NULL,
    heard boolean NOT NULL
);
"""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
