"""The console: links that owners ask for, and the browsers that these let in."""

from alembic import op

revision = "b0165"
down_revision = "b0155"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE console_keys (
            business_id text NOT NULL REFERENCES businesses (id),
            id bigint GENERATED ALWAYS AS IDENTITY,
            person_id bigint NOT NULL,
            kind text NOT NULL CONSTRAINT console_keys_kind_check CHECK (kind IN ('link', 'browser')),
            token_hash text NOT NULL
                CONSTRAINT console_keys_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
            expires_at timestamptz NOT NULL,
            PRIMARY KEY (business_id, id),
            FOREIGN KEY (business_id, person_id) REFERENCES persons (business_id, id)
        )
    """)
    op.execute("CREATE UNIQUE INDEX console_keys_token_key ON console_keys (token_hash)")
    op.execute("CREATE INDEX console_keys_person_idx ON console_keys (business_id, person_id)")
