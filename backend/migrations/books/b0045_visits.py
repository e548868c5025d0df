"""Visits: technicians, visits with moves and codes, estimates, spare parts, and contracts of yearly care."""

from alembic import op

revision = "b0045"
down_revision = ("b0020", "b0030", "b0037")

STATUSES = """(
    'booked', 'displaced', 'on_way', 'arrived', 'diagnosed', 'awaiting', 'approved', 'ready', 'closed', 'rejected',
    'cancelled'
)"""
OF_PARTS = "('reserved', 'ordered', 'arrived', 'used', 'handed_over', 'returned', 'cancelled')"

AMC = """
CREATE TABLE amc_plans (
    business_id text NOT NULL REFERENCES businesses,
    code text NOT NULL,
    name jsonb NOT NULL,
    machine text NOT NULL,
    months smallint NOT NULL,
    visits smallint NOT NULL,
    parts boolean NOT NULL,
    price_paise bigint NOT NULL,
    PRIMARY KEY (business_id, code),
    CONSTRAINT amc_plans_months_check CHECK (months > 0),
    CONSTRAINT amc_plans_visits_check CHECK (visits > 0),
    CONSTRAINT amc_plans_price_paise_check CHECK (price_paise >= 0)
);

CREATE TABLE amc_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE amc_contracts (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    sold_id bigint,
    plan text NOT NULL,
    machine text NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    visits smallint NOT NULL,
    used smallint NOT NULL,
    parts boolean NOT NULL,
    price_paise bigint NOT NULL,
    summary text,
    sold_at timestamptz NOT NULL,
    told jsonb NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, sold_id) REFERENCES sold_products,
    FOREIGN KEY (business_id, plan) REFERENCES amc_plans,
    CONSTRAINT amc_contracts_reference_check CHECK (reference ~ '^AMC-[0-9]+$'),
    CONSTRAINT amc_contracts_span_check CHECK (first <= last),
    CONSTRAINT amc_contracts_used_check CHECK (used >= 0)
);
CREATE UNIQUE INDEX amc_contracts_reference_key ON amc_contracts (business_id, reference);
CREATE INDEX amc_contracts_person_idx ON amc_contracts (business_id, person_id, last);
"""

VISITS = f"""
CREATE TABLE technicians (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    skills text[] NOT NULL,
    pincodes text[] NOT NULL,
    hours jsonb NOT NULL,
    most smallint NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT technicians_most_check CHECK (most > 0)
);

CREATE TABLE visit_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    kind text NOT NULL,
    kept jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id, kind),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE visit_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE visits (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    technician_id bigint,
    ticket_id bigint,
    sold_id bigint,
    contract_id bigint,
    machine text NOT NULL,
    product text,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    pincode text NOT NULL,
    address text NOT NULL,
    charge_paise bigint NOT NULL,
    free text,
    status text NOT NULL,
    summary text,
    late_minutes smallint,
    work jsonb NOT NULL,
    booked_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, technician_id) REFERENCES technicians,
    FOREIGN KEY (business_id, ticket_id) REFERENCES tickets,
    FOREIGN KEY (business_id, sold_id) REFERENCES sold_products,
    FOREIGN KEY (business_id, contract_id) REFERENCES amc_contracts,
    CONSTRAINT visits_reference_check CHECK (reference ~ '^VIS-[0-9]+$'),
    CONSTRAINT visits_status_check CHECK (status IN {STATUSES}),
    CONSTRAINT visits_free_check CHECK (free IN ('guarantee', 'amc', 'repeat')),
    CONSTRAINT visits_charge_paise_check CHECK (charge_paise >= 0),
    CONSTRAINT visits_span_check CHECK (starts_at < ends_at)
);
CREATE UNIQUE INDEX visits_reference_key ON visits (business_id, reference);
CREATE INDEX visits_person_idx ON visits (business_id, person_id, starts_at);
CREATE UNIQUE INDEX visits_technician_key ON visits (business_id, technician_id, starts_at)
    WHERE status NOT IN ('displaced', 'closed', 'rejected', 'cancelled');

CREATE TABLE visit_moves (
    business_id text NOT NULL REFERENCES businesses,
    visit_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    reason text,
    PRIMARY KEY (business_id, visit_id, position),
    FOREIGN KEY (business_id, visit_id) REFERENCES visits,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT visit_moves_status_check CHECK (status IN {STATUSES})
);

CREATE TABLE visit_codes (
    business_id text NOT NULL REFERENCES businesses,
    visit_id bigint NOT NULL,
    kind text NOT NULL,
    hash text NOT NULL,
    salt text NOT NULL,
    sent_at timestamptz NOT NULL,
    tries smallint NOT NULL,
    verified_at timestamptz,
    PRIMARY KEY (business_id, visit_id, kind),
    FOREIGN KEY (business_id, visit_id) REFERENCES visits,
    CONSTRAINT visit_codes_kind_check CHECK (kind IN ('arrival', 'closing')),
    CONSTRAINT visit_codes_hash_check CHECK (hash ~ '^[0-9a-f]{{64}}$'),
    CONSTRAINT visit_codes_tries_check CHECK (tries BETWEEN 0 AND 5)
);

CREATE TABLE estimates (
    business_id text NOT NULL REFERENCES businesses,
    visit_id bigint NOT NULL,
    version smallint NOT NULL,
    lines jsonb NOT NULL,
    total_paise bigint NOT NULL,
    written_by bigint NOT NULL,
    written_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    standing text NOT NULL,
    answered_at timestamptz,
    PRIMARY KEY (business_id, visit_id, version),
    FOREIGN KEY (business_id, visit_id) REFERENCES visits,
    FOREIGN KEY (business_id, written_by) REFERENCES persons,
    CONSTRAINT estimates_standing_check CHECK (standing IN ('waiting', 'approved', 'rejected', 'replaced')),
    CONSTRAINT estimates_total_paise_check CHECK (total_paise >= 0),
    CONSTRAINT estimates_answered_check CHECK ((standing IN ('approved', 'rejected')) = (answered_at IS NOT NULL))
);
"""

