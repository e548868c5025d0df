"""A message to write money that takes some back instead, as it was read."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.turns import decide
from munshi.undoing import correcting
from munshi.undoing.wording import of_money

Taking = Literal["taking_back"]


def takes_back(reading: Reading) -> bool:
    """Whether its words are about money that is written already."""
    return not reading.is_tap and of_money(reading.text) is not None


def taking_back(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What is asked about it, as the page of a bare *cancel* says it; None where the message tells of new money."""
    if reading.is_tap:
        return None
    names = [str(each.value) for each in reading.all("person")]
    sums = [int(each.value["paise"]) for each in reading.all("money")]
    return of_words(session, caller, reading.text, names, sums)


def of_words(
    session: Session, caller: Caller, text: str | None, names: Sequence[str], sums: Sequence[int] = ()
) -> Outcome[Any] | None:
    """The same of a text that names these people and sums."""
    back = of_money(text)
    if back is None:
        return None
    answer = decide(session, caller, lambda here, by: correcting.show(here, by, back, names, sums, text))
    return (
        None
        if answer.outcome in ("not_allowed", "not_offered")
        else Outcome[str](outcome="taking_back", facts={"answer": answer.model_dump()})
    )
