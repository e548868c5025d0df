"""Tokens of links that let whoever holds them in: nobody can guess one, and only its hash is kept."""

import hashlib
import secrets

TOKEN_BYTES = 16


def new_token() -> str:
    """A token that nobody can guess: 128 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
