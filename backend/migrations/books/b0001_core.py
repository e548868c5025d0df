"""The books begin: businesses, people, kept answers, the catalogue and its stock."""

from alembic import op

revision = "b0001"
down_revision = None
branch_labels = ("books",)

BUSINESSES = """
CREATE TABLE businesses (
    id text PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    address text,
    pincode text,
    state text NOT NULL,
    gstin text,
    fssai text,
    upi_id text,
    timezone text NOT NULL,
    currency text NOT NULL,
    prices_include_gst boolean NOT NULL,
    skills text[] NOT NULL,
    closed_days date[] NOT NULL,
    settings jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT businesses_id_check CHECK (id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    CONSTRAINT businesses_kind_check CHECK (kind IN ('shop', 'restaurant', 'repair')),
    CONSTRAINT businesses_language_check CHECK (language IN ('hi', 'en', 'hinglish')),
    CONSTRAINT businesses_currency_check CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE TABLE numbers (
    phone_number_id text PRIMARY KEY,
    business_id text NOT NULL REFERENCES businesses,
    display_number text NOT NULL,
    CONSTRAINT numbers_phone_number_id_check CHECK (phone_number_id ~ '^[0-9]{1,32}$')
);
CREATE INDEX numbers_business_id_idx ON numbers (business_id);

CREATE TABLE openings (
    business_id text NOT NULL REFERENCES businesses,
    weekday smallint NOT NULL,
    opens time NOT NULL,
    closes time NOT NULL,
    PRIMARY KEY (business_id, weekday, opens),
    CONSTRAINT openings_weekday_check CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT openings_order_check CHECK (opens < closes)
);
"""

PEOPLE = """
CREATE TABLE persons (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text,
    profile_name text,
    language text,
    opted text,
    opted_at timestamptz,
    manager_id bigint,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, manager_id) REFERENCES persons,
    CONSTRAINT persons_language_check CHECK (language IN ('hi', 'en', 'hinglish')),
    CONSTRAINT persons_opted_check CHECK (opted IN ('in', 'out')),
    CONSTRAINT persons_opted_at_check CHECK ((opted IS NULL) = (opted_at IS NULL)),
    CONSTRAINT persons_manager_check CHECK (manager_id <> id)
);

CREATE TABLE person_aliases (
    business_id text NOT NULL REFERENCES businesses,
    value text NOT NULL,
    kind text NOT NULL,
    person_id bigint NOT NULL,
    PRIMARY KEY (business_id, value),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT person_aliases_kind_check CHECK (kind IN ('phone', 'user_id'))
);
CREATE INDEX person_aliases_person_idx ON person_aliases (business_id, person_id);

CREATE TABLE person_roles (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    role text NOT NULL,
    PRIMARY KEY (business_id, person_id, role),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT person_roles_role_check
        CHECK (role IN ('customer', 'employee', 'manager', 'owner', 'trainer'))
);

CREATE TABLE kept_answers (
    business_id text NOT NULL REFERENCES businesses,
    key text NOT NULL,
    digest text NOT NULL,
    answer json,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, key)
);
CREATE INDEX kept_answers_given_at_idx ON kept_answers (given_at);
"""

