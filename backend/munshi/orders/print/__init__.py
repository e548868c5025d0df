"""What the room of orders prints."""
