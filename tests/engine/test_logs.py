"""What stands in a line of the log, and what never does."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog

from engine.logs import Lines, reason, told
from engine.settings import Settings, load
from tests.conftest import clean_environment

SECRET = "a-secret-of-the-app"


class Quoting(Exception):
    """Puts what somebody said into its message, as libraries do."""


class Harmless(Exception):
    """Carries nothing but an id."""

    loggable = True


@pytest.fixture
def secretive(tmp_path: Path) -> Settings:
    """Settings with secrets of their own."""
    return load(
        clean_environment(
            tmp_path, WHATSAPP_APP_SECRET=SECRET, DATABASE_URL="postgresql://munshi:the-password@host/name"
        )
    )


@pytest.fixture
def log(secretive: Settings) -> Iterator["Log"]:
    """A logger whose lines can be read."""
    yield Log(Lines(secretive))
    structlog.contextvars.clear_contextvars()


class Log:
    """Writes with a logger named `rasa.core` and reads what came of it."""

    def __init__(self, lines: Lines) -> None:
        self.written = io.StringIO()
        self.logger = logging.Logger("rasa.core")
        handler = logging.StreamHandler(self.written)
        handler.setFormatter(lines)
        self.logger.addHandler(handler)

    @property
    def lines(self) -> list[str]:
        return self.written.getvalue().splitlines()

    def rasas(self) -> structlog.stdlib.BoundLogger:
        """The same through structlog, as parts of Rasa log."""
        wrapped: structlog.stdlib.BoundLogger = structlog.wrap_logger(
            self.logger,
            processors=[
                structlog.dev.set_exc_info,
                structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
            ],
            wrapper_class=structlog.stdlib.BoundLogger,
        )
        return wrapped


def fail(words: str) -> None:
    raise Quoting(f"cannot read {words!r}")


def test_a_line_names_the_turn_and_the_conversation_that_it_was_written_in(log: Log) -> None:
    structlog.contextvars.bind_contextvars(turn="wamid.1", conversation="100:919")
    log.logger.warning("no model is loaded; %s waits", "message 7")
    (line,) = log.lines
    assert " level=WARNING logger=rasa.core " in line
    assert line.endswith('event="no model is loaded; message 7 waits" turn=wamid.1 conversation=100:919')


def test_the_level_stands_where_the_screen_looks_for_it(log: Log) -> None:
    log.logger.error("x")
    assert log.lines[0].index("ERROR") <= 40


def test_of_a_fault_the_class_and_the_place_are_shown_and_the_message_is_not(log: Log) -> None:
    try:
        fail("do kilo aata")
    except Quoting:
        log.logger.exception("the turn failed")
    (line,) = log.lines
    assert "aata" not in line
    assert "Quoting at engine/test_logs.py:" in line
    assert " fail < engine/test_logs.py:" in line


def test_what_led_to_a_fault_is_named_too(log: Log) -> None:
    try:
        try:
            fail("do kilo aata")
        except Quoting as fault:
            raise Harmless("turn 12") from fault
    except Harmless as fault:
        shown, short = told(fault), reason(fault)
    assert short == "Harmless: turn 12; after Quoting"
    assert shown.startswith("Harmless: turn 12 at ")
    assert "; after Quoting at " in shown
    assert "aata" not in shown


def test_a_fault_among_the_arguments_is_only_named(log: Log) -> None:
    log.logger.warning("turn %s failed: %r", "wamid.1", Quoting("do kilo aata"))
    log.logger.warning("turn %s failed: %s", "wamid.1", Harmless("503"))
    log.logger.error(Quoting("do kilo aata"))
    assert [line.split(" event=")[1] for line in log.lines] == [
        '"turn wamid.1 failed: Quoting"',
        '"turn wamid.1 failed: Harmless: 503"',
        "Quoting",
    ]


def test_of_what_postgresql_refuses_the_constraint_is_named_and_the_row_is_not(url: str, log: Log) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TEMP TABLE said (words text CONSTRAINT short CHECK (length(words) < 3))")
        with pytest.raises(psycopg.errors.CheckViolation, match="aata") as refused:
            connection.execute("INSERT INTO said VALUES ('do kilo aata')")
    log.logger.error("not stored", exc_info=refused.value)
    assert "CheckViolation: short at " in log.lines[0]
    assert "aata" not in log.lines[0]


def test_what_rasa_tells_of_a_message_is_left_out(log: Log) -> None:
    log.rasas().warning(
        "processor.message", user_text="do kilo aata", rasa_event={"text": "aata"}, intent="greet"
    )
    try:
        fail("aata")
    except Quoting:
        log.rasas().exception("interpolator.text", response="aata {price}", placeholder_key="price")
    assert "intent=greet" in log.lines[0]
    assert "placeholder_key=price" in log.lines[1]
    assert "aata" not in log.written.getvalue()


def test_a_line_stays_one_line(log: Log) -> None:
    log.logger.error("first\nsecond")
    assert len(log.lines) == 1


def test_secrets_are_taken_out_of_every_line(log: Log) -> None:
    log.logger.error("GET http://graph/?key=%s postgresql://munshi:the-password@host", SECRET)
    assert SECRET not in log.lines[0]
    assert "the-password" not in log.lines[0]
    assert log.lines[0].count("[secret]") == 2


def test_a_warning_of_python_and_an_unheard_task_say_no_more_than_where(log: Log) -> None:
    log.logger.name = "py.warnings"
    log.logger.warning("%s", "/rasa/io.py:99: UserWarning: cannot parse 'do kilo aata'\n  warn(x)\n")
    log.logger.name = "asyncio"
    log.logger.error("Task exception was never retrieved\nfuture: <Task exception=Quoting('do kilo aata')>")
    assert 'level=INFO logger=py.warnings event="UserWarning at /rasa/io.py:99"' in log.lines[0]
    assert "aata" not in log.written.getvalue()


def test_a_developer_sees_everything_at_the_level_debug(secretive: Settings) -> None:
    log = Log(Lines(secretive, whole=True))
    try:
        fail("do kilo aata")
    except Quoting:
        log.rasas().exception("x", user_text="sawa kilo")
    (line,) = log.lines
    assert "do kilo aata" in line
    assert "sawa kilo" in line
    assert "Traceback" in line
