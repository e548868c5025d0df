"""What came from WhatsApp, what goes there, and the queue between: procrastinate's tables live in the same schema.

An update of procrastinate that changes its tables needs a revision of its own here.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "a0002"
down_revision = "a0001"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE assistant.inbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    wamid text NOT NULL,
    person text,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    sent_at timestamptz,
    received_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'answered', 'ignored', 'unknown_number', 'malformed', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    handled_at timestamptz,
    UNIQUE (phone_number_id, wamid)
);
CREATE INDEX inbox_open ON assistant.inbox (id) WHERE state IN ('waiting', 'dead');

CREATE TABLE assistant.persons (
    phone_number_id text NOT NULL,
    person text NOT NULL,
    wa_id text,
    user_id text,
    profile_name text,
    last_inbound_at timestamptz NOT NULL,
    PRIMARY KEY (phone_number_id, person)
);
CREATE INDEX persons_by_user_id ON assistant.persons (phone_number_id, user_id);

CREATE TABLE assistant.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    person text NOT NULL,
    turn text NOT NULL,
    position integer NOT NULL,
    payload jsonb NOT NULL,
    reference uuid NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('waiting', 'sending', 'unsure', 'sent', 'held', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL,
    wamid text,
    delivery text CHECK (delivery IN ('sent', 'delivered', 'read', 'failed')),
    error_code integer,
    error text,
    written_at timestamptz NOT NULL,
    sent_at timestamptz,
    UNIQUE (phone_number_id, turn, position)
);
CREATE INDEX outbox_open ON assistant.outbox (phone_number_id, person, id)
    WHERE state IN ('waiting', 'sending', 'unsure');
CREATE INDEX outbox_by_wamid ON assistant.outbox (wamid);

CREATE TABLE assistant.statuses (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone_number_id text NOT NULL,
    wamid text NOT NULL,
    status text NOT NULL,
    reference text,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE (phone_number_id, wamid, status)
);

CREATE TABLE assistant.buttons (
    id text PRIMARY KEY,
    phone_number_id text NOT NULL,
    person text NOT NULL,
    turn text NOT NULL,
    title text NOT NULL,
    command text NOT NULL,
    exclusive boolean NOT NULL,
    issued_at timestamptz NOT NULL,
    used_by text
);
CREATE INDEX buttons_by_person ON assistant.buttons (phone_number_id, person, issued_at);

CREATE TABLE assistant.media (
    phone_number_id text NOT NULL,
    media_id text NOT NULL,
    sha256 text NOT NULL,
    mime_type text NOT NULL,
    size bigint NOT NULL,
    path text NOT NULL,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (phone_number_id, media_id)
);

CREATE TABLE assistant.rates (
    name text PRIMARY KEY,
    busy_until timestamptz NOT NULL
);

CREATE TABLE assistant.halts (
    phone_number_id text PRIMARY KEY,
    token_digest text NOT NULL,
    error_code integer NOT NULL,
    halted_at timestamptz NOT NULL
);
"""

# procrastinate's functions name its tables without the schema; so they find them whoever calls.
SCHEMA_OF_FUNCTIONS = """
DO $$
DECLARE
    function regprocedure;
BEGIN
    FOR function IN SELECT oid FROM pg_proc WHERE pronamespace = 'assistant'::regnamespace
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = assistant, pg_temp', function);
    END LOOP;
END;
$$;
"""


def upgrade() -> None:
    run(TABLES)
    run("SET LOCAL search_path TO assistant")
    run(SchemaManager.get_schema())
    run(SCHEMA_OF_FUNCTIONS)
    run("SET LOCAL search_path TO public")


def run(script: str) -> None:
    """Sends a script of several statements as it stands: percent signs and colons have no meaning in it."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    connection.execute(script)
