"""The file's section about conversations that people lead."""

from pydantic import Field

from munshi.business.part import Section
from munshi.handoffs.rules import WAITING_MINUTES

A_WEEK = 7 * 24 * 60


class HandoffTerms(Section):
    """`waiting_minutes`: so long after somebody of the business wrote last, the bot takes a conversation back."""

    waiting_minutes: int = Field(WAITING_MINUTES, ge=1, le=A_WEEK)


class HandoffSections(Section):
    """What the file says about conversations that people lead."""

    handoffs: HandoffTerms = HandoffTerms()
