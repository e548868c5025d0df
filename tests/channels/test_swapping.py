"""Another model for the system that runs, while people write: each is answered once, and every conversation goes on."""

import io
import tarfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from engine.model import assistants
from engine.model.__main__ import promote, rollback
from engine.model.assistants import Assistant, NotSwapped
from engine.model.promotion import Promoted, Refused
from engine.model.shelf import Shelf, name_of
from engine.settings import Settings, load
from tests.channels.test_system import answers, ask, write
from tests.conftest import System, clean_environment

PEOPLE = [f"9190000085{number:02}" for number in range(4)]
MESSAGES = 30  # of each
BEFORE, AFTER = b"Namaste", b"Pranaam"


@pytest.fixture
def settings(system: System) -> Settings:
    """Those of the system that runs."""
    told = clean_environment(
        system.state_dir, DATABASE_URL=system.database_url, RASA_AUTH_TOKEN=system.rasa_token
    )
    return load(told)


@pytest.fixture
def shelf(system: System, tmp_path: Path) -> Iterator[Shelf]:
    """A newer model on the shelf, which greets otherwise; in the end the system has the one that it had."""
    running = Promoted.read(system.state_dir)
    assert running.running
    newer = Shelf(tmp_path)
    greets_otherwise(running.running, newer.place("f" * 64))
    yield newer
    running.promote(running.running)
    assistants.swap(Assistant(assistants.machine(), system.assistant_url), running.running, system.rasa_token)


def greets_otherwise(model: Path, copy: Path) -> None:
    """A copy of a model with another word in its replies."""
    with tarfile.open(model) as packed, tarfile.open(copy, "w:gz", compresslevel=1) as made:
        for part in packed:
            content = packed.extractfile(part)
            if content is None:
                made.addfile(part)
                continue
            told = content.read()
            if part.name.endswith(("domain.yml", "metadata.json")):
                told = told.replace(BEFORE, AFTER)
            part.size = len(told)
            made.addfile(part, io.BytesIO(told))


def model_of(system: System) -> str:
    """The model that the assistant says it has."""
    asked = {"token": system.rasa_token}
    name: str = httpx.get(f"{system.assistant_url}/status", params=asked).json()["model_file"]
    return name


def writes(system: System, person: str, stop: threading.Event) -> None:
    """Says thanks again and again, faster than it is answered."""
    for _ in range(MESSAGES):
        write(system, person, type="text", body="thanks")
        stop.wait(0.15)


def test_a_promotion_and_going_back_lose_no_turn_and_answer_none_twice(
    system: System, settings: Settings, shelf: Shelf, capfd: pytest.CaptureFixture[str]
) -> None:
    speaks_english = "919000008550"
    write(system, speaks_english, type="text", body="please talk to me in English")
    answers(system, speaks_english)
    before, stop = model_of(system), threading.Event()
    crowd = [threading.Thread(target=writes, args=(system, person, stop)) for person in PEOPLE]
    for each in crowd:
        each.start()

    promote(settings, shelf)
    assert model_of(system) == "munshi-ffffffffffff.tar.gz"
    write(system, "919000008551", type="text", body="namaste")
    assert "Pranaam" in answers(system, "919000008551")[0]
    write(system, speaks_english, type="text", body="shukriya")
    assert "welcome" in answers(system, speaks_english, 2)[1]

    rollback(settings, shelf)
    assert model_of(system) == before
    write(system, "919000008552", type="text", body="namaste")
    assert "Namaste" in answers(system, "919000008552")[0]

    for each in crowd:
        each.join()
    for person in PEOPLE:
        assert len(answers(system, person, MESSAGES)) == MESSAGES
    time.sleep(1)
    for person in PEOPLE:
        assert len(answers(system, person, MESSAGES)) == MESSAGES
    failed = "SELECT count(*) FROM assistant.inbox WHERE person = ANY(%s) AND (attempts > 0 OR state <> 'answered')"
    assert ask(system, failed, PEOPLE) == [(0,)]
    time.sleep(0.2)
    said = capfd.readouterr().out
    assert f"munshi-ffffffffffff runs now instead of {name_of(Path(before))}" in said
    assert f"{name_of(Path(before))} runs again instead of munshi-ffffffffffff" in said


def test_what_runs_already_is_not_promoted(system: System, settings: Settings, tmp_path: Path) -> None:
    shelf, running = Shelf(tmp_path), Promoted.read(system.state_dir).running
    with pytest.raises(Refused, match="no model yet"):
        promote(settings, shelf)
    assert running
    with pytest.raises(Refused, match="runs already"):
        promote(settings, Shelf(running.parent))


def test_a_model_that_cannot_be_loaded_changes_nothing(
    system: System, settings: Settings, tmp_path: Path
) -> None:
    before, decided = model_of(system), Promoted.read(system.state_dir)
    broken = Shelf(tmp_path).place("e" * 64)
    broken.write_bytes(b"no model at all")
    with pytest.raises(Refused, match="Nothing was changed"):
        promote(settings, Shelf(tmp_path))
    assert model_of(system) == before
    assert Promoted.read(system.state_dir) == decided


def test_without_the_token_nobody_brings_a_model(system: System) -> None:
    running = Promoted.read(system.state_dir).running
    assert running
    with pytest.raises(NotSwapped, match="401"):
        assistants.swap(Assistant(assistants.machine(), system.assistant_url), running, "a wrong one")


def test_an_assistant_that_listens_on_another_machine_alone_is_out_of_reach(system: System) -> None:
    running = Promoted.read(system.state_dir).running
    assert running
    with pytest.raises(NotSwapped, match="on its own machine alone"):
        assistants.swap(Assistant("elsewhere", "http://127.0.0.1:5005"), running, system.rasa_token)


def test_the_assistants_that_run_are_known_by_their_address(system: System) -> None:
    assert assistants.alive(system.database_url) == [Assistant(assistants.machine(), system.assistant_url)]


def test_one_that_is_not_seen_any_more_counts_as_ended(system: System) -> None:
    seen = "now() - interval '9 seconds'"
    ask(system, f"INSERT INTO assistant.assistants VALUES ('gone', 'http://127.0.0.1:1', {seen}) RETURNING 1")
    assert [each.machine for each in assistants.alive(system.database_url)] == [assistants.machine()]
