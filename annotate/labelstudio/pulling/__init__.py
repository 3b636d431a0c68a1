"""People's work brought home: what changed since, read, merged by article."""
