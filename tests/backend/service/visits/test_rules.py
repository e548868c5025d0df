"""When somebody can come: no technician is at two places, and what is offered can be booked."""

from collections import defaultdict
from datetime import date, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munshi.service.visits.rules import (
    Booking,
    Diary,
    Need,
    Slot,
    Span,
    Technician,
    Terms,
    Travel,
    Wish,
    fits,
    half_away,
    slot_at,
    slots,
    spread,
)

PINCODES = ("452001", "452002", "452003")
TUESDAY = datetime(2026, 11, 24, 11, 0)
WEEK = {day: [Span(600, 1080)] for day in range(6)}
TRAVEL = Travel(10, 30, {frozenset(("452001", "452003")): 60})
TERMS = Terms(90, 60, 120, 3, TRAVEL)
FRIDGE = Need("fridge", "452001")


def technician(key: int = 1, **changes: object) -> Technician:
    said = {
        "skills": frozenset({"fridge"}),
        "pincodes": frozenset(PINCODES),
        "hours": WEEK,
        "most": 6,
        **changes,
    }
    return Technician(key, **said)  # type: ignore[arg-type]


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


def starts(found: list[Slot], day: date) -> list[int]:
    return [slot.span.start for slot in found if slot.day == day]


def test_nobody_comes_sooner_than_the_notice_that_the_business_wants() -> None:
    assert starts(slots(FRIDGE, [technician()], Diary(), TUESDAY, TERMS), TUESDAY.date())[0] == at(13)


@pytest.mark.parametrize(
    ("named", "found"),
    [(at(15, 20), True), (at(9, 40), False), (at(16, 40), False), (at(11), False), (at(13, 40), False)],
)
def test_an_hour_that_is_named_is_one_of_the_day_where_somebody_is_free(named: int, found: bool) -> None:
    busy = Diary({(1, TUESDAY.date()): [Booking(Span(at(13), at(14, 30)), "452001")]})
    later = slots(FRIDGE, [technician()], busy, TUESDAY, TERMS, named)
    assert (named in starts(later, TUESDAY.date())) is found


def test_who_does_not_know_the_work_or_does_not_come_there_is_not_offered() -> None:
    others = [technician(skills=frozenset({"ac"})), technician(2, pincodes=frozenset({"452002"}))]
    assert slots(FRIDGE, others, Diary(), TUESDAY, TERMS) == []


def test_a_holiday_has_no_slots() -> None:
    closed = Diary(closed={date(2026, 11, 25)})
    found = slots(FRIDGE, [technician()], closed, TUESDAY, TERMS)
    assert not starts(found, date(2026, 11, 25))
    assert starts(found, date(2026, 11, 26))


def test_who_is_on_leave_is_offered_to_nobody() -> None:
    away = Diary(away={(1, date(2026, 11, 25)): [Span(0, 1440)]})
    assert not starts(slots(FRIDGE, [technician()], away, TUESDAY, TERMS), date(2026, 11, 25))


def test_half_a_day_of_leave_leaves_the_other_half() -> None:
    morning = half_away(WEEK[2], "first")
    away = Diary(away={(1, date(2026, 11, 25)): [morning]})
    found = starts(slots(FRIDGE, [technician()], away, TUESDAY, TERMS), date(2026, 11, 25))
    assert found == [at(14), at(15), at(16)]


def test_the_way_between_two_visits_counts() -> None:
    booked = [Booking(Span(at(12), at(13, 30)), "452003")]
    assert not fits(Span(at(14), at(15, 30)), "452001", booked, TRAVEL)
    assert fits(Span(at(14, 30), at(16)), "452001", booked, TRAVEL)
    assert fits(Span(at(14), at(15, 30)), "452003", booked, TRAVEL)


def test_who_has_the_most_visits_of_a_day_gets_no_more() -> None:
    day = date(2026, 11, 25)
    full = Diary(booked={(1, day): [Booking(Span(at(10), at(11, 30)), "452001")]})
    assert not starts(slots(FRIDGE, [technician(most=1)], full, TUESDAY, TERMS), day)


def test_of_two_who_can_come_the_one_with_less_to_do_does() -> None:
    day = date(2026, 11, 25)
    busy = Diary(booked={(1, day): [Booking(Span(at(10), at(11, 30)), "452002")]})
    slot = slot_at(slots(FRIDGE, [technician(1), technician(2)], busy, TUESDAY, TERMS), day, at(15))
    assert slot
    assert slot.technician == 2


