"""Every bill can be printed on every paper in every language, and says what the books say."""

from collections.abc import Sequence

import pytest

from munshi.billing.bills import paper, service
from munshi.billing.bills.crediting import credit
from munshi.billing.bills.models import Bill
from munshi.billing.print import samples
from munshi.billing.print.figures import rupees
from munshi.business.models import Business
from munshi.printing import compiled
from tests.backend.billing.bills.conftest import delivered
from tests.backend.books import KIRANA, opened
from tests.backend.orders.conftest import Customer

PAPERS, LANGUAGES = ("a4", "a5", "roll"), ("hi", "en", "hinglish")


@pytest.fixture
def issued(priya: Customer) -> Sequence[Bill]:
    """A bill of taxed and exempt goods with its delivery, and a credit note for it."""
    delivered(priya, "1 l mungfali tel", "2 kg khula aata")
    with opened() as session:
        bill = service.find(session, KIRANA, "INV/26-27/0001")
        assert bill
        credit(session, bill, "wrong", None)
        return [bill, *service.credit_notes(session, bill)]


def business() -> Business:
    with opened() as session:
        found = session.get_one(Business, KIRANA)
        assert found.numbers
        return found


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_in_every_language(issued: Sequence[Bill], size: str, language: str) -> None:
    assert paper.printed(business(), issued, language, size).startswith(b"%PDF")


def test_the_paper_says_what_the_books_say(issued: Sequence[Bill]) -> None:
    bill, note = issued
    shown = paper.document(business(), bill, "en")
    assert (shown["title"], shown["number"]) == ("Invoice-cum-bill of supply", bill.number)
    assert shown["total"] == rupees(bill.total_paise)
    assert shown["lines"][0]["amount"] == "186.00"
    assert {row["name"] for row in shown["sums"]} == {"Taxable value", "Exempt / nil-rated", "CGST", "SGST"}
    credited = paper.document(business(), note, "hi")
    assert credited["title"] == "क्रेडिट नोट"
    assert [each["value"] for each in credited["about"]] == [bill.number, "बिल ग़लत था"]
    assert credited["qr"] is None


@pytest.mark.parametrize("name", ["estimate", "receipt", "statement"])
@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_other_papers_print(name: str, size: str, language: str) -> None:
    template = samples.TEMPLATES / f"{name}.typ"
    assert compiled(template, samples.sample(name, size, language)).startswith(b"%PDF")
