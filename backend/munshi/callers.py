"""Who calls: the actions for a person (service token and the person's ids), or the operator of the deployment."""

import secrets
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import unquote

from fastapi import Depends, Header
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from munshi import settings
from munshi.business import service as business_service
from munshi.business.models import Business
from munshi.outcomes import Refusal
from munshi.people import service as people_service
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.problems import NotFound, Unauthorised, Unprocessable

_bearer = HTTPBearer(auto_error=False, description="MUNSHI_API_TOKEN or MUNSHI_OPERATOR_TOKEN")
Token = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


@dataclass(frozen=True)
class Caller:
    """The person on whose behalf the actions call, at the business whose number was written to."""

    business: Business
    person: Person
    roles: frozenset[Role]

    @property
    def business_id(self) -> str:
        """The business in whose books everything of this call happens."""
        return self.business.id

    @property
    def writes_in(self) -> str:
        """The language in which the person last wrote, else that which the file says of them, or of the business."""
        return self.person.spoken or self.person.language or self.business.language

    def may_act_as(self, *roles: Role) -> bool:
        """Whether the person holds one of the roles."""
        return not self.roles.isdisjoint(roles)

    def must_be(self, *roles: Role) -> None:
        """Refuses with `not_allowed` whoever holds none of the roles."""
        if not self.may_act_as(*roles):
            raise Refusal("not_allowed", roles=[str(role) for role in roles])

    def must_be_offered(self, skill: str, **facts: str) -> None:
        """Refuses with `not_offered` where the business does not have the skill."""
        if skill not in self.business.skills:
            raise Refusal("not_offered", **facts)


@dataclass(frozen=True)
class Claim:
    """What the headers say about the caller, before the books are asked."""

    number: str
    aliases: tuple[str, ...]
    profile_name: str | None
    language: str | None = None  # in which they write

    def caller(self, session: Session) -> Caller:
        """The caller as the books know them. Raises NotFound for a number of no business."""
        try:
            met = people_service.meet(session, self.number, self.aliases, self.profile_name)
        except people_service.UnknownForm as error:
            raise Unprocessable(f"{error} is neither a phone number in digits nor a user id.") from error
        if met is None:
            raise NotFound(f"No business has the number {self.number}.")
        business, person = met
        if self.language and person.spoken != self.language:
            person.spoken = self.language
        return Caller(business, person, people_service.roles_of(business, person))


async def claim(
    token: Token,
    number: Annotated[str, Header(alias="Munshi-Number", description="Meta's id of the number written to")],
    person: Annotated[
        str, Header(alias="Munshi-Person", description="Phone in digits, or business-scoped user id")
    ],
    also: Annotated[
        str | None, Header(alias="Munshi-Person-Also", description="Another id of the same person")
    ] = None,
    name: Annotated[
        str | None, Header(alias="Munshi-Person-Name", description="Profile name, percent-encoded UTF-8")
    ] = None,
    language: Annotated[
        Literal["hi", "en", "hinglish"] | None,
        Header(alias="Munshi-Language", description="In which they write"),
    ] = None,
) -> Claim:
    """Lets the actions in, and nobody else."""
    _refuse_other_token(token, settings.current().api_token)
    return Claim(number, (person, also) if also else (person,), unquote(name) if name else None, language)


async def operator(token: Token) -> None:
    """Lets the operator in, and nobody else."""
    _refuse_other_token(token, settings.current().operator_token)


@dataclass(frozen=True)
class Looker:
    """Who wants to see something of a business: a person, or the operator where no person is named."""

    claim: Claim | None

    def at(self, session: Session, business: Business) -> Person | None:
        """The person, None for the operator. Raises NotFound for a person who writes to another business."""
        if self.claim is None:
            return None
        caller = self.claim.caller(session)
        if caller.business_id != business.id:
            raise NotFound(f"The number {self.claim.number} is not of {business.id}.")
        return caller.person


async def looker(
    token: Token,
    number: Annotated[str | None, Header(alias="Munshi-Number", description="As for the actions")] = None,
    person: Annotated[
        str | None, Header(alias="Munshi-Person", description="Who looks; without it, the operator does")
    ] = None,
) -> Looker:
    """Lets the actions in for a person, and the operator for a person or for the deployment."""
    current = settings.current()
    if number is not None and person is not None:
        _refuse_other_token(token, current.api_token, current.operator_token)
        return Looker(Claim(number, (person,), None))
    _refuse_other_token(token, current.operator_token)
    return Looker(None)


Looking = Annotated[Looker, Depends(looker)]


def the_business(session: Session, business_id: str) -> Business:
    """The business that the operator names. Raises NotFound."""
    business = business_service.get(session, business_id)
    if business is None:
        raise NotFound(f"There is no business {business_id}.")
    return business


def _refuse_other_token(token: HTTPAuthorizationCredentials | None, *right: str) -> None:
    """Compares in constant time."""
    given = token.credentials.encode() if token else b""
    if not any(secrets.compare_digest(given, each.encode()) for each in right):
        raise Unauthorised("This needs the right token: `Authorization: Bearer …`.")
