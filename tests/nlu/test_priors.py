"""Who writes and what was asked weigh on how a message is read, in the open and never without bound."""

import math
from collections.abc import Sequence

import pytest

from nlu.intents.priors import (
    Ranking,
    weighed_by_question,
    weighed_by_roles,
    weighed_by_skills,
    weighed_by_words,
)
from nlu.understanding import FALLBACK, Before, understand
from nlu.words.reading import read

PAID = [("report_payment", 0.9), ("record_payment", 0.06), ("check_dues", 0.04)]
SOMEBODY_PAID = [("record_payment", 0.9), ("report_payment", 0.05), ("record_credit", 0.05)]
PASS_IT = [("approve_request", 0.9), ("check_leave_status", 0.06), ("track_order", 0.04)]
UNSURE = [("approve_request", 0.5), ("check_leave_status", 0.3), ("track_order", 0.2)]
DAY_OFF = [("apply_leave", 0.45), ("list_holidays", 0.3), ("ask_store_info", 0.25)]
DOUBTFUL_YES = [("place_order", 0.5), ("affirm", 0.35), ("deny", 0.15)]


GOODS = [("update_stock", 0.84), ("place_order", 0.1), ("ask_price", 0.06)]
SOLD_OUT = [("update_stock", 0.996), ("place_order", 0.002), ("ask_availability", 0.002)]


def best(ranking: Ranking) -> str:
    return ranking[0][0]


@pytest.mark.parametrize(
    ("ranking", "roles", "meant"),
    [
        (PAID, [], "report_payment"),
        (PAID, ["customer"], "report_payment"),
        (PAID, ["owner"], "record_payment"),
        (PAID, ["manager", "employee"], "record_payment"),
        (PAID, ["owner", "customer"], "report_payment"),  # it may be either: as it is written
        (SOMEBODY_PAID, ["owner"], "record_payment"),
        (SOMEBODY_PAID, ["customer"], "report_payment"),
        (PASS_IT, ["owner"], "approve_request"),
        (PASS_IT, ["customer"], "approve_request"),  # clear: it is not offered to them, and they are told so
        (UNSURE, ["customer"], "track_order"),
        (UNSURE, ["manager"], "approve_request"),
        (GOODS, ["customer"], "place_order"),
        (GOODS, ["owner"], "update_stock"),
        (SOLD_OUT, ["customer"], "update_stock"),
        (DAY_OFF, ["customer"], "list_holidays"),
        (DAY_OFF, ["employee"], "apply_leave"),
        (DAY_OFF, ["customer", "employee"], "apply_leave"),  # of several roles the one that wants it
    ],
)
def test_the_role_decides_between_readings(ranking: Ranking, roles: Sequence[str], meant: str) -> None:
    weighed = weighed_by_roles(ranking, roles)
    assert best(weighed) == meant
    assert math.isclose(sum(chance for _, chance in weighed), 1.0)
    assert {intent for intent, _ in weighed} == {intent for intent, _ in ranking}


@pytest.mark.parametrize(
    ("ranking", "skills", "meant"),
    [
        (DAY_OFF, ["orders"], "ask_store_info"),
        (DAY_OFF, ["leave"], "apply_leave"),
        (DAY_OFF, [], "apply_leave"),  # what is offered is not known
        (PASS_IT, ["orders"], "approve_request"),  # clear: it is not offered here, and they are told so
    ],
)
def test_what_is_not_offered_weighs_less(ranking: Ranking, skills: Sequence[str], meant: str) -> None:
    weighed = weighed_by_skills(ranking, skills)
    assert best(weighed) == meant
    assert math.isclose(sum(chance for _, chance in weighed), 1.0)


@pytest.mark.parametrize(
    ("roles", "skills", "meant"),
    [
        (["employee"], ["leave", "expenses"], "check_claim_status"),
        (["employee"], ["leave"], "report_payment"),
        (["customer"], ["orders"], "report_payment"),
        (["owner"], ["expenses"], "record_payment"),
    ],
)
def test_money_that_came_is_a_claim_s_for_who_can_claim(
    roles: Sequence[str], skills: Sequence[str], meant: str
) -> None:
    came = [("report_payment", 0.76), ("check_claim_status", 0.15), ("record_payment", 0.09)]
    assert best(weighed_by_roles(came, roles, skills)) == meant


