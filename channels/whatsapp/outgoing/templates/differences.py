"""Where Meta's templates are not those of the files, or may not be sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from channels.whatsapp.outgoing.templates.account import Reviewed
from channels.whatsapp.outgoing.templates.files import Body, Template

SENDABLE = "APPROVED"


@dataclass(frozen=True)
class Difference:
    """One template in one language, what is wrong with it, and what would mend it."""

    template: Template
    body: Body
    kind: str
    advice: str

    @property
    def is_missing(self) -> bool:
        """Whether Meta does not have it at all."""
        return self.kind == "missing"

    def __str__(self) -> str:
        """The difference as a line for the operator."""
        return f"{self.template.name} ({self.body.code}): {self.kind}; {self.advice}"


def differences(templates: Mapping[str, Template], reviewed: Iterable[Reviewed]) -> list[Difference]:
    """Everything that keeps a template of the files from being sent as it stands there."""
    at_meta = {(each.name, each.code): each for each in reviewed}
    return [
        Difference(template, body, kind, advice)
        for template in templates.values()
        for body in template.bodies.values()
        for kind, advice in _differences(template, body, at_meta.get((template.name, body.code)))
    ]


def _differences(template: Template, body: Body, found: Reviewed | None) -> Iterator[tuple[str, str]]:
    if found is None:
        yield "missing", "`make templates create=1` hands it in for review"
        return
    if found.text != body.text:
        yield "another text at Meta", "edit it in WhatsApp Manager, or give the file another name"
    if found.buttons != (*body.buttons, *([body.pays] if body.pays is not None else [])):
        yield "other buttons at Meta", "edit them in WhatsApp Manager, or give the file another name"
    if found.category != template.category.upper():
        yield (
            f"category {found.category} at Meta",
            "send it as such, or ask Meta in WhatsApp Manager to review it",
        )
    if found.status != SENDABLE:
        reason = f" ({found.reason})" if found.reason else ""
        yield f"{found.status}{reason}", ADVICE.get(found.status, "see WhatsApp Manager")


ADVICE = {
    "PENDING": "Meta is still reviewing it",
    "IN_APPEAL": "Meta is reviewing it once more",
    "REJECTED": "change the text in WhatsApp Manager and in the file, or appeal",
    "PAUSED": "people did not like it; Meta lets it go again by itself after 3 or 6 hours",
    "DISABLED": "people did not like it; give the file another name and another text",
}
