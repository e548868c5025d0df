"""How what something takes grows with the text: how long it takes on a quiet machine, the benchmark says."""

import gc
import time
from collections.abc import Callable
from typing import Any

LONGEST = 10_000  # characters
TIMES = 10
TRIES = 3
IN_PROPORTION = 4  # times as much as TIMES would be; with the square it were TIMES of it
LEAST = 0.001  # seconds: below, what does not grow is most of it


def grows_in_proportion(work: Callable[[str], Any], piece: str) -> bool:
    """Whether a text of so many pieces takes no more than in proportion to a tenth of it.

    Both are measured at once, in the time of this thread, so that whatever slows the machine slows both alike.
    The long one, which takes most of the time, is tried again only where it took too long.
    """
    text = (piece * LONGEST)[:LONGEST]
    short = min(_seconds(work, text[: LONGEST // TIMES]) for _ in range(TRIES))
    most = IN_PROPORTION * TIMES * max(short, LEAST)
    return any(_seconds(work, text) < most for _ in range(TRIES))


def _seconds(work: Callable[[str], Any], text: str) -> float:
    gc.disable()
    began = time.thread_time()
    try:
        work(text)
        return time.thread_time() - began
    finally:
        gc.enable()
