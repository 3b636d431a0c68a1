"""Where articles come from: one file per intake format, each giving canonical articles or the faults of what it read."""
