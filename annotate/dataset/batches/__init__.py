"""Many articles as Arrow columns, a batch at a time."""
