"""What an owner does and sees in chat: the stock, and what was sold."""
