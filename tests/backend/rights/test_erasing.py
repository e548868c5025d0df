"""What is kept of somebody: shown, corrected, erased so that nothing of theirs is left anywhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from actions.rights_texts import variables
from munshi import database, settings
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.owed import due_of
from munshi.business import service as business_service
from munshi.database import Base
from munshi.people import service as people
from munshi.rights import erasing, retention
from munshi.rights.kinds import KINDS
from tests.backend.books import Clock, Operator, opened
from tests.backend.readings import reading, value
from tests.backend.service.conftest import ARJUN, MECHANIC, NUMBER, OWNER, PRIYA, SHOP, Somebody, told

NEW, NAME = "919811122233", "Zubeida Qureshi"
WORDS = "fridge ka taar chuhe ne kutar diya hai"
STREET, OPINION = "Kothi 77, Teli Mohalla", "Salim bhai ne tameez se baat nahi ki"
SHA = "ab" * 32


@pytest.fixture
def who(books: None, client: Any) -> Any:
    return lambda person: Somebody(client, person)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the deployment keeps files and logs."""
    monkeypatch.setenv("MUNSHI_STATE_DIR", str(tmp_path))
    settings.current.cache_clear()
    yield tmp_path
    settings.current.cache_clear()


def everywhere() -> Iterator[tuple[str, str]]:
    """Every text in every table, as the table's name and the text."""
    with opened() as session:
        columns = session.execute(
            text(
                "SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns"
                " JOIN information_schema.tables USING (table_schema, table_name)"
                " WHERE table_schema IN ('public', 'assistant') AND table_type = 'BASE TABLE'"
            )
        ).all()
        for table, column in columns:
            for (said,) in session.execute(text(f'SELECT "{column}"::text FROM {table}')):
                if said:
                    yield table, said
                    yield table, said.encode().decode("unicode_escape", "ignore") if "\\u" in said else said


def with_traces(folder: Path, mine: Somebody, owner: Somebody) -> str:
    """A customer who has left traces wherever one can: in tables, in both chats, as files and in logs."""
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO assistant.persons (phone_number_id, person, profile_name, last_inbound_at)"
                " VALUES (:number, :person, :name, now())"
            ),
            {"number": NUMBER, "person": NEW, "name": NAME},
        )
    mine.reports(None)
    with opened() as session:
        session.execute(
            text(
                "UPDATE persons SET name = :name WHERE id = (SELECT person_id FROM person_aliases WHERE value = :id)"
            ),
            {"name": NAME, "id": NEW},
        )
    picture = f"{NUMBER}/{SHA}.png"
    (folder / "media" / NUMBER).mkdir(parents=True)
    (folder / "media" / picture).write_bytes(b"a picture")
    (folder / "logs").mkdir()
    (folder / "logs" / "assistant.log").write_text(f"turn of {NUMBER}:{NEW} answered\n")
    came = {"kind": "image", "path": picture, "sha256": SHA, "mime_type": "image/png"}
    shown = mine.do("/tickets/draft", reading=reading(WORDS, "raise_ticket", attachment=came))
    if shown.outcome == "ask_address":
        shown = mine.answers("give_ticket_address", f"{STREET}, 452001", "place_order") or shown
    reference = mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"]
    owner.moves(reference, "resolved", reason="theek kiya")
    mine.moves(reference, "closed")
    mine.do("/feedback", reading=reading(None, "give_feedback", [value("rating", 1)]))
    mine.answers("feedback_words", OPINION, "give_feedback")
    with opened() as session:
        _say(session, reference, picture, mine.messages)
    return str(reference)


