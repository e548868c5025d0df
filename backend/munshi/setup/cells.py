"""Cells as owners write them: phones, roles, weekly offs, kinds of leave; and as they go out again."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from munshi.business.part import Section
from munshi.columns import plain
from munshi.leave.policy import LeaveType
from munshi.leave.sections import WeeklyOffEntry
from munshi.people.rules import COUNTRY_CODE, Role, alias_kind
from munshi.sheets.columns import BadCell, Column, Said, decimal, one_of, parts, plain_word

LANGUAGES = ("hi", "en", "hinglish")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "hi": ("hindi", "name hindi", "हिंदी", "नाम हिंदी"),
    "en": ("name", "english", "name english", "नाम"),
    "hinglish": ("name hinglish",),
}
DIGITS_IN_INDIA = 10

ROLES: Mapping[str, tuple[str, ...]] = {
    Role.EMPLOYEE: ("staff", "worker", "कर्मचारी", "karmchari", "स्टाफ"),
    Role.MANAGER: ("supervisor", "प्रबंधक", "मैनेजर"),
    Role.OWNER: ("malik", "मालिक", "proprietor"),
    Role.TRAINER: (),
    Role.CUSTOMER: ("ग्राहक",),
}
LANGUAGE_NAMES: Mapping[str, tuple[str, ...]] = {
    "hi": ("hindi", "हिंदी", "हिन्दी"),
    "en": ("english", "अंग्रेज़ी"),
    "hinglish": ("हिंग्लिश",),
}
TYPES: Mapping[str, tuple[str, ...]] = {
    LeaveType.CASUAL: ("casual leave", "CL", "आकस्मिक", "आकस्मिक छुट्टी"),
    LeaveType.SICK: ("sick leave", "SL", "medical leave", "बीमारी", "बीमारी की छुट्टी"),
    LeaveType.EARNED: ("earned leave", "EL", "PL", "privilege leave", "annual leave", "अर्जित", "अर्जित छुट्टी"),
    LeaveType.COMP_OFF: ("compensatory off", "CO", "कॉम्प ऑफ"),
    LeaveType.UNPAID: ("unpaid leave", "leave without pay", "LWP", "LOP", "loss of pay", "बिना वेतन"),
    LeaveType.MATERNITY: ("maternity leave", "ML", "मातृत्व", "मातृत्व अवकाश"),
    LeaveType.PATERNITY: ("paternity leave", "पितृत्व", "पितृत्व अवकाश"),
    LeaveType.BEREAVEMENT: ("bereavement leave", "शोक", "शोक अवकाश"),
}
WEEKDAYS = (
    ("Monday", "mon", "somvar", "सोमवार"),
    ("Tuesday", "tue", "tues", "mangalvar", "मंगलवार"),
    ("Wednesday", "wed", "budhvar", "बुधवार"),
    ("Thursday", "thu", "thur", "thurs", "guruvar", "गुरुवार"),
    ("Friday", "fri", "shukravar", "शुक्रवार"),
    ("Saturday", "sat", "shanivar", "शनिवार"),
    ("Sunday", "sun", "ravivar", "itvar", "रविवार", "इतवार"),
)
NO_OFFS = "none"
ORDINALS = ("", "1st", "2nd", "3rd", "4th", "5th")
EXAMPLE_OF_OFFS = "must be like Sunday; 2nd and 4th Saturday"


def phone(cell: str) -> str:
    """The digits of a number, with the country code; ten of them alone are Indian. Raises BadCell."""
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", cell.strip(), re.IGNORECASE):
        raise BadCell("was shortened by the spreadsheet: make the column text and write the number again")
    if re.sub(r"[\s().+-]", "", cell).isdecimal():
        digits = "".join(str(unicodedata.decimal(sign)) for sign in cell if sign.isdecimal())
        local = digits.lstrip("0")
        if "+" not in cell and len(local) == DIGITS_IN_INDIA and local[0] in "6789":
            return COUNTRY_CODE + local
        if local.startswith(COUNTRY_CODE) and len(local) == len(COUNTRY_CODE) + DIGITS_IN_INDIA:
            return local
        if "+" in cell and not local.startswith(COUNTRY_CODE) and alias_kind(local) == "phone":
            return local
    raise BadCell("must be a phone number such as 98260 12345, or +91 98260 12345 with its country code")


def phones(cell: str) -> list[str]:
    """Several numbers of one person."""
    return [phone(part) for part in parts(cell, ";,/\n")]


def phone_said(value: str | None) -> str:
    """A number as it goes out; a user id of WhatsApp's as it is."""
    return f"+{value}" if value and alias_kind(value) == "phone" else value or ""


