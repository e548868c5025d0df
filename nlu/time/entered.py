"""Whether a leave is only entered, so that its *kal* may be either day: "kal ki chhutti laga do", "kal ki chhutti"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.time.tense_words import ENTERING, OF
from nlu.words.reading import Word

NEAR = 4  # words
VERB = 3  # words of the verb: "laga do na"


def is_only_entered(
    words: Sequence[Word], kinds: Sequence[frozenset[str]], marks: Sequence[int], end: int
) -> bool:
    """Whether a leave is named by the day that ends here, and no verb but that of entering it tells the tense.

    A wish looks ahead, "kal ki chhutti chahiye"; a register is filled for days that were as well as for those to come.
    """
    if end >= len(words) or words[end].plain not in OF:
        return False
    named = [at for at in range(end + 1, min(end + 1 + NEAR, len(words))) if "leave" in kinds[at]]
    if not named:
        return False
    after = named[-1] + 1
    if not any(word.key for word in words[after:]):
        return not marks
    entering = next(
        (at for at in range(after, min(after + NEAR, len(words))) if words[at].plain in ENTERING), None
    )
    return entering is not None and all(entering <= mark < entering + VERB for mark in marks)