def _say(session: Any, reference: str, picture: str, wamids: list[str]) -> None:
    """What the assistant keeps of both conversations."""
    inbox = (
        "INSERT INTO assistant.inbox (phone_number_id, wamid, person, kind, payload, received_at, state)"
        " VALUES (:number, :wamid, :person, 'text', :payload, now(), 'answered')"
    )
    outbox = (
        "INSERT INTO assistant.outbox (phone_number_id, person, turn, position, payload, reference, state,"
        " not_before, written_at)"
        " VALUES (:number, :person, :turn, 0, :payload, gen_random_uuid(), 'sent', now(), now())"
    )
    event = (
        "INSERT INTO assistant.tracker_events (sender_id, position, kind, happened_at, event)"
        " VALUES (:sender, 1, 'user', now(), :event)"
    )
    media = (
        "INSERT INTO assistant.media (phone_number_id, media_id, sha256, mime_type, size, path, stored_at)"
        " VALUES (:number, '777888', :sha, 'image/png', 9, :path, now())"
    )
    card = f"{reference} {NAME} (+{NEW}): {WORDS}"
    payload = json.dumps({"text": {"body": WORDS}, "image": {"id": "777888"}})
    for wamid in wamids:
        session.execute(text(inbox), {"number": NUMBER, "wamid": wamid, "person": NEW, "payload": payload})
    session.execute(text(media), {"number": NUMBER, "sha": SHA, "path": picture})
    for person, turn in ((NEW, "t1"), (OWNER, "t2")):
        session.execute(
            text(outbox),
            {
                "number": NUMBER,
                "person": person,
                "turn": turn,
                "payload": json.dumps({"text": {"body": card}}),
            },
        )
        told_of = json.dumps({"event": "bot", "text": card, "name": "ज़ुबैदा"})
        session.execute(text(event), {"sender": f"{NUMBER}:{person}", "event": told_of})


def test_every_table_that_names_a_person_says_what_becomes_of_it() -> None:
    naming = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table.name == "persons"
    }
    assert naming <= KINDS.keys(), naming - KINDS.keys()
    assert all(name in Base.metadata.tables for name in KINDS)


def test_nothing_of_an_erased_person_is_left_in_tables_files_chats_or_logs(
    folder: Path, who: Any, operator: Operator
) -> None:
    reference = with_traces(folder, who(NEW), who(OWNER))
    mine = [NAME, NEW, WORDS, STREET, OPINION, SHA]
    before = {needle for needle in mine for _, said in everywhere() if needle in said}
    assert before == set(mine)
    answer = operator.deletes(f"/businesses/{SHOP}/people/{NEW}")
    assert answer.status_code == 200, answer.text
    left = [(table, needle) for table, said in everywhere() for needle in mine if needle in said]
    assert not left
    assert not (folder / "media" / NUMBER / f"{SHA}.png").exists()
    assert NEW not in (folder / "logs" / "assistant.log").read_text()
    with opened() as session:
        status = session.execute(
            text("SELECT status, problem FROM tickets WHERE reference = :reference"), {"reference": reference}
        ).one()
    assert tuple(status) == ("closed", "…")


def test_nobody_else_loses_anything(folder: Path, who: Any, operator: Operator) -> None:
    with_traces(folder, who(NEW), who(OWNER))
    others = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    operator.deletes(f"/businesses/{SHOP}/people/{NEW}")
    after = operator.gets(f"/businesses/{SHOP}/export", format="json").json()
    kept = [person for person in others["people"] if NEW not in person["phones"]]
    assert after["people"] == kept
    assert after["warranty"] == others["warranty"]
    assert [t["reference"] for t in after["tickets"]["raised"]] == ["TKT-1", "TKT-2"]


def test_what_tax_law_wants_stays_without_name_and_words(who: Any, operator: Operator) -> None:
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO orders (business_id, reference, person_id, status, fulfilment, address, pincode,"
                " currency, goods_paise,"
                " gst_paise, gst_included, fee_paise, discount_paise, discounts, total_paise, placed_at, notes)"
                " SELECT :shop, 'ORD-90', person_id, 'delivered', 'delivery', :street, '452001',"
                " 'INR', 50000, 0, true, 0, 0, '[]', 50000,"
                " now(), :notes FROM person_aliases WHERE value = :id AND business_id = :shop"
            ),
            {"shop": SHOP, "street": STREET, "id": PRIYA, "notes": json.dumps(["jaldi bhejna bhai sahab"])},
        )
    operator.deletes(f"/businesses/{SHOP}/people/{PRIYA}")
    with opened() as session:
        row = session.execute(
            text("SELECT total_paise, address, notes FROM orders WHERE reference = 'ORD-90'")
        ).one()
    assert tuple(row) == (50000, None, [])


