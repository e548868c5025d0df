"""What stands around the things of an order: remarks, manners, questions, who is called, where it is kept."""
