"""Conversations that people lead instead of the bot, until they hand them back."""