def test_who_asks_in_chat_has_ten_minutes_to_take_it_back(who: Any, now: Clock) -> None:
    mine = who(PRIYA)
    erase = [value("part", "erase")]
    shown = mine.do("/people/data", reading=reading(None, "ask_my_data", erase))
    assert shown.outcome == "confirm_erasing"
    assert mine.answers("confirm_erasing", "theek hai par", "greet") is None
    assert mine.says_yes("confirm_erasing", shown).outcome == "erasing"
    keep = [value("part", "keep")]
    assert mine.do("/people/data", reading=reading(None, "ask_my_data", keep)).outcome == "taken_back"
    shown = mine.do("/people/data", reading=reading(None, "ask_my_data", erase))
    mine.says_yes("confirm_erasing", shown)
    erasing.erase_due()
    assert _name(PRIYA) == "Priya Joshi"
    now.passes(minutes=11)
    erasing.erase_due()
    assert _name(PRIYA) is None
    assert told(OWNER)[-1] == "rights_erased"


def _name(phone: str) -> str | None:
    with opened() as session:
        person = people.find(session, SHOP, phone)
        return person.name if person else None


def test_who_works_here_is_not_erased(who: Any, operator: Operator) -> None:
    erase = [value("part", "erase")]
    assert (
        who(MECHANIC).do("/people/data", reading=reading(None, "ask_my_data", erase)).outcome == "works_here"
    )
    assert operator.deletes(f"/businesses/{SHOP}/people/{MECHANIC}").status_code == 409


def test_all_of_it_is_a_file_for_the_person_and_the_owner_whose_look_is_noted(who: Any) -> None:
    mine, path = who(PRIYA), f"/api/businesses/{SHOP}/people/{PRIYA}/data.txt"
    assert "KR20250710" in mine.client.get(path, headers=mine._who()).text
    assert mine.client.get(path, headers=who(MECHANIC)._who()).status_code == 403
    assert mine.client.get(path, headers=who(OWNER)._who()).status_code == 200
    with opened() as session:
        noted = session.execute(text("SELECT kind, how FROM accesses")).all()
    assert noted == [("person", "export")]


def test_an_owner_sees_what_is_kept_of_somebody_and_nobody_else_does(who: Any) -> None:
    phone = [value("phone", f"+{PRIYA}")]
    seen = who(OWNER).do("/people/data", reading=reading("919000000101 ka data", "ask_my_data", phone))
    assert (seen.facts["name"], seen.facts["counts"]["sold_products"]) == ("Priya Joshi", 2)
    other = who(MECHANIC).do("/people/data", reading=reading("919000000101 ka data", "ask_my_data", phone))
    assert other.facts["name"] == "Salim Mansuri"


def _after(mine: Any, last: str, words: str, intent: str, *values: Any, question: str = "") -> Any:
    """What becomes of words right behind a reply."""
    told = {"told": [last], "reading": reading(words, intent, values)}
    answer = mine.do("/answers", question=question, **told)
    return answer.facts.get("answer", {"outcome": answer.outcome})


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("919000000101 ka data dikhao", "shown"),
        ("9000000101 का डेटा दिखाओ", "shown"),
        ("show the data of 9000000101", "shown"),
        ("erase customer 9000000101", "confirm_erasing"),
        ("grahak 9000000101 ko mita do", "confirm_erasing"),
    ],
)
def test_an_owner_names_a_customers_data_by_phone_whatever_it_sounds_like(
    who: Any, said: str, outcome: str
) -> None:
    phone = value("phone", f"+{PRIYA}")
    answer = _after(who(OWNER), "", said, "view_menu", phone)
    assert (answer["outcome"], answer["facts"]["name"]) == (outcome, "Priya Joshi")
    assert _after(who(ARJUN), "", said, "view_menu", phone).get("facts", {}).get("name") is None