@pytest.mark.parametrize(
    ("roles", "skills", "meant"),
    [
        (["employee"], ["leave"], "check_leave_balance"),
        (["employee"], ["leave", "billing"], "check_dues"),
        (["customer"], ["orders", "billing"], "check_dues"),
    ],
)
def test_a_balance_is_one_of_days_where_no_khata_is_kept(
    roles: Sequence[str], skills: Sequence[str], meant: str
) -> None:
    balance = [("check_dues", 0.8), ("check_leave_balance", 0.15), ("nlu_fallback", 0.05)]
    assert best(weighed_by_roles(balance, roles, skills)) == meant


@pytest.mark.parametrize(
    ("text", "roles", "skills", "meant"),
    [
        ("chai pani 150", ["employee"], ["leave", "expenses"], "claim_reimbursement"),
        ("chai pani 150", ["employee"], ["orders", "expenses"], "place_order"),
        ("chai pani 150", ["customer"], ["orders"], "place_order"),
        ("2 kilo aata", ["employee"], ["leave", "expenses"], "place_order"),  # answered as not offered
    ],
)
def test_a_sum_and_the_kind_of_an_expense_are_a_bill_where_nothing_is_sold(
    text: str, roles: Sequence[str], skills: Sequence[str], meant: str
) -> None:
    order = [("place_order", 0.92), ("claim_reimbursement", 0.05), ("ask_price", 0.03)]
    understood = understand(text, lambda _: order, Before(roles, None, skills), 0.4)
    assert best(understood.ranking) == meant


@pytest.mark.parametrize("roles", [[], ["trainer"], ["stranger"]])
def test_without_a_role_that_weighs_nothing_changes(roles: Sequence[str]) -> None:
    assert weighed_by_roles(DAY_OFF, roles) == DAY_OFF


@pytest.mark.parametrize(
    ("asking", "words", "meant"),
    [
        ("confirm_order", 2, "affirm"),
        ("confirm_order", 5, "affirm"),
        ("accept_offer", 1, "affirm"),
        ("confirm_order", 9, "place_order"),  # long enough to speak for itself
        ("choose_product", 1, "place_order"),
        (None, 1, "place_order"),
        ("something_new", 1, "place_order"),
    ],
)
def test_short_answers_fit_the_question(asking: str | None, words: int, meant: str) -> None:
    weighed = weighed_by_question(DOUBTFUL_YES, asking, words)
    assert best(weighed) == meant
    assert math.isclose(sum(chance for _, chance in weighed), 1.0)


@pytest.mark.parametrize(
    ("text", "asking", "meant"),
    [
        ("3", "choose_product", FALLBACK),
        ("half", "choose_product", FALLBACK),
        ("3", None, "give_feedback"),
        ("3", "confirm_order", "give_feedback"),
        ("bahut bekar service thi", "choose_product", "give_feedback"),
    ],
)
def test_a_word_or_two_answer_a_choice(text: str, asking: str | None, meant: str) -> None:
    rated = [("give_feedback", 0.9), ("place_order", 0.1)]
    assert best(understand(text, lambda _: rated, Before(asking=asking), 0.4).ranking) == meant


def test_the_question_alone_makes_no_yes() -> None:
    hardly = [("track_order", 0.4), ("view_cart", 0.3), ("affirm", 0.19), ("deny", 0.11)]
    weighed = weighed_by_question(hardly, "confirm_order", 1)
    assert best(weighed) == "deny"
    assert dict(weighed)["affirm"] < 0.19


def test_a_yes_with_a_but_is_none_however_it_was_asked() -> None:
    understood = understand("haan ruko", lambda _: DOUBTFUL_YES, Before(asking="confirm_order"), 0.4)
    assert best(understood.ranking) != "affirm"
    assert dict(understood.ranking)["affirm"] == 0.0


def test_the_ranking_stays_whole_where_nothing_is_sure() -> None:
    unsure = [("track_order", 0.3), ("view_cart", 0.3), (FALLBACK, 0.2), ("deny", 0.2)]
    ranking = understand("kuch to", lambda _: unsure, Before(), 0.4).ranking
    assert best(ranking) == FALLBACK
    assert math.isclose(ranking[0][1], 0.7)
    assert math.isclose(sum(chance for _, chance in ranking), 1.0)


def test_a_text_of_which_nothing_is_known_is_not_understood() -> None:
    assert understand("???", lambda _: [], Before(("owner",), "confirm_order"), 0.4).ranking == [
        (FALLBACK, 1.0)
    ]