PARTS = f"""
CREATE TABLE spare_parts (
    business_id text NOT NULL REFERENCES businesses,
    sku text NOT NULL,
    part text NOT NULL,
    machine text NOT NULL,
    models text[] NOT NULL,
    quality text NOT NULL,
    guarantee_days smallint NOT NULL,
    order_days smallint,
    PRIMARY KEY (business_id, sku),
    FOREIGN KEY (business_id, sku) REFERENCES products,
    CONSTRAINT spare_parts_quality_check CHECK (quality IN ('original', 'compatible', 'refurbished')),
    CONSTRAINT spare_parts_guarantee_days_check CHECK (guarantee_days >= 0),
    CONSTRAINT spare_parts_order_days_check CHECK (order_days >= 0)
);

CREATE TABLE part_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE part_requests (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    visit_id bigint,
    sku text NOT NULL,
    model text,
    quantity numeric(14, 3) NOT NULL,
    price_paise bigint NOT NULL,
    free boolean NOT NULL,
    expected_on date,
    status text NOT NULL,
    summary text,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, visit_id) REFERENCES visits,
    FOREIGN KEY (business_id, sku) REFERENCES spare_parts,
    CONSTRAINT part_requests_reference_check CHECK (reference ~ '^PRT-[0-9]+$'),
    CONSTRAINT part_requests_status_check CHECK (status IN {OF_PARTS}),
    CONSTRAINT part_requests_quantity_check CHECK (quantity > 0),
    CONSTRAINT part_requests_price_paise_check CHECK (price_paise >= 0)
);
CREATE UNIQUE INDEX part_requests_reference_key ON part_requests (business_id, reference);
CREATE INDEX part_requests_person_idx ON part_requests (business_id, person_id, id);
CREATE INDEX part_requests_visit_idx ON part_requests (business_id, visit_id);

CREATE TABLE part_moves (
    business_id text NOT NULL REFERENCES businesses,
    request_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, request_id, position),
    FOREIGN KEY (business_id, request_id) REFERENCES part_requests,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT part_moves_status_check CHECK (status IN {OF_PARTS})
);
"""


# What came on several ways is one list here.
ACTS = """
ALTER TABLE acts
    DROP CONSTRAINT acts_kind_check,
    ADD CONSTRAINT acts_kind_check CHECK (kind IN (
        'order_placed', 'order_cancelled', 'leave_filed', 'leave_cancelled', 'claims_filed', 'claim_cancelled',
        'decided', 'ticket_raised', 'visit_booked', 'credit_written', 'payment_recorded',
        'payment_decided', 'payment_reported'
    ));
"""


def upgrade() -> None:
    for change in (AMC, VISITS, PARTS, ACTS):
        op.execute(change)
