"""Writing into khatas by an owner's words, as policy."""

import pytest
from fastapi.testclient import TestClient

from munshi.billing.accounts import service
from munshi.billing.accounts.rules import Kind
from munshi.people import service as people
from tests.backend.billing.accounts.conftest import (
    ARJUN,
    EMPLOYEE,
    FATIMA,
    OTHER_PRIYA,
    PRIYA,
    Shopkeeper,
    balance,
    has_written,
    person_of,
    told,
)
from tests.backend.books import KIRANA, Clock, opened
from tests.backend.orders.conftest import Customer, Decision, at_home
from tests.backend.readings import reading, value


def test_what_is_plain_is_written_at_once_and_echoed(owner: Shopkeeper) -> None:
    written = owner.writes("Priya Joshi", rupees=340)
    assert written.outcome == "written"
    assert (written.facts["rows"][0]["paise"], written.facts["rows"][0]["balance_paise"]) == (34000, 158000)
    assert balance() == 158000


def test_for_ten_minutes_it_can_be_taken_back_once(owner: Shopkeeper, now: Clock) -> None:
    act = owner.writes("Priya Joshi", rupees=340).facts["act"]
    assert owner.do("/acts/undone", act=act).outcome == "struck"
    assert balance() == 124000
    assert owner.do("/acts/undone", act=act).outcome == "undone_already"
    late = owner.writes("Priya Joshi", rupees=340).facts["act"]
    now.passes(minutes=11)
    assert owner.do("/acts/undone", act=late).outcome == "too_late_entry"
    assert balance() == 158000


def test_several_entries_of_one_message_are_taken_back_together(owner: Shopkeeper) -> None:
    written = owner.writes("Priya Joshi", "Fatima", rupees=[340, 80])
    assert [row["paise"] for row in written.facts["rows"]] == [34000, 8000]
    owner.do("/acts/undone", act=written.facts["act"])
    assert (balance(), balance(FATIMA)) == (124000, 0)


def test_the_last_figures_of_a_phone_are_whose_khata_it_is_and_no_sum(owner: Shopkeeper) -> None:
    ending = FATIMA[-4:]
    written = owner.writes(rupees=[int(ending), 80], text=f"{ending} ke khate me 80 likho")
    assert [row["paise"] for row in written.facts["rows"]] == [8000]
    assert balance(FATIMA) == 8000


def test_of_two_with_one_name_the_owner_is_asked_with_their_balances(owner: Shopkeeper) -> None:
    asked = owner.writes("Priya", rupees=340)
    assert asked.outcome == "choose_customer"
    assert [(each["name"], each["paise"]) for each in asked.facts["options"]] == [
        ("Priya Joshi", 124000),
        ("Priya Malhotra", 34000),
    ]
    assert balance() == 124000
    chosen = owner.answers("credit_customer", account=asked.facts["options"][0]["account"], text=None)
    assert (chosen.outcome, balance()) == ("written", 158000)


@pytest.mark.parametrize("said", [{"text": "1"}, {"name": "Joshi"}, {"text": "joshi"}])
def test_which_one_can_be_said_in_words(owner: Shopkeeper, said: dict[str, str]) -> None:
    owner.writes("Priya", rupees=340)
    assert owner.answers("credit_customer", **said).outcome == "written"
    assert balance() == 158000


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "credit_phone",
            {
                "text": "rekha nahi woh 919000000103 ka order accept karo",
                "intent": "nlu_fallback",
                "phone": FATIMA,
            },
        ),
        ("credit_person", {"text": "Fatima ka ORD-1002 de diya", "intent": "nlu_fallback", "name": "Fatima"}),
        ("credit_phone", {"text": "Fatima ka bill bhejo", "intent": "request_invoice", "name": "Fatima"}),
        ("credit_person", {"text": "Fatima kal chutti par hai kya batao zara", "intent": "ask_team_leave"}),
    ],
)
def test_only_a_name_or_a_phone_alone_says_whose_khata(
    owner: Shopkeeper, question: str, said: dict[str, str]
) -> None:
    owner.writes("Meera Rawat", rupees=340)
    assert owner.answers(question, **said).outcome == "kept"
    assert balance(FATIMA) == 0


def test_another_wish_with_the_number_of_an_order_names_no_khata(
    owner: Shopkeeper, client: TestClient
) -> None:
    order = at_home(Customer(client, FATIMA)).orders("4 kg aata").facts["reference"].removeprefix("ORD-")
    owner.writes("Meera Rawat", rupees=340)
    said = {"text": f"invoice of {order} bhejo", "intent": "request_invoice"}
    assert owner.answers("credit_person", **said).outcome == "kept"
    assert balance(FATIMA) == 0


