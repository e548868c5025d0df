"""Serial numbers of machines: "serial no. ab12cd345", "S/N 8842-XK", "sr no 77451209"."""

from __future__ import annotations

import re

from nlu.words.found import Found
from spelling.script import DIGITS

_WORD = r"(?:serial|seriel|serail|siriyal|srl|sr|sl|imei|सीरियल|सिरियल|आईएमईआई)"
_NUMBER = r"(?:no|num|number|numbr|nmbr|nambar|nmbr|nos|code|नंबर|नम्बर|न)"
_BETWEEN = r"(?:is|hai|h|tha|ye|yeh|this|mera|iska|of|है|ये|यह)"
# "serial" may stand alone, "sr" and "sl" only with their "no"; S/N and SN with or without the slash.
NAMED = re.compile(
    rf"(?<![^\W_])(?:{_WORD}[\s.]*{_NUMBER}|serial|serialno|imei|सीरियल|s\s?/\s?n|sn|s\.n\.|slno|srno)(?![^\W_])"
    rf"[\s.:#=\-]*(?:{_BETWEEN}(?![^\W_])[\s.:#=\-]*){{0,3}}"
    r"(?P<serial>[a-z0-9]+(?:[\-/][a-z0-9]+)*(?: (?=[a-z]*\d)[a-z0-9]+(?:[\-/][a-z0-9]+)*)*)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?<![\w/-])(?P<serial>(?=[a-z0-9])(?=[a-z\-]{0,24}\d)[a-z0-9]+(?:[\-/][a-z0-9]+)*)\s+"
    rf"(?:serial|sr|सीरियल)[\s.]*{_NUMBER}?\s+(?:wal[aei]|ka|ki|ke|है|hai|वाल[ाीे]|का|की)(?![^\W_])",
    re.IGNORECASE,
)
# Letters and digits mixed, long, in a message about a machine.
BARE = re.compile(
    r"(?<![\w/@.\-])(?=[a-z0-9])(?=[a-z\-]{0,24}\d)(?=[\d\-]{0,24}[a-z])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w/@])",
    re.IGNORECASE,
)
SPOKEN_OF = re.compile(
    r"(?<![^\W_])(?:model|मॉडल|modal)[\s.:#\-]*(?:no|number|नंबर)?[\s.:#\-]*$", re.IGNORECASE
)
OF_MACHINES = {"check_warranty", "register_warranty"}
SHORTEST, SHORTEST_BARE, LONGEST = 4, 7, 25
DIGITS_OF_A_BARE = 3


def serial_numbers(text: str, intent: str | None) -> list[Found]:
    """The serial numbers of a text; unnamed ones only in a message about a machine's warranty."""
    plain = text.translate(DIGITS)
    found = [_found(match) for pattern in (NAMED, BEFORE) for match in pattern.finditer(plain)]
    found = [each for each in found if _may_be(each.value)]
    if not found and intent in OF_MACHINES:
        found = [
            Found("serial_number", match[0].upper(), match.start(), match.end())
            for match in BARE.finditer(plain)
            if _is_long(match[0]) and not SPOKEN_OF.search(plain[: match.start()][-24:])
        ]
    return (
        found[:1] if len({each.value for each in found}) == 1 else sorted(found, key=lambda each: each.start)
    )


def _found(match: re.Match[str]) -> Found:
    return Found(
        "serial_number", match["serial"].replace(" ", "").upper(), match.start("serial"), match.end("serial")
    )


def _may_be(serial: str) -> bool:
    return SHORTEST <= len(serial) <= LONGEST and any(letter.isdigit() for letter in serial)


def _is_long(piece: str) -> bool:
    digits = sum(letter.isdigit() for letter in piece)
    prefixed = re.fullmatch(r"(?:ord|lv|exp|tkt|vis|inv)-?\d+", piece, re.IGNORECASE)
    return SHORTEST_BARE <= len(piece) <= LONGEST and digits >= DIGITS_OF_A_BARE and not prefixed
