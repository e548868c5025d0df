"""Whether a sentence speaks of what was or of what will be, for words like *kal* that can be either."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from nlu.time.entered import is_only_entered
from nlu.time.tense_words import (
    ABSENT,
    BEING,
    BREAKS,
    DATED,
    DAYS,
    FOR,
    GOING_ON,
    NO_TROUBLE,
    NOT,
    OF,
    OF_PURPOSE,
    PAID,
    PARTS,
    SINCE,
    STOPS,
    TAKEN,
    is_will,
    kinds_of,
)
from nlu.time.words import is_a
from nlu.words.reading import Word

PAST, PRESENT, FUTURE = -1, 0, 1
FAR = 40  # words; a verb farther off speaks of something else
NEAR = 4  # words after *ka*, among which the thing is named
FAR_FROM_DAY = 4  # words of an hour between a day and *ke liye*


class Tense:
    """The tense around each word of a message."""

    def __init__(
        self, words: Sequence[Word], *, about_leave: bool = False, about_visits: bool = False
    ) -> None:
        self._words = words
        self._about_visits = about_visits
        self._kinds = [kinds_of(word.plain, word.key) for word in words]
        self.about_leave = about_leave or any("leave" in kinds for kinds in self._kinds) or self._is_absent()
        self._marks: list[tuple[int, int]] = []
        self._breaks: list[int] = []
        self._stops: list[int] = []
        for at, word in enumerate(words):
            self._note(at, word)
        self._mark_places = [place for place, _ in self._marks]

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether a word of a kind stands between two places."""
        return any(kind in kinds for kinds in self._kinds[max(0, start) : max(0, end)])

    def is_shown_at(self, at: int) -> bool:
        """Whether the word at a place is one of those that show the tense."""
        return bool(self._kinds[at])

    def of(self, start: int, end: int) -> int | None:
        """The tense of what is said with the words from start to end; None when nothing shows it."""
        if self.about_leave and is_only_entered(self._words, self._kinds, self._mark_places, end):
            return None
        begin, stop = self._bounds(self._stops, start, end)
        stop = min(stop, end + FAR)
        near = self._of_purpose(start, end, stop)
        if near is None:
            near = self._of_thing(start, end, stop)
        if near is None and (self._begins(end, stop) or self._since(start)):
            near = self._of_trouble(start) or self._of_start(end, stop)
        if near is None and self.about_leave:
            near = self._of_illness(end, stop)
        if near is not None:
            return near
        first, last = self._bounds(self._breaks, start, end)
        marks = self._nearest(end, min(last, stop), max(first, begin), start)
        if marks is None:
            marks = self._nearest(end, stop, begin, start)
        if marks is None and (self.about_leave or self.has("plans", start - 8, end + 8)):
            return FUTURE
        if marks is None and self.has("things_past", start - NEAR, end + NEAR):
            return PAST
        return marks

    def will_be(self, start: int, end: int) -> bool:
        """Whether its own clause says what will be then: "he will pay on saturday", "shanivar ko dega"."""
        owned = self._words[end - 1].plain.endswith(("'s", "’s"))
        if owned or (end < len(self._words) and self._words[end].plain in OF):
            return False
        first, last = self._bounds(self._breaks, start, end)
        for place, tense in self._marks[bisect_left(self._mark_places, end) :]:
            if place >= last:
                break
            if tense != PRESENT:
                return is_will(self._words[place].plain)
        before = self._marks[bisect_left(self._mark_places, first) : bisect_left(self._mark_places, start)]
        was = max((place for place, tense in before if tense == PAST), default=-1)
        return any(place > was and self._will_of_english(place) for place, _ in before)

    def _will_of_english(self, at: int) -> bool:
        return "will" in self._kinds[at] or self._words[at].plain.endswith(("'ll", "’ll"))

    def _is_absent(self) -> bool:
        """ "nahi aaunga", "won't be coming"."""
        return any(
            word.key in NOT and any(ABSENT.match(after.plain) for after in self._words[at + 1 : at + 4])
            for at, word in enumerate(self._words)
        )

    def _since(self, start: int) -> bool:
        return start > 0 and self._words[start - 1].plain in SINCE

    def _note(self, at: int, word: Word) -> None:
        stops = word.plain in STOPS
        if stops or "\n" in word.text:
            self._stops.append(at)
        if stops or word.plain in BREAKS:
            self._breaks.append(at)
        tense = self._of_verb(at)
        if tense is not None:
            self._marks.append((at, tense))

    def _of_verb(self, at: int) -> int | None:
        """The tense that a word shows by itself and the one beside it."""
        kinds = self._kinds[at]
        before = self._kinds[at - 1] if at else frozenset[str]()
        if "was" in kinds:
            return self._of_was(at, before)
        if "giving" in kinds and before & {"stems", "past"}:
            return FUTURE
        if "past" in kinds and (self._gives(at + 1) or self._sets_out(at)):
            return None  # "pahuncha dena": the next word shows it
        if self._holds(at) or self._is_wished(at):
            return FUTURE
        if self._is_past(at):
            return PAST
        if "future" in kinds:
            was_wished = "wishing" in kinds and at + 1 < len(self._words) and "was" in self._kinds[at + 1]
            return None if was_wished else FUTURE
        return PRESENT if "present" in kinds else None

    def _of_was(self, at: int, before: frozenset[str]) -> int | None:
        """ "tha" is of the past but for a wish that it makes polite; "the" may be the English article."""
        if self._words[at].plain != "the":
            polite = "wishing" in before and (self.about_leave or "chahie" in self._before(at))
            return FUTURE if polite else PAST
        ends = at + 1 == len(self._words) or not self._words[at + 1].key
        if before & {"past", "wishing"} or self._before(at) in GOING_ON or (ends and at):
            return PAST
        return None

    def _sets_out(self, at: int) -> bool:
        """ "chala jaunga": the next word shows the tense."""
        return "motion" in self._kinds[at] and self.has("future", at + 1, at + 2)

    def is_held(self, at: int) -> bool:
        """Whether a word belongs to a verb of what holds, and is no festival: "chhutti le rakhi hai"."""
        return at > 0 and "held" in self._kinds[at] and "stems" in self._kinds[at - 1]

    def _holds(self, at: int) -> bool:
        """ "kisne chhutti li hui hai", "le rakhi hai", "puja rakhi hai": what was done holds, and it may be to come."""
        if not self.about_leave or not 0 < at < len(self._words) - 1:
            return False
        done = bool(self._kinds[at - 1] & {"past", "stems"})
        held = "arranged" in self._kinds[at] or ("held" in self._kinds[at] and done)
        follows = "past" in self._kinds[at] and "held" in self._kinds[at + 1]
        last = at + held + 2 * (follows and not held)
        return (held or follows) and last < len(self._words) and "present" in self._kinds[last]

    def _is_wished(self, at: int) -> bool:
        """ "parso 5 baje aaye"; not "koi nahi aaye" nor "kal aaye the"."""
        if not self._about_visits or "wished" not in self._kinds[at]:
            return False
        beside = (*self._words[max(0, at - 1) : at], *self._words[at + 1 : at + 2])
        told = self._kinds[at + 1] if at + 1 < len(self._words) else frozenset()
        return not any(word.key in NOT for word in beside) and not told & {"was", "present", "past"}

    def _is_past(self, at: int) -> bool:
        """Whether a verb of the past stands here; "ke liye" and the "chahiye thi" of who asks for leave are none."""
        if self.about_leave and "was" in self._kinds[at] and at and "wishing" in self._kinds[at - 1]:
            return False
        if self._words[at].plain in PAID and self.has("leave", at + 1, at + 2):
            return False  # "a paid holiday"
        if at and self._words[at - 1].plain in BEING:
            return False  # "to be delivered on friday"
        return "past" in self._kinds[at] and not (
            self._words[at].plain in FOR and self._before(at) in OF_PURPOSE
        )

    def _gives(self, at: int) -> bool:
        return at < len(self._words) and "giving" in self._kinds[at] and "past" not in self._kinds[at]

    def _before(self, at: int) -> str:
        return self._words[at - 1].key if at else ""

    def _bounds(self, places: Sequence[int], start: int, end: int) -> tuple[int, int]:
        before, after = bisect_left(places, start), bisect_left(places, end)
        begin = places[before - 1] + 1 if before else 0
        return begin, places[after] if after < len(places) else len(self._words)

    def _begins(self, end: int, stop: int) -> bool:
        """ "kal se", "kal raat se"."""
        place = end + (end < stop and self._words[end].key in PARTS)
        return place < stop and self._words[place].key == "se"

    def _of_illness(self, end: int, stop: int) -> int | None:
        """ "kal ki chhutti sick me daal do, tabiyat kharab thi"."""
        for at in range(end + 1, min(stop, end + 12)):
            if self._words[at].key in DAYS:
                return None
            if "was" in self._kinds[at] and "troubles" in self._kinds[at - 1]:
                return PAST
        return None

    def _of_purpose(self, start: int, end: int, stop: int) -> int | None:
        """ "kal ke liye", "for sunday" look ahead; "bill for 5th november", "liya kal" look back."""
        if self._is_for_then(end, stop):
            return FUTURE
        before = self._words[start - 1].plain if start else ""
        if before == "for" or (before == "the" and start > 1 and self._words[start - 2].plain == "for"):
            return PAST if self.has("papers", start - NEAR, start) else FUTURE
        if start and "papers" in self._kinds[start - 1]:
            return PAST
        if start and self._is_past(start - 1) and not self.has("future", end, min(stop, end + 2)):
            return PAST
        return None

    def _is_for_then(self, end: int, stop: int) -> bool:
        """Whether *ke liye* stands behind a day, or behind its hour: "parso 8 baje ke liye"."""
        for at in range(end, min(end + FAR_FROM_DAY, stop - 1)):
            if self._words[at].plain in OF_PURPOSE and self._words[at + 1].plain in FOR:
                return at == end or is_a(self._words, at - 1, "am", "pm", "baje")
        return False

    def _of_thing(self, start: int, end: int, stop: int) -> int | None:
        """ "kal ka bill", "bill dated 10 nov" are of the past, whatever shall be done with them."""
        if start and self._words[start - 1].plain in DATED and self.has("things_past", start - NEAR, start):
            return PAST
        end += end < stop and self._words[end].key == "tak"
        if end < stop and self._words[end].plain in OF:
            return self._of_owned(end, stop)
        if end < stop and self._words[end - 1].plain.endswith(("'s", "’s")):
            return PAST if self.has("things_past", end, min(stop, end + NEAR)) else None
        return None

    def _of_owned(self, end: int, stop: int) -> int | None:
        """What stands after "kal ka" at `end`: a leave to come, a visit that may be either, an order that was."""
        last = min(stop, end + NEAR)
        if self.has("leave", end + 1, end + 3):
            over = self.has("past", end, stop) and self.has("was", end, stop)
            return None if over else self._of_leave(end, stop)
        if self.has("plans", end + 1, last):
            return None
        ordered = "wale" in self._kinds[end] and end + 1 < last and self._words[end + 1].key != "din"
        return PAST if ordered or self.has("things_past", end + 1, last) else None

    def _of_leave(self, end: int, stop: int) -> int | None:
        """ "kal ki chhutti" is to come, whatever was done about it."""
        taken = any(self._words[at].plain in TAKEN for at in range(end, stop))
        return None if taken else FUTURE

    def _of_start(self, end: int, stop: int) -> int | None:
        """ "kal se bukhar hai" began yesterday, "kal se chhutti" begins tomorrow."""
        if self.has("leave", end, stop) and not self.has("was", end, stop):
            return FUTURE
        last = min(stop, end + 12)
        for at in range(end + 1, last):
            if self._ails(at, at + 1):
                break
            if is_will(self._words[at].plain):
                return FUTURE  # "kal se nahi aaunga, ghar ka kaam chal raha hai"
            if "going_on" in self._kinds[at] and self._words[at].key != "nahi":
                return (
                    FUTURE if "motion" in self._kinds[at - 1] and self.has("first_person", at, last) else PAST
                )
        ahead = self.has("future", end, last) and not self.has("present", end, last)
        if self.has("troubles", end, last) and self.has("present", end, last) and not ahead:
            return FUTURE if self.has("first_person", end, last) and not self._ails(end, last) else PAST
        return None

    def _of_trouble(self, start: int) -> int | None:
        """ "bukhar hai kal se", "leaking from monday" have begun."""
        near = max(0, start - NEAR)
        ahead = self.has("future", near, start) or self.has("leave", near, start)
        return PAST if self._ails(near, start) and not ahead else None

    def _ails(self, end: int, last: int) -> bool:
        return any(
            "troubles" in self._kinds[i] and self._words[i].key not in NO_TROUBLE for i in range(end, last)
        )

    def _nearest(self, end: int, stop: int, begin: int, start: int) -> int | None:
        """The tense of the first verb after, else of the last before; what *is* counts when nothing else does."""
        at = bisect_left(self._mark_places, end)
        present = None
        for place, tense in self._marks[at : at + NEAR]:
            if place >= stop:
                break
            if tense != PRESENT:
                return tense
            present = FUTURE
        if present is not None:
            return present
        for place, tense in reversed(
            self._marks[
                max(0, bisect_left(self._mark_places, start) - NEAR) : bisect_left(self._mark_places, start)
            ]
        ):
            if place < begin:
                break
            if tense != PRESENT:
                return tense
            present = FUTURE
        return present
