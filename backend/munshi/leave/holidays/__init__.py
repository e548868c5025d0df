"""When nobody works: the calendar, and the holidays that a business adopts."""
