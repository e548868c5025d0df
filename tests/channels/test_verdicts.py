"""What Meta's answers mean, and who may speak as Meta."""

import pytest

from channels.whatsapp.incoming.signature import is_signed, sign
from channels.whatsapp.outgoing.verdicts import Verdict, of_answer, wait


@pytest.mark.parametrize(
    ("http_status", "code", "verdict"),
    [
        (401, 190, Verdict.STOP),
        (401, None, Verdict.STOP),
        (400, 131047, Verdict.HOLD),
        (400, 131056, Verdict.LATER),
        (400, 130429, Verdict.LATER),
        (429, None, Verdict.LATER),
        (400, 131026, Verdict.NEVER),
        (400, 100, Verdict.NEVER),
        (404, None, Verdict.NEVER),
        (500, 131000, Verdict.UNSURE),
        (400, 131016, Verdict.UNSURE),
        (502, None, Verdict.UNSURE),
    ],
)
def test_each_answer_has_one_meaning(http_status: int, code: int | None, verdict: Verdict) -> None:
    assert of_answer(http_status, code) is verdict


def test_the_pairs_rate_waits_in_powers_of_4_and_nobody_waits_for_ever() -> None:
    assert [wait(131056, attempt).total_seconds() for attempt in (1, 2, 3)] == [4, 16, 64]
    assert wait(131056, 50).total_seconds() == wait(None, 50).total_seconds() == 600


def test_both_secrets_hold_while_one_replaces_the_other() -> None:
    body = b'{"a": 1}'
    assert is_signed(body, sign(body, "old"), ["new", "old"])
    assert is_signed(body, sign(body, "new"), ["new", "old"])


@pytest.mark.parametrize(
    "header", [None, "", "sha256=", "sha1=abc", sign(b"x", "new"), sign(b"{}", "older"), "sha256=é"]
)
def test_nobody_else_can_sign(header: str | None) -> None:
    assert not is_signed(b"{}", header, ["new", "old"])