def test_the_first_word_of_goods_is_no_name(owner: Shopkeeper) -> None:
    goods = {"name": "tel", "quantity": "1", "unit": "l"}
    text = f"{FATIMA} ke khate me 1 l mungfali tel likho"
    values = [value("phone", FATIMA), value("person", "mungfali"), value("order_line", goods)]
    shown = owner.do("/credits", reading=reading(text, "record_credit", values))
    assert (shown.outcome, shown.facts["rows"][0]["name"]) == ("confirm", "Fatima Khan")
    assert shown.facts["rows"][0]["paise"] == 18600


def test_nobody_who_is_known_is_renamed_by_an_entry(owner: Shopkeeper) -> None:
    with opened() as session:
        known = people.welcome(session, KIRANA, "919826012345")
        known.profile_name = "Meera"
    owner.writes("Rekha Rawat", rupees=340)
    assert owner.answers("credit_phone", phone="+919826012345").facts["rows"][0]["name"] == "Meera"


def test_who_is_not_known_gets_a_khata_by_their_phone(owner: Shopkeeper) -> None:
    assert owner.writes("Meera Rawat", rupees=75).outcome == "ask_phone"
    written = owner.answers("credit_phone", phone="+919826012345")
    assert (written.outcome, written.facts["rows"][0]["name"]) == ("written", "Meera Rawat")
    assert balance("919826012345") == 7500
    assert owner.writes("Meera", rupees=25).outcome == "written"


def test_what_is_left_unsaid_is_asked(owner: Shopkeeper) -> None:
    assert owner.writes("Priya Joshi").outcome == "ask_amount"
    assert owner.answers("credit_amount", rupees=60).outcome == "written"
    assert owner.writes(rupees=90).outcome == "ask_person"
    assert owner.answers("credit_person", name="Fatima").outcome == "written"
    assert (balance(), balance(FATIMA)) == (130000, 9000)


def test_a_no_writes_nothing(owner: Shopkeeper) -> None:
    owner.writes("Priya Joshi")
    assert owner.answers("credit_amount", intent="deny").outcome == "kept"
    assert balance() == 124000


def test_beyond_the_limit_is_asked_and_a_yes_writes_it(owner: Shopkeeper) -> None:
    shown = owner.writes("Arjun", rupees=500)
    assert (shown.outcome, shown.facts["why"]) == ("confirm", ["limit"])
    assert balance(ARJUN) == 56000
    written = owner.answers("confirm_credit", shown.facts["summary"], intent="affirm")
    assert (written.outcome, balance(ARJUN)) == ("written", 106000)


def test_the_limit_itself_is_written_without_asking(owner: Shopkeeper) -> None:
    assert owner.writes("Arjun", rupees=440).outcome == "written"


def test_a_yes_to_what_has_changed_meanwhile_shows_it_anew(owner: Shopkeeper) -> None:
    shown = owner.writes("Arjun", rupees=500)
    with opened() as session:
        person = person_of(session, ARJUN)
        service.post(session, person.business_id, person.id, Kind.PAYMENT, -1000, "test:paid")
    again = owner.answers("confirm_credit", shown.facts["summary"], intent="affirm")
    assert (again.outcome, balance(ARJUN)) == ("changed", 55000)


def test_the_same_sum_a_moment_later_is_asked_about(owner: Shopkeeper, now: Clock) -> None:
    owner.writes("Priya Joshi", rupees=340)
    now.passes(minutes=2)
    assert owner.writes("Priya Joshi", rupees=340).facts["why"] == ["twice"]
    now.passes(minutes=20)
    assert owner.writes("Priya Joshi", rupees=340).outcome == "written"


@pytest.mark.parametrize("rupees", [0, 10_000_000])
def test_nothing_and_a_crore_are_refused(owner: Shopkeeper, rupees: int) -> None:
    assert owner.writes("Priya Joshi", rupees=rupees).outcome == "too_much"
    assert balance() == 124000


def test_a_lakh_is_asked_about(owner: Shopkeeper) -> None:
    assert "large" in owner.writes("Fatima", rupees=100_000).facts["why"]


def test_one_sum_for_two_and_two_sums_for_one_are_shown_first(owner: Shopkeeper) -> None:
    for_two = owner.writes("Priya Joshi", "Fatima", rupees=100)
    assert (for_two.outcome, for_two.facts["why"]) == ("confirm", ["unplain"])
    for_one = owner.writes("Fatima", rupees=[100, 50])
    assert [row["paise"] for row in for_one.facts["rows"]] == [10000, 5000]
    assert owner.writes("Priya Joshi", "Fatima", "Arjun", rupees=[100, 50]).outcome == "which"
    assert (balance(), balance(FATIMA)) == (124000, 0)