def roles(cell: str) -> list[Role]:
    """One or several roles."""
    return [Role(one_of(ROLES, part)) for part in parts(cell, ";,/&+")]


def weekly_offs(cell: str) -> list[WeeklyOffEntry] | None:
    """The days of the week on which somebody is off; None where it is as at the business. Raises BadCell."""
    if not cell:
        return None
    if plain_word(cell) == NO_OFFS:
        return []
    offs: list[WeeklyOffEntry] = []
    which: list[int] = []
    for word in re.findall(r"[^\s;,/&+().]+", cell.casefold().replace("every", "")):
        number = re.fullmatch(r"([1-5])(?:st|nd|rd|th)?", word)
        if number:
            which.append(int(number[1]))
        elif word not in ("and", "aur", "और"):
            offs.append(WeeklyOffEntry(weekday=_weekday(word), which=which))
            which = []
    if which or not offs:
        raise BadCell(EXAMPLE_OF_OFFS)
    return offs


def weekly_offs_said(offs: Sequence[WeeklyOffEntry] | None) -> str:
    """The same as it goes out."""
    if offs is None:
        return ""
    return "; ".join(map(_off_said, offs)) or NO_OFFS


def halves(cell: str) -> Decimal:
    """Days, whole or half. Raises BadCell."""
    days = decimal(cell, "12 or 1.5")
    if not days.is_finite() or days * 2 % 1 or abs(days) > 9999:
        raise BadCell("must be days, whole or half, such as 12 or 1.5")
    return days


def whole(cell: str) -> int:
    """A whole number. Raises BadCell."""
    number = decimal(cell, "7")
    if not number.is_finite() or number % 1 or not 0 <= number <= 9999:
        raise BadCell("must be a whole number, such as 7")
    return int(number)


def written(value: Any) -> str:
    """A value of a policy as it goes out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def names[Entry: Section](field: str, of: Callable[[Entry], Mapping[str, str]]) -> tuple[Column[Entry], ...]:
    """The columns of a name in each language, of which one is enough."""

    def column(language: str) -> Column[Entry]:
        def read(cell: str) -> Said:
            return {field: {language: cell} if cell else {}}

        return Column(f"name_{language}", read, lambda entry: of(entry)[language], also=HEADINGS[language])

    return tuple(map(column, LANGUAGES))


def leave_type[Entry: Section](of: Callable[[Entry], LeaveType]) -> Column[Entry]:
    """The column of a kind of leave."""
    return Column(
        "type",
        lambda cell: {"type": LeaveType(one_of(TYPES, cell))},
        of,
        required=True,
        also=("leave type", "type of leave", "leave", "छुट्टी", "छुट्टी का प्रकार", "प्रकार"),
    )


def _weekday(word: str) -> int:
    wanted = plain_word(word).removesuffix("s")
    for at, names_ in enumerate(WEEKDAYS):
        if wanted in {plain_word(name).removesuffix("s") for name in names_}:
            return at
    raise BadCell(EXAMPLE_OF_OFFS)


def _off_said(off: WeeklyOffEntry) -> str:
    which = " and ".join(ORDINALS[each] for each in off.which)
    return f"{which} {WEEKDAYS[off.weekday][0]}".strip()
