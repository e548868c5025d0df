"""English words of the shop as India says them, spelt so that the rules give the key of their Devanagari form."""

LOANWORDS: dict[str, str] = {}