def test_what_waits_for_a_yes_is_written_by_no_answer_about_another_entry(owner: Shopkeeper) -> None:
    assert owner.writes("Arjun", "Fatima", rupees=100).outcome == "confirm"
    asked = owner.writes("Priya", rupees=50)
    assert asked.outcome == "choose_customer"
    account = asked.facts["options"][0]["account"]
    shown = owner.answers("credit_customer", account=account)
    assert shown.outcome == "confirm"
    assert len(shown.facts["rows"]) == 3
    assert (balance(ARJUN), balance(FATIMA)) == (56000, 0)


def test_a_second_name_that_was_not_read_writes_nothing_for_the_first(owner: Shopkeeper) -> None:
    assert owner.writes("Arjun", rupees=50, beside=["Priya", "khate me"]).outcome == "which"
    assert balance(ARJUN) == 56000


@pytest.mark.parametrize("phone", [PRIYA, EMPLOYEE])
def test_only_who_is_in_charge_writes(owner: Shopkeeper, phone: str) -> None:
    owner.person = phone
    assert owner.writes("Priya Joshi", rupees=340).outcome == "not_allowed"
    assert balance() == 124000


def test_an_entry_of_a_past_day_stands_on_that_day(owner: Shopkeeper) -> None:
    written = owner.writes("Priya Joshi", rupees=340, days=("2026-11-22", "2026-11-22"))
    assert written.facts["rows"][0]["on"] == "2026-11-22"


def test_the_customer_hears_of_it_where_they_have_written_here(owner: Shopkeeper, now: Clock) -> None:
    owner.writes("Fatima", rupees=20)
    assert told("khata_written") == []
    has_written(FATIMA, now.moment)
    act = owner.writes("Fatima", rupees=40).facts["act"]
    notice = told("khata_written")[0]
    assert (notice["person"], notice["khata_paise"], notice["khata_balance_paise"]) == (FATIMA, 4000, 6000)
    owner.do("/acts/undone", act=act)
    assert told("khata_struck")[0]["khata_balance_paise"] == 2000


def test_what_a_customer_calls_wrong_is_told_to_the_owner_and_changes_nothing(
    owner: Shopkeeper, priya: Shopkeeper
) -> None:
    entry = owner.writes("Priya Joshi", rupees=340).facts["rows"][0]["entry"]
    assert priya.do("/dues/verdicts", entry=entry, verdict="wrong").outcome == "verdict_wrong"
    assert told("khata_disputed")[0]["khata_name"] == "Priya Joshi"
    assert balance() == 158000


def test_nobody_judges_anothers_entry(owner: Shopkeeper, arjun: Shopkeeper) -> None:
    entry = owner.writes("Priya Joshi", rupees=340).facts["rows"][0]["entry"]
    assert arjun.do("/dues/verdicts", entry=entry, verdict="wrong").outcome == "only_own"
    assert told("khata_disputed") == []


def test_a_statement_counts_what_was_taken_back_on_neither_side(owner: Shopkeeper) -> None:
    owner.writes("Fatima", rupees=120)
    act = owner.writes("Fatima", rupees=200).facts["act"]
    owner.do("/acts/undone", act=act)
    told_of = owner.asks("statement", name="Fatima").facts
    assert (told_of["more_paise"], told_of["less_paise"], told_of["closing_paise"]) == (12000, 0, 12000)


def test_a_clause_that_says_nothing_else_is_the_note(owner: Shopkeeper) -> None:
    said = {"text": "Arjun ke khate me 340, chawal aur tel", "beside": ["chawal aur tel"]}
    written = owner.writes("Arjun", rupees=340, **said)
    assert written.facts["rows"][0]["note"] == "chawal aur tel"


@pytest.mark.parametrize(
    ("text", "beside", "note"),
    [
        ("Arjun 240 doodh bread ka udhaar", "doodh bread ka udhaar", "doodh bread"),
        ("Arjun 240 on credit for milk and soap", "credit for milk and soap", "milk soap"),
    ],
)
def test_what_was_bought_is_the_note_in_a_clause_of_more(
    owner: Shopkeeper, text: str, beside: str, note: str
) -> None:
    written = owner.writes("Arjun", rupees=240, text=text, beside=[beside])
    assert written.facts["rows"][0]["note"] == note


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Arjun took goods worth 1450 on credit, note it", ["took goods worth", "credit", "note it"]),
        ("Arjun ka 1450 udhaar, likh lo", ["udhaar", "likh lo"]),
        ("Arjun का 1450 उधार, लिख लो", ["उधार", "लिख लो"]),
    ],
)
def test_words_that_only_have_it_written_are_no_goods(
    owner: Shopkeeper, text: str, beside: list[str]
) -> None:
    written = owner.writes("Arjun", rupees=1450, text=text, beside=beside)
    assert written.facts["rows"][0]["note"] is None