@pytest.mark.parametrize("said", ["Sab mita do", "सब मिटा दो", "Erase it all"])
def test_the_words_of_a_button_are_that_button_where_it_was_shown_last(who: Any, said: str) -> None:
    mine = who(PRIYA)
    shown = _after(mine, "utter_ask_my_data_shown", said, "modify_order")
    assert shown["outcome"] == "confirm_erasing"
    assert _after(mine, "utter_greet", said, "modify_order")["outcome"] != "confirm_erasing"


@pytest.mark.parametrize("said", ["Haan, mita do", "हाँ, मिटा दो", "Yes, erase it"])
@pytest.mark.parametrize("back", ["Wapas lo", "वापस लो", "Take it back"])
def test_the_written_yes_erases_and_the_written_button_takes_it_back(who: Any, said: str, back: str) -> None:
    mine = who(PRIYA)
    shown = _after(mine, "utter_ask_my_data_shown", "erase it all", "modify_order")
    done = mine.answers("confirm_erasing", said, "modify_order", summary=shown["facts"]["summary"])
    assert done
    assert done.outcome == "erasing"
    assert _after(mine, "utter_ask_my_data_erasing", back, "nlu_fallback")["outcome"] == "taken_back"


def test_what_is_wrong_goes_to_the_owner(who: Any) -> None:
    mine = who(PRIYA)
    asked = mine.do("/people/data", reading=reading(None, "ask_my_data", [value("part", "correct")]))
    assert asked.outcome == "ask_correction"
    done = mine.answers("data_correction", "mera naam Priya Joshi Verma hai", "ask_my_data")
    assert done
    assert (done.outcome, told(OWNER)) == ("correction_passed_on", ["rights_correction"])


def test_what_is_old_goes_a_week_after_the_owner_was_told(who: Any, now: Clock) -> None:
    with opened() as session:
        business = business_service.get(session, SHOP)
        assert business
        business.settings = {**business.settings, "retention": {"tickets": 30}}
    now.passes(days=60)
    retention.run_everywhere()
    assert told(OWNER) == ["rights_retention"]
    assert _problem("TKT-1") != "…"
    now.passes(days=8)
    retention.run_everywhere()
    assert _problem("TKT-1") == "…"
    assert _problem("TKT-2") != "…"  # it is not over


def _problem(reference: str) -> str:
    with opened() as session:
        found = session.execute(text("SELECT problem FROM tickets WHERE reference = :it"), {"it": reference})
        return str(found.scalar_one())


@pytest.mark.parametrize("said", ["delete only my address", "sirf mera pata hata do", "सिर्फ़ पता मिटा दो"])
def test_one_thing_alone_is_not_erased_and_the_owner_hears_the_words(who: Any, said: str) -> None:
    answer = who(PRIYA).do("/people/data", reading=reading(said, "ask_my_data"))
    assert answer.outcome == "one_passed_on"
    assert told(OWNER)[-1] == "rights_correction"


def test_beside_the_question_whether_all_shall_go_one_thing_is_no_yes(who: Any) -> None:
    shown = who(PRIYA).do("/people/data", reading=reading("mera data delete kar do", "ask_my_data"))
    assert shown.outcome == "confirm_erasing"
    answer = who(PRIYA).answers("confirm_erasing", "no only address", "deny", summary=shown.facts["summary"])
    assert answer.outcome == "one_passed_on"


