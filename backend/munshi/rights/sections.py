"""The file's section about how long things are kept."""

from typing import Annotated

from pydantic import Field

from munshi.business.part import Section
from munshi.business.stored_sections import stored

Days = Annotated[int, Field(ge=30, le=3650)]


class Retention(Section):
    """Days after which what is old is removed; what is left out is kept. The owner is told a week before it begins.

    `conversations`: messages of both sides. `files`: what was sent with tickets that are over. `tickets`: the words of
    those, and their address. `feedback`: its words.
    """

    conversations: Days | None = None
    files: Days | None = None
    tickets: Days | None = None
    feedback: Days | None = None


class RetentionSections(Section):
    """What the file says of that."""

    retention: Retention = Retention()


PART = stored(RetentionSections)
