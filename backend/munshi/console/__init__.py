"""The console: what the owner sees of their business in a browser, by a link that they ask for in chat."""
