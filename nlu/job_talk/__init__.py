"""What a technician tells of a job: the clauses of a message, and the steps that each of them tells."""