@pytest.mark.parametrize("text", ["Fatima ka 100 likho", "फातिमा का 100 लिखो"])
def test_a_name_that_sounds_like_goods_is_a_customers_all_the_same(owner: Shopkeeper, text: str) -> None:
    heard = owner.do("/answers", question="", reading=reading(text, "update_stock"))
    assert heard.facts["answer"]["outcome"] == "written"
    assert balance(FATIMA) == 10000


def test_a_name_of_which_a_part_is_marked_is_the_whole_one(owner: Shopkeeper) -> None:
    read = [value("person", "Joshi"), value("money", {"paise": 34000}, 20)]
    said = reading("Priya Joshi ke khate me 340 likho", "record_credit", read)
    written = owner.do("/credits", reading={**said, "left_over": [{"text": "Priya", "kind": "note"}]})
    assert (written.outcome, balance()) == ("written", 158000)


def test_what_was_bought_behind_the_sum_is_nobody(owner: Shopkeeper) -> None:
    says = "Priya Joshi ke khate me 340 likho wire ka"
    read = [
        value("person", "Priya Joshi"),
        value("money", {"paise": 34000}, says.index("340")),
        value("person", "wire", says.index("wire")),
    ]
    written = owner.do("/credits", reading=reading(says, "record_credit", read))
    assert (written.outcome, balance()) == ("written", 158000)


def test_of_a_part_that_was_paid_only_the_rest_is_shown(owner: Shopkeeper) -> None:
    shown = owner.writes(
        "Priya Joshi",
        rupees=[1850, 1000],
        text="Priya Joshi ne 1850 ka pankha liya 1000 diya baki khate me likh do",
    )
    assert (shown.outcome, [row["paise"] for row in shown.facts["rows"]]) == ("confirm", [85000])
    assert balance() == 124000


def goods(
    who: Shopkeeper, text: str, *names: str, question: str = "", intent: str = "place_order"
) -> Decision:
    """Two kilos of sugar in words that sound like an order; the names stand where they are written."""
    line = {"name": "chini", "quantity": "2", "unit": "kg", "pack": None, "op": None}
    values = [value("person", name, text.index(name)) for name in names]
    values.append(value("order_line", line, text.index("2"), text.index("2") + len("2 kg chini")))
    return who.do("/answers", question=question, reading=reading(text, intent, values))


@pytest.mark.parametrize(
    "text",
    [
        "Priya Joshi ke khate me 2 kg chini likh do",
        "Priya Joshi के खाते में 2 किलो चीनी",
        "Priya Joshi khata 2 kg chini add",
    ],
)
def test_goods_beside_a_khata_are_owed_at_the_price_of_the_shelf(owner: Shopkeeper, text: str) -> None:
    before = balance()
    shown = goods(owner, text, "Priya Joshi").facts["answer"]
    assert (shown["outcome"], shown["facts"]["total_paise"], balance()) == ("confirm", 9200, before)


def test_a_whole_wish_of_somebody_else_closes_the_question_of_how_much(owner: Shopkeeper) -> None:
    owner.writes("Arjun")
    text = "nahi Arjun ka rehne do, Priya Joshi ke khate me 2 kg chini"
    shown = goods(owner, text, "Priya Joshi", question="credit_amount").facts["answer"]
    assert [row["name"] for row in shown["facts"]["rows"]] == ["Priya Joshi"]


def test_goods_answer_whose_khata_they_go_on_by_their_own_name(owner: Shopkeeper) -> None:
    owner.writes("Arjun")
    text = "Priya Joshi ko 2 kg chini udhaar diya"
    shown = goods(owner, text, "Priya Joshi", question="credit_amount", intent="record_credit")
    assert shown.outcome == "taken"
    assert "Arjun" not in str(shown.facts["answer"])