def test_an_interruption_is_no_answer() -> None:
    text = "pehle ye batao ki mera pichla order kahan tak pahuncha"
    track = [("track_order", 0.8), ("affirm", 0.2)]
    assert len(read(text)) > 6
    assert (
        best(understand(text, lambda _: track, Before(asking="confirm_order"), 0.4).ranking) == "track_order"
    )


ABOUT_THE_SHOP = [("ask_store_info", 0.97), ("place_order", 0.03)]


@pytest.mark.parametrize(
    ("text", "asking", "meant"),
    [
        ("deliver to flat 5, 14 MG Road, 452001", "confirm_order", FALLBACK),
        ("14 MG Road, 452001", "give_address", FALLBACK),
        ("Vijay Nagar, paani ki tanki ke paas", "give_address", FALLBACK),
        ("bahut der ho gayi abhi tak nahi aaya", "give_address", "ask_store_info"),
        ("khate mein likh lena", "confirm_order", FALLBACK),
        ("dukaan se le lunga", "confirm_order", FALLBACK),
        ("kam teekha rakhna", "give_address", FALLBACK),
        ("विजय नगर, पानी की टंकी के पास 452010", "correct_address", FALLBACK),
        ("do you deliver to 452001", "confirm_order", "ask_store_info"),
        ("kya 452001 par delivery hai", "give_address", "ask_store_info"),
        ("dukan kab khulti hai", "give_address", "ask_store_info"),
        ("Vijay Nagar, paani ki tanki ke paas", "confirm_order", "ask_store_info"),
        ("deliver to flat 5, 14 MG Road, 452001", None, "ask_store_info"),
    ],
)
def test_an_address_answers_the_question_for_one(text: str, asking: str | None, meant: str) -> None:
    ranking = understand(text, lambda _: ABOUT_THE_SHOP, Before(asking=asking), 0.4).ranking
    assert best(ranking) == meant
    assert math.isclose(sum(chance for _, chance in ranking), 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "40 kilo cheeni aur 30 ande",
        "40 kilo cheeni 30 ande",
        "50 kg sugar, 30 eggs",
        "40 किलो चीनी और 30 अंडे",
        "do bori cement",
    ],
)
@pytest.mark.parametrize(("role", "meant"), [("customer", "place_order"), ("owner", "update_stock")])
def test_a_list_of_goods_is_an_order_of_a_customer_and_stock_of_the_owner(
    text: str, role: str, meant: str
) -> None:
    understood = understand(text, lambda _: SOLD_OUT, Before([role]), 0.4)
    assert best(understood.ranking) == meant


@pytest.mark.parametrize("text", ["maggi khatam", "40 kilo cheeni aa gayi", "5 packet maggi khatam", "ande"])
def test_what_a_customer_says_of_goods_is_no_order(text: str) -> None:
    understood = understand(text, lambda _: SOLD_OUT, Before(["customer"]), 0.4)
    assert best(understood.ranking) == "update_stock"


MY_DAYS = [("apply_leave", 0.83), ("request_technician", 0.06), ("modify_order", 0.11)]
ON_ITS_WAY = [("track_order", 0.45), ("apply_leave", 0.4), ("nlu_fallback", 0.15)]


def test_a_customer_asks_for_leave_in_a_word_of_it_and_never_by_a_day_alone() -> None:
    assert best(weighed_by_words(MY_DAYS, ())) == FALLBACK
    assert best(weighed_by_words(MY_DAYS, {"leave"})) == "apply_leave"
    assert best(weighed_by_words(ON_ITS_WAY, ())) == "track_order"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I don't want it on friday, I want it on sunday at 4 pm", FALLBACK),
        ("mujhe friday ko nahi chahiye sunday ko chahiye", FALLBACK),
        ("शुक्रवार को नहीं रविवार को", FALLBACK),
        ("mujhe kal chhutti chahiye", "apply_leave"),
        ("kal nahi aa paunga, bukhar hai", "apply_leave"),
    ],
)
def test_the_days_of_a_customer_are_no_leave_where_leave_is_given(text: str, meant: str) -> None:
    customer = Before(["customer"], None, ["orders", "leave"])
    employee = Before(["employee"], None, ["orders", "leave"])
    assert best(understand(text, lambda _: MY_DAYS, customer, 0.3).ranking) == meant
    assert best(understand(text, lambda _: MY_DAYS, employee, 0.3).ranking) == "apply_leave"
