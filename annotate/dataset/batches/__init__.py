"""Many articles as Arrow columns: what `rows` says one row at a time, made a batch at a time."""
