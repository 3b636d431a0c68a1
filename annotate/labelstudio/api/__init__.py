"""What we ask of a Label Studio server, as plain typed calls."""
