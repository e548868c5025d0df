"""What of an account is open, as policy."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from munshi.billing.accounts.rules import Line, is_within, open_lines, with_one_more
from tests.backend.books import TUESDAY_MORNING


@dataclass
class Book:
    """Lines, a day apart."""

    lines: list[Line] = field(default_factory=list)

    def owes(self, paise: int, order: str | None = None, payment: str | None = None) -> Line:
        return self._add(paise, order=order, payment=payment)

    def pays(self, paise: int, order: str | None = None, payment: str | None = None) -> Line:
        return self._add(-paise, order=order, payment=payment)

    def reverses(self, line: Line) -> Line:
        return self._add(-line.paise, order=line.order, payment=line.payment, reverses=line.id)

    def _add(self, paise: int, **named: str | int | None) -> Line:
        line = Line(len(self.lines) + 1, self._day(), paise, **named)  # type: ignore[arg-type]
        self.lines.append(line)
        return line

    def _day(self) -> datetime:
        return TUESDAY_MORNING + timedelta(days=len(self.lines))

    @property
    def open(self) -> list[int]:
        return [line.paise for line in open_lines(self.lines)]


def test_a_part_payment_settles_the_oldest_first() -> None:
    book = Book()
    book.owes(300)
    book.owes(500)
    book.pays(400)
    assert book.open == [400]


def test_a_payment_for_an_order_settles_that_one_and_what_is_left_of_it_the_oldest() -> None:
    book = Book()
    book.owes(300)
    book.owes(500, order="ORD-2")
    book.pays(600, order="ORD-2")
    assert book.open == [200]


def test_what_is_paid_ahead_for_an_order_waits_for_its_delivery() -> None:
    book = Book()
    book.owes(300)
    book.pays(500, order="ORD-2")
    assert book.open == [300, -500]
    book.owes(500, order="ORD-2")
    assert book.open == [300]


def test_a_refund_of_a_payment_leaves_what_others_paid() -> None:
    book = Book()
    book.pays(200, payment="PAY-1")
    book.pays(500, order="ORD-2", payment="PAY-2")
    book.owes(500, order="ORD-2", payment="PAY-2")
    assert book.open == [-200]


def test_what_a_reversed_payment_had_settled_is_open_again() -> None:
    book = Book()
    book.owes(300)
    book.owes(500)
    paid = book.pays(300)
    book.pays(100)
    assert book.open == [400]
    book.reverses(paid)
    assert book.open == [200, 500]


def test_a_reversed_entry_is_owed_no_more_and_its_payment_goes_to_others() -> None:
    book = Book()
    wrong = book.owes(300)
    book.owes(500)
    book.pays(300)
    book.reverses(wrong)
    assert book.open == [200]


NAMES = st.sampled_from([None, "ORD-1", "ORD-2", "ORD-3", "ORD-4"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("owes"), st.integers(1, 10_000), NAMES),
        st.tuples(st.just("pays"), st.integers(1, 10_000), NAMES),
        st.tuples(st.just("reverses"), st.integers(0, 30), st.none()),
    ),
    max_size=30,
)


@given(STEPS)
def test_whatever_happens_what_is_open_adds_up_to_the_balance(
    steps: list[tuple[str, int, str | None]],
) -> None:
    book = Book()
    for what, number, order in steps:
        if what == "owes":
            book.owes(number, order)
        elif what == "pays":
            book.pays(number, order)
        else:
            _reverse_one(book, number)
        assert sum(book.open) == sum(line.paise for line in book.lines)


@given(STEPS)
def test_what_was_open_before_tells_what_is_open_now_or_says_that_it_cannot(
    steps: list[tuple[str, int, str | None]],
) -> None:
    book = Book()
    for what, number, order in steps:
        before, known = open_lines(book.lines), len(book.lines)
        if what == "owes":
            book.owes(number % 7 + 1, order)
        elif what == "pays":
            book.pays(number % 7 + 1, order)
        else:
            _reverse_one(book, number)
        if len(book.lines) > known:
            *earlier, last = book.lines
            left = with_one_more(before, last, sum(line.is_about_same(last) for line in earlier))
            assert left in (None, open_lines(book.lines))


def test_what_happens_every_day_needs_nothing_but_what_is_open() -> None:
    def follows(book: Book) -> list[int] | None:
        *earlier, last = book.lines
        same = sum(line.is_about_same(last) for line in earlier)
        left = with_one_more(open_lines(earlier), last, same)
        return None if left is None else [line.paise for line in left]

    book = Book()
    for paise, order in ((300, None), (500, "ORD-2"), (-400, None), (-400, "ORD-2"), (-50, "ORD-9")):
        book.owes(paise, order) if paise > 0 else book.pays(-paise, order)
        assert follows(book) == book.open
    book.reverses(book.lines[0])
    assert follows(book) is None


def _reverse_one(book: Book, place: int) -> None:
    reversed_ = {line.reverses for line in book.lines}
    live = [line for line in book.lines if line.reverses is None and line.id not in reversed_]
    if live:
        book.reverses(live[place % len(live)])


def test_the_limit_itself_may_be_reached_and_what_is_on_its_way_counts() -> None:
    assert is_within(100_000, 40_000, 30_000, 30_000)
    assert not is_within(100_000, 40_000, 30_000, 30_001)
    assert is_within(None, 10**9, 0, 1)
