"""Whether a person lets the business write first."""
