"""Whatever is said in whatever order, a draft stays one that can be shown."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from munshi.expenses.drafts import (
    ASK_AMOUNT,
    ASK_CATEGORY,
    ASK_DATE,
    ASK_PURPOSE,
    ASK_RECEIPT,
    DIFFERENT_BILL,
    MOST,
    SAME_FACTS,
    Draft,
    File,
    Said,
    Wanted,
    from_store,
    to_store,
)
from munshi.expenses.rules import CATEGORIES

QUESTIONS = (None, ASK_AMOUNT, ASK_CATEGORY, ASK_DATE, ASK_PURPOSE, ASK_RECEIPT, SAME_FACTS)
TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)

files = st.sampled_from("abcdef").map(lambda letter: File(f"{letter}.jpg", letter * 64, "image/jpeg"))
messages = st.builds(
    Said,
    amounts=st.lists(st.integers(1, 500), max_size=4).map(tuple),
    categories=st.lists(st.sampled_from(CATEGORIES), max_size=4).map(tuple),
    on=st.none() | st.sampled_from([TODAY, YESTERDAY]),
    purpose=st.none() | st.just("client visit"),
    files=st.lists(files, max_size=3).map(tuple),
    choice=st.none() | st.sampled_from([DIFFERENT_BILL, *CATEGORIES]),
    text=st.none() | st.sampled_from(["450", "client visit", ""]),
)


@given(st.lists(st.tuples(messages, st.sampled_from(QUESTIONS), st.integers(0, MOST)), max_size=12))
def test_whatever_is_said_each_bill_is_one_claims_and_nothing_is_lost(
    turns: list[tuple[Said, str | None, int]],
) -> None:
    draft, sent = Draft(), set[str]()
    for said, asked, place in turns:
        draft.asked, draft.place = asked, place
        draft.take(said)
        if not (asked == ASK_PURPOSE and said.text):
            sent |= {file.sha256 for file in said.files}
            if len(draft.claims) < MOST:
                held = [claim.amount_paise for claim in draft.claims]
                assert all(amount in held for amount in said.amounts)
        bills = [file.sha256 for claim in draft.claims for file in claim.files]
        assert len(bills) == len(set(bills))
        assert sent <= set(bills)
        assert 1 <= len(draft.claims) <= MOST
        assert from_store(to_store(draft.claims)) == draft.claims


def test_amounts_and_categories_go_together_in_the_order_in_which_they_were_said() -> None:
    draft = Draft()
    draft.take(Said(amounts=(500, 300), categories=("fuel", "food")))
    assert [(claim.amount_paise, claim.category) for claim in draft.claims] == [(500, "fuel"), (300, "food")]
    draft.take(Said(amounts=(350,), categories=("food",)))
    assert [claim.amount_paise for claim in draft.claims] == [500, 350]


def test_two_amounts_of_one_category_are_two_claims() -> None:
    draft = Draft()
    draft.take(Said(amounts=(120, 80), categories=("travel",)))
    assert [(claim.amount_paise, claim.category) for claim in draft.claims] == [
        (120, "travel"),
        (80, "travel"),
    ]


def test_a_bill_goes_to_the_claim_that_was_asked_for_one() -> None:
    draft = Draft(claims=[Wanted(100, "travel", TODAY), Wanted(900, "fuel", TODAY)])
    draft.asked, draft.place = ASK_RECEIPT, 1
    draft.take(Said(files=(File("a.jpg", "a" * 64, "image/jpeg"),)))
    assert [len(claim.files) for claim in draft.claims] == [0, 1]


def test_an_answer_to_the_purpose_is_the_purpose_whatever_it_names() -> None:
    draft = Draft(claims=[Wanted(100, "other", TODAY)], asked=ASK_PURPOSE)
    draft.take(Said(categories=("travel",), on=YESTERDAY, text="kal ka Ujjain trip"))
    assert draft.claims == [Wanted(100, "other", TODAY, "kal ka Ujjain trip")]


def claiming(*claims: Wanted) -> Draft:
    return Draft(claims=list(claims))


def test_what_is_taken_out_is_no_longer_claimed() -> None:
    draft = claiming(Wanted(10000, "travel", TODAY), Wanted(20000, "food", TODAY))
    draft.take(Said(taken_out=("food",)))
    assert [claim.category for claim in draft.claims] == ["travel"]


def test_a_bill_is_taken_out_by_its_sum_too() -> None:
    draft = claiming(Wanted(10000, "travel", TODAY), Wanted(20000, "travel", TODAY))
    draft.take(Said(taken_out=(10000,)))
    assert [claim.amount_paise for claim in draft.claims] == [20000]


def test_what_is_taken_out_may_have_another_in_its_place() -> None:
    draft = claiming(Wanted(10000, "fuel", TODAY))
    draft.take(Said(taken_out=("fuel",), amounts=(30000,), categories=("food",)))
    assert [(claim.amount_paise, claim.category) for claim in draft.claims] == [(30000, "food")]


def test_a_question_about_a_bill_goes_with_it() -> None:
    draft = claiming(Wanted(10000, "fuel", TODAY), Wanted(None, "food", TODAY))
    draft.asked, draft.place = ASK_AMOUNT, 1
    draft.take(Said(taken_out=("food",)))
    assert draft.asked is None
    assert len(draft.claims) == 1
