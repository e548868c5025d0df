"""Tickets: what is reported, named once, opened again, moved and told."""

import pytest
from sqlalchemy import text

from munshi.business import service as business_service
from munshi.people import service as people
from munshi.service.tickets import filing, overdue
from tests.backend.books import Clock, opened
from tests.backend.readings import reading, value
from tests.backend.service.conftest import (
    ARJUN,
    FATIMA,
    MANAGER,
    MECHANIC,
    OWNER,
    PRIYA,
    SHOP,
    Who,
    photo,
    told,
)


def test_what_was_bought_is_known_with_its_guarantee_and_the_address_of_before(who: Who) -> None:
    shown = who(PRIYA).reports("fridge thanda nahi kar raha")
    assert shown.outcome == "confirm"
    assert shown.facts["piece"]["serial"] == "LG20260312"
    assert shown.facts["free"]
    assert shown.facts["address"] == "14 Sneh Nagar, Indore, 452001"


@pytest.mark.parametrize(
    "words", ["फ्रिज ठंडा नहीं कर रहा", "my fridge is not cooling", "frij me cooling nhi ho rhi"]
)
def test_it_is_known_in_every_script_and_spelling(who: Who, words: str) -> None:
    assert who(PRIYA).reports(words).facts["piece"]["serial"] == "LG20260312"


def test_out_of_guarantee_the_visit_is_said(who: Who) -> None:
    mine = who(ARJUN)
    assert mine.reports("AC thandi hawa nahi deta").outcome == "ask_address"
    shown = mine.answers("give_ticket_address", "B-12 Vijay Nagar 452010", "place_order")
    assert shown
    assert (shown.facts["free"], shown.facts["visit_paise"]) == (False, 45000)
    assert shown.facts["address"] == "B-12 Vijay Nagar, 452010"


@pytest.mark.parametrize(
    ("said", "product"),
    [("microwave garam nahi karta", "microwave"), ("Godrej ka microwave band pada hai", "Godrej microwave")],
)
def test_a_machine_of_which_no_model_is_listed_is_known_by_who_goes_out_for_it(
    who: Who, said: str, product: str
) -> None:
    asked = who(FATIMA).reports(f"{said}, technician bhejo, 8 Khajrana Road 452001")
    assert asked.outcome == "wanted", asked
    assert asked.facts["answer"]["outcome"] == "choose_slot"
    assert who(FATIMA).reports("complaint").facts.get("product") is None


def test_only_a_complaint_is_asked_what_and_which(who: Who) -> None:
    mine = who(PRIYA)
    assert mine.reports("complaint likhni hai").outcome == "ask_problem"
    asked = mine.answers("ticket_problem", "chalu nahi ho raha", "raise_ticket")
    assert asked
    assert asked.outcome == "ask_product"
    fridge = next(each for each in asked.facts["options"] if each["serial"] == "LG20260312")
    tap = value("choice", f"piece:{fridge['id']}")
    chosen = mine.answers("ticket_product", None, "raise_ticket", tap)
    assert chosen
    assert chosen.facts["piece"]["serial"] == "LG20260312"
    assert chosen.facts["problem"] == "chalu nahi ho raha"


def test_the_same_yes_raises_one_and_a_changed_report_is_shown_anew(who: Who) -> None:
    mine = who(PRIYA)
    shown = mine.reports("fridge thanda nahi kar raha")
    more = mine.answers("confirm_ticket", None, "receive_attachment", attachment=photo())
    assert more
    assert more.facts["files"] == 1
    stale = mine.says_yes("confirm_ticket", shown)
    assert stale.outcome == "changed"
    raised = mine.says_yes("confirm_ticket", stale)
    assert (raised.outcome, mine.says_yes("confirm_ticket", stale).outcome) == ("raised", "raised_already")
    assert told(OWNER) == told(MANAGER) == ["ticket_raised"]


def test_a_yes_with_a_no_behind_it_leaves_the_report(who: Who) -> None:
    mine = who(PRIYA)
    mine.reports("fridge thanda nahi kar raha")
    shown = mine.answers("confirm_ticket", "haan, aur iske paise to nahi lagenge na", "deny")
    assert shown
    assert shown.outcome == "confirm"
    left = mine.answers("confirm_ticket", "nahi", "deny")
    assert left
    assert left.outcome == "dropped"


