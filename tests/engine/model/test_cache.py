"""What was kept comes back whole or not at all."""

from pathlib import Path

import pytest

from engine.model.cache import KEPT, VARIABLE, Cache, configured


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put("samples", "a", b"content")
    assert Cache(tmp_path / "cache").get("samples", "a") == b"content"


@pytest.mark.parametrize("damage", [lambda told: told[:-1], lambda told: told + b"x", lambda _: b""])
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: "object") -> None:
    cache = Cache(tmp_path)
    cache.put("samples", "a", b"content")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.get("samples", "a") is None


def test_the_last_of_a_kind_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [f"key-{number}" for number in range(KEPT + 2)]
    for key in keys:
        cache.put("samples", key, key.encode())
    cache.put("layer", "other", b"other")
    assert [key for key in keys if cache.get("samples", key)] == keys[-KEPT:]
    assert cache.get("layer", "other") == b"other"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_harms_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("samples", "a", b"content")
    assert cache.get("samples", "a") is None


def test_the_cache_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    assert configured() is None
