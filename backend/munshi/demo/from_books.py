"""The cast as the books know it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi import database
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.demo.cast import Player, Stage
from munshi.offers.service import goods_on_show
from munshi.people import service as people_service
from munshi.people.models import Person


def from_books(number_wanted: str | None) -> list[Stage]:
    """Every number of the business with a number or of all, with those of its people known by name and phone."""
    with database.transaction() as session:
        return [
            Stage(
                number.phone_number_id,
                number.display_number,
                business.name,
                business.kind,
                business.address,
                players,
                goods,
            )
            for business in _businesses(session, number_wanted)
            for players in [_players(business, people_service.everybody(session, business.id))]
            for goods in [_goods(session, business)]
            for number in business.numbers
        ]


def _businesses(session: Session, number: str | None) -> Sequence[Business]:
    if number is None:
        return business_service.all_of_them(session)
    return business_service.with_number(session, number)


def _goods(session: Session, business: Business) -> tuple[dict[str, Any], ...]:
    """Some of what it sells now, also where its file has come a minute ago."""
    return tuple(goods_on_show(session, business)) if "orders" in business.skills else ()


def _players(business: Business, people: Sequence[Person]) -> tuple[Player, ...]:
    return tuple(
        Player(phone, person.name, tuple(sorted(people_service.roles_of(business, person))), person.language)
        for person in people
        if person.name
        for phone in people_service.phones(person)[:1]
    )
