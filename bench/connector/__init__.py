"""`python -m bench --connector`: the connector under load, as its people and Meta meet it."""
