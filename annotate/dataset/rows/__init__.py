"""Articles as the typed rows of every config."""
