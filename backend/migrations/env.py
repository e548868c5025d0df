"""Runs the two histories of the database: the books, and the assistant's own tables."""

import os

from alembic import context
from sqlalchemy import create_engine


def sqlalchemy_url(url: str) -> str:
    """The libpq URL of the environment as SQLAlchemy names its driver."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


with create_engine(sqlalchemy_url(os.environ["DATABASE_URL"])).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
