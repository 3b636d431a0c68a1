"""A Label Studio of our own: its environment, the running server, and what is known of it."""