def _ordered(status: str) -> None:
    """Priya has an order that stands there."""
    with opened() as session:
        session.execute(
            text(
                "INSERT INTO orders (business_id, reference, person_id, status, fulfilment, currency,"
                " goods_paise, gst_paise, gst_included, fee_paise, discount_paise, discounts, total_paise,"
                " placed_at, notes)"
                " SELECT :shop, 'ORD-91', person_id, :status, 'pickup', 'INR', 35000, 0, true, 0, 0, '[]',"
                " 35000, now(), '[]' FROM person_aliases WHERE value = :id AND business_id = :shop"
            ),
            {"shop": SHOP, "id": PRIYA, "status": status},
        )
        session.execute(
            text(
                "INSERT INTO order_moves (business_id, order_id, position, status, person_id, at)"
                " SELECT business_id, id, 1, 'placed', person_id, now() FROM orders WHERE reference = 'ORD-91'"
            )
        )
        session.execute(
            text(
                "INSERT INTO order_lines (business_id, order_id, position, sku, name, add_ons, quantity, unit,"
                " price_paise, amount_paise, gst_rate, notes, discount_paise)"
                " SELECT business_id, id, 1, 'PEN-32', :name, '[]', 1, 'piece', 35000, 35000, 18, '[]', 0"
                " FROM orders WHERE reference = 'ORD-91'"
            ),
            {"name": json.dumps({"en": "Pen drive", "hi": "पेन ड्राइव", "hinglish": "Pen drive"})},
        )


def test_an_open_order_is_named_before_the_yes_and_stands_until_it_is_done(
    who: Any, now: Clock, operator: Operator
) -> None:
    _ordered("placed")
    mine = who(PRIYA)
    shown = mine.do("/people/data", reading=reading(None, "ask_my_data", [value("part", "erase")]))
    assert "ORD-91" in shown.facts["unsettled"]
    assert mine.says_yes("confirm_erasing", shown).outcome == "erasing_waits"
    now.passes(minutes=11)
    erasing.erase_due()
    assert _name(PRIYA) == "Priya Joshi"
    refused = operator.deletes(f"/businesses/{SHOP}/people/{PRIYA}")
    assert (refused.status_code, "ORD-91" in refused.text) == (409, True)
    with opened() as session:
        session.execute(text("UPDATE orders SET status = 'delivered' WHERE reference = 'ORD-91'"))
    erasing.erase_due()
    assert _name(PRIYA) is None


def test_an_order_of_somebody_erased_is_shown_without_whose_it_was(who: Any, operator: Operator) -> None:
    _ordered("delivered")
    assert operator.deletes(f"/businesses/{SHOP}/people/{PRIYA}").status_code == 200
    listed = operator.gets(f"/businesses/{SHOP}/orders", limit=200)
    assert [order["person"] for order in listed.json()["items"] if order["reference"] == "ORD-91"] == ["…"]
    one = operator.gets(f"/businesses/{SHOP}/orders/ORD-91").json()
    assert (one["person"], one["moves"][0]["person"]) == ("…", None)
    assert operator.gets(f"/businesses/{SHOP}/export", format="json").status_code == 200


def test_an_open_complaint_is_named_with_how_to_close_it_and_the_owner_hears(who: Any) -> None:
    mine = who(PRIYA)
    reference = mine.raises("fridge thanda nahi kar raha")
    shown = mine.do("/people/data", reading=reading(None, "ask_my_data", [value("part", "erase")]))
    assert shown.facts["unsettled"] == [reference]
    waits = mine.says_yes("confirm_erasing", shown)
    assert waits.outcome == "erasing_waits"
    assert f"write *close {reference}*" in variables(waits.facts, "en")["what_to_do"]
    assert told(OWNER)[-1] == "rights_waits"


def test_an_ordered_part_and_what_is_owed_stand_in_the_summary(who: Any) -> None:
    mine = who(PRIYA)
    wanted = mine.do("/parts/request", reading=reading("mixer ka jar chahiye", "request_spare_part"))
    if wanted.outcome == "choose_part":
        tapped = value("part", wanted.facts["parts"][0]["tap"])
        wanted = mine.do("/parts/request", reading=reading(None, "request_spare_part", [tapped]))
    mine.says_yes("confirm_part", wanted)
    with database.transaction() as session:
        priya = people.find(session, SHOP, PRIYA)
        assert priya
        before = due_of(session, SHOP, priya.id).paise
        accounts.post(session, SHOP, priya.id, Kind.OPENING, 120000, "opening:test", by=priya)
    shown = mine.do("/people/data", reading=reading(None, "ask_my_data", [value("part", "erase")]))
    assert shown.facts["owes_paise"] == before + 120000
    assert any(each.startswith("PRT-") for each in shown.facts["unsettled"])
