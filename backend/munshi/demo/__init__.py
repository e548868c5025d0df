"""The demonstration: a Graph API simulator and a chat page that speaks through it."""
