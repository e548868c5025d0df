"""What a customer calls off while goods are in the cart: the visit by its name, else it is asked which."""

from collections.abc import Callable

import pytest

from munshi.undoing import service
from munshi.undoing.cancellable import Cancellable
from tests.backend.service.visits.conftest import Somebody, at, status_of

Who = Callable[[str], Somebody]


@pytest.mark.parametrize(
    "said", ["ac wali visit cancel kar do", "एसी वाली विज़िट कैंसिल कीजिए", "please cancel the visit for the ac"]
)
def test_a_visit_that_is_named_is_the_visit(customer: Somebody, said: str) -> None:
    reference = customer.books(when=at("2026-11-26", "14:30"))
    shown = customer.answers("confirm_order", said, intent="cancel_order")
    assert (shown.outcome, shown.facts["visit"]) == ("confirm_cancel", reference), shown
    assert status_of(reference) == "booked"


@pytest.mark.parametrize("said", ["visit cancel mat karna", "visit cancel ho gayi kya?"])
def test_what_cancels_nothing_is_no_wish_to(customer: Somebody, said: str) -> None:
    customer.books(when=at("2026-11-26", "14:30"))
    assert customer.answers("confirm_order", said, intent="cancel_order").outcome != "confirm_cancel"


@pytest.mark.parametrize(
    ("said", "which"),
    [
        ("अरे शनिवार को शादी में जाना है, रहने दीजिए कैंसिल कर दो", True),
        ("have to go to a wedding, leave it and cancel please", True),
        ("shaadi me jana hai rehne do cancel kar do", True),
        ("cancel the order", False),
    ],
)
def test_what_names_neither_is_asked_by_buttons(
    customer: Somebody, monkeypatch: pytest.MonkeyPatch, said: str, which: bool
) -> None:
    customer.books(when=at("2026-11-26", "14:30"))
    cart = Cancellable("cart", "1", {"lines": []})
    met = service.meant
    monkeypatch.setattr(service, "meant", lambda session, caller: [cart, *met(session, caller)])
    heard = customer.answers("confirm_order", said)
    assert (heard.outcome == "choose") == which, heard
