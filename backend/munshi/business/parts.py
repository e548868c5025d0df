"""The file of a business, put together: each skill's part, in the order in which parts rely on each other."""

from typing import Any

from munshi.billing.accounts.part import PART as ACCOUNTS
from munshi.billing.accounts.sections import AccountSections
from munshi.billing.bills.part import PART as BILLS
from munshi.billing.bills.sections import BillSections
from munshi.billing.payments.part import PART as PAYMENTS
from munshi.billing.payments.sections import PaymentSections
from munshi.business.part import Part, Section
from munshi.business.sections import PART as BUSINESS
from munshi.business.sections import BusinessSections
from munshi.catalogue.part import PART as CATALOGUE
from munshi.catalogue.sections import CatalogueSections
from munshi.expenses.part import PART as EXPENSES
from munshi.expenses.sections import ExpenseSections
from munshi.handoffs.part import PART as HANDOFFS
from munshi.handoffs.sections import HandoffSections
from munshi.leave.part import PART as LEAVE
from munshi.leave.sections import LeaveSections
from munshi.orders.part import PART as ORDERS
from munshi.orders.sections import OrderSections
from munshi.people.sections import PART as PEOPLE
from munshi.people.sections import PeopleSections
from munshi.rights.sections import PART as RETENTION
from munshi.rights.sections import RetentionSections
from munshi.service.feedback.part import PART as FEEDBACK
from munshi.service.feedback.sections import FeedbackSections
from munshi.service.tickets.part import PART as TICKETS
from munshi.service.tickets.sections import TicketSections
from munshi.service.visits.part import PART as VISITS
from munshi.service.visits.sections import VisitSections
from munshi.service.warranty.part import PART as WARRANTY
from munshi.service.warranty.sections import WarrantySections

PARTS: tuple[Part[Any], ...] = (
    BUSINESS, PEOPLE, CATALOGUE, ORDERS, BILLS, ACCOUNTS, PAYMENTS, LEAVE, EXPENSES, HANDOFFS, WARRANTY, TICKETS,
    FEEDBACK, RETENTION, VISITS,
)  # fmt: skip


class BusinessFile(
    CatalogueSections,
    PeopleSections,
    OrderSections,
    AccountSections,
    LeaveSections,
    ExpenseSections,
    HandoffSections,
    WarrantySections,
    TicketSections,
    VisitSections,
    FeedbackSections,
    RetentionSections,
    BillSections,
    PaymentSections,
    BusinessSections,
    Section,
):
    """A whole business in one file. What is left out has its default, which here mostly means: there is none."""
