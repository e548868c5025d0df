"""One key for every spelling of a word; shared by the classifier and the catalogue search."""
