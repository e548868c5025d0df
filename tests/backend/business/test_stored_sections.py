"""What a business's file says is read once for a request, and anew where it says something else."""

from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.orders.sections import OrderSections
from tests.backend.books import KIRANA, opened


def test_the_same_settings_are_read_once(books: None) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        assert of(business, OrderSections) is of(business, OrderSections)


def test_other_settings_are_read_anew(books: None) -> None:
    with opened() as session:
        business = session.get_one(Business, KIRANA)
        before = of(business, OrderSections).orders.answer_within_minutes
        business.settings = {**business.settings, "orders": {"answer_within_minutes": before + 1}}
        assert of(business, OrderSections).orders.answer_within_minutes == before + 1
