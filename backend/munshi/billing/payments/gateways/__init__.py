"""The gateways behind one port: each vendor's interface in a module of its own."""
