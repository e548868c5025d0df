"""Businesses: their profile, their numbers, and the file that carries all of one."""
