"""Orders: from a list of wishes to a placed order, its stock and its moves."""
