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


def limit_in(text: str | None) -> int | None:
    """The highest price in paise that words ask for: nothing *below 80* costs 80."""
    said = plain(THOUSANDS.sub("", text or "")).replace("₹ ", "₹")
    if LISTS.has(said, "of_else"):
        return None
    for named, will_do in NAMED.items():
        if found := named.search(said):
            return int(found[1]) * 100 - (0 if will_do else 1)
    return None
