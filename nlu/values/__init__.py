"""The values of a message: those of each kind, and of two readings the surer one."""