def test_a_second_time_the_open_one_is_named_unless_it_is_another_fault(who: Who) -> None:
    mine = who(PRIYA)
    reference = mine.raises("fridge thanda nahi kar raha")
    second = mine.reports("fridge thanda nahi kar raha")
    assert (second.outcome, second.facts["ticket"]["reference"]) == ("open_already", reference)
    assert mine.reports(None, value("choice", "apart")).outcome == "confirm"


def test_the_same_fault_within_the_guarantee_of_the_repair_opens_it_again_free(who: Who, now: Clock) -> None:
    mine, owner = who(ARJUN), who(OWNER)
    reference = mine.raises("AC thandi hawa nahi deta")
    owner.moves(reference, "resolved", reason="gas bhari")
    now.passes(days=20)
    shown = mine.reports("AC phir se thandi hawa nahi deta")
    assert (shown.facts["again"], shown.facts["free"]) == (reference, True)
    opened_again = mine.says_yes("confirm_ticket", shown)
    assert (opened_again.outcome, opened_again.facts["ticket"]["reference"]) == ("reopened", reference)
    assert mine.looks("/tickets/status").facts["ticket"]["status"] == "reopened"


@pytest.mark.parametrize(
    ("days", "words"), [(31, "AC thandi hawa nahi deta"), (20, "AC ka remote toot gaya")]
)
def test_later_or_another_fault_is_a_new_one(who: Who, now: Clock, days: int, words: str) -> None:
    mine = who(ARJUN)
    reference = mine.raises("AC thandi hawa nahi deta")
    who(OWNER).moves(reference, "resolved", reason="gas bhari")
    now.passes(days=days)
    assert mine.reports(words).facts["again"] is None


def test_every_move_is_told_and_only_those_whose_it_is_move_it(who: Who) -> None:
    mine, owner, mechanic = who(PRIYA), who(OWNER), who(MECHANIC)
    reference = mine.raises("fridge thanda nahi kar raha")
    assert mechanic.moves(reference, "in_progress").outcome == "not_allowed"
    staff = owner.moves(reference, "assigned").facts["staff"]
    salim = next(each["id"] for each in staff if each["name"] == "Salim Mansuri")
    owner.moves(reference, "assigned", assignee=salim)
    assert mechanic.moves(reference, "in_progress").outcome == "moved"
    asked = mechanic.moves(reference, "resolved")
    assert asked.outcome == "ask_reason"
    done = mechanic.answers(
        "ticket_reason", "thermostat badla", "raise_ticket", summary=asked.facts["summary"]
    )
    assert done
    assert done.outcome == "moved"
    assert told(MECHANIC) == ["ticket_assigned"]
    assert told(PRIYA) == ["ticket_moved", "ticket_moved", "ticket_resolved"]
    assert mine.moves(reference, "closed").outcome == "closed"
    assert told(PRIYA)[-1] == "feedback_asked"


def test_what_is_not_well_is_opened_again_by_whose_it_is(who: Who) -> None:
    mine = who(PRIYA)
    reference = mine.raises("fridge thanda nahi kar raha")
    who(OWNER).moves(reference, "resolved", reason="theek kiya")
    assert mine.moves(reference, "reopened").outcome == "reopened"
    assert told(OWNER) == ["ticket_raised", "ticket_raised"]


def test_a_tap_that_comes_second_moves_nothing(who: Who) -> None:
    reference = who(PRIYA).raises("fridge thanda nahi kar raha")
    who(OWNER).moves(reference, "cancelled", reason="galti se")
    assert who(MANAGER).moves(reference, "resolved", reason="theek").outcome == "no_such_move"


def test_nobody_elses_ticket_is_seen_or_moved(who: Who) -> None:
    stranger = who(ARJUN)
    assert stranger.looks("/tickets/status", reference="TKT-2").outcome == "not_found"
    assert stranger.moves("TKT-2", "cancelled").outcome == "not_found"


def test_the_shop_sees_what_is_due_first_and_its_looks_are_noted(who: Who) -> None:
    who(PRIYA).raises("fridge thanda nahi kar raha")
    seen = who(OWNER).looks("/tickets/status")
    assert [each["reference"] for each in seen.facts["tickets"]] == ["TKT-3", "TKT-2"]
    with opened() as session:
        noted = session.execute(text("SELECT kind, how, reference FROM accesses WHERE kind = 'ticket'")).all()
    assert sorted(noted) == [("ticket", "list", "TKT-2"), ("ticket", "list", "TKT-3")]


