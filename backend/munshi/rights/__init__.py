"""People's rights: what is kept of somebody, correcting it, erasing it, and for how long things are kept."""
