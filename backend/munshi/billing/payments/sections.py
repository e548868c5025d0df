"""The file's section about payments: the ways to pay, the accounts they go to, and what was paid."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from munshi.billing.payments.rules import MOST_PAISE, Payee, Way
from munshi.billing.payments.statuses import Status
from munshi.business.part import Section
from munshi.people.sections import PersonId

EnvName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{2,99}$")]
Sum = Annotated[int, Field(gt=0, le=MOST_PAISE)]


class RazorpayAccount(Section):
    """The business's account at Razorpay. Keys are never written here: each field names an environment variable."""

    name: Literal["razorpay"]
    key_id_env: EnvName
    key_secret_env: EnvName
    webhook_secret_env: EnvName


class CashfreeAccount(Section):
    """The business's account at Cashfree; webhooks are signed with the client's secret. Names of variables too."""

    name: Literal["cashfree"]
    client_id_env: EnvName
    client_secret_env: EnvName


GatewayAccount = Annotated[RazorpayAccount | CashfreeAccount, Field(discriminator="name")]


class WhatsAppPayments(Section):
    """A payment configuration of WhatsApp Manager, by its exact name there."""

    configuration: str = Field(min_length=1, max_length=60)
    provider: Literal["razorpay", "payu", "billdesk", "zaakpay"] = "razorpay"


class PaidPart(Section):
    """What a payment settles: an order or a bill by its reference; nothing named is what is older."""

    of: str | None = None
    paise: Sum


class PaidMove(Section):
    """A step in a payment's life; nobody named is a gateway or the operator."""

    status: Status
    at: AwareDatetime
    person: PersonId | None = None
    reason: str | None = None


class GivenBack(Section):
    """What went back of a payment."""

    paise: Sum
    at: AwareDatetime
    person: PersonId | None = None
    gateway_refund_id: str | None = None
    done_at: AwareDatetime | None = None


class MadePayment(Section):
    """A payment; its status follows from its moves."""

    reference: str = Field(pattern=r"^PAY-[1-9][0-9]{0,8}$")
    person: PersonId
    paise: Sum
    way: Way
    at: AwareDatetime
    utr: str | None = None
    named: str | None = None
    note: str | None = None
    screenshot: dict[str, str] | None = None
    reported_by: PersonId | None = None
    gateway: str | None = None
    gateway_payment_id: str | None = None
    paid_on: date | None = None
    parts: list[PaidPart] = []
    moves: list[PaidMove] = Field(min_length=1)
    refunds: list[GivenBack] = []


class PaymentTerms(Section):
    """How customers can pay. The UPI id is the business's own (`business.upi_id`).

    `payee` says whose UPI id that is, as the bank has it: a person's, a small merchant's, or a verified merchant's. It
    decides which ways of UPI work for which sum. `mcc` is the category that the bank has given to a merchant.
    """

    ways: list[Way] = [Way.CASH, Way.UPI]
    payee: Payee = "personal"
    mcc: str | None = Field(None, pattern=r"^[0-9]{4}$")
    link_hours: int = Field(48, ge=1, le=24 * 180)
    may_pay_part: bool = True
    gateway: GatewayAccount | None = None
    whatsapp: WhatsAppPayments | None = None
    made: list[MadePayment] = []

    @model_validator(mode="after")
    def _merchants_have_a_category(self) -> Self:
        if self.mcc and self.payee == "personal":
            raise ValueError("a personal UPI id has no merchant category (mcc)")
        if Way.GATEWAY in self.ways and self.gateway is None and self.whatsapp is None:
            raise ValueError("ways has gateway, but there is neither a gateway nor WhatsApp payments")
        return self


class PaymentSections(Section):
    """What the file says about payments."""

    payments: PaymentTerms = PaymentTerms()
