"""A business in a file: into the books and out again."""

from dataclasses import dataclass
from typing import Any, Literal

import yaml
from pydantic import ValidationError
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import document, service
from munshi.business.models import Business
from munshi.business.parts import PARTS, BusinessFile
from munshi.people import service as people
from munshi.people.rules import COUNTRY_CODE
from munshi.problems import Fault

# For what people write and read; within the books every phone has its code.
COUNTRY = {"country_code": COUNTRY_CODE}


class Faulty(Exception):
    """The file cannot be taken; nothing of it was written. `faults` are all of them, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True)
class Import:
    """What an import did."""

    business_id: str
    outcome: Literal["created", "changed", "unchanged"]


def bring_in(session: Session, text: str) -> Import:
    """Writes the business of a file, YAML or JSON. Raises Faulty."""
    file = parse(session, text)
    service.wait_for_others_who_bring_in(session, file.business.id)
    business = service.get(session, file.business.id)
    before = export(session, business) if business else None
    if business is None:
        business = _open(session, file)
    for part in PARTS:
        part.write(session, business, file)
    session.flush()
    if before is None:
        return Import(business.id, "created")
    return Import(business.id, "unchanged" if export(session, business) == before else "changed")


def parse(session: Session, text: str) -> BusinessFile:
    """The file, when nothing is wrong with it. Raises Faulty with everything that is."""
    read = document.read(text)
    if read.faults:
        raise Faulty(read.faults)
    try:
        file = BusinessFile.model_validate(read.data, context=COUNTRY)
    except ValidationError as error:
        raise Faulty(read.faults_of(error)) from error
    faults = [fault for part in PARTS for fault in part.check(session, file, file.business.id)]
    if faults:
        raise Faulty([read.located(fault) for fault in faults])
    return file


def export(session: Session, business: Business) -> dict[str, Any]:
    """The business as its file says it, without what has its default."""
    said: dict[str, Any] = {}
    with people.everybody_read_once(session):
        for part in PARTS:
            read = part.read(session, business)
            said |= read.model_dump(mode="json", exclude_defaults=True, context=COUNTRY)
    return said


def hand_out(session: Session, business: Business) -> dict[str, Any]:
    """The same for the operator, who thereby sees what is private in it."""
    for part in PARTS:
        part.note_export(session, business)
    return export(session, business)


def as_yaml(said: dict[str, Any]) -> str:
    """The file as text, as a person would write it."""
    return yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _open(session: Session, file: BusinessFile) -> Business:
    business = Business(
        **file.business.model_dump(),
        closed_days=[],
        settings={},
        created_at=clock.now(),
        numbers=[],
        hours=[],
    )
    session.add(business)
    session.flush()
    return business
