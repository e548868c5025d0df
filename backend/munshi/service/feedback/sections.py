"""The file's section about feedback."""

from pydantic import AwareDatetime, Field

from munshi.business.part import Section
from munshi.people.sections import PersonId


class GivenFeedback(Section):
    """What somebody said of how it went; `quotable` is their word on being quoted."""

    person: PersonId
    ticket: str | None = Field(None, pattern=r"^TKT-[0-9]+$")
    rating: int | None = Field(None, ge=1, le=5)
    words: str | None = Field(None, max_length=4000)
    quotable: bool | None = None
    asked_at: AwareDatetime | None = None
    given_at: AwareDatetime | None = None


class FeedbackSections(Section):
    """What people said of how it went."""

    feedback: list[GivenFeedback] = []