def test_what_is_of_no_order_has_nothing_to_give_back(who: Who) -> None:
    mine, owner = who(PRIYA, "100000000000001"), who("919000000001", "100000000000001")
    shown = mine.reports("galat saman aaya hai")
    reference = mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"]
    assert owner.looks("/tickets/status", reference=reference).facts["settles"] == []
    assert owner.moves(reference, "resolved", settled="refund").outcome == "no_such_move"


def test_overdue_goes_up_once_and_silence_is_shown(who: Who, now: Clock) -> None:
    who(PRIYA).raises("fridge thanda nahi kar raha")

    def look() -> None:
        with opened() as session:
            business = business_service.get(session, SHOP)
            assert business
            overdue.look_after(session, business)

    look()
    assert "ticket_overdue" not in told(OWNER)
    now.passes(days=3)
    look()
    look()
    assert (told(OWNER).count("ticket_overdue"), told(OWNER).count("ticket_silent")) == (1, 1)


def test_what_nobody_complains_of_is_closed_by_itself_and_asked_about(who: Who, now: Clock) -> None:
    reference = who(PRIYA).raises("fridge thanda nahi kar raha")
    who(OWNER).moves(reference, "resolved", reason="theek kiya")
    now.passes(hours=49)
    with opened() as session:
        business = business_service.get(session, SHOP)
        assert business
        overdue.look_after(session, business)
    assert who(PRIYA).looks("/tickets/status", reference=reference).facts["ticket"]["status"] == "closed"
    assert told(PRIYA)[-1] == "feedback_asked"


def test_a_shop_without_a_desk_takes_none(who: Who) -> None:
    with opened() as session:
        session.execute(text("UPDATE businesses SET skills = '{orders}' WHERE id = :shop"), {"shop": SHOP})
    assert who(FATIMA).reports("tv band hai").outcome == "not_offered"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("2.30", []),
        ("aaj 5 baje ke baad aana", [value("time", {"date": "2026-11-24", "from": "17:00", "to": None})]),
    ],
)
def test_an_hour_said_to_the_shown_report_makes_it_a_visit(
    who: Who, words: str, values: list[dict[str, object]]
) -> None:
    mine = who(PRIYA)
    mine.reports("fridge thanda nahi kar raha")
    shown = mine.answers("confirm_ticket", words, "place_order", *values)
    assert shown
    assert shown.outcome == "wanted"
    assert shown.facts["answer"]["facts"]["machine"] == "fridge"


def test_an_address_said_to_the_shown_report_takes_the_place_of_the_one_before(who: Who) -> None:
    mine = who(PRIYA)
    mine.reports("fridge thanda nahi kar raha")
    corrected = mine.answers("confirm_ticket", "5 Tulsi Nagar 452007", "place_order")
    assert corrected
    assert corrected.facts["address"] == "5 Tulsi Nagar, 452007"
    wrong = mine.answers("confirm_ticket", "pincode galat likha 452001 h", "place_order")
    assert wrong
    assert wrong.facts["address"] == "5 Tulsi Nagar, 452001"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("AC band hai kal shaam ko mistri bhejna", "wanted"),
        ("AC kal se band hai", "confirm"),
        ("AC band hai, kal li thi dusri machine", "confirm"),
    ],
)
def test_a_day_on_which_somebody_shall_come_makes_a_report_a_visit(
    who: Who, words: str, outcome: str
) -> None:
    at = words.index("kal")
    kal = {"from": "2026-11-25", "to": "2026-11-25", "half": None, "ambiguous": True}
    told = {"entity": "period", "value": kal, "start": at, "end": at + 3}
    assert who(PRIYA).reports(words, told).outcome == outcome


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("इन्वर्टर बैकअप नहीं दे रहा", True),
        ("my AC is not cooling", True),
        ("inverter chahiye 2 piece", False),
        ("fridge ki price", False),
    ],
)
def test_a_machine_named_with_a_fault_is_reported_and_not_sold(who: Who, words: str, taken: bool) -> None:
    assert (who(PRIYA).answers("", words, "place_order") is not None) is taken


@pytest.mark.parametrize(
    "words",
    ["no no I dont need anyone to come. cancel complaint", "mistri nahi chahiye bhai", "मत भेजो किसी को"],
)
def test_that_nobody_shall_come_is_no_address_and_leaves_the_report(who: Who, words: str) -> None:
    who(PRIYA).reports("mera fridge thanda nahi kar raha")
    left = who(PRIYA).answers("give_ticket_address", words, "modify_order")
    assert left
    assert left.outcome == "dropped"


