"""What a message says beside its values, in the person's own words."""
