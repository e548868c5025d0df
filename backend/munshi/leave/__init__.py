"""Leave: who is away when, what it costs them of their balance, and who has to say yes."""