def test_who_wants_somebody_for_what_they_began_to_report_need_not_tell_it_again(who: Who) -> None:
    who(PRIYA).reports("mera fridge thanda nahi kar raha")
    sent = who(PRIYA).answers("", "kisi mistri ko bhi bhej do", "request_technician")
    assert sent
    assert (sent.outcome, sent.facts["answer"]["facts"]["machine"]) == ("wanted", "fridge")


def test_a_machine_of_another_maker_stays_what_the_person_called_it(who: Who) -> None:
    shown = who(PRIYA).reports("mera godrej fridge thanda nahi kar raha")
    assert (shown.facts["piece"], shown.facts["product"], shown.facts["free"]) == (
        None,
        "Godrej fridge",
        False,
    )


def test_what_was_not_bought_here_is_of_its_kind_and_of_no_model_of_the_shop(who: Who) -> None:
    who(ARJUN).reports("geyser garam nahi karta")
    shown = who(ARJUN).answers("give_ticket_address", "14 Sneh Nagar, 452001", "place_order")
    assert shown
    assert shown.facts["product"] == "geyser"


@pytest.mark.parametrize(
    ("words", "intent"),
    [("haan par zara jaldi dekhna", "place_order"), ("ok but 450 is a lot, is it adjusted", "give_feedback")],
)
def test_a_yes_with_more_behind_it_loses_nothing(who: Who, words: str, intent: str) -> None:
    shown = who(PRIYA).reports("fridge thanda nahi kar raha, 14 Sneh Nagar 452001")
    if shown.outcome == "ask_address":
        asked = who(PRIYA).answers("give_ticket_address", "14 Sneh Nagar, 452001", "place_order")
        assert asked
        shown = asked
    again = who(PRIYA).answers("confirm_ticket", words, intent, summary=shown.facts["summary"])
    assert again
    assert again.outcome == "confirm"
    assert words in again.facts["problem"]


def test_an_address_in_the_first_message_is_not_asked_again(who: Who) -> None:
    shown = who(ARJUN).reports("geyser garam nahi karta, flat 12 Rajendra Nagar 452001")
    assert shown.outcome == "confirm"
    assert shown.facts["address"] == "flat 12 Rajendra Nagar, 452001"


def test_words_about_another_thing_are_no_reason_for_a_move(who: Who) -> None:
    reference = who(PRIYA).raises("fridge thanda nahi kar raha")
    who(OWNER).moves(reference, "cancelled")
    asked = f"{reference}:cancelled"
    other = value("reference", "PAY-7")
    heard = who(OWNER).answers("ticket_reason", "PAY-7 hatao", "nlu_fallback", other, summary=asked)
    assert heard is not None
    assert heard.facts == {"pay_reference": "PAY-7"}


def test_a_maker_is_known_in_both_scripts(who: Who) -> None:
    for said in ("LG fridge thanda nahi kar raha", "एलजी फ्रिज ठंडा नहीं कर रहा"):
        shown = who(PRIYA).reports(said)
        assert shown.facts["piece"]["serial"] == "LG20260312"
        who(PRIYA).answers("confirm_ticket", "nahi", "deny")


def test_where_nobody_goes_is_said_before_the_yes(who: Who) -> None:
    mine = who(ARJUN)
    mine.reports("AC thandi hawa nahi deta")
    shown = mine.answers("give_ticket_address", "5 Station Road 456335", "place_order")
    assert shown
    assert (shown.outcome, shown.facts["outside"]["pincode"]) == ("confirm", "456335")
    assert "452001" in shown.facts["outside"]["pincodes"]
    moved = mine.answers("confirm_ticket", "nahi, 7 Sneh Nagar 452001 likho", "raise_ticket")
    assert moved
    assert (moved.outcome, moved.facts["outside"]) == ("confirm", None)


def test_what_is_written_under_a_photo_is_of_the_fault_and_no_address(who: Who) -> None:
    mine = who(ARJUN)
    mine.reports("AC thandi hawa nahi deta")
    asked = mine.answers("give_ticket_address", "upar se pani jam raha hai dekho", "deny", attachment=photo())
    assert asked
    assert (asked.outcome, asked.facts["address"]) == ("ask_address", None)
    shown = mine.answers("give_ticket_address", "7 Sneh Nagar 452001", "place_order")
    assert shown
    assert shown.facts["problem"] == "AC thandi hawa nahi deta. upar se pani jam raha hai dekho"
    assert (shown.facts["files"], shown.facts["address"]) == (1, "7 Sneh Nagar, 452001")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("konsi complaint ka time nikal gaya", "ask_team_leave"),
        ("what is overdue", "nlu_fallback"),
        ("kaun kaun si late hain", "ask_price"),
    ],
)
def test_who_is_in_charge_sees_what_is_late_and_only_that(
    who: Who, now: Clock, said: str, intent: str
) -> None:
    owner = who(OWNER)
    late = who(PRIYA).raises("fridge thanda nahi kar raha")
    now.passes(days=9)
    fresh = who(ARJUN).raises("AC thandi hawa nahi deta")
    answer = owner.answers("", said, intent)
    assert answer
    facts = answer.facts
    shown = [each["reference"] for each in facts.get("tickets") or [facts["ticket"]]]
    assert late in shown
    assert fresh not in shown
    assert who(PRIYA).answers("", said, intent) is None


