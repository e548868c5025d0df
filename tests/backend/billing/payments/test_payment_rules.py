"""What holds for payments, without any books."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munshi.billing.payments import limits
from munshi.billing.payments.rules import (
    MOST_PAISE,
    Owed,
    Payee,
    attempt_reference,
    is_sound,
    paise_of,
    rupees,
    settle,
    sound_utr,
    transaction_reference,
    upi_link,
)
from munshi.billing.payments.statuses import (
    ATTEMPT_MOVES,
    MOVES,
    Attempt,
    Status,
    may_attempt_move,
    may_follow,
    may_move,
)
from munshi.tokens import hashed, new_token

SUMS = st.integers(1, MOST_PAISE)


@pytest.mark.parametrize("paise", [0, -1, 1_00_00_000_00])
def test_nothing_and_a_crore_are_no_sums(paise: int) -> None:
    assert not is_sound(paise)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("632811904512", "632811904512"),
        ("6328 1190 4512", "632811904512"),
        ("SBIN326112345678", "SBIN326112345678"),
        ("hdfcr52026112812345678", "HDFCR52026112812345678"),
        ("n328261234567", "N328261234567"),
        ("63281190451", None),
        ("6328119045123", None),
        ("", None),
        ("SBIN", None),
    ],
)
def test_a_banks_reference_has_one_of_its_forms(written: str, read: str | None) -> None:
    assert sound_utr(written) == read


def test_a_upi_link_is_as_npci_writes_it() -> None:
    link = upi_link(
        "sharma.merchant@examplebank",
        "Sharma Kirana Store",
        paise=72820,
        reference="SK-26-27-000142-1",
        note="Bill SK-26-27-000142",
        mcc="5411",
    )
    assert link == (
        "upi://pay?pa=sharma.merchant@examplebank&pn=Sharma%20Kirana%20Store&mc=5411&tr=SK2627000142N1"
        "&tn=Bill%20SK-26-27-000142&am=728.20&cu=INR"
    )


@given(name=st.text(max_size=80), note=st.text(max_size=120), paise=SUMS, of=st.text(max_size=60))
def test_whatever_a_shop_is_called_the_link_can_be_read(name: str, note: str, paise: int, of: str) -> None:
    link = upi_link("shop@bank", name, paise=paise, reference=attempt_reference(of or "x", 3), note=note)
    assert "+" not in link
    assert link.isascii()
    read = {key: value[0] for key, value in parse_qs(urlsplit(link).query, strict_parsing=True).items()}
    assert read["am"] == f"{paise // 100}.{paise % 100:02d}"
    assert len(read.get("tr", "")) <= 35
    assert read.get("tr", "x").isalnum()
    assert len(read["pn"]) <= 50
    assert len(read.get("tn", "")) <= 50


@pytest.mark.parametrize("vpa", ["sharma", "a@b", "sharma @upi", "sharma@upi&am=1", ""])
def test_what_is_no_upi_id_makes_no_link(vpa: str) -> None:
    with pytest.raises(ValueError, match="UPI id"):
        upi_link(vpa, "Shop")


def test_two_attempts_have_two_references_also_as_upi_writes_them() -> None:
    assert transaction_reference("ORD-101-2") != transaction_reference("ORD-10-12")
    assert attempt_reference("SK/26-27/000142", 1) == "SK-26-27-000142-1"
    assert len(attempt_reference("x" * 80, 12)) == 35


@pytest.mark.parametrize(
    ("payee", "rupees_", "by_button", "from_gallery", "at_all"),
    [
        ("personal", 500, False, True, True),
        ("personal", 2000, False, True, True),
        ("personal", 2001, False, False, True),
        ("merchant", 2001, False, False, True),
        ("verified", 2001, True, True, True),
        ("personal", 100_001, False, False, False),
        ("verified", 100_001, True, True, True),
        ("verified", 500_001, False, False, False),
    ],
)
def test_the_limits_that_bite_small_shops(
    payee: Payee, rupees_: int, by_button: bool, from_gallery: bool, at_all: bool
) -> None:
    ways = limits.ways(payee, rupees_ * 100, date(2026, 11, 28))
    assert (ways.by_button, ways.from_gallery, ways.at_all) == (by_button, from_gallery, at_all)


def test_a_small_merchants_gallery_was_free_until_the_circular_of_2025() -> None:
    assert limits.ways("merchant", 500_000, date(2025, 4, 29)).from_gallery
    assert not limits.ways("merchant", 500_000, date(2025, 4, 30)).from_gallery


@given(
    paise=SUMS, owed=st.lists(st.builds(Owed, st.sampled_from([None, "a", "b", "c"]), st.integers(0, 10**7)))
)
def test_what_is_settled_and_what_is_too_much_is_what_was_paid(paise: int, owed: list[Owed]) -> None:
    settled = settle(paise, owed)
    assert sum(part.paise for part in settled.parts) + settled.over_paise == paise
    assert sum(part.paise for part in settled.parts) == min(paise, sum(each.paise for each in owed))


def test_the_oldest_first_unless_the_payer_says_which() -> None:
    owed = [Owed(None, 100), Owed("ORD-1", 200), Owed("ORD-2", 300)]
    assert settle(250, owed).parts == (Owed(None, 100), Owed("ORD-1", 150))
    assert settle(350, owed, "ORD-2").parts == (Owed("ORD-2", 300), Owed(None, 50))


@given(paise=SUMS)
def test_rupees_of_a_gateway_come_back_to_the_paisa(paise: int) -> None:
    assert paise_of(rupees(paise)) == paise
    assert paise_of(float(rupees(paise))) == paise


def test_a_token_has_128_bits_and_is_kept_as_a_hash() -> None:
    token = new_token()
    assert len(token) >= 22
    assert token not in hashed(token)
    assert new_token() != token


def test_every_move_of_a_payment_is_in_the_table_or_is_none() -> None:
    moves = {(now, then) for now in Status for then in Status if may_move(now, then)}
    assert moves == {
        (Status.REPORTED, Status.CONFIRMED),
        (Status.REPORTED, Status.REJECTED),
        (Status.CONFIRMED, Status.REFUNDED),
    }
    back = {(now, then) for now in Status for then in Status if may_follow(now, then)} - moves
    assert back == {
        (Status.CONFIRMED, Status.REPORTED),
        (Status.CONFIRMED, Status.REJECTED),
        (Status.REJECTED, Status.REPORTED),
        (Status.REFUNDED, Status.CONFIRMED),
    }
    assert set(MOVES) == set(Status)


def test_what_is_paid_cancelled_or_expired_moves_no_more() -> None:
    for ended in (Attempt.PAID, Attempt.CANCELLED, Attempt.EXPIRED):
        assert not any(may_attempt_move(ended, then) for then in Attempt)
    assert set(ATTEMPT_MOVES) == set(Attempt)
