"""What goes over the counter at once, told by who runs the shop: an order, delivered and billed, of a customer."""
