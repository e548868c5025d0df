"""Up to which price goods are asked for: *anything below 80?*, *500 ke andar*. Pure."""

import re

from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "price_limits.yml")
THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
PRICE = (
    rf"(?:₹|(?:{LISTS.any_of('money')})\s)?(\d{{2,5}})(?:/-)?(?!\w)(?:\s(?:{LISTS.any_of('money')})(?!\w))?"
)
NAMED = {  # whether the price itself will do
    re.compile(rf"(?<!\w)(?:{LISTS.any_of('below')})\s{PRICE}"): False,
    re.compile(rf"(?<!\w)(?:{LISTS.any_of('within')})\s{PRICE}"): True,
    re.compile(rf"(?<!\w){PRICE}\s(?:{LISTS.any_of('is_below')})(?!\w)"): False,
    re.compile(rf"(?<!\w){PRICE}\s(?:{LISTS.any_of('is_within')})(?!\w)"): True,
}
BUDGETS = [
    re.compile(
        rf"(?<!\w)(?:{LISTS.any_of('budget')})(?:\s(?:{LISTS.any_of('of_budget')})){{0,3}}\s{PRICE}(?!\s(?:{LISTS.any_of('counted')})(?!\w))"
    ),
    re.compile(rf"(?<!\w){PRICE}\s(?:(?:{LISTS.any_of('of_budget')})\s)?(?:{LISTS.any_of('budget')})(?!\w)"),
    re.compile(rf"(?<!\w){PRICE}\s(?:{LISTS.any_of('as_far')})(?!\w)"),
    re.compile(
        rf"(?<!\w){PRICE}\s(?:{LISTS.any_of('for_it')})\s(?:.*\s)?(?:{LISTS.any_of('what')})\s(?:.*\s)?(?:{LISTS.any_of('comes')})(?!\w)"
    ),
]


def budget_in(text: str | None) -> int | None:
    """How much is to be spent in paise: *budget 2500*, *500 tak me kya aayega*, *500 rupaye me kya milega*."""
    said = plain(THOUSANDS.sub("", text or "")).replace("₹ ", "₹")
    found = next((match for each in BUDGETS if (match := each.search(said))), None)
    return int(found[1]) * 100 if found else None


def limit_in(text: str | None) -> int | None:
    """The highest price in paise that words ask for: nothing *below 80* costs 80."""
    said = plain(THOUSANDS.sub("", text or "")).replace("₹ ", "₹")
    if LISTS.has(said, "of_else"):
        return None
    for named, will_do in NAMED.items():
        if found := named.search(said):
            return int(found[1]) * 100 - (0 if will_do else 1)
    return None
