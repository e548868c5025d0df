"""The holidays of a state in a year, as the `holidays` library has them: a proposal, which a business may adopt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from holidays.constants import OPTIONAL, PUBLIC
from holidays.countries.india import India

FIRST_YEAR, LAST_YEAR = 2001, 2035  # for which the library knows when the moving ones fall
# The library has no Hinglish; the English of India is what people write.
LANGUAGES = {"hi": "hi", "en": "en_IN", "hinglish": "en_IN"}


class Kind(StrEnum):
    """Who keeps the holiday: all of India, the state, or whoever chooses to."""

    NATIONAL = "national"
    STATE = "state"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Proposed:
    """A holiday; an `estimated` one is by the moon, and the government says the day shortly before."""

    date: date
    name: Mapping[str, str]
    kind: Kind
    estimated: bool


def proposed(state: str, year: int) -> list[Proposed]:
    """The holidays of a state such as `MP` in a year, by date."""
    national = _named("en_IN", year, None, PUBLIC)
    public = {language: _named(code, year, state, PUBLIC) for language, code in LANGUAGES.items()}
    optional = {language: _named(code, year, state, OPTIONAL) for language, code in LANGUAGES.items()}
    marked = _named("en_IN", year, state, (PUBLIC, OPTIONAL), marks_estimates=True)
    plain = _named("en_IN", year, state, (PUBLIC, OPTIONAL))
    found = []
    for day in sorted(public["en"].keys() | optional["en"].keys()):
        names = public if day in public["en"] else optional
        kind = Kind.NATIONAL if day in national else Kind.STATE if day in public["en"] else Kind.OPTIONAL
        name = {language: names[language][day] for language in LANGUAGES}
        found.append(Proposed(day, name, kind, marked[day] != plain[day]))
    return found


def _named(
    language: str,
    year: int,
    state: str | None,
    kinds: str | tuple[str, ...],
    *,
    marks_estimates: bool = False,
) -> dict[date, str]:
    return dict(
        India(
            years=year,
            subdiv=state,
            language=language,
            categories=kinds,
            islamic_show_estimated=marks_estimates,
        )
    )
