"""Cash that technicians have taken and hand to who runs the shop."""