def test_a_wish_keeps_days_and_hours() -> None:
    found = slots(FRIDGE, [technician()], Diary(), TUESDAY, TERMS)
    evening = Wish(date(2026, 11, 25), date(2026, 11, 25), at(16))
    assert [slot.span.start for slot in found if evening.suits(slot)] == [at(16)]


def test_a_few_slots_are_of_several_days_early_and_late() -> None:
    few = spread(slots(FRIDGE, [technician()], Diary(), TUESDAY, TERMS), 9)
    assert len(few) == 9
    assert len({slot.day for slot in few}) == 3
    wednesday = [slot.span.start for slot in few if slot.day == date(2026, 11, 25)]
    assert wednesday[0] == at(10)
    assert wednesday[-1] == at(16)


def test_terms_without_days_offer_nothing() -> None:
    assert slots(FRIDGE, [technician()], Diary(), TUESDAY, Terms(days=0)) == []


SKILLS = ("fridge", "ac", "tv")
crews = st.lists(
    st.builds(
        lambda skills, pincodes, start, length, most: (skills, pincodes, start, length, most),
        st.frozensets(st.sampled_from(SKILLS), min_size=1),
        st.frozensets(st.sampled_from(PINCODES), min_size=1),
        st.integers(480, 780),
        st.integers(60, 600),
        st.integers(1, 8),
    ),
    min_size=1,
    max_size=4,
)
requests = st.lists(
    st.tuples(st.sampled_from(SKILLS), st.sampled_from(PINCODES), st.integers(0, 10_000)), max_size=25
)
travels = st.builds(Travel, st.integers(0, 40), st.integers(0, 90))


@settings(max_examples=150, deadline=None)
@given(crews, requests, travels, st.sampled_from((15, 30, 60)), st.sampled_from((30, 60, 90, 120)))
def test_no_two_visits_of_a_technician_overlap_with_the_way_and_every_offered_slot_can_be_booked(
    crew: list[tuple[frozenset[str], frozenset[str], int, int, int]],
    wanted: list[tuple[str, str, int]],
    travel: Travel,
    every: int,
    minutes: int,
) -> None:
    technicians = [
        Technician(
            key, skills, pincodes, {day: [Span(start, min(start + length, 1440))] for day in range(7)}, most
        )
        for key, (skills, pincodes, start, length, most) in enumerate(crew)
    ]
    terms = Terms(minutes, every, 60, 2, travel)
    booked: dict[tuple[int, date], list[Booking]] = defaultdict(list)
    for skill, pincode, which in wanted:
        need = Need(skill, pincode)
        offered = slots(need, technicians, Diary(booked), TUESDAY, terms)
        if not offered:
            continue
        slot = offered[which % len(offered)]
        again = slot_at(slots(need, technicians, Diary(booked), TUESDAY, terms), slot.day, slot.span.start)
        assert again == slot
        booked[slot.technician, slot.day].append(Booking(slot.span, pincode))
    for (key, _), visits in booked.items():
        assert len(visits) <= technicians[key].most
        for one, other in combinations(visits, 2):
            way = travel.minutes(one.pincode, other.pincode)
            assert one.span.end + way <= other.span.start or other.span.end + way <= one.span.start


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PINCODES), st.integers(0, 10_000), travels)
def test_cancelling_frees_the_slot(pincode: str, which: int, travel: Travel) -> None:
    terms, need = Terms(90, 60, 60, 2, travel), Need("fridge", pincode)
    before = slots(need, [technician()], Diary(), TUESDAY, terms)
    slot = before[which % len(before)]
    taken = Diary({(1, slot.day): [Booking(slot.span, pincode)]})
    assert slot not in slots(need, [technician()], taken, TUESDAY, terms)
    assert slots(need, [technician()], Diary(), TUESDAY, terms) == before


@pytest.mark.parametrize(
    ("portion", "expected"), [("full", (0, 1440)), ("first", (0, 840)), ("second", (840, 1440))]
)
def test_halves_part_in_the_middle_of_the_hours(portion: str, expected: tuple[int, int]) -> None:
    assert half_away([Span(600, 1080)], portion) == expected
