"""`make run`: checks the settings, prepares database and model, starts every process and ends them together."""
