"""What is ordered, asked for or changed: names, amounts and what stands around them."""
