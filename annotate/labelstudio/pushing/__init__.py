"""Suggestions to the server: planned, then done; taken back; projects made by hand taken over."""
