"""What a killed PostgreSQL and a full disk leave behind keeps no other from starting."""

import os
from pathlib import Path

import pytest

from engine import postmaster


@pytest.mark.parametrize(
    "left",
    ["", "\n", f"{os.getpid()}\n", "999999999\n/data\n1\n5432\n"],
    ids=["empty", "a line", "of another", "of nobody"],
)
def test_the_note_of_a_server_that_is_gone_is_cleared_away(tmp_path: Path, left: str) -> None:
    (tmp_path / "postmaster.pid").write_text(left)
    (tmp_path / ".s.PGSQL.5432.lock").write_text(left)
    assert postmaster.find(tmp_path) is None
    postmaster.forget_if_killed(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_list_of_users_that_a_full_disk_cut_off_is_an_empty_one(tmp_path: Path) -> None:
    users = postmaster.users(tmp_path)
    users.path.write_text("[12")
    assert users.get() == []
    assert users.get_and_add(os.getpid()) == []
    assert postmaster.users(tmp_path).get() == [os.getpid()]
    assert users.get_and_remove(os.getpid()) == [os.getpid()]


def test_users_that_ended_without_a_goodbye_are_forgotten(tmp_path: Path) -> None:
    users = postmaster.users(tmp_path)
    users.put([999_999_999, os.getppid()])
    assert postmaster.forget_ended_users(tmp_path) == [os.getppid()]
    assert users.get() == [os.getppid()]
