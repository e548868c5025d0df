"""The database is what the models say, and a ledger cannot be changed."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, Integer, text
from sqlalchemy.exc import DBAPIError

from munshi import app
from munshi.database import Base
from tests.backend.books import opened


def test_the_migrations_build_what_the_models_say(engine: Engine) -> None:
    assert app.SKILLS  # every table is known
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": _another_type, "include_object": _is_ours}
        )
        differences = compare_metadata(context, Base.metadata)
    assert not differences, "\n".join(map(str, differences))


def _another_type(
    _context: object, _column: object, _model: object, there: object, wanted: object
) -> bool | None:
    """How wide an integer is, is the migration's to say."""
    return False if isinstance(there, Integer) and isinstance(wanted, Integer) else None


def _is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Alembic's own table belongs to nobody."""
    return not (kind == "table" and name == "alembic_version")


@pytest.mark.parametrize("change", ["UPDATE stock_moves SET quantity = 1000", "DELETE FROM stock_moves"])
def test_the_stock_ledger_is_only_added_to(books: None, change: str) -> None:
    with pytest.raises(DBAPIError, match="reversing line"), opened() as session:
        session.execute(text(change))