@pytest.mark.parametrize(
    "said",
    [
        "2 din se purani shikayat dikhao",
        "दो दिन से पुरानी शिकायतें ही बताओ",
        "which complaints are older than 2 days",
    ],
)
def test_old_complaints_are_those_of_that_age_the_oldest_first_with_since_when(
    who: Who, now: Clock, said: str
) -> None:
    owner, days = who(OWNER), value("duration", {"days": 2}, 0, 3)
    first = who(PRIYA).raises("fridge thanda nahi kar raha")
    none = owner.answers("", said, "check_ticket_status", days)
    assert none
    assert (none.outcome, none.facts["tickets"][0]["reference"]) == ("none_so_old", first)
    now.passes(days=3)
    second = who(FATIMA).raises("fridge band hai")
    now.passes(days=3)
    fresh = who(ARJUN).raises("AC thandi hawa nahi deta")
    answer = owner.answers("", said, "check_ticket_status", days)
    assert answer
    shown = [each["reference"] for each in answer.facts["tickets"]]
    assert (answer.outcome, [each for each in shown if each in (first, second)]) == ("old", [first, second])
    assert fresh not in shown
    assert all(each["tells_since"] and each["opened_at"] for each in answer.facts["tickets"])


def test_a_ticket_is_due_by_the_end_of_the_visit_that_the_customer_chose_later(who: Who) -> None:
    mine = who(ARJUN)
    with opened() as session:
        business = business_service.get(session, SHOP)
        person = people.find(session, SHOP, ARJUN)
        assert business
        assert person
        report = filing.Report("AC se chingari nikal rahi hai", product="AC", hazard="sparks", priority="urgent",
                               address="14 Sneh Nagar", pincode="452001")  # fmt: skip
        reference = filing.file(session, business, person, report).reference
        session.commit()
    later = value("time", {"date": "2026-11-26", "from": "11:30", "to": None})
    shown = mine.do(
        "/visits/request", reading=reading("AC ke liye mistri 26 ko bhejo", "request_technician", [later])
    )
    assert (shown.outcome, shown.facts["promised_ticket"]) == ("confirm", reference)
    assert shown.facts["soonest_at"] < shown.facts["starts_at"]
    mine.says_yes("confirm_visit", shown)
    with opened() as session:
        due = session.execute(
            text("SELECT due_at FROM tickets WHERE reference = :it"), {"it": reference}
        ).scalar_one()
    assert due.isoformat() > "2026-11-26T06:00"


def test_the_ticket_goes_where_the_visit_goes(who: Who) -> None:
    mine = who(ARJUN)
    mine.reports("AC thandi hawa nahi deta")
    shown = mine.answers("give_ticket_address", "5 Station Road 456335", "place_order")
    assert shown
    reference = mine.says_yes("confirm_ticket", shown).facts["ticket"]["reference"]
    later = value("time", {"date": "2026-11-26", "from": "11:30", "to": None})
    wish = reading("AC ke liye mistri, 7 Sneh Nagar 452001", "request_technician", [later])
    mine.says_yes("confirm_visit", mine.do("/visits/request", reading=wish))
    with opened() as session:
        query = text("SELECT address, pincode FROM tickets WHERE reference = :it")
        assert tuple(session.execute(query, {"it": reference}).one()) == ("7 Sneh Nagar", "452001")


def test_open_complaints_of_who_is_in_charge_are_shown_and_none_is_begun(who: Who) -> None:
    who(PRIYA).raises("fridge thanda nahi kar raha")
    answer = who(OWNER).answers("", "open complaints", "raise_ticket")
    assert answer
    assert answer.outcome in ("to_do", "to_move")
    assert who(OWNER).answers("", "meri dukaan ka fridge kharab hai, complaint", "raise_ticket") is None
