"""Photos of open complaints: kept with the one they show, and shown again to who works on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from munshi import settings
from tests.backend.books import opened
from tests.backend.service.conftest import ARJUN, MECHANIC, OWNER, PRIYA, SHOP, Who, photo, told

FRIDGE, WASHER = "fridge thanda nahi kar raha", "washing machine spin nahi karti"


def files_of(reference: str) -> int:
    with opened() as session:
        query = text(
            "SELECT count(*) FROM ticket_media m JOIN tickets t ON t.id = m.ticket_id"
            " AND t.business_id = m.business_id WHERE t.reference = :it AND t.business_id = :shop"
        )
        return int(session.execute(query, {"it": reference, "shop": SHOP}).scalar_one())


def looks_at(reference: str) -> int:
    with opened() as session:
        query = text("SELECT count(*) FROM accesses WHERE reference = :it")
        return int(session.execute(query, {"it": reference}).scalar_one())


@pytest.mark.parametrize(
    "caption", ["ye dekho fridge thanda nahi karta", "फ्रिज ठंडा नहीं करता", "fridge not cooling"]
)
def test_a_photo_of_the_machine_of_an_open_complaint_is_kept_with_it(who: Who, caption: str) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    kept = mine.reports(caption, attachment=photo())
    assert (kept.outcome, kept.facts["reference"], files_of(reference)) == ("file_kept", reference, 1)
    assert told(OWNER)[-1] == "ticket_raised"


def test_a_photo_of_another_machine_is_a_report_of_its_own(who: Who) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    other = mine.reports("mixer ka jar toot gaya", attachment=photo())
    assert other.outcome not in ("file_kept", "whose_file")
    assert files_of(reference) == 0


def test_a_photo_behind_the_news_that_it_is_open_is_kept_too(who: Who) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    assert mine.reports(FRIDGE).outcome == "open_already"
    assert mine.reports("fridge thanda nahi karta dekho", attachment=photo()).outcome == "file_kept"
    assert files_of(reference) == 1


@pytest.mark.parametrize("said", ["haan", "{reference}"])
def test_where_no_machine_is_named_it_is_asked(who: Who, said: str) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    asked = mine.reports("ye dekho kaise kharab hua", attachment=photo())
    assert [each["reference"] for each in asked.facts["tickets"]] == [reference]
    assert asked.outcome == "whose_file"
    words = said.format(reference=reference)
    kept = mine.answers("choose_file_ticket", words, "affirm" if said == "haan" else "check_ticket_status")
    assert kept
    assert (kept.outcome, files_of(reference)) == ("file_kept", 1)


def test_what_is_of_no_open_complaint_goes_on_as_a_report(who: Who) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    mine.reports("ye dekho kaise kharab hua", attachment=photo())
    tapped = {"entity": "choice", "value": "apart"}
    other = mine.answers("choose_file_ticket", None, "raise_ticket", tapped)
    assert other
    assert other.outcome.startswith("ask_") or other.outcome == "confirm"
    assert files_of(reference) == 0


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files are kept here."""
    monkeypatch.setenv("MUNSHI_STATE_DIR", str(tmp_path))
    settings.current.cache_clear()
    file = settings.current().media_folder / str(photo()["path"])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    yield file
    settings.current.cache_clear()


@pytest.mark.parametrize("said", ["{} ki photo dikhao", "{} की फोटो दिखाओ", "show me the photo of {}"])
def test_photos_of_a_complaint_are_shown_to_the_desk_and_the_look_is_noted(
    who: Who, kept: Path, said: str
) -> None:
    mine = who(PRIYA)
    reference = mine.raises(FRIDGE)
    mine.reports("fridge thanda nahi karta", attachment=photo())
    before = looks_at(reference)
    shown = who(OWNER).answers("", said.format(reference), "check_ticket_status")
    assert shown
    assert (shown.outcome, len(shown.facts["files"])) == ("files_shown", 1)
    assert looks_at(reference) == before + 1


def test_a_stranger_sees_no_photo_and_where_none_is_kept_it_is_said(who: Who) -> None:
    reference = who(PRIYA).raises(FRIDGE)
    for somebody, outcome in (
        (OWNER, "no_files"),
        (PRIYA, "no_files"),
        (ARJUN, "not_found"),
        (MECHANIC, "not_found"),
    ):
        shown = who(somebody).answers("", f"{reference} ki photo dikhao", "check_ticket_status")
        assert shown
        assert shown.outcome == outcome
