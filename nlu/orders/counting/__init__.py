"""How much of something: numbers, units and packs, and the figures that count nothing."""
