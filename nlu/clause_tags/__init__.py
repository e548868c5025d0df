"""What the clauses of a message are, each with tags that were learnt: the steps of a job, a wish for a shop."""