CATALOGUE = """
CREATE TABLE products (
    business_id text NOT NULL REFERENCES businesses,
    sku text NOT NULL,
    position integer NOT NULL,
    name jsonb NOT NULL,
    aliases text[] NOT NULL,
    category text,
    brand text,
    unit text NOT NULL,
    pack_quantity numeric(14, 3),
    pack_unit text,
    step numeric(14, 3) NOT NULL,
    max_quantity numeric(14, 3),
    price_paise bigint NOT NULL,
    gst_rate numeric(5, 2) NOT NULL,
    hsn text,
    veg boolean,
    available boolean NOT NULL,
    keeps_stock boolean NOT NULL,
    substitute text,
    warranty_months smallint,
    variants jsonb NOT NULL,
    add_ons jsonb NOT NULL,
    PRIMARY KEY (business_id, sku),
    FOREIGN KEY (business_id, substitute) REFERENCES products DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT products_sku_check CHECK (sku ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$'),
    CONSTRAINT products_name_check CHECK (name ?& ARRAY['hi', 'en', 'hinglish']),
    CONSTRAINT products_price_paise_check CHECK (price_paise >= 0),
    CONSTRAINT products_gst_rate_check CHECK (gst_rate BETWEEN 0 AND 100),
    CONSTRAINT products_step_check CHECK (step > 0),
    CONSTRAINT products_max_quantity_check CHECK (max_quantity >= step),
    CONSTRAINT products_pack_check CHECK ((pack_quantity IS NULL) = (pack_unit IS NULL)),
    CONSTRAINT products_pack_quantity_check CHECK (pack_quantity > 0),
    CONSTRAINT products_substitute_check CHECK (substitute <> sku),
    CONSTRAINT products_warranty_months_check CHECK (warranty_months > 0)
);
-- No index on (business_id, position): before there are statistics PostgreSQL may take it to check references by sku,
-- and bringing in fifty thousand products then takes minutes instead of seconds.
CREATE INDEX products_substitute_idx ON products (business_id, substitute) WHERE substitute IS NOT NULL;

CREATE TABLE search_keys (
    business_id text NOT NULL REFERENCES businesses,
    key text NOT NULL,
    sku text NOT NULL,
    skeleton text NOT NULL,
    words text[] NOT NULL,
    PRIMARY KEY (business_id, key, sku),
    FOREIGN KEY (business_id, sku) REFERENCES products ON DELETE CASCADE
);
CREATE INDEX search_keys_sku_idx ON search_keys (business_id, sku);
CREATE INDEX search_keys_skeleton_idx ON search_keys (business_id, skeleton);
CREATE INDEX search_keys_words_idx ON search_keys USING gin (business_id, words) WITH (fastupdate = off);

CREATE TABLE search_words (
    business_id text NOT NULL REFERENCES businesses,
    word text NOT NULL,
    skeleton text NOT NULL,
    PRIMARY KEY (business_id, word)
);
CREATE INDEX search_words_skeleton_idx ON search_words (business_id, skeleton);
CREATE INDEX search_words_trigrams_idx ON search_words USING gin (business_id, word gin_trgm_ops)
    WITH (fastupdate = off);

CREATE TABLE stock_moves (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    sku text NOT NULL,
    kind text NOT NULL,
    quantity numeric(14, 3) NOT NULL,
    counted numeric(14, 3),
    reference text,
    reverses bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, sku) REFERENCES products,
    FOREIGN KEY (business_id, reverses) REFERENCES stock_moves,
    CONSTRAINT stock_moves_kind_check CHECK (kind IN ('counted', 'received', 'reserved', 'given_back')),
    CONSTRAINT stock_moves_counted_check CHECK ((kind = 'counted') = (counted IS NOT NULL)),
    CONSTRAINT stock_moves_reverses_check CHECK ((kind = 'given_back') = (reverses IS NOT NULL)),
    CONSTRAINT stock_moves_reserved_check
        CHECK (kind <> 'reserved' OR (quantity < 0 AND reference IS NOT NULL))
);
CREATE INDEX stock_moves_sum_idx ON stock_moves (business_id, sku) INCLUDE (quantity);
CREATE INDEX stock_moves_reference_idx ON stock_moves (business_id, reference) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX stock_moves_reverses_key ON stock_moves (business_id, reverses) WHERE reverses IS NOT NULL;
"""

LEDGER = """
CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A ledger is corrected by a reversing line; % is never changed.', TG_TABLE_NAME;
END $$;
CREATE TRIGGER stock_moves_append_only BEFORE UPDATE OR DELETE ON stock_moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute(
        "CREATE EXTENSION IF NOT EXISTS btree_gin"
    )  # so that an index on text begins with the business
    for tables in (BUSINESSES, PEOPLE, CATALOGUE, LEDGER):
        op.execute(tables)
