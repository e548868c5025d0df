"""A call goes to its room, and is held against the paths of no other."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from munshi.routing import Room


def _room(path: str) -> Room:
    calls = APIRouter()
    calls.add_api_route(path, lambda: path, methods=["GET"])
    return Room(calls)


def test_each_call_is_answered_by_the_room_whose_word_its_path_has() -> None:
    app = FastAPI()
    for path in ("/carts/{name}", "/sales.csv", "/carts"):
        app.include_router(_room(path), prefix="/api")
    client = TestClient(app)
    asked = ("/api/carts/sales.csv", "/api/sales.csv", "/api/carts")
    assert [client.get(each).json() for each in asked] == ["/carts/{name}", "/sales.csv", "/carts"]
    assert client.get("/api/visits").status_code == 404
    assert client.post("/api/carts").status_code == 405


def test_a_path_that_begins_with_anything_is_no_rooms() -> None:
    with pytest.raises(ValueError, match="no word"):
        _room("/{anything}")
