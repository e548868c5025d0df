"""What of a fault stands in the log of the books."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from munshi import database, logs
from munshi.logs import Lines


def line(message: str, fault: BaseException | None = None) -> str:
    exc_info = (type(fault), fault, fault.__traceback__) if fault else None
    return Lines().format(logging.LogRecord("munshi.orders", logging.ERROR, "x.py", 1, message, (), exc_info))


def test_a_line_says_how_grave_it_is_and_who_says_it() -> None:
    assert line("GET /x failed\nfor 100:919").endswith(
        r'level=ERROR logger=munshi.orders event="GET /x failed\nfor 100:919"'
    )


@pytest.mark.usefixtures("books")
def test_the_row_that_postgresql_refused_is_not_shown_and_the_place_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logs, "BACKEND", str(Path(__file__).parent))  # here stands what asks the database
    with database.transaction() as session:
        session.execute(
            text("CREATE TEMP TABLE said (words text CONSTRAINT short CHECK (length(words) < 3))")
        )
        with pytest.raises(IntegrityError, match="do kilo aata") as refused, session.begin_nested():
            session.execute(text("INSERT INTO said VALUES ('do kilo aata')"))
    shown = line("not kept", refused.value)
    assert "aata" not in shown
    assert "CheckViolation of short at " in shown
    assert "backend/test_logs.py:" in shown
