"""Payments: what was paid and what it settles, links to pay, attempts at gateways and their news."""

from alembic import op

revision = "b0030"
down_revision = "b0026"

TABLES = """
CREATE TABLE payment_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    said jsonb NOT NULL,
    asked text,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE payment_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE pay_links (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    token_hash text NOT NULL,
    person_id bigint NOT NULL,
    "of" text,
    paise bigint NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT pay_links_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT pay_links_paise_check CHECK (paise > 0)
);
CREATE UNIQUE INDEX pay_links_token_key ON pay_links (token_hash);
CREATE INDEX pay_links_person_idx ON pay_links (business_id, person_id, created_at);

CREATE TABLE payment_attempts (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    "of" text,
    gateway text NOT NULL,
    status text NOT NULL,
    paise bigint NOT NULL,
    gateway_link_id text,
    url text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    looked_up_at timestamptz,
    unwanted_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT payment_attempts_status_check CHECK (status IN (
        'waiting', 'created', 'partly_paid', 'paid', 'cancelled', 'expired'
    )),
    CONSTRAINT payment_attempts_paise_check CHECK (paise > 0)
);
CREATE UNIQUE INDEX payment_attempts_reference_key ON payment_attempts (business_id, reference);
CREATE INDEX payment_attempts_link_idx ON payment_attempts (business_id, gateway, gateway_link_id);
CREATE INDEX payment_attempts_of_idx ON payment_attempts (business_id, person_id, "of");
CREATE INDEX payment_attempts_open_idx ON payment_attempts (business_id, looked_up_at)
    WHERE status IN ('waiting', 'created', 'partly_paid');

CREATE TABLE payments (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    status text NOT NULL,
    paise bigint NOT NULL,
    refunded_paise bigint NOT NULL,
    way text NOT NULL,
    at timestamptz NOT NULL,
    utr text,
    named text,
    note text,
    screenshot jsonb,
    reported_by bigint,
    gateway text,
    gateway_payment_id text,
    attempt_id bigint,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, reported_by) REFERENCES persons,
    FOREIGN KEY (business_id, attempt_id) REFERENCES payment_attempts,
    CONSTRAINT payments_reference_check CHECK (reference ~ '^PAY-[0-9]+$'),
    CONSTRAINT payments_paise_check CHECK (paise BETWEEN 1 AND 999999999),
    CONSTRAINT payments_refunded_paise_check CHECK (refunded_paise BETWEEN 0 AND paise),
    CONSTRAINT payments_status_check CHECK (status IN ('reported', 'confirmed', 'rejected', 'refunded')),
    CONSTRAINT payments_way_check CHECK (way IN ('cash', 'upi', 'gateway', 'khata', 'card'))
);
CREATE UNIQUE INDEX payments_reference_key ON payments (business_id, reference);
CREATE UNIQUE INDEX payments_utr_key ON payments (business_id, utr) WHERE utr IS NOT NULL AND status <> 'rejected';
CREATE UNIQUE INDEX payments_gateway_key ON payments (business_id, gateway, gateway_payment_id);
CREATE INDEX payments_person_idx ON payments (business_id, person_id, at);
CREATE INDEX payments_reported_idx ON payments (business_id, at) WHERE status = 'reported';

CREATE TABLE payment_parts (
    business_id text NOT NULL REFERENCES businesses,
    payment_id bigint NOT NULL,
    position integer NOT NULL,
    "of" text,
    paise bigint NOT NULL,
    PRIMARY KEY (business_id, payment_id, position),
    FOREIGN KEY (business_id, payment_id) REFERENCES payments,
    CONSTRAINT payment_parts_paise_check CHECK (paise > 0)
);
CREATE INDEX payment_parts_of_idx ON payment_parts (business_id, "of");

CREATE TABLE payment_moves (
    business_id text NOT NULL REFERENCES businesses,
    payment_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    reason text,
    PRIMARY KEY (business_id, payment_id, position),
    FOREIGN KEY (business_id, payment_id) REFERENCES payments,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT payment_moves_status_check CHECK (status IN ('reported', 'confirmed', 'rejected', 'refunded'))
);

CREATE TABLE payment_refunds (
    business_id text NOT NULL REFERENCES businesses,
    payment_id bigint NOT NULL,
    position integer NOT NULL,
    paise bigint NOT NULL,
    at timestamptz NOT NULL,
    person_id bigint,
    gateway_refund_id text,
    done_at timestamptz,
    PRIMARY KEY (business_id, payment_id, position),
    FOREIGN KEY (business_id, payment_id) REFERENCES payments,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT payment_refunds_paise_check CHECK (paise > 0)
);

CREATE TABLE reconciled_days (
    business_id text NOT NULL REFERENCES businesses,
    day text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, day)
);

CREATE TABLE gateway_events (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    gateway text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    reference text,
    link_id text,
    payment_id text,
    body jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    handled_at timestamptz,
    PRIMARY KEY (business_id, id)
);
CREATE UNIQUE INDEX gateway_events_key ON gateway_events (business_id, gateway, event_id);
CREATE INDEX gateway_events_waiting_idx ON gateway_events (received_at) WHERE handled_at IS NULL;
"""

KINDS = (
    "order_placed", "order_cancelled", "leave_filed", "leave_cancelled", "claims_filed", "claim_cancelled", "decided",
    "credit_written", "payment_recorded", "payment_decided", "payment_reported",
)  # fmt: skip


def upgrade() -> None:
    op.execute(TABLES)
    named = ", ".join(f"'{kind}'" for kind in KINDS)
    op.execute("ALTER TABLE acts DROP CONSTRAINT acts_kind_check")
    op.execute(f"ALTER TABLE acts ADD CONSTRAINT acts_kind_check CHECK (kind IN ({named}))")
