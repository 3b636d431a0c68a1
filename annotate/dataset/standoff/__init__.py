"""A release without its texts."""
