"""The service desk: models and policies, what was sold, tickets with their files and moves."""

from alembic import op

revision = "b0035"
down_revision = "b0030"

STATUSES = "('open', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'reopened', 'cancelled')"

SOLD = """
CREATE TABLE warranty_policies (
    business_id text NOT NULL REFERENCES businesses,
    code text NOT NULL,
    months smallint NOT NULL,
    parts jsonb NOT NULL,
    excluded jsonb NOT NULL,
    visit_paise bigint,
    repair_days smallint NOT NULL,
    PRIMARY KEY (business_id, code),
    CONSTRAINT warranty_policies_months_check CHECK (months >= 0),
    CONSTRAINT warranty_policies_visit_paise_check CHECK (visit_paise >= 0),
    CONSTRAINT warranty_policies_repair_days_check CHECK (repair_days >= 0)
);

CREATE TABLE product_models (
    business_id text NOT NULL REFERENCES businesses,
    model text NOT NULL,
    name text NOT NULL,
    brand text,
    appliance text NOT NULL,
    called text[] NOT NULL,
    sku text,
    policy text NOT NULL,
    at_home boolean NOT NULL,
    serial_form text,
    since date,
    PRIMARY KEY (business_id, model),
    FOREIGN KEY (business_id, policy) REFERENCES warranty_policies,
    CONSTRAINT product_models_model_check CHECK (model = upper(model))
);

CREATE TABLE sold_products (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint,
    serial text,
    model text NOT NULL,
    name text NOT NULL,
    sold_on date NOT NULL,
    bill text,
    bill_file jsonb,
    sold_here boolean NOT NULL,
    standing text NOT NULL,
    decided_by bigint,
    registered_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, decided_by) REFERENCES persons,
    FOREIGN KEY (business_id, model) REFERENCES product_models,
    CONSTRAINT sold_products_standing_check CHECK (standing IN ('held', 'waiting', 'refused')),
    CONSTRAINT sold_products_serial_check CHECK (serial = upper(serial))
);
CREATE UNIQUE INDEX sold_products_serial_key ON sold_products (business_id, serial) WHERE standing <> 'refused';
CREATE INDEX sold_products_person_idx ON sold_products (business_id, person_id, sold_on);
"""

TICKETS = f"""
CREATE TABLE ticket_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    serial integer NOT NULL,
    kept jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE ticket_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE tickets (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    sold_id bigint,
    product text,
    order_reference text,
    order_lines jsonb NOT NULL,
    problem text NOT NULL,
    hazard text,
    priority text NOT NULL,
    address text,
    pincode text,
    free boolean NOT NULL,
    status text NOT NULL,
    summary text,
    settled text,
    assigned_id bigint,
    opened_at timestamptz NOT NULL,
    due_at timestamptz,
    overdue_at timestamptz,
    silent_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, assigned_id) REFERENCES persons,
    FOREIGN KEY (business_id, sold_id) REFERENCES sold_products,
    CONSTRAINT tickets_reference_check CHECK (reference ~ '^TKT-[0-9]+$'),
    CONSTRAINT tickets_status_check CHECK (status IN {STATUSES}),
    CONSTRAINT tickets_priority_check CHECK (priority IN ('urgent', 'high', 'normal')),
    CONSTRAINT tickets_settled_check CHECK (settled IN ('replace', 'refund', 'credit'))
);
CREATE UNIQUE INDEX tickets_reference_key ON tickets (business_id, reference);
CREATE INDEX tickets_person_idx ON tickets (business_id, person_id, opened_at);
CREATE INDEX tickets_status_idx ON tickets (business_id, status, due_at);

CREATE TABLE ticket_media (
    business_id text NOT NULL REFERENCES businesses,
    ticket_id bigint NOT NULL,
    position integer NOT NULL,
    path text NOT NULL,
    sha256 text NOT NULL,
    mime_type text NOT NULL,
    PRIMARY KEY (business_id, ticket_id, position),
    FOREIGN KEY (business_id, ticket_id) REFERENCES tickets
);

CREATE TABLE ticket_moves (
    business_id text NOT NULL REFERENCES businesses,
    ticket_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    reason text,
    PRIMARY KEY (business_id, ticket_id, position),
    FOREIGN KEY (business_id, ticket_id) REFERENCES tickets,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT ticket_moves_status_check CHECK (status IN {STATUSES})
);
"""


def upgrade() -> None:
    for change in (SOLD, TICKETS):
        op.execute(change)
