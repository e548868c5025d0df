"""What a technician's message tells of a job, clause by clause, as the understanding has learnt it. Pure."""

from collections.abc import Iterator

from munshi.asking.reading import Reading, Side
from munshi.service.visits import words

TOLD, COST = "told_of_job", "estimate_line"  # the facet; what costs something
JOBS, LATE, REFUSED, ABSENT, DONE = "jobs", "late", "refused", "absent", "done"
# How a job goes on; all else that is told is said beside that.
STEPS = frozenset({"on_way", "arrived", DONE, REFUSED, ABSENT, LATE})
OF_THE_WAY = frozenset({"on_way", "arrived"})


def told(reading: Reading) -> list[Side]:
    """What is told, in the order written; who says that they have not left is not on the way."""
    text = reading.text or ""
    return sorted(
        (each for each in reading.placed(TOLD) if not _is_denied(each, text)), key=lambda each: each.start
    )


def _is_denied(side: Side, text: str) -> bool:
    return side.value == "on_way" and words.says(text[side.start : side.end], "not_gone")


def tells(reading: Reading, *wanted: str) -> bool:
    """Whether one of these is told, whatever else is."""
    return any(each.value in wanted for each in told(reading))


def clauses(reading: Reading, *wanted: str) -> list[str]:
    """The words of the clauses that tell one of these."""
    text = reading.text or ""
    return [text[each.start : each.end] for each in told(reading) if each.value in wanted]


def without(reading: Reading, *kinds: str) -> tuple[str, list[str]]:
    """The words without the clauses that tell one of these and no cost, and these clauses."""
    text, left_out = reading.text or "", list[str]()
    costs = {each.start for each in reading.placed(TOLD) if each.value == COST}
    for each in reversed(told(reading)):
        if each.value in kinds and each.start not in costs and each.end <= len(text):
            left_out.insert(0, text[each.start : each.end])
            text = f"{text[: each.start]},{text[each.end :]}"
            costs.add(each.start)
    return text.strip(" ,"), left_out


def step_in(reading: Reading) -> str | None:
    """The step of a job that is told first; `jobs` asks for what is to be done."""
    first = next(steps_in(reading), None)
    return first or (JOBS if words.says(reading.text or "", "own_jobs") else None)


def steps_in(reading: Reading) -> Iterator[str]:
    """All the steps that are told, in their order."""
    return (each.value for each in told(reading) if each.value in STEPS)
