"""`make bench`: what a turn costs, beside what it costs in Rasa as `rasa init` sets it up."""