@pytest.mark.parametrize("words", ["dusra wala, sharma", "wo sharma wali", "sharma"])
def test_which_of_those_shown_is_told_by_the_name_that_one_has_alone(owner: Shopkeeper, words: str) -> None:
    asked = owner.writes("Priya", rupees=40)
    assert asked.outcome == "choose_customer"
    names = [each["name"] for each in asked.facts["options"]]
    other = next(name for name in names if name != "Priya Joshi")
    said = words.replace("sharma", other.split()[-1].lower())
    done = owner.answers("credit_customer", intent="nlu_fallback", text=said)
    assert [row["name"] for row in done.facts["rows"]] == [other]


@pytest.mark.parametrize("words", ["Joshi", "wo joshi wali", "dusri wali, joshi"])
def test_the_price_of_goods_is_shown_also_behind_the_question_whose_khata_it_is(
    owner: Shopkeeper, words: str
) -> None:
    before = balance()
    asked = goods(owner, "Priya ke khate me 2 kg chini likh do", "Priya").facts["answer"]
    assert asked["outcome"] == "choose_customer"
    shown = owner.answers("credit_customer", intent="nlu_fallback", text=words)
    assert (shown.outcome, shown.facts["rows"][0]["note"], balance()) == ("confirm", "2 kg chini", before)


def test_goods_answer_how_much_it_is(owner: Shopkeeper) -> None:
    owner.writes("Priya Joshi")
    shown = goods(owner, "2 kg chini", question="credit_amount", intent="nlu_fallback").facts["answer"]
    assert (shown["outcome"], shown["facts"]["total_paise"]) == ("confirm", 9200)


CAME = {
    "Fatima ne 30 diye": "Fatima",
    "Fatima paid 30 cash": "Fatima",
    "फ़ातिमा ने 30 दिए": "फ़ातिमा",
    "Rakesh Gupta ne 30 diye": "Rakesh Gupta",
    "Priya Malhotra ne 30 diye": "Priya Malhotra",
}


def hears_while_asked(owner: Shopkeeper, question: str, text: str, intent: str) -> Decision:
    """What becomes of words with a sum while a question of the khata is open; what nobody takes goes to its page."""
    values = [
        value("person", CAME[text]),
        value("money", {"paise": 3000}, text.index("30"), text.index("30") + 2),
    ]
    read = reading(text, intent, values)
    heard = owner.do("/answers", question=question, reading=read)
    page = "/credits" if intent == "record_credit" else "/payments/recorded"
    return heard if heard.outcome == "taken" else owner.do(page, reading=read)


@pytest.mark.parametrize("intent", ["record_payment", "record_credit"])
@pytest.mark.parametrize("text", CAME)
@pytest.mark.parametrize(
    ("begun", "rupees", "question"),
    [
        ("Priya", 340, "credit_customer"),
        ("Zubeda", 340, "credit_phone"),
        ("Arjun", 5000, "confirm_credit"),
        ("Priya Joshi", None, "credit_amount"),
        ("", 340, "credit_person"),
    ],
)
def test_money_that_came_is_never_owed_whatever_is_asked_of_a_khata(
    owner: Shopkeeper, begun: str, rupees: int | None, question: str, text: str, intent: str
) -> None:
    if begun or rupees:
        owner.writes(*filter(None, [begun]), rupees=rupees)
    before = {each: balance(each) for each in (PRIYA, OTHER_PRIYA, ARJUN, FATIMA)}
    hears_while_asked(owner, question, text, intent)
    assert all(balance(each) <= owed for each, owed in before.items())
    assert balance(ARJUN) == before[ARJUN]


@pytest.mark.parametrize("text", ["Fatima ne 30 diye", "Rakesh Gupta ne 30 diye"])
def test_a_payment_between_leaves_the_sum_for_who_is_tapped(owner: Shopkeeper, text: str) -> None:
    asked = owner.writes("Priya", rupees=340)
    hears_while_asked(owner, "credit_customer", text, "record_payment")
    account = asked.facts["options"][0]["account"]
    assert owner.writes(account=account, text=None).outcome == "written"
    assert balance() == 158000


def test_who_is_tapped_gets_no_sum_of_somebody_else(owner: Shopkeeper) -> None:
    account = owner.writes("Priya", rupees=340).facts["options"][0]["account"]
    owner.writes("Rakesh Gupta", rupees=500)
    assert owner.writes(account=account, text=None).outcome == "ask_amount"
    assert balance() == 124000


@pytest.mark.parametrize(
    "text",
    ["Priya Joshi ke khate me 5 likho", "write 5 in Priya Joshi's khata", "Priya Joshi के खाते में 5 लिखो"],
)
def test_a_small_sum_is_one_where_it_is_to_be_written(owner: Shopkeeper, text: str) -> None:
    assert owner.writes("Priya Joshi", text=text).outcome == "written"
    assert balance() == 124500
