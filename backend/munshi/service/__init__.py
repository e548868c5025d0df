"""The service desk: what was sold and its guarantee, what is wrong with it, who comes, and how it went."""
